"""The addresses of the product: a package of pages for each subject, each with its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"assessments.views.{subject}.urls"))
    for subject in ("site", "answering", "partnerships", "people", "rounds", "mail", "results", "plan", "workshop")
]

"""The addresses of the product: a package of pages for each subject, each with its own."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from .mangled_links import ALONE, ANY, ELSEWHERE
from .views.site.mangled_links import mangled_link

urlpatterns: list[URLPattern | URLResolver] = [
    *(
        path("", include(f"assessments.views.{subject}.urls"))
        for subject in ("site", "answering", "partnerships", "people", "rounds", "mail", "results", "plan", "workshop")
    ),
    # Last: a link as it should be is none of these.
    *(re_path(one, mangled_link, name="mangled_link") for one in (ANY, ELSEWHERE, ALONE)),
]

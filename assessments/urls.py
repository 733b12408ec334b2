"""The addresses of the product, by who uses them."""

from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from .views import (
    coordinator_publishing_urls,
    coordinator_urls,
    respondent_urls,
    result_urls,
    shared_result_urls,
    workshop_urls,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", set_language, name="set_language"),
    *respondent_urls.urlpatterns,
    *coordinator_urls.urlpatterns,
    *result_urls.urlpatterns,
    *coordinator_publishing_urls.urlpatterns,
    *workshop_urls.urlpatterns,
    *shared_result_urls.urlpatterns,
]

"""The addresses of the product, by who uses them."""

from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from .views import (
    coordinator_mail_urls,
    coordinator_overview_urls,
    coordinator_people_urls,
    coordinator_plan_urls,
    coordinator_publishing_urls,
    coordinator_round_urls,
    coordinator_urls,
    coordinators_urls,
    mailed_urls,
    respondent_urls,
    result_urls,
    shared_result_urls,
    workshop_urls,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", set_language, name="set_language"),
    *mailed_urls.urlpatterns,
    *respondent_urls.urlpatterns,
    *coordinator_urls.urlpatterns,
    *coordinator_plan_urls.urlpatterns,
    *coordinator_people_urls.urlpatterns,
    *coordinator_round_urls.urlpatterns,
    *coordinators_urls.urlpatterns,
    *coordinator_mail_urls.urlpatterns,
    *coordinator_overview_urls.urlpatterns,
    *result_urls.urlpatterns,
    *coordinator_publishing_urls.urlpatterns,
    *shared_result_urls.urlpatterns,
    *workshop_urls.urlpatterns,
]

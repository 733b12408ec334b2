"""The addresses of the product, by who uses them."""

from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from .views import coordinator_mail_urls, coordinator_urls, mailed_urls, respondent_urls, result_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", set_language, name="set_language"),
    *mailed_urls.urlpatterns,
    *respondent_urls.urlpatterns,
    *coordinator_urls.urlpatterns,
    *coordinator_mail_urls.urlpatterns,
    *result_urls.urlpatterns,
]

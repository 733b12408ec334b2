"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("beheer/", admin.site.urls),
    path("accounts/", include("collab.account_urls")),
    path("", include("assessments.urls")),
]

handler400 = "assessments.views.errors.bad_request"
handler403 = "assessments.views.errors.permission_denied"
handler404 = "assessments.views.errors.page_not_found"
handler500 = "assessments.views.errors.server_error"

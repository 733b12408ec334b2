"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("beheer/", admin.site.urls),
    path("accounts/", include("collab.accounts.urls")),
    path("", include("assessments.urls")),
]

handler400 = "assessments.views.site.errors.bad_request"
handler403 = "assessments.views.site.errors.permission_denied"
handler404 = "assessments.views.site.errors.page_not_found"
handler500 = "assessments.views.site.errors.server_error"

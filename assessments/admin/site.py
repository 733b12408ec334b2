"""The admin site."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext_lazy as _

from assessments.checks import outgrown_megabytes

from .base import BeheerAdmin
from .person_erasure import erase_person


class BeheerSite(AdminSite):
    """The admin under its own name, with our own pages only."""

    site_header = _("Driekracht administration")
    site_title = _("Driekracht administration")
    index_title = _("What do you want to manage?")
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Accept only our own pages: those of other apps show secrets of accounts, or nothing useful."""
        if admin_class is not None and issubclass(admin_class, BeheerAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Return the pages of the models, and those that are about no one model."""
        return [path("erase-person/", self.admin_view(erase_person), name="erase_person"), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what there is to manage, and whether the site has outgrown its database."""
        return super().index(request, {"outgrown_megabytes": outgrown_megabytes(), **(extra_context or {})})

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Redirect to the one sign-in page, where attempts are limited and a second step is asked."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Redirect to the one page for changing one's own password."""
        return redirect("account_change_password")

"""What every page of the admin has in common."""

from typing import Any, TypeVar

from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.http import HttpRequest

M = TypeVar("M", bound=Model)


class BeheerAdmin(ModelAdmin[M]):
    """The pages for one model; everyone who may use the admin may use all of them."""

    list_per_page = 100

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether it is listed on the first page."""
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether viewing is allowed."""
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whether adding is allowed."""
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether changing this is allowed."""
        return self.admin_site.has_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether removing this is allowed."""
        return self.admin_site.has_permission(request)

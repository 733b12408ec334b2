"""What every page of the admin has in common."""

from typing import Any, TypeVar, cast
from uuid import uuid4

from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import capfirst

from assessments.views.authenticated import AuthenticatedRequest
from assessments.views.once import done_before, once

M = TypeVar("M", bound=Model)


class _NotStoredError(Exception):
    """Nothing was stored, so that nothing is kept of the form; the answer is its page with what is wrong."""

    def __init__(self, answer: HttpResponse) -> None:
        super().__init__()
        self.answer = answer


class BeheerAdmin(ModelAdmin[M]):
    """The pages for one model; everyone who may use the admin may use all of them."""

    list_per_page = 100
    change_form_template = "admin/assessments/edit.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Store once what is sent twice, and lead both times to where the first led."""
        shown = {"once": uuid4().hex} | (extra_context or {})
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, shown)
        asked = cast("AuthenticatedRequest", request)

        def store() -> str:
            answer = super(BeheerAdmin, self).changeform_view(request, object_id, form_url, shown)
            if not isinstance(answer, HttpResponseRedirect):
                raise _NotStoredError(answer)
            return answer.url

        try:
            return done_before(asked) or once(asked, store)
        except _NotStoredError as error:
            return error.answer

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Head the list with what is in it, and not with what to do with it."""
        shown = {"title": capfirst(self.opts.verbose_name_plural)} | (extra_context or {})
        return super().changelist_view(request, shown)

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

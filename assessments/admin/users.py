"""The admin of users: who may sign in, and who may use the admin."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.signals import password_set
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth import update_session_auth_hash
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters

from assessments.models import Coordinatorship, User
from assessments.models.choices import Access

from .base import BeheerAdmin
from .user_form import UserForm


@admin.register(User)
class UserAdmin(BeheerAdmin[User]):
    """Coordinators and admins."""

    form = UserForm
    list_display = ("email", "name", "is_active", "is_staff", "has_second_step", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email", "name")
    ordering = ("email",)
    actions = ("remove_second_step",)

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Ask for a password for a new user; show what an existing user coordinates."""
        rights = (_("Rights"), {"fields": ["is_active", "is_staff"]})
        who: Any = (None, {"fields": ["email", "name"]})
        password: Any = {"fields": ["password1", "password2"]}
        if obj is None:
            return [who, (_("Password"), password), rights]
        about = _("Leave both empty to keep the present password. With a new one the user is signed out everywhere.")
        known = (_("What we know"), {"fields": ["coordinates", "has_second_step", "last_login", "date_joined"]})
        return [who, rights, (_("Password"), password | {"description": about}), known]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Make one's own rights read-only: whoever removed them would be locked out."""
        own = ["is_active", "is_staff"] if obj is not None and obj == request.user else []
        return ["coordinates", "has_second_step", "last_login", "date_joined", *own] if obj else []

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Fetch in one query whether users have a second step."""
        second_step = Authenticator.objects.filter(user=OuterRef("pk"))
        return super().get_queryset(request).annotate(second_step_set=Exists(second_step))

    @admin.display(description=gettext_lazy("second step"), boolean=True)
    def has_second_step(self, user: Any) -> bool:
        """Return whether signing in asks for a second step."""
        return bool(user.second_step_set)

    @admin.display(description=gettext_lazy("coordinates"))
    def coordinates(self, user: User) -> str:
        """Return the partnerships that the user coordinates."""
        found = user.coordinatorships.select_related("partnership").order_by("partnership__name")
        told = (f"{one.partnership} ({one.get_access_display()})" for one in found)
        return ", ".join(told) or _("no partnership")

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer no way to remove many at once."""
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found

    @admin.action(description=gettext_lazy("Remove the second step, for people who lost their device"))
    def remove_second_step(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Let the chosen users sign in with only their password, until they set up a second step again."""
        chosen = [user for user in queryset if Authenticator.objects.filter(user=user).delete()[0]]
        for user in chosen:
            self.log_change(request, user, "Second step taken away.")
        n = len(chosen)
        told = ngettext(
            "The second step of %(n)s user was taken away.", "The second step of %(n)s users was taken away.", n
        ) % {"n": n}
        self.message_user(request, told, messages.SUCCESS if n else messages.WARNING)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow removing others, unless a partnership would be left without an owner."""
        if not super().has_delete_permission(request, obj) or obj == request.user:
            return False
        return obj is None or not _is_only_owner(obj)

    @method_decorator(sensitive_post_parameters("password1", "password2"))
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Keep passwords out of error reports."""
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        """End every session of a user who gets a new password and tell them by mail; stay signed in oneself."""
        super().save_model(request, obj, form, change)
        if not change or not form.cleaned_data["password2"]:
            return
        if obj == request.user:
            update_session_auth_hash(request, obj)
        password_set.send(sender=User, request=request, user=obj)
        if obj != request.user:
            get_adapter().send_notification_mail("account/email/password_given", obj)


def _is_only_owner(user: User) -> bool:
    others = Coordinatorship.objects.filter(partnership=OuterRef("partnership"), access=Access.OWNER).exclude(user=user)
    owned = user.coordinatorships.filter(access=Access.OWNER)
    return owned.exclude(Exists(others)).exists()

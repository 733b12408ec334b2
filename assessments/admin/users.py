"""The admin of users: who may sign in, and who may use the admin."""

from functools import partial
from typing import Any

from allauth.account.signals import password_set
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.log import Event, note
from assessments.models import Coordinatorship, User
from assessments.models.choices import Access
from assessments.services.installation.admins import days_of_link, first_password_url, mail_new_password
from assessments.views.recent_proof import ADMIN_SECONDS, require_recent_proof

from .account_changes import FIELDS, PASSWORD, REMOVED, SECOND_STEP, tell_of_change
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
    actions = ("hand_out_first_link", "take_password_away", "remove_second_step")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Ask for no password for a new user, who chooses it; show what an existing user coordinates."""
        superuser = ["is_superuser"] if _is_superuser(request) else []
        rights = (_("Rights"), {"fields": ["is_active", "is_staff", *superuser]})
        who: Any = (None, {"fields": ["email", "name"]})
        if obj is None:
            chosen = _("The user chooses a password through a link that works once.")
            return [(None, {"fields": ["email", "name"], "description": chosen}), rights]
        known: Any = {"fields": ["coordinates", "has_second_step", "last_login", "date_joined"]}
        about = _("Nobody sets a password for somebody else: the list of users can give a link to choose a new one.")
        return [who, rights, (_("What we know"), known | {"description": about})]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Make one's own rights read-only: whoever removed them would be locked out.

        Who is an admin is decided by those who may do everything: nobody raises themselves, or a friend.
        """
        decided = [] if _is_superuser(request) else ["is_staff"]
        if obj is None:
            return decided
        own = ["is_active", "is_staff", "is_superuser"] if obj == request.user else decided
        return ["coordinates", "has_second_step", "last_login", "date_joined", *own]

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

    @admin.action(description=gettext_lazy("Give a new link to choose the first password"))
    def hand_out_first_link(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Let the chosen users who never had a password choose one, when their link is lost or has ended."""
        waiting = [user for user in queryset if _has_yet_to_choose(user) and self.has_change_permission(request, user)]
        for user in waiting:
            hand_out_link(request, user)
        if not waiting:
            told = _("Everybody whom you chose has a password, or has signed in already. They can ask for a new one.")
            self.message_user(request, told, messages.WARNING)

    @admin.action(description=gettext_lazy("Remove the password, and give a link to choose a new one"))
    def take_password_away(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """End what the chosen users know and every session of theirs; each chooses a new password through a link."""
        chosen = [one for one in queryset if one != request.user and self.has_change_permission(request, one)]
        with transaction.atomic():
            for user in chosen:
                user.set_unusable_password()
                user.save(update_fields=["password"])
                self.log_change(request, user, "Password taken away.")
                password_set.send(sender=User, request=request, user=user)
                tell_of_change(request, user, {PASSWORD}, address=user.email)
                transaction.on_commit(partial(hand_out_link, request, user))
        if not chosen:
            told = _("Nothing was changed. You change your own password at “My account”.")
            self.message_user(request, told, messages.WARNING)

    @admin.action(description=gettext_lazy("Remove the second step, for people who lost their device"))
    def remove_second_step(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Let the chosen users sign in with only their password, until they set up a second step again."""
        with transaction.atomic():
            allowed = [user for user in queryset if self.has_change_permission(request, user)]
            chosen = [user for user in allowed if Authenticator.objects.filter(user=user).delete()[0]]
            for user in chosen:
                self.log_change(request, user, "Second step taken away.")
                tell_of_change(request, user, {SECOND_STEP}, address=user.email)
        n = len(chosen)
        told = ngettext(
            "The second step of %(n)s user was removed.", "The second step of %(n)s users was removed.", n
        ) % {"n": n}
        self.message_user(request, told, messages.SUCCESS if n else messages.WARNING)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let only who may do everything change somebody who may do everything."""
        is_above = obj is not None and obj.is_superuser and not _is_superuser(request)
        return super().has_change_permission(request, obj) and not is_above

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow removing others, unless a partnership would be left without an owner."""
        if not self.has_change_permission(request, obj) or obj == request.user:
            return False
        return obj is None or not _is_only_owner(obj)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Ask first who it is that opens or sends the form."""
        require_recent_proof(request, seconds=ADMIN_SECONDS)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask first who it is that removes somebody."""
        require_recent_proof(request, seconds=ADMIN_SECONDS)
        return super().delete_view(request, object_id, extra_context)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Ask first who it is that does something to those who are ticked."""
        if request.method == "POST":
            require_recent_proof(request, seconds=ADMIN_SECONDS)
        return super().changelist_view(request, extra_context)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        """Store the user, and tell whom it is about of everything that decides who can sign in as whom."""
        before = User.objects.filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        if before is None:
            transaction.on_commit(partial(note, Event.ACCOUNT_MADE, about=obj.pk))
            transaction.on_commit(partial(hand_out_link, request, obj))
            return
        changes = {name for field, name in FIELDS.items() if getattr(before, field) != getattr(obj, field)}
        if changes:
            tell_of_change(request, obj, changes, address=before.email)

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Tell of it first: afterwards nobody knows any more whose partnerships these were."""
        tell_of_change(request, obj, {REMOVED}, address=obj.email)
        super().delete_model(request, obj)


def hand_out_link(request: HttpRequest, user: User) -> None:
    """Mail a user the link at which they choose a password; where no mail goes, show it to the admin, once."""
    if settings.EMAIL_HOST:
        try:
            mail_new_password(user)
        except OSError:
            messages.warning(request, _("The email to %(email)s could not be sent.") % {"email": user.email})
        else:
            told = _("%(email)s gets an email with a link to choose a password.") % {"email": user.email}
            messages.success(request, told)
            return
    about = {"email": user.email, "days": days_of_link(), "link": first_password_url(user)}
    told = _(
        "Give this link to %(email)s and to nobody else. It works once, within %(days)s days, and this is the only "
        "time you see it: %(link)s"
    )
    messages.info(request, told % about)
    note(Event.LINKS_SHOWN, page="new_password", about=user.pk)


def _has_yet_to_choose(user: User) -> bool:
    return user.last_login is None and not user.has_usable_password()


def _is_superuser(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.is_superuser


def _is_only_owner(user: User) -> bool:
    others = Coordinatorship.objects.filter(partnership=OuterRef("partnership"), access=Access.OWNER).exclude(user=user)
    owned = user.coordinatorships.filter(access=Access.OWNER)
    return owned.exclude(Exists(others)).exists()

"""The form for a user, without a password: everybody chooses their own, through a link."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import User

from .shown_form import AdminForm


class UserForm(AdminForm, forms.ModelForm[User]):
    """Address, name and rights."""

    class Meta:
        model = User
        fields: ClassVar = ["email", "name", "is_active", "is_staff", "is_superuser"]
        help_texts: ClassVar = {
            "email": _("Used to sign in."),
            "is_active": _("Switch this off instead of removing someone who may come back."),
            "is_staff": _(
                "Edits actions, thresholds and users. Sees no answers and no results, unless they sign in as somebody "
                "else after changing an account; that person and the owners are told of it."
            ),
            "is_superuser": _("Decides who is an administrator."),
        }

    def save(self, commit: bool = True) -> Any:
        """Save; a new user has no password yet."""
        if self.instance.pk is None:
            self.instance.set_unusable_password()
        return super().save(commit)

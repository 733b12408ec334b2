"""The form for a user: it can set a new password, and never shows the current one in any form."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.models import User


class UserForm(forms.ModelForm[User]):
    """Address, name, rights, and a password."""

    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        required=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A few words in a row are easy to remember and hard to guess."),
    )
    password2 = forms.CharField(
        label=_("Password, once more"),
        strip=False,
        required=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields: ClassVar = ["email", "name", "is_active", "is_staff"]
        help_texts: ClassVar = {
            "email": _("One signs in with it."),
            "is_active": _("Switch this off instead of removing someone who may come back."),
            "is_staff": _("Edits actions, thresholds and users. Sees no answers and no results."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_new = self.instance.pk is None
        for name in ("password1", "password2"):
            self.fields[name].required = is_new
        if not is_new:
            self.fields["password1"].label = _("New password")
            self.fields["password2"].label = _("New password, once more")

    def clean_password2(self) -> str:
        """Compare the passwords, unless the first was refused already."""
        first, second = self.cleaned_data.get("password1", ""), str(self.cleaned_data["password2"])
        if first != second:
            raise ValidationError(_("The passwords are not the same."), code="password_mismatch")
        return second

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        password = self.cleaned_data.get("password2")
        if password:
            try:
                validate_password(password, self.instance)
            except ValidationError as error:
                self.add_error("password1", error)

    def save(self, commit: bool = True) -> User:
        """Save, with the new password if there is one."""
        user = super().save(commit=False)
        if self.cleaned_data["password2"]:
            user.set_password(self.cleaned_data["password2"])
        if commit:
            user.save()
        return user

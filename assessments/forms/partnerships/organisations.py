"""Organisations as rows: the existing ones, and some empty ones to fill in."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.forms import inlineformset_factory
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from assessments.forms.layout import fields_only
from assessments.models import Organisation, Partnership

from .edit import MIN_ORGANISATIONS

MAX_ORGANISATIONS = 60
CHANGED_ELSEWHERE = _("This list was changed in another window. Open this page again and change it there.")


class OrganisationForm(forms.ModelForm[Organisation]):
    """One organisation."""

    class Meta:
        model = Organisation
        fields = ("name",)
        labels = {"name": _("Name of the organisation")}
        error_messages = {"name": {"required": _("Fill in the name of the organisation.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()


class Refusing:
    """Rows that can be refused after validation: because others changed them, or by a service."""

    non_form_errors: Any
    initial_forms: list[Any]

    def refuse_when_gone(self) -> None:
        """Refuse rows that no longer exist: storing them would bring back what was removed elsewhere."""
        if any(form.instance.pk is None for form in self.initial_forms):
            raise ValidationError(CHANGED_ELSEWHERE)

    def refuse_as_changed(self) -> None:
        """Add the error that others changed the list."""
        self.refuse(str(CHANGED_ELSEWHERE))

    @property
    def n_known(self) -> int:
        """How many existing rows the page showed."""
        return len(self.initial_forms)

    def refuse(self, sentence: str) -> None:
        """Add an error about the rows as a whole."""
        self.non_form_errors().append(sentence)


class OrganisationFormSet(Refusing, BaseInlineFormSet[Organisation, Partnership, OrganisationForm]):
    """The organisations of a partnership."""

    helper: FormHelper

    def clean(self) -> None:
        """Refuse repeated names, however they are written, and fewer than two organisations."""
        super().clean()
        self.refuse_when_gone()
        if any(self.errors):
            return
        forms_left = [form for form in self.forms if form not in self.deleted_forms]
        names = [form.cleaned_data["name"] for form in forms_left if form.cleaned_data.get("name")]
        folded = [name.casefold() for name in names]
        double = next((name for name in names if folded.count(name.casefold()) > 1), None)
        if double:
            raise ValidationError(_("%(name)s is in the list more than once."), params={"name": double})
        if len(names) < MIN_ORGANISATIONS:
            raise ValidationError(_("A partnership has at least two organisations."))
        self._refuse_with_people()

    def _refuse_with_people(self) -> None:
        """Refuse to remove an organisation that still has people, who would go with it unnoticed."""
        peopled = Organisation.objects.filter(pk__in=[one.pk for one in self.removed()], participants__isnull=False)
        first = peopled.first()
        if first:
            raise ValidationError(
                _("%(name)s still has participants. Remove them first, or give them another organisation."),
                params={"name": first.name},
            )

    def kept(self) -> list[Organisation]:
        """Return the organisations to store."""
        return changed_objects(self)

    def removed(self) -> list[Organisation]:
        """Return the organisations to remove."""
        return [form.instance for form in self.deleted_forms if form.instance.pk]


def changed_objects(rows: Any) -> list[Any]:
    """Return the objects of rows that were filled in or changed, and are not marked for removal."""
    return [form.instance for form in rows.forms if form.has_changed() and form not in rows.deleted_forms]


OrganisationRows: type[OrganisationFormSet] = inlineformset_factory(  # type: ignore[assignment]
    Partnership,
    Organisation,
    form=OrganisationForm,
    formset=OrganisationFormSet,
    extra=4,
    max_num=MAX_ORGANISATIONS,
    validate_max=True,
    can_delete=True,
    can_delete_extra=False,
)

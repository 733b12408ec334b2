"""Organisations as rows: the existing ones, and some empty ones to fill in."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.forms import inlineformset_factory
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.forms.layout import fields_only
from assessments.forms.shown import FIELD, ShownField, ShownRow
from assessments.ids import id_in
from assessments.models import Organisation, Partnership
from assessments.services.partnerships import names_of
from assessments.vocabulary.limits import MOST_ORGANISATIONS

from .edit import MIN_ORGANISATIONS


class OrganisationForm(ShownRow, forms.ModelForm[Organisation]):
    """One organisation."""

    class Meta:
        model = Organisation
        fields = ("name",)
        labels = {"name": gettext_lazy("Name of the organisation")}
        error_messages = {"name": {"required": gettext_lazy("Enter the name of the organisation.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()


class OrganisationFormSet(BaseInlineFormSet[Organisation, Partnership, OrganisationForm]):
    """The organisations of a partnership."""

    helper: FormHelper

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A list from before there was a most may stay that long; the service sees to it that it does not grow.
        self.max_num = max(MOST_ORGANISATIONS, self.instance.organisations.count())

    def refuse(self, sentence: str) -> None:
        """Add an error about the rows as a whole."""
        self.non_form_errors().append(sentence)

    def shown(self) -> dict[int, str]:
        """Return which organisations the page showed, by id, whether they are still there or not."""
        count = id_in(self._sent("INITIAL_FORMS")) or 0
        found = {}
        for place in range(min(count, self.absolute_max)):
            row = ShownField().to_python(self._sent(f"{place}-{FIELD}")) or {}
            found[id_in(self._sent(f"{place}-id")) or 0] = row.get("name", "")
        return found

    def again(self, who: str) -> "OrganisationFormSet":
        """Return the rows as they are now, with what this editor made of them, and what others did in sentences."""
        shown, now = self.shown(), names_of(self.instance)
        places = {id_in(self._sent(f"{place}-id")) or 0: place for place in range(len(shown))}
        rows = [self._merged(places.get(pk), name, shown.get(pk)) | {"id": str(pk)} for pk, name in now.items()]
        known = {name.casefold() for name in now.values()}
        typed = [self._sent(f"{place}-name") for place in range(len(shown), len(shown) + self.max_num)]
        new = [{"name": name} for name in typed if name.strip() and name.strip().casefold() not in known]
        counts = {"TOTAL_FORMS": str(len(rows) + max(self.extra, len(new))), "INITIAL_FORMS": str(len(rows))}
        data = QueryDict(mutable=True)
        data.update({f"{self.prefix}-{name}": value for name, value in counts.items()})
        for place, row in enumerate([*rows, *new]):
            data.update({f"{self.prefix}-{place}-{name}": value for name, value in row.items()})
        found = type(self)(data, instance=self.instance)
        found.is_valid()
        for sentence in _what_changed(shown, now, who):
            found.refuse(sentence)
        return found

    def _merged(self, place: int | None, now: str, shown: str | None) -> dict[str, str]:
        """Return one row: what this editor typed where they changed it, and otherwise what it is now."""
        mine = now if place is None else self._sent(f"{place}-name")
        row = {"name": now if mine == shown else mine, FIELD: json.dumps({"name": now})}
        is_removed = place is not None and bool(self._sent(f"{place}-DELETE"))
        return row | ({"DELETE": "on"} if is_removed else {})

    def _sent(self, name: str) -> str:
        return str(self.data.get(f"{self.prefix}-{name}", ""))

    def clean(self) -> None:
        """Refuse repeated names, however they are written, and fewer than two organisations."""
        super().clean()
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


def _what_changed(shown: Mapping[int, str], now: Mapping[int, str], who: str) -> Iterator[str]:
    """Yield what others did to the list, in sentences."""
    told = _("%(who)s has changed this list in the meantime. Nothing of yours was saved yet: check it and save again.")
    yield told % {"who": who or _("Somebody else")}
    for pk in {**shown, **now}:
        old, new = shown.get(pk, ""), now.get(pk, "")
        if pk not in shown:
            yield _("New in the list: “%(name)s”.") % {"name": new}
        elif pk not in now and old:
            yield _("No longer in the list: “%(name)s”.") % {"name": old}
        elif old and old != new:
            yield _("“%(old)s” is now called “%(new)s”.") % {"old": old, "new": new}


def changed_objects(rows: Any) -> list[Any]:
    """Return the objects of rows that were filled in or changed, and are not marked for removal."""
    return [form.instance for form in rows.forms if form.has_changed() and form not in rows.deleted_forms]


OrganisationRows: type[OrganisationFormSet] = inlineformset_factory(  # type: ignore[assignment]
    Partnership,
    Organisation,
    form=OrganisationForm,
    formset=OrganisationFormSet,
    extra=4,
    max_num=MOST_ORGANISATIONS,
    validate_max=True,
    can_delete=True,
    can_delete_extra=False,
)

"""The form for a round before it opens."""

import json
from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.catalogue.questionnaire import current_version, questionnaire
from assessments.forms.fields import INVALID_EMAIL, field_of
from assessments.forms.layout import fields_only
from assessments.forms.shown import FIELD as SHOWN
from assessments.forms.shown import ShownRow
from assessments.models import Participant, Round
from assessments.reporting.numbers import in_letters
from assessments.services.planned_rounds import PEOPLE, shown_of
from assessments.services.shown_rows import ChangedMeanwhileError, Shown, as_state, state_of

from .moments import OpeningField, closing_field
from .people import FEW, Group, PeopleField
from .reminders import ReminderDays

ABOUT_MAIL = ("sender_name", "mail_language", "reminder_days", "sends_thanks")


def open_limit_field() -> forms.IntegerField:
    """Return the field for the maximum number of answers through the open link."""
    return forms.IntegerField(
        label=_("Most answers through the open link"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_(
            "Leave this empty for no limit. Once the number is reached, nobody else can begin through the open link; "
            "anyone who has already started can go on. Choose slightly more than the number of people you expect."
        ),
        error_messages={
            "invalid": _("Enter a whole number, or leave this empty."),
            "min_value": _("Enter at least 1, or leave this empty."),
            "max_value": _("Enter at most 100,000, or leave this empty."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6}),
    )


def _on_behalf_now() -> str:
    count = in_letters(questionnaire(current_version()).n_on_behalf)
    return capfirst(
        gettext(
            "%(count)s questions are answered on behalf of the organisation. Participants read this before they answer."
        )
        % {"count": count}
    )


_on_behalf = lazy(_on_behalf_now, str)


_HOW_LINKS_GO = _(
    "Best: everyone can answer once, and you see how many have answered. Participants with an email address get their "
    "link by email when the round opens, and nobody else sees it, not even you. You hand out links to those without "
    "an email address."
)


class RoundForm(ShownRow, forms.ModelForm[Round]):
    """A round that is about to open, now or later."""

    opens_at = OpeningField(
        label=_("Opens on"),
        help_text=_("Leave this empty to open the round at once. Until it opens you can change it."),
    )
    closes_at = closing_field(
        label=_("Closes on"),
        help_text=_("Two to four weeks after opening works well. Participants can answer until this minute."),
    )
    open_limit = open_limit_field()
    participants = PeopleField()
    reminder_days = ReminderDays()

    class Meta:
        model = Round
        fields = (
            "title",
            "opens_at",
            "closes_at",
            "has_personal_links",
            "has_open_link",
            "open_limit",
            "split",
            "interests_named",
            "weighting",
            "language",
            *ABOUT_MAIL,
            "contact_name",
            "contact_email",
        )
        labels = {
            "title": _("Title of the round"),
            "has_personal_links": _("A personal link for every participant"),
            "has_open_link": _("One open link for everybody"),
            "split": _("The report shows scores by"),
            "interests_named": _("Show the interests of each organisation by its name"),
            "weighting": _("How answers are weighted"),
            "language": _("Language of the report"),
            "sender_name": _("Name of the sender"),
            "mail_language": _("Language of the emails"),
            "sends_thanks": _("Thank people for their answers by email"),
            "contact_name": _("Contact for questions"),
            "contact_email": _("Email address of that person"),
        }
        help_texts = {
            "has_personal_links": _("Best: everyone can answer once, and you see how many have answered."),
            "has_open_link": _(
                "Easy to share or put on a screen. Whoever opens it chooses an organisation and a role. Nobody can "
                "check "
                "who answers, or how often: for small groups, personal links are safer."
            ),
            "split": _("One choice, fixed once the round opens, so that nobody can be found by combining reports."),
            "interests_named": _on_behalf(),
            "weighting": _("By organisation, a large organisation does not outvote a small one."),
            "sender_name": _("Participants see this as the sender, for example the name of your partnership."),
            "contact_email": _("Participants see this on their start page, and their replies to emails go here."),
        }
        error_messages = {
            "title": {"required": _("Enter a title for the round.")},
            "contact_email": {"invalid": INVALID_EMAIL},
        }
        widgets = dict.fromkeys(("split", "weighting", "language", "mail_language"), forms.RadioSelect)

    def __init__(self, *args: Any, people: Iterable[Participant] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = field_of(self, "participants", PeopleField)
        field.offer(people)
        if not self.instance.pk:
            self.initial.setdefault("participants", [person.pk for person in field.people])
        if not settings.EMAIL_HOST:
            for name in ABOUT_MAIL:
                del self.fields[name]
        else:
            self.fields["has_personal_links"].help_text = _HOW_LINKS_GO
        self.helper = fields_only()
        self.helper.layout = self._layout()
        if self.instance.pk:
            self.begin_with(shown_of(self.instance, [*self.names_of_row(), PEOPLE]))

    def state_typed(self, error: ChangedMeanwhileError) -> Shown:
        """Return what was filled in, and who was ticked."""
        columns = state_of(self.instance, (name for name in error.now if name != PEOPLE))
        return columns | {PEOPLE: as_state(sorted(self.cleaned_data.get(PEOPLE, [])))}

    def told(self, name: str, error: ChangedMeanwhileError) -> str:
        """Return in words what stands in a field now; for the people, their names."""
        if name != PEOPLE:
            return super().told(name, error)
        invited = set(json.loads(error.now[PEOPLE]))
        return ", ".join(one.name for one in field_of(self, PEOPLE, PeopleField).people if one.pk in invited)

    def as_posted(self, name: str, error: ChangedMeanwhileError) -> dict[str, Any]:
        """Return what stands in a field now as a browser would send it; for the people, their ids."""
        if name != PEOPLE:
            return super().as_posted(name, error)
        return {PEOPLE: [str(pk) for pk in json.loads(error.now[PEOPLE])]}

    def _layout(self) -> Layout:
        mail = [name for name in ABOUT_MAIL if name in self.fields]
        about_mail = [Fieldset(_("Emails"), *mail)] if mail else []
        return Layout(
            Fieldset(_("The round"), "title", "opens_at", "closes_at"),
            Fieldset(
                _("Who takes part"),
                "has_personal_links",
                Field("participants", template="rounds/fields/people.html"),
                "has_open_link",
                "open_limit",
            ),
            Fieldset(_("What the report shows"), "split", "interests_named", "weighting", "language"),
            *about_mail,
            Fieldset(_("For questions"), "contact_name", "contact_email"),
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a round that nobody can answer."""
        cleaned = super().clean() or self.cleaned_data
        field = field_of(self, "participants", PeopleField)
        if not cleaned.get("has_personal_links") and not cleaned.get("has_open_link"):
            self.add_error("has_personal_links", _("Choose personal links, an open link, or both."))
        elif cleaned.get("has_personal_links") and not field.people:
            self.add_error(
                "has_personal_links",
                _("There are no participants yet. Add them first, or choose the open link alone."),
            )
        elif cleaned.get("has_personal_links") and cleaned.get("participants") == []:
            self.add_error("participants", _("Choose at least one participant, or choose only the open link."))
        if not cleaned.get("has_open_link"):  # the limit is hidden then, and means nothing
            self.errors.pop("open_limit", None)
            cleaned["open_limit"] = None
        return cleaned

    @property
    def people_groups(self) -> list[Group]:
        """Return everyone who can be chosen, by organisation, as currently ticked."""
        field = field_of(self, "participants", PeopleField)
        return field.groups(self["participants"].value() or [])

    @property
    def has_few_people(self) -> bool:
        """Whether everyone can be shown at once."""
        return len(field_of(self, "participants", PeopleField).people) <= FEW

    def ticked_people(self) -> list[Participant]:
        """Return the people who are ticked now, whether the rest of the form is right or not."""
        ticked = {str(value) for value in self["participants"].value() or []}
        return [person for person in field_of(self, "participants", PeopleField).people if str(person.pk) in ticked]

    def chosen_people(self) -> list[Participant]:
        """Return the people who were ticked."""
        field = field_of(self, "participants", PeopleField)
        chosen = set(self.cleaned_data["participants"])
        return [person for person in field.people if person.pk in chosen]

    def terms(self) -> dict[str, Any]:
        """Return all choices except the people; with a mail server links go by mail, and without one nothing does."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in {PEOPLE, SHOWN}}
        if settings.EMAIL_HOST:
            return said | {"sends_invitations": True}
        return said | {"sends_invitations": False, "sends_thanks": False}

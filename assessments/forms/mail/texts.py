"""The form in which a coordinator changes the words of a mail."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.forms.layout import fields_only
from assessments.forms.shown import TellingForm
from assessments.languages import active_language, language_name
from assessments.models.mails import MailKind
from assessments.services.mail.words import (
    WITH_LINK,
    Words,
    has_placeholder,
    placeholders_in,
    shown_words,
    unknown_placeholders,
)
from assessments.services.shown_rows import ChangedMeanwhileError, Shown
from assessments.text_fields import LineInput, ProseInput
from assessments.vocabulary.limits import MOST_IN_A_MAIL


class MailTextForm(TellingForm, forms.Form):
    """Subject and text of one kind of mail, in each language of the round's mails."""

    def __init__(self, kind: MailKind, words: Mapping[str, Words], data: Any = None, *, is_new: bool = False) -> None:
        super().__init__(data)
        self.kind = kind
        self.languages = tuple(words)
        for language, one in words.items():
            self.fields[f"subject_{language}"] = _subject(one.subject)
            self.fields[f"body_{language}"] = _body(one.body)
        if not is_new:  # of a round that is not there yet, nobody else can change the words
            self.begin_with(shown_words(words))
        self.helper = fields_only()
        self.helper.layout = Layout(*map(self._section, self.languages))

    def _section(self, language: str) -> Any:
        fields = (f"subject_{language}", f"body_{language}")
        return Fieldset(language_name(language) if len(self.languages) > 1 else "", *fields)

    def clean(self) -> dict[str, Any]:
        """Refuse unknown placeholders, and a mail without the link that it is about."""
        cleaned = super().clean() or self.cleaned_data
        self.check_shown()
        for name in [name for name in cleaned if name.startswith(("subject_", "body_"))]:
            for error in self._errors_in(name, cleaned[name]):
                self.add_error(name, error)
        return cleaned

    def _errors_in(self, name: str, text: str) -> list[ValidationError]:
        is_body = name.startswith("body_")
        errors = [
            ValidationError(
                _("We do not know {%(word)s}. Use one of these: %(all)s."),
                params={"word": word, "all": _all_placeholders()},
            )
            for word in unknown_placeholders(text)[:1]
        ]
        if is_body and self.kind in WITH_LINK and not has_placeholder(text, "link"):
            errors.append(ValidationError(_("Put {link} in the text: without their link people cannot answer.")))
        if not is_body and has_placeholder(text, "link"):
            errors.append(ValidationError(_("A link in the subject does not work. Put {link} in the text.")))
        return errors

    def state_typed(self, error: ChangedMeanwhileError) -> Shown:
        """Return the words that were typed."""
        return shown_words(self.words)

    @property
    def words(self) -> dict[str, Words]:
        """The submitted words, per language."""
        cleaned = self.cleaned_data
        return {
            language: Words(cleaned[f"subject_{language}"], _lines(cleaned[f"body_{language}"]))
            for language in self.languages
        }


def _subject(initial: str) -> LineInput:
    return LineInput(
        label=_("Subject"),
        initial=initial,
        max_length=150,
        error_messages={
            "required": _("Enter the subject of the email."),
            "max_length": _("This subject is too long: at most 150 characters fit."),
        },
    )


def _body(initial: str) -> ProseInput:
    return ProseInput(
        label=_("Text"),
        initial=initial,
        max_length=MOST_IN_A_MAIL,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={
            "required": _("Enter the text of the email."),
            "max_length": _("This text is too long: at most 5000 characters fit."),
        },
    )


def _lines(text: str) -> str:
    """Return a text without spaces at the ends of lines, so that it can be compared with the standard one."""
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _all_placeholders() -> str:
    return ", ".join("{" + name + "}" for name in placeholders_in(active_language()))

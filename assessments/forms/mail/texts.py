"""The form in which a coordinator changes the words of a mail."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.forms.layout import fields_only
from assessments.languages import language_name
from assessments.models.mails import MailKind
from assessments.services.mail.words import (
    PLACEHOLDERS,
    WITH_LINK,
    Words,
    has_placeholder,
    one_line,
    unknown_placeholders,
)

_ALL = ", ".join("{" + name + "}" for name in PLACEHOLDERS)


class MailTextForm(forms.Form):
    """Subject and text of one kind of mail, in each language of the round's mails."""

    def __init__(self, kind: MailKind, words: Mapping[str, Words], data: Any = None) -> None:
        super().__init__(data)
        self.kind = kind
        self.languages = tuple(words)
        for language, one in words.items():
            self.fields[f"subject_{language}"] = _subject(one.subject)
            self.fields[f"body_{language}"] = _body(one.body)
        self.helper = fields_only()
        self.helper.layout = Layout(*map(self._section, self.languages))

    def _section(self, language: str) -> Any:
        fields = (f"subject_{language}", f"body_{language}")
        return Fieldset(language_name(language) if len(self.languages) > 1 else "", *fields)

    def clean(self) -> dict[str, Any]:
        """Refuse unknown placeholders, and a mail without the link that it is about."""
        cleaned = super().clean() or self.cleaned_data
        for name in list(cleaned):
            for error in self._errors_in(name, cleaned[name]):
                self.add_error(name, error)
        return cleaned

    def _errors_in(self, name: str, text: str) -> list[ValidationError]:
        is_body = name.startswith("body_")
        errors = [
            ValidationError(
                _("We do not know {%(word)s}. Use one of these: %(all)s."), params={"word": word, "all": _ALL}
            )
            for word in unknown_placeholders(text)[:1]
        ]
        if is_body and self.kind in WITH_LINK and not has_placeholder(text, "link"):
            errors.append(ValidationError(_("Put {link} in the text: without their link people cannot answer.")))
        if not is_body and has_placeholder(text, "link"):
            errors.append(ValidationError(_("A link in the subject does not work. Put {link} in the text.")))
        return errors

    @property
    def words(self) -> dict[str, Words]:
        """The submitted words, per language."""
        cleaned = self.cleaned_data
        return {
            language: Words(one_line(cleaned[f"subject_{language}"]), _lines(cleaned[f"body_{language}"]))
            for language in self.languages
        }


def _subject(initial: str) -> forms.CharField:
    return forms.CharField(
        label=_("Subject"),
        initial=initial,
        max_length=150,
        error_messages={
            "required": _("Fill in the subject of the mail."),
            "max_length": _("This subject is too long: at most 150 characters fit."),
        },
    )


def _body(initial: str) -> forms.CharField:
    return forms.CharField(
        label=_("Text"),
        initial=initial,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={
            "required": _("Fill in the text of the mail."),
            "max_length": _("This text is too long: at most 5000 characters fit."),
        },
    )


def _lines(text: str) -> str:
    """Return a text with line feeds only, so that it can be compared with the standard one."""
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()

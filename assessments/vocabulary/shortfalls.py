"""What is lacking when a statement about a force scores low: a few words, for inside a title."""

from dataclasses import dataclass

from .registry import message as _
from .registry import registry


@dataclass(frozen=True, slots=True)
class ShortfallWords:
    """What a low score on one statement says, without full stop."""

    code: str
    """Of the statement."""
    little: str
    """Where it is little."""
    partly: str
    """Where it is neither little nor much."""
    since: int = 1
    """The first questionnaire that asks it in these words."""


SHORTFALLS = registry(
    ShortfallWords(
        "I1",
        little=_("it is not clear yet what you want to achieve together"),
        partly=_("it is only partly clear what you want to achieve together"),
    ),
    ShortfallWords(
        "I2",
        little=_("the joint goals have hardly been written down"),
        partly=_("the joint goals have been written down only in part"),
    ),
    ShortfallWords(
        "I3",
        little=_("the leadership has hardly said yes officially yet"),
        partly=_("the leadership has said yes officially only in part"),
    ),
    ShortfallWords(
        "I4",
        little=_("it has hardly been agreed what each partner contributes"),
        partly=_("it has been agreed only in part what each partner contributes"),
    ),
    ShortfallWords(
        "I5",
        little=_("a clear mandate from directors or government is still lacking"),
        partly=_("the mandate from directors or government is only partly clear"),
    ),
    ShortfallWords(
        "I6",
        little=_("hardly any money has been set aside for it"),
        partly=_("money has been set aside for it only in part"),
        since=2,
    ),
    ShortfallWords(
        "A1",
        little=_("what was agreed is seldom done"),
        partly=_("what was agreed is done only in part"),
    ),
    ShortfallWords(
        "A2",
        little=_("there is seldom one work plan"),
        partly=_("there is by no means one work plan everywhere"),
    ),
    ShortfallWords(
        "A3",
        little=_("people of different partners seldom work in one team"),
        partly=_("people of different partners work in one team by no means everywhere"),
    ),
    ShortfallWords(
        "A4",
        little=_("in daily work it is seldom clear who does what"),
        partly=_("in daily work it is by no means always clear who does what"),
    ),
    ShortfallWords(
        "A5",
        little=_("people of the partners seldom seek each other out"),
        partly=_("people of the partners by no means always seek each other out"),
    ),
    ShortfallWords(
        "A6",
        little=_("clients or residents are seldom helped with one plan"),
        partly=_("clients or residents are by no means always helped with one plan"),
        since=2,
    ),
    ShortfallWords(
        "V1",
        little=_("the partners seldom help each other when things get hard"),
        partly=_("the partners by no means always help each other when things get hard"),
    ),
    ShortfallWords(
        "V2",
        little=_("by no means all the partners needed truly take part"),
        partly=_("not all the partners needed truly take part yet"),
    ),
    ShortfallWords(
        "V3",
        little=_("hardly anyone ensures that the work of all partners fits together"),
        partly=_("it is ensured only in part that the work of all partners fits together"),
    ),
    ShortfallWords(
        "V4",
        little=_("the partners have hardly adjusted their ways of working to each other"),
        partly=_("the partners have adjusted their ways of working to each other only in part"),
    ),
    ShortfallWords(
        "V5",
        little=_("the partners hardly work together on IT, rules or administration"),
        partly=_("the partners work together on IT, rules or administration only in part"),
        since=2,
    ),
    ShortfallWords(
        "V6",
        little=_("the joint work seldom simply goes on when someone leaves"),
        partly=_("the joint work by no means always goes on when someone leaves"),
    ),
)
"""By code of the statement. One that is not here is quoted."""

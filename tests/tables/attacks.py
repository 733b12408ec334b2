"""Texts that become formulas in some spreadsheet, and how to see that one would."""

import re
import unicodedata

FORMULAS = (
    '=HYPERLINK("http://kwaad.example")',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "=1\n=2",
    "\x00\x1b=3\ud800",
    "Goed overleg;=WEBSERVICE(CHAR(104)&A2)",
    "Goed, =1+1",
    "Goed|=1+1",
    "Goed\t=1+1",
    "Goed\n+1",
    "Goed\u2028@1",
    ';"=1+1";',
    ';""=1',
    "; \u200b\ufeff=1",
    "\uff1d1+1;\uff0b1;\uff0d1;\uff20A1",
    "Goed\u037e=1+1",
    "Goed\uff1b=1",
    "\ufffe=1",
    ";\ue000=1",
)
"""As a respondent, or anybody else who is asked for words, could send them."""

_CUTS = re.compile("[;,\t|\n\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = {"Zs", "Zl", "Zp", "Cc", "Cf", "Pi", "Pf"}


def formulas_in(text):
    """Return the pieces of a text that would begin a formula, wherever a program cuts it."""
    normal = [text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFKC", text)]
    pieces = [piece for one in normal for piece in [one, *_CUTS.split(one)]]
    return [piece for piece in pieces if _begins(piece)]


def _begins(piece):
    sign = next((sign for sign in piece if not _is_passed_over(sign)), "")
    return unicodedata.normalize("NFKC", sign)[:1] in {"=", "+", "-", "@"} or sign == "\u2212"


def _is_passed_over(sign):
    return sign in '"`\xb4' or unicodedata.category(sign) in _UNSEEN

"""What is left of texts that people type, and what is not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.cleaning import MOST_MARKS, address, one_line, prose

REMOVED = [
    *("\x00", "\x1b", "\x7f", "\x9b", "\ud800", "\udfff", "\ue000", "\uf8ff", "\U000f0000", "\U0010fffd"),
    *("\ufdd0", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"),
    *("\u200b", "\ufeff", "\u2060", "\xad", "\u3164", "\u202a", "\u202d", "\u202e", "\u202c", "\ufff9", "\U000e0041"),
    *("\u200c", "\u200d", "\u200e", "\u2066", "\u2069", "\u061c"),  # legitimate in other scripts, see below
]
KEPT = {
    "Persian with a non-joiner": "می\u200cخواهم",
    "Hindi with a joiner": "क्\u200dष",
    "a family of emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "a heart with its variation": "\u2764\ufe0f\u200d\U0001f525",
    "the flag of England": "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "Hebrew with a mark of direction": "שלום\u200f (a)",
    "Arabic that isolates a name": "مرحبا \u2068Anna\u2069",
    "what Dutch writes": "Één coöperatie – “’s-Hertogenbosch” & 1 ½ m² €",
}


@pytest.mark.parametrize("sign", REMOVED, ids=ascii)
@pytest.mark.parametrize("clean", [one_line, prose])
def test_what_nobody_sees_goes(clean, sign):
    assert clean(f"Ge{sign}meente{sign}") == "Gemeente"


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
@pytest.mark.parametrize("clean", [one_line, prose])
def test_what_a_script_needs_stays(clean, text):
    assert clean(text) == text


def test_isolates_stay_in_pairs_within_a_line():
    assert prose("שלום \u2067a\nשלום b\u2069") == "שלום a\nשלום b"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_a_line_break_is_one_kind_and_a_name_has_none(ends):
    assert prose(f"een{ends}twee{ends}{ends}drie") == "een\ntwee\n\ndrie"
    assert one_line(f"een{ends}Bcc: twee{ends}{ends}") == "een Bcc: twee"


def test_the_same_letter_is_the_same_however_it_was_typed():
    assert one_line("Zoe\u0308") == one_line("Zo\xeb") == "Zo\xeb"


@pytest.mark.parametrize("clean", [one_line, prose])
def test_a_letter_keeps_as_many_accents_as_can_be_read_and_no_pile_of_them(clean):
    pile = "\u0323\u0301" * 50
    kept = clean(f"a{pile}b{pile}")
    assert kept == unicodedata.normalize("NFC", f"a{pile[:MOST_MARKS]}b{pile[:MOST_MARKS]}")
    assert clean("Vie\u0302\u0323t") == "Việt"
    hidden = "a" + "\u0323\u200d\u0301" * 50
    assert len(clean(hidden)) <= MOST_MARKS + 1


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("anna@müller.nl", "anna@xn--mller-kva.nl"),
        ("anna@mu\u0308ller.nl", "anna@xn--mller-kva.nl"),
        ("anna@MÜLLER.nl", "anna@xn--mller-kva.nl"),
        ("anna@straße.nl", "anna@xn--strae-oqa.nl"),
        ("anna@школа.рф", "anna@xn--80atdl2c.xn--p1ai"),
        ("anna@school。nl", "anna@school.nl"),
        ("anna@ｓchool.nl", "anna@school.nl"),
        (" anna@school\u200b.nl ", "anna@school.nl"),
        ("Anna@School.nl", "Anna@School.nl"),
        ("anna-\N{NON-BREAKING HYPHEN}w@school\N{HYPHEN}oost.nl", "anna--w@school-oost.nl"),
        ("anna@sch\N{CYRILLIC SMALL LETTER O}ol.nl", "anna@sch\N{CYRILLIC SMALL LETTER O}ol.nl"),
        ("anna@x.sch\N{GREEK SMALL LETTER OMICRON}ol", "anna@x.sch\N{GREEK SMALL LETTER OMICRON}ol"),
        ("anna@☃.nl", "anna@☃.nl"),
        ("anna@-é.nl", "anna@-é.nl"),
        ("anna", "anna"),
        ("müller", "müller"),
    ],
)
def test_the_domain_of_an_address_is_as_mail_servers_know_it(written, cleaned):
    assert address(written) == cleaned
    assert address(cleaned) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    for clean in (one_line, prose):
        once = clean(text)
        assert clean(once) == once
        assert unicodedata.is_normalized("NFC", once)
        assert once == once.strip()
        assert not {unicodedata.category(sign) for sign in once} & {"Cs", "Co"}
        once.encode()
    assert not set(one_line(text)) & set("\n\r\t\x0b\x0c\x85\u2028\u2029")

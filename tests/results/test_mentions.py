"""Names, addresses and numbers are pointed out in open answers; ordinary words are not."""

import pytest

from assessments.results.mentions import Mentions
from assessments.vocabulary.ordinary_names import BETWEEN_NAMES, OPENING_NAMES, ORDINARY_NAMES

PEOPLE = (
    "Anna de Wit",
    "Fatima El Amrani",
    "Jan van den Berg",
    "José Núñez",
    "Wil Goed",
    "Roos Bakker-Jansen",
    "drs. P. Verhoeven",
    "Kim Li",
)
MENTIONS = Mentions(PEOPLE)


def marked(text, mentions=MENTIONS):
    """Return what is pointed out in a text."""
    pieces = mentions.pieces(text)
    assert "".join(piece.text for piece in pieces) == text
    return [piece.text for piece in pieces if piece.is_marked]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anna de Wit komt nooit.", ["Anna de Wit"]),
        ("anna wit komt nooit", ["anna wit"]),
        ("ANNA DE WIT KOMT NOOIT", ["ANNA DE WIT"]),
        ("Volgens anna gaat het goed", ["anna"]),
        ("Anna’s plan, en Annas idee, en Jans auto", ["Anna", "Annas", "Jans"]),
        ("Vraag het jan v.d. berg", ["jan v.d. berg"]),
        ("Mevrouw El Amrani en fatima", ["Amrani", "fatima"]),
        ("jose nunez of JOSÉ", ["jose nunez", "JOSÉ"]),
        ("Jose\u0301 zegt van niet", ["Jose\u0301"]),
        ("Dhr. Verhoeven\nbeslist alles", ["Verhoeven"]),
        ("Met Roos valt te praten, met Bakker niet", ["Roos", "Bakker"]),
        ("We spraken met Wil over het plan", ["Wil"]),
        ("Kim wil niet, Li wel", ["Kim", "Li"]),
        ("jansen doet het", ["jansen"]),
        ("Roos Bakker (roos.bakker@voorbeeld.test)", ["Roos Bakker", "roos.bakker@voorbeeld.test"]),
        ("Mail x+y@a-b.voorbeeld.test.", ["x+y@a-b.voorbeeld.test"]),
        (
            "Bel 06-12345678, 010 123 45 67 of +31 (0)6 1234 5678!",
            ["06-12345678", "010 123 45 67", "+31 (0)6 1234 5678"],
        ),
    ],
)
def test_what_may_tell_who_somebody_is_is_pointed_out(text, found):
    assert marked(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Wil de gemeente dit wel? Goed overleg helpt. Wil iedereen het weten, dan ook op papier.",
        "- Goed dat we dit doen.\n- Wil wel.",
        "“Goed zo.” (Goed bedoeld.) … Goed!",
        "Een roos en een bakker op de berg, wit en goed.",
        "WIL EN GOED: DE BAKKER BAKT ROOS",
        "De lijnen van de heer en mevrouw zijn kort, ten minste voor de ander.",
        "In januari, de annalen, kimono, jantje, bergen.",
        "Op 01-02-2026 en in 2025-2026 met 10 000 000 euro, om 09:30 of 0-100",
        "Stuur het @ iedereen, of naar a@b",
        "",
    ],
)
def test_ordinary_words_are_not(text):
    assert marked(text) == []


def test_without_names_only_addresses_and_numbers_are_found():
    nobody = Mentions(["", "A.", "de", "dr. J."])
    assert not nobody.knows_names
    assert Mentions(["Anna"]).knows_names
    assert marked("Anna de Wit: 06-12345678, anna@voorbeeld.test", nobody) == ["06-12345678", "anna@voorbeeld.test"]


def test_what_touches_is_one_mark():
    assert marked("anna.wit@voorbeeld.test") == ["anna.wit@voorbeeld.test"]
    assert marked("Anna anna") == ["Anna", "anna"]


@pytest.mark.parametrize("words", [BETWEEN_NAMES, OPENING_NAMES, ORDINARY_NAMES])
def test_the_lists_are_in_the_form_in_which_words_are_compared(words):
    assert len(words) > 50
    assert {word for word in words if not (word.isascii() and word.isalpha() and word.islower())} == set()


def test_no_ordinary_word_is_listed_twice():
    assert OPENING_NAMES.isdisjoint(ORDINARY_NAMES)


LONG = 200_000
HOSTILE = ["a", "a@", "a@a.", "0 ", "(0-", "\u0301", "é", ".", "Jans ", "anna@"]


@pytest.mark.parametrize("part", HOSTILE)
def test_what_takes_longer_takes_no_more_than_its_length(part):
    """A hundred times as long as an answer can be: what grows with the square of that would not end."""
    text = part * (LONG // len(part))
    assert "".join(piece.text for piece in MENTIONS.pieces(text)) == text

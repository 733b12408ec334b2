"""Comparing and searching texts whatever their case and accents."""

import pytest

from assessments.folding import fold, has_all


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Één", "EEN"),
        ("Straße", "STRASSE"),
        ("Cafe\u0301", "café"),
        ("İ", "i"),
        ("Łukasz", "LUKASZ"),
        ("Øystein", "oystein"),
        ("Işık", "isik"),
        *((f"D{sign}Hondt", "d'hondt") for sign in "’‘ʼ`´′"),
        ("Ĳ", "ij"),
    ],
)
def test_case_and_accents_do_not_count(one, other):
    assert fold(one) == fold(other)


def test_different_letters_stay_different():
    assert len({fold(text) for text in ("zorg", "zorgen", "zörg", "sorg", "zorg 1")}) == 4


@pytest.mark.parametrize(
    ("words", "is_found"), [("", True), ("noord jeugd", True), ("JEUGDKÉTEN", True), ("jeugd zuid", False)]
)
def test_every_word_must_stand_somewhere(words, is_found):
    assert has_all("Jeugdketen Noord\nGemeente", words) == is_found

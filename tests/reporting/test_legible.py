"""What our typefaces lack is replaced by a word in the language of the reader, and names stay apart."""

import pytest
from django.utils.translation import override

from assessments.reporting.legible import legible, with_legible_text


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        ("Goed 👍🏽!", "Goed [emoji]!", "Goed [emoji]!"),
        ("👩‍👩‍👧 samen", "[emoji] samen", "[emoji] samen"),
        ("😀😀😀", "[emoji]", "[emoji]"),
        ("統", "[teken]", "[sign]"),
        ("統合 zorg", "[tekens] zorg", "[signs] zorg"),
        ("統😀合", "[teken][emoji][teken]", "[sign][emoji][sign]"),
        ("☺\ufe0f", "☺", "☺"),
        ("\u202eomgekeerd\u202c\x0b", "omgekeerd", "omgekeerd"),
    ],
)
def test_what_cannot_be_drawn_is_a_word(text, dutch, english):
    for language, expected in (("nl", dutch), ("en", english)):
        with override(language):
            assert legible(text) == expected


@pytest.mark.parametrize("text", ["בית חולים", "شركة الرعاية", "Łódź", "Ελλάδα", "Привет", "één 100 % € → ½", "é"])
def test_what_can_be_drawn_stays(text):
    assert legible(text) == text


def test_names_that_become_the_same_keep_their_places():
    with override("nl"):
        changed = with_legible_text({"統合": 1, "協力": 2, "Zorg": 3})
    assert changed == {"[tekens]": 1, "[tekens] (2)": 2, "Zorg": 3}

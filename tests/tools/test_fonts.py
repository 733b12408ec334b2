"""The fonts that a first visit fetches have every letter of our own texts, and are drawn as the whole ones."""

import re

import pytest
from fontTools.ttLib import TTFont

from tests.repository import ROOT
from tests.some import some
from tools.fonts import FOLDER, FONTS, LETTERS, STYLES, VENDOR, style_sheet

OWN_TEXTS = ("locale/*/LC_MESSAGES/django.po", "templates/**/*.html", "assessments/catalogue/**/*.yaml")


def whole(name):
    return TTFont(VENDOR / FONTS[name])


def cut(name):
    return TTFont(FOLDER / f"{name}.woff2")


def test_every_letter_of_our_own_texts_is_among_them():
    files = [file for pattern in OWN_TEXTS for file in some(ROOT.glob(pattern))]
    used = set("".join(file.read_text() for file in files)) - {"\n", "\t"}
    assert len(used) > 100
    assert sorted(used - set(map(chr, LETTERS))) == []


@pytest.mark.parametrize("name", FONTS)
def test_a_cut_font_has_these_letters_and_no_others_in_the_same_width(name):
    before, after = whole(name), cut(name)
    letters = before.getBestCmap()
    assert set(after.getBestCmap()) == set(LETTERS) & set(letters)
    assert len(after.getBestCmap()) > 200
    for letter, glyph in after.getBestCmap().items():
        assert after["hmtx"][glyph][0] == before["hmtx"][letters[letter]][0]
    assert "kern" in {record.FeatureTag for record in after["GPOS"].table.FeatureList.FeatureRecord}


@pytest.mark.parametrize("name", FONTS)
def test_a_cut_font_keeps_its_licence_and_not_the_name_that_the_licence_reserves(name):
    entries = {record.nameID: str(record) for record in cut(name)["name"].names}
    assert "SIL Open Font License" in entries[13]
    assert "Adobe" in entries[0]
    assert [text for number, text in entries.items() if number not in {0, 13, 14} and "Source" in text] == []


def test_the_style_sheet_is_the_one_that_the_tool_writes():
    assert STYLES.read_text() == style_sheet()
    files = re.findall(r'url\("([^"]+)"\)', style_sheet())
    assert len(files) == 2 * len(FONTS)
    assert [name for name in files if not (STYLES.parent / name).is_file()] == []

"""What may not be shown is in no picture, alternative or table, though it was there to be shown."""

import re
from dataclasses import replace

import pytest
from django.utils.translation import override

from assessments.disclosure.shown import Disclosed, ShownGroup, ShownOrganisation, ShownScore, Withheld
from assessments.reporting.charts.canvas import Canvas
from assessments.reporting.legible import with_legible_text

from . import disclosed
from .pictures import CHARTS, lines, pages, words

CANARY = "Kanarie & Zonen"
RARE = 87
"""A number that no other part of these results has."""


def _everything(result: Disclosed) -> str:
    with override("nl"):
        drawn = [draw(result, "print", layout) for draw in CHARTS.values() for layout in ("wide", "narrow")]
    assert any(drawn)
    return "\n".join(words(chart) for chart in drawn if chart)


def test_names_that_are_withheld_are_never_drawn():
    withheld = (Withheld(f"group:{CANARY}", "too_few"), Withheld(f"organisation:{CANARY}", "too_few"))
    assert CANARY not in _everything(disclosed.schijnsamenwerking(withheld=withheld))
    assert CANARY not in _everything(disclosed.large(withheld=withheld))


def test_names_that_are_shown_are_drawn_as_they_are():
    organisations = {CANARY: disclosed.ORGANISATIONS["GGZ Oosterlicht"]}
    groups = {CANARY: disclosed.schijnsamenwerking().groups["manager"]}
    text = _everything(disclosed.schijnsamenwerking(split="organisation", groups=groups, organisations=organisations))
    assert text.count(CANARY) >= 6


def test_group_that_is_not_shown_is_not_named_as_a_role():
    text = _everything(disclosed.schijnsamenwerking(withheld=(Withheld("group:anders", "remainder"),)))
    assert "anderen" not in text


def test_force_that_is_withheld_of_a_group_stays_a_dash():
    groups = {"manager": {"actie": disclosed.schijnsamenwerking().groups["manager"]["actie"]}}
    with override("nl"):
        chart = CHARTS["groups"](disclosed.schijnsamenwerking(groups=groups), "print", "wide")
    assert chart is not None
    assert chart.table.rows[1] == ("managers", "–", "–", "50", "–", "–", "–")


def test_names_are_never_read_as_markup():
    name = "<script>alert(1)</script> $x_2$ & “Zo”"
    organisations = {name: disclosed.ORGANISATIONS["GGZ Oosterlicht"]}
    with override("nl"):
        chart = CHARTS["interests"](disclosed.schijnsamenwerking(organisations=organisations), "print", "wide")
    assert chart is not None
    assert "<script" not in chart.svg
    assert "$x_2$" in chart.svg
    assert name in chart.table.rows[0]


def test_letters_that_our_typefaces_lack_are_replaced_in_the_language_of_the_picture():
    name = "Zorg 統合 \x0b🏥 Łódź"
    shown = disclosed.schijnsamenwerking(organisations={name: disclosed.ORGANISATIONS["GGZ Oosterlicht"]})
    for language, expected in (("nl", "Zorg [tekens] [emoji] Łódź"), ("en", "Zorg [signs] [emoji] Łódź")):
        with override(language):
            chart = CHARTS["interests"](with_legible_text(shown), "print", "narrow")
        assert chart is not None
        assert expected in chart.svg


@pytest.mark.parametrize("medium", ["print", "screen", "file"])
def test_letters_of_other_alphabets_are_drawn(medium):
    def drawn(name: str) -> str:
        shown = disclosed.schijnsamenwerking(organisations={name: disclosed.ORGANISATIONS["GGZ Oosterlicht"]})
        with override("nl"):
            chart = CHARTS["interests"](with_legible_text(shown), medium, "wide")
        assert chart is not None
        return chart.svg

    for one, other in (("בית חולים", "בית ספר"), ("شركة الرعاية", "شركة النقل"), ("Őrség Ελλάδα", "Őrség Привет")):
        assert drawn(one) != drawn(other)
        assert "?" not in drawn(one)


def test_empty_parts_give_no_chart():
    empty = replace(disclosed.schijnsamenwerking(), groups={}, organisations={}, statements={}, reasons={}, shares={})
    for chart in ("groups", "interests", "items-actie", "processes", "reasons", "stability", "tension"):
        assert CHARTS[chart](empty, "print", "wide") is None, chart


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_names_of_any_length_stay_apart(layout):
    names = ("Samenwerkingsverbandjeugdhulpverleningnoordoost", "W" * 150, "een " * 37)
    some = disclosed.large()
    organisations = dict(zip(names, some.organisations.values(), strict=False))
    groups = dict(zip(names, some.groups.values(), strict=False))
    for chart in ("interests", "groups"):
        with override("nl"):
            drawn = CHARTS[chart](replace(some, organisations=organisations, groups=groups), "print", layout)
        assert drawn is not None
        said = [lines(page) for page in pages(drawn)]
        drawn_letters = "".join(line.text.rstrip("-") for page in said for line in page).count("W")
        assert drawn_letters == 150 * (1 if chart == "interests" else len(disclosed.FORCE_CODES))
        for page in said:
            for position, line in enumerate(page):
                assert line.right <= (720 if layout == "wide" else 336)
                assert not any(line.overlaps(other) for other in page[position + 1 :]), line


def _without_rare(**parts) -> None:
    """Check that a number is told while it is shown, and nowhere any more once it is hidden."""
    whole = disclosed.schijnsamenwerking()
    shown, hidden = (replace(whole, **{name: part[place] for name, part in parts.items()}) for place in (0, 1))
    number = re.compile(rf"(?<![\d,.]){RARE}(?![\d,.])")
    assert number.search(_everything(shown))
    assert not number.search(_everything(hidden))


def test_hidden_score_is_nowhere():
    scores = disclosed.schijnsamenwerking().scores
    with_rare = {**scores, "actie": ShownScore(RARE, None, None, None)}
    _without_rare(scores=(with_rare, {name: scores[name] for name in ("intentie", "verbinding")}), path=((), ()))


def test_hidden_interval_is_nowhere():
    scores = disclosed.schijnsamenwerking().scores
    found, bare = (replace(scores["intentie"], low=low, high=high) for low, high in ((75, RARE), (None, None)))
    _without_rare(scores=({**scores, "intentie": found}, {**scores, "intentie": bare}))


def test_hidden_statement_is_nowhere():
    statements = dict(disclosed.schijnsamenwerking().statements)
    rare = replace(statements["A3"], value=RARE)
    without = {code: shown for code, shown in statements.items() if code != "A3"}
    _without_rare(statements=({**statements, "A3": rare}, without))


def test_hidden_process_is_nowhere():
    statements = dict(disclosed.schijnsamenwerking().statements)
    rare = replace(statements["P3"], value=RARE)
    without = {code: shown for code, shown in statements.items() if code != "P3"}
    _without_rare(statements=({**statements, "P3": rare}, without))


def test_hidden_group_is_nowhere():
    groups = disclosed.schijnsamenwerking().groups
    _without_rare(groups=({**groups, "overheid": {"actie": ShownGroup(RARE, None)}}, groups))


def test_hidden_margin_of_a_group_is_nowhere():
    found, bare = ({"manager": {"actie": ShownGroup(50, margin)}} for margin in (RARE, None))
    _without_rare(groups=(found, bare))


def test_hidden_bar_is_nowhere():
    whole = disclosed.schijnsamenwerking()
    assert {"62,5", "66,5"} <= set(re.findall(r"6.,5", _everything(whole)))
    text = _everything(replace(whole, bar=None, bar_intentie=None, path=()))
    assert "62,5" not in text
    assert "66,5" not in text
    assert "Belangen remmen" not in text


def test_hidden_answer_of_an_organisation_is_nowhere():
    organisations = {name: replace(found, importance=75) for name, found in disclosed.ORGANISATIONS.items()}
    result = disclosed.schijnsamenwerking(organisations={**organisations, CANARY: ShownOrganisation(0, None, None, ())})
    with override("nl"):
        wide, narrow = (CHARTS["interests"](result, "print", layout) for layout in ("wide", "narrow"))
    assert wide is not None
    assert narrow is not None
    assert (CANARY, "0", "–", "–") in wide.table.rows
    numbers = [str(number) for number in range(1, len(organisations) + 1)]
    for chart in (wide, narrow):
        assert sorted(line.text for line in lines(chart) if line.text.isdigit()) == sorted(numbers * 2)


@pytest.mark.parametrize("words", ["שלום $a$", "שלום $x_$ en $"])
def test_dollars_beside_letters_that_run_to_the_left_are_letters(words):
    def n_curves(text):
        canvas = Canvas(200, 40)
        canvas.words(10, 30, text)
        return len(re.findall("[MQC]", canvas.svg("print")))

    one = n_curves("שלום $") - n_curves("שלום ")
    assert one > 0
    assert n_curves(words) == n_curves(words.replace("$", " ")) + words.count("$") * one

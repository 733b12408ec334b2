"""What may not be shown is in no picture, alternative or table, though it was there to be shown."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from assessments.scoring.values import Disclosed, Withheld

from . import disclosed
from .pictures import CHARTS, lines, words

CANARY = "Kanarie & Zonen"


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
    assert chart.table.rows[1] == ("managers", "–", "–", "69", "55 tot 83", "–", "–")


def test_names_are_never_read_as_markup():
    name = "<script>alert(1)</script> $x_2$ & “Zo”"
    organisations = {name: disclosed.ORGANISATIONS["GGZ Oosterlicht"]}
    with override("nl"):
        chart = CHARTS["interests"](disclosed.schijnsamenwerking(organisations=organisations), "print", "wide")
    assert chart is not None
    assert "<script" not in chart.svg
    assert "$x_2$" in chart.svg
    assert name in chart.table.rows[0]


def test_letters_that_our_typefaces_lack_are_replaced():
    name = "Zorg 統合 \x0b🏥 Łódź"
    organisations = {name: disclosed.ORGANISATIONS["GGZ Oosterlicht"]}
    for medium in ("print", "screen"):
        with override("nl"):
            chart = CHARTS["interests"](disclosed.schijnsamenwerking(organisations=organisations), medium, "narrow")
        assert chart is not None
        assert "\x0b" not in chart.svg
        assert medium == "screen" or "Zorg ?? ? Łódź" in chart.svg


def test_empty_parts_give_no_chart():
    empty = replace(
        disclosed.schijnsamenwerking(), groups={}, organisations={}, items={}, processes={}, reasons={}, stability={}
    )
    for chart in ("groups", "interests", "items-actie", "processes", "reasons", "stability"):
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
        said = lines(drawn)
        assert "".join(line.text.rstrip("-") for line in said).count("W") == 150
        for position, line in enumerate(said):
            assert line.right <= (720 if layout == "wide" else 296)
            assert not any(line.overlaps(other) for other in said[position + 1 :]), line

"""Pictures that tests share are those that would be drawn anew."""

import pytest
from django.utils.translation import override

from tests.drawings import drawn_anew, drawn_once

from .disclosed import schijnsamenwerking
from .pictures import CHARTS


def drawn(medium):
    with override("nl"):
        chart = CHARTS["forces"](schijnsamenwerking(), medium, "wide")
    return chart.svg, chart.canvas.png()


@pytest.mark.parametrize("medium", ["print", "screen"])
def test_a_picture_that_is_found_again_is_the_one_that_would_be_drawn(medium, tmp_path):
    with drawn_anew():
        anew = drawn(medium)
    with drawn_once(tmp_path / "pictures"):
        assert drawn(medium) == anew
        assert drawn(medium) == anew
    assert len(list((tmp_path / "pictures").iterdir())) == 2


def test_what_is_drawn_anew_is_not_found(tmp_path):
    with drawn_once(tmp_path / "pictures"):
        drawn("print")
        for file in (tmp_path / "pictures").iterdir():
            file.write_bytes(b"found")
        assert drawn("print") == ("found", b"found")
        with drawn_anew():
            assert "found" not in drawn("print")

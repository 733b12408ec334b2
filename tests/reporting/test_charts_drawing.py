"""That pictures are the same each time, and that matplotlib comes late."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from math import hypot

import pytest
from django.utils.translation import override

from assessments.disclosure.shown import ShownOrganisation
from assessments.reporting.charts.interests_map import ANSWERS, Spot, grid_of
from assessments.reporting.charts.shapes import beneath, hatching, stadium
from tests.some import some

from .disclosed import large, schijnsamenwerking
from .pictures import CHARTS, lines, pages

pytestmark = pytest.mark.usefixtures("drawn_anew")
DRAW_ALL = """
import hashlib, django
django.setup()
from django.utils.translation import override
from tests.reporting.disclosed import large, schijnsamenwerking
from tests.reporting.pictures import CHARTS
with override("nl"):
    for make in (schijnsamenwerking, large):
        for name, draw in CHARTS.items():
            for medium in ("print", "screen"):
                print(name, medium, hashlib.sha256(draw(make(), medium, "wide").svg.encode()).hexdigest())
"""


def _in_another_process(code: str, **environment: str) -> str:
    surroundings = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"} | environment
    done = subprocess.run([sys.executable, "-c", code], env=surroundings, capture_output=True, text=True, check=True)
    return done.stdout


def test_same_bytes_in_another_process_whatever_the_hash_seed():
    here = []
    with override("nl"):
        for make in (schijnsamenwerking, large):
            for name, draw in CHARTS.items():
                for medium in ("print", "screen"):
                    chart = draw(make(), medium, "wide")
                    assert chart is not None
                    here.append(f"{name} {medium} {hashlib.sha256(chart.svg.encode()).hexdigest()}")
    assert _in_another_process(DRAW_ALL, PYTHONHASHSEED="1").splitlines() == here


def test_same_bytes_when_drawn_again():
    for draw in some(CHARTS.values()):
        for medium in ("print", "screen"):
            assert draw(schijnsamenwerking(), medium, "narrow") == draw(schijnsamenwerking(), medium, "narrow")


def test_importing_the_charts_does_not_load_matplotlib():
    code = (
        "import sys, django; django.setup(); import assessments.reporting.drawing; "
        "print('matplotlib' in sys.modules, 'numpy.ma' in sys.modules)"
    )
    assert _in_another_process(code).split()[0] == "False"


def test_a_result_with_nothing_to_draw_does_not_load_matplotlib():
    code = (
        "import sys, django; django.setup()\n"
        "from tests.reporting.disclosed import onvoldoende_gegevens\n"
        "from tests.reporting.pictures import CHARTS\n"
        "assert CHARTS['forces'](onvoldoende_gegevens(), 'print', 'wide') is None\n"
        "print('matplotlib' in sys.modules)"
    )
    assert _in_another_process(code).split() == ["False"]


def test_drawing_never_touches_pyplot():
    code = (
        "import sys, django; django.setup()\n"
        "from tests.reporting.disclosed import gezond\n"
        "from tests.reporting.pictures import CHARTS\n"
        "assert CHARTS['forces'](gezond(), 'print', 'wide') is not None\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    assert _in_another_process(code).split() == ["False"]


def _spots(*fields):
    """Return organisations that gave these pairs of answers."""
    return tuple(Spot(number, f"Partner {number}", None, *field) for number, field in enumerate(fields, 1))


@pytest.mark.parametrize(("width", "radius"), [(336.0, 14.5), (372.0, 11.0), (720.0, 11.0)])
@pytest.mark.parametrize("n_alike", [1, 4, 40])
def test_spots_never_lie_over_one_another_and_stay_in_their_field(width, radius, n_alike):
    everywhere = [(importance, served) for importance in ANSWERS for served in ANSWERS]
    spots = _spots(*everywhere, *[(75, 25)] * n_alike)
    grid = grid_of(spots, width, radius)
    places = {spot: grid.at(spot) for spot in spots}
    for (x, y), (u, v) in some(combinations(places.values(), 2)):
        assert hypot(x - u, y - v) >= 2 * radius
    for spot, (x, y) in some(places.items()):
        column, row = spot.field
        assert grid.columns[column] + radius <= x <= grid.columns[column + 1] - radius
        assert grid.rows[row] + radius <= y <= grid.rows[row + 1] - radius


def test_spot_stands_higher_and_more_to_the_right_with_higher_answers():
    spots = _spots(*[(answer, answer) for answer in ANSWERS])
    grid = grid_of(spots, 372.0, 11.0)
    places = [grid.at(spot) for spot in spots]
    assert places == sorted(places, key=lambda place: (place[0], -place[1]))
    assert len({y for _x, y in places}) == len(ANSWERS)


def test_filling_of_a_vessel_ends_at_its_level():
    vessel = stadium(0, 0, 40, 100)
    assert beneath(vessel, 120) == ()
    assert len(beneath(vessel, -1)) == len(vessel)
    assert min(y for _, y in beneath(vessel, 60)) == pytest.approx(60)
    assert min(x for x, _ in beneath(vessel, 60)) == pytest.approx(0)


def test_hatching_stays_within_its_area():
    area = beneath(stadium(0, 0, 40, 100), 60)
    points = [numbers for _, numbers in hatching(area, 5)]
    assert len(points) > 10
    for x, y in points:
        assert -1e-6 <= x <= 40 + 1e-6
        assert 60 - 1e-6 <= y <= 100 + 1e-6


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_each_of_forty_organisations_is_on_the_map_and_in_its_legend(layout):
    organisations = {
        f"Stichting Maatschappelijk Werk nummer {n:02d}": ShownOrganisation(75, 25 if n % 2 else 75, None, ())
        for n in range(40)
    }
    with override("nl"):
        chart = CHARTS["interests"](large(organisations=organisations), "print", layout)
    assert chart is not None
    said = [line.text for page in pages(chart) for line in lines(page)]
    for number in range(1, 41):
        assert said.count(str(number)) == 2
    text = " ".join(said)
    assert all(name in text for name in organisations)


def test_threads_do_not_get_into_each_others_pictures():
    def drawn(chart: str) -> str:
        with override("nl"):
            found = CHARTS[chart](schijnsamenwerking(), "screen", "narrow")
        assert found is not None
        return found.svg

    alone = {chart: drawn(chart) for chart in CHARTS}
    with ThreadPoolExecutor(4) as pool:
        together = dict(zip(CHARTS, pool.map(drawn, CHARTS), strict=True))
    assert together == alone

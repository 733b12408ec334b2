"""That pictures are the same each time, and that matplotlib comes late."""

import hashlib
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from math import hypot

import pytest
from django.utils.translation import override

from assessments.reporting.charts.interests_places import spread_out
from assessments.reporting.charts.shapes import beneath, hatching, stadium
from tests.some import some

from .disclosed import large, schijnsamenwerking
from .pictures import CHARTS, lines

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
        "from assessments.reporting.charts.forces import force_bars\n"
        "assert force_bars(onvoldoende_gegevens(), medium='print') is None\n"
        "print('matplotlib' in sys.modules)"
    )
    assert _in_another_process(code).split() == ["False"]


def test_drawing_never_touches_pyplot():
    code = (
        "import sys, django; django.setup()\n"
        "from tests.reporting.disclosed import gezond\n"
        "from assessments.reporting.charts.forces import force_bars\n"
        "force_bars(gezond(), medium='print')\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    assert _in_another_process(code).split() == ["False"]


@pytest.mark.parametrize("seed", range(8))
def test_spots_never_lie_over_one_another(seed):
    chance = random.Random(seed)
    wanted = [(chance.choice((0.0, 135.0, 270.0)), chance.uniform(0, 270)) for _ in range(25)]
    places = spread_out(wanted, 11, (0.0, 0.0, 270.0, 270.0))
    for index, (x, y) in some(enumerate(places)):
        assert min(x, y) >= -1e-6
        assert max(x, y) <= 270 + 1e-6
        assert all(hypot(x - u, y - v) >= 22 for u, v in places[:index])


def test_spot_with_room_stays_where_it_belongs():
    assert spread_out([(50.0, 50.0), (100.0, 50.0)], 11, (0, 0, 200, 200)) == [(50.0, 50.0), (100.0, 50.0)]


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
def test_every_organisation_is_on_the_map_and_in_its_legend(layout):
    with override("nl"):
        chart = CHARTS["interests"](large(), "print", layout)
    assert chart is not None
    said = [line.text for line in lines(chart)]
    for number in range(1, 26):
        assert said.count(str(number)) == 2
    text = " ".join(said)
    assert all(name in text for name in large().organisations)


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


@pytest.mark.parametrize("share", [0.0005, 0.001, 0.002, 0.005])
def test_a_diagnosis_with_hardly_a_share_is_drawn(share):
    shares = {"gezond": share, "schijnsamenwerking": 0.0, "eilandsamenwerking": 1 - share}
    with override("nl"):
        for layout in ("wide", "narrow"):
            drawn = CHARTS["stability"](schijnsamenwerking(stability=shares), "print", layout)
            assert drawn.svg.startswith("<")

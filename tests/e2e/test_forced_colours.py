"""With the colours of somebody's own for all of the screen one still sees what is chosen, light and dark."""

import io

import pytest
from PIL import Image, ImageChops

from tests.soaking import rest_in_soak

from .answering.states import begin
from .watching import sign_in

FORM = "/partnerships/1/rounds/new/"


def difference(field):
    """Return how much of a field looks otherwise once it is chosen, from 0 to 1."""
    field.scroll_into_view_if_needed()
    shown = []
    for is_chosen in (True, False):
        field.evaluate("(one, so) => { one.checked = so; one.blur(); }", is_chosen)
        shown.append(picture_of(field))
    return changed(*shown)


def picture_of(element):
    return Image.open(io.BytesIO(element.screenshot(animations="disabled"))).convert("L")


def changed(before, after):
    """Return how much of a picture is another one now, from 0 to 1."""
    differs = ImageChops.difference(before, after).point(lambda value: 255 if value > 96 else 0)
    return differs.histogram()[255] / (differs.width * differs.height)


@pytest.mark.parametrize("scheme", rest_in_soak("light", "dark"))
def test_what_is_chosen_is_seen_on_forms(visit, site, scheme):
    page = visit(forced_colors="active", color_scheme=scheme)
    sign_in(page, site, "coordinator")
    page.goto(FORM)
    for kind in ("radio", "checkbox"):
        assert difference(page.locator(f"main [type={kind}]:visible").first) > 0.05, kind


@pytest.mark.parametrize("scheme", rest_in_soak("light", "dark"))
def test_what_is_chosen_is_seen_in_the_questions(visit, link, scheme):
    page = visit(forced_colors="active", color_scheme=scheme)
    begin(page, link)
    assert difference(page.locator("main [type=radio]:visible").first) > 0.05


@pytest.mark.parametrize("scheme", rest_in_soak("light", "dark"))
def test_how_far_one_is_is_seen_in_the_questions(visit, link, scheme):
    page = visit(forced_colors="active", color_scheme=scheme)
    begin(page, link)
    bar = page.locator("progress")
    shown = []
    for part in (1, 5):
        bar.evaluate("(one, part) => { one.value = part; }", part)
        shown.append(picture_of(bar))
    assert changed(*shown) > 0.3

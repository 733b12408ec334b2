"""The pages keep to our own colours and to the policy that forbids scripts and styles inside them."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from assessments.services.rounds import current_profile

from .files import as_csv, lines, looked_at
from .forms import sent

CSS = Path(settings.BASE_DIR) / "static/css"
INSIDE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\sstyle=|\son[a-z]+=|<style|javascript:")


def test_the_policy_s_canary_is_found():
    assert INSIDE.search("<script>alert(1)</script>")
    assert INSIDE.search('<p style="color: red">')
    assert INSIDE.search('<a onclick="go()">')
    assert not INSIDE.search('<script src="/static/admin/js/theme.js" defer></script>')


@pytest.mark.parametrize(
    "page",
    [
        "",
        "action/",
        "action/add/",
        "action/{action}/change/",
        "action/{action}/history/",
        "action/{action}/preview/",
        "action/{action}/results/",
        "action/add/?copy_of={action}",
        "action/import/",
        "action/export/",
        "action/removed/",
        "action/compare/",
        "user/add/",
        "user/{user}/change/",
        "user/{user}/history/",
        "scoringprofileversion/add/",
        "scoringprofileversion/{profile}/change/",
        "partnership/{partnership}/change/",
    ],
)
def test_no_page_has_scripts_or_styles_inside(beheer, action, anna, partnership, page):
    ids = {"action": action.pk, "user": anna.pk, "profile": current_profile().pk, "partnership": partnership.pk}
    address = f"/beheer/{'assessments/' if page else ''}{page.format(**ids)}"
    response = beheer.get(address)
    assert response.status_code == 200
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert INSIDE.search(response.content.decode()) is None


def test_mistakes_are_shown_without_scripts_or_styles_too(beheer, action):
    response = beheer.post(f"/beheer/assessments/action/{action.pk}/change/", sent(action, title_nl=""))
    assert "Dit veld is verplicht" in response.content.decode()
    assert INSIDE.search(response.content.decode()) is None


def test_differences_are_shown_without_scripts_or_styles_too(beheer, action):
    for changes in ({"title_nl": "Anders", "why_nl": "<script>x()</script>"}, {"roles": ""}):
        page = looked_at(beheer, as_csv(lines(action, **changes))).content.decode()
        assert "version" in page
        assert INSIDE.search(page) is None


def test_colours_are_those_of_the_site():
    ours, theirs = [
        set(re.findall(r"#[0-9a-f]{3,6}\b", (CSS / name).read_text())) for name in ("admin.css", "site.css")
    ]
    assert ours
    assert ours <= theirs

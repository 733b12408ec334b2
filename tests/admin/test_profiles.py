"""Thresholds: new versions are added, none is changed, and what is out of range is said plainly."""

import json
from dataclasses import asdict, fields

import pytest

from assessments.admin.profile_form import ProfileForm, present_thresholds
from assessments.forms.shown import FIELD
from assessments.models import ScoringProfileVersion
from assessments.scoring.profile import ScoringProfile
from assessments.services.rounds import current_profile
from assessments.services.shown_rows import as_state
from assessments.vocabulary.thresholds import THRESHOLDS
from tests.cast import make_partnership, make_round

LIST = "/beheer/assessments/scoringprofileversion/"


def add(client, **changes):
    shown = {name: as_state(float(value)) for name, value in present_thresholds().items()}
    told = {"note": "Na overleg met de raad", FIELD: json.dumps(shown)}
    return client.post(f"{LIST}add/", {**present_thresholds(), **told, **changes})


def errors(response):
    return [error for messages in response.context["adminform"].form.errors.values() for error in messages]


def test_every_threshold_has_a_field():
    names = {field.name for field in fields(ScoringProfile)}
    assert set(THRESHOLDS) == names == set(ProfileForm.base_fields) - {"note"}


def test_a_new_version_starts_from_the_present_one_and_keeps_what_differs(beheer, ada):
    assert add(beheer, threshold=60.5).status_code == 302
    assert add(beheer, brake="12.5").status_code == 302
    newest = current_profile()
    assert newest.version == 3
    assert newest.thresholds == {"threshold": 60.5, "brake": 12.5}
    assert newest.profile == ScoringProfile(threshold=60.5, brake=12.5)
    assert (newest.created_by, newest.note) == (ada, "Na overleg met de raad")


def test_whole_numbers_stay_whole(beheer):
    add(beheer, cap=4, min_group=6, min_respondents=6)
    profile = current_profile().profile
    assert (profile.cap, profile.min_group) == (4, 6)
    assert isinstance(profile.cap, int)


@pytest.mark.parametrize("name", THRESHOLDS)
def test_a_number_out_of_range_is_refused_with_the_range(beheer, name):
    low, high = THRESHOLDS[name].low, THRESHOLDS[name].high
    for value in (low - 1, "veel", "", *([] if high == float("inf") else [high + 1])):
        response = add(beheer, **{name: value})
        [message, *_more] = errors(response)
        assert message.startswith("Vul een")
        assert f"{low:g}".replace(".", ",") in message
    assert ScoringProfileVersion.objects.count() == 1


@pytest.mark.parametrize("value", ["nan", "inf", "1e999"])
def test_what_is_no_number_is_refused(beheer, value):
    assert errors(add(beheer, gap=value)) == ["Vul een getal van 0 tot en met 100 in."]


@pytest.mark.parametrize("value", ["62", "62.25", "62.4999", "0.5", "91.5", "nan"])
def test_the_bar_lies_at_a_half_so_that_a_whole_score_shows_its_side(beheer, value):
    said = "Vul een getal van 1,5 tot en met 90,5 in dat op een half eindigt, zoals 62,5."
    assert errors(add(beheer, threshold=value)) == [said]
    assert ScoringProfileVersion.objects.count() == 1


@pytest.mark.parametrize("value", ["1.5", "63.5", "77.5"])
def test_a_bar_at_a_half_is_taken(beheer, value):
    assert add(beheer, threshold=value, level=1, brake=0).status_code == 302
    assert current_profile().profile.threshold == float(value)


@pytest.mark.parametrize("value", ["2.5", "0", "101"])
def test_the_weight_of_an_organisation_is_a_whole_number(beheer, value):
    assert errors(add(beheer, cap=value)) == ["Vul een heel getal van 1 tot en met 100 in."]


@pytest.mark.parametrize(("value", "is_taken"), [("12", False), ("12.5", True), ("40", True), ("41", False)])
def test_people_never_count_as_more_alike_than_half_an_answer(beheer, value, is_taken):
    answer = add(beheer, spread=value, note="Anders")
    if is_taken:
        assert answer.status_code == 302 or "niets anders" in errors(answer)[0]
    else:
        assert errors(answer) == ["Vul een getal van 12,5 tot en met 40 in."]


def test_probable_asks_no_more_than_clear(beheer):
    assert errors(add(beheer, certain=0.7, likely=0.8)) == ["“Waarschijnlijk” kan niet meer vragen dan “Duidelijk”."]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"min_group": 8}, "min_respondents"),
        ({"min_organisations": 6}, "min_organisations"),
        ({"threshold": 70.5, "brake": 24}, "brake"),
        ({"threshold": 84.5, "brake": 9, "margin": 16}, "margin"),
        ({"level": 63}, "level"),
        ({"likely": 0.5}, "likely"),
    ],
)
def test_thresholds_that_contradict_each_other_are_refused_at_the_one_to_change(beheer, changes, wrong):
    form = add(beheer, **changes).context["adminform"].form
    assert list(form.errors) == [wrong]
    assert ScoringProfileVersion.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"min_group": 8, "min_respondents": 8},
        {"min_organisations": 5},
        {"threshold": 70.5, "brake": 23.5},
        {"threshold": 84.5, "brake": 9, "margin": 15.5},
        {"level": 62.5},
        {"certain": 0.8},
    ],
)
def test_thresholds_that_just_go_together_are_taken(beheer, changes):
    assert add(beheer, **changes).status_code == 302


def test_a_version_that_was_stored_before_can_still_be_read(beheer):
    current_profile()
    old = ScoringProfileVersion.objects.create(version=2, thresholds={"min_group": 8})
    assert old.profile == ScoringProfile(min_group=8)
    assert beheer.get(f"{LIST}{old.pk}/change/").status_code == 200


def test_a_version_says_why_and_differs(beheer):
    assert len(errors(add(beheer, threshold=60.5, note=" "))) == 1
    assert "niets anders" in errors(add(beheer))[0]


def test_a_version_is_never_changed_or_removed(beheer):
    version = current_profile()
    assert beheer.post(f"{LIST}{version.pk}/change/", present_thresholds() | {"threshold": 50.5}).status_code == 403
    assert beheer.post(f"{LIST}{version.pk}/delete/", {"post": "yes"}).status_code == 403
    beheer.post(LIST, {"action": "delete_selected", "_selected_action": [version.pk], "post": "yes"})
    version.refresh_from_db()
    assert version.profile == ScoringProfile()


def test_a_version_tells_all_its_thresholds(beheer):
    add(beheer, threshold=60.5)
    page = beheer.get(f"{LIST}{current_profile().pk}/change/").content.decode()
    assert page.count("<dt>") == len(asdict(ScoringProfile()))
    assert "(gewoonlijk 62,5)" in page


def test_the_list_says_by_how_many_rounds_a_version_is_used(beheer, anna):
    make_round(make_partnership(anna))
    make_round(make_partnership(anna, name="Tweede"))
    add(beheer, threshold=60.5)
    page = beheer.get(LIST).content.decode()
    assert "2 metingen" in page
    assert "nog geen meting" in page

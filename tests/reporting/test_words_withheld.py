"""Nothing that is held back is in a report, and for all of it there is a sentence that says so and why."""

from dataclasses import replace

import pytest
from django.utils import translation

from assessments.disclosure.shown import Withheld
from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.omissions import omissions
from assessments.reporting.assemble.report import Notice
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.outcomes import ONVOLDOENDE_GEGEVENS
from tests.some import some

from . import disclosed
from .cases import NAMES, frozen_case
from .reading import blocks_in, texts_in, words
from .results import FACTS, VERSIONS, frozen_result

CANARY = "kanarie"


def case(name, split, *, named, n_texts=0):
    return frozen_case(name, split=split, named=named, texts=tuple(f"{CANARY} {n}" for n in range(n_texts)))


def withholding(*entries, name="gezond", **changes):
    held = tuple(Withheld(what, why) for what, why in entries)
    return frozen_result(replace(getattr(disclosed, name)(), withheld=held, **changes))


def notices(result, key, language="nl"):
    return [block.text for block in blocks_in(assemble(result, language=language), key, Notice)]


@pytest.mark.parametrize("split", ["role", "organisation"])
@pytest.mark.parametrize("named", [True, False], ids=["named", "unnamed"])
@pytest.mark.parametrize("name", NAMES)
def test_all_that_is_held_back_of_a_case_has_its_sentence(name, split, named):
    result, language = case(name, split, named=named), LANGUAGES[len(name) % len(LANGUAGES)]
    report = assemble(result, language=language)
    with translation.override(language):
        found = omissions(result)
    assert sorted(str(entry) for omission in found for entry in omission.entries) == sorted(
        map(str, result.disclosed.withheld)
    )
    said = words(report)
    if result.disclosed.diagnosis == ONVOLDOENDE_GEGEVENS:
        found = [omission for omission in found if omission.place == "open_answers"]
    assert [omission for omission in found if omission.text not in said] == []


def test_the_cases_hold_back_things_of_many_kinds():
    kinds = {
        entry.what.partition(":")[0]
        for name in NAMES
        for split in ("role", "organisation")
        for named in (True, False)
        for entry in case(name, split, named=named).disclosed.withheld
    }
    assert {"group", "item", "open", "organisations", "statements", "divergence", "perception"} <= kinds


@pytest.mark.parametrize("name", NAMES)
def test_no_organisation_is_named_where_that_was_agreed(name):
    result = case(name, "role", named=False)
    assert result.facts.organisations
    for role in (None, "bestuurder"):
        said = " ".join(words(assemble(result, language="nl", role=role)))
        assert [organisation for organisation in result.facts.organisations if organisation in said] == []


def test_organisations_are_named_where_that_was_agreed():
    result = case("schijn-uitgesproken", "role", named=True)
    said = " ".join(words(assemble(result, language="nl")))
    assert all(organisation in said for organisation in some(result.facts.organisations))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["schijn-uitgesproken", "gezond-stevig", "nipt-zonder-neiging"])
def test_open_answers_of_few_people_are_not_there(name, language):
    said = " ".join(words(assemble(case(name, "role", named=True, n_texts=9), language=language)))
    assert CANARY not in said
    said = " ".join(words(assemble(case(name, "role", named=True, n_texts=10), language=language)))
    assert said.count(CANARY) == 20


@pytest.mark.parametrize("name", NAMES)
def test_hidden_groups_have_no_score_in_words(name):
    result = case(name, "role", named=False)
    if "professional" not in result.disclosed.groups:
        said = " ".join(words(assemble(result, language="nl")))
        assert "Professionals, die het werk zelf doen" not in said
    hidden = {view.role for view in result.disclosed.perception} - result.disclosed.groups.keys()
    assert hidden == set()


def test_a_hidden_bar_is_said_where_it_would_have_stood():
    result = withholding(("bar", "too_few"), name="bar_withheld")
    report = assemble(result, language="nl")
    (text,) = notices(result, "why")
    assert text.startswith("De lat staat er niet bij. Te weinig mensen beantwoordden de vragen over belangen:")
    assert "66" not in " ".join(texts_in(report, "why"))
    assert "%" not in report.certainty


def test_small_groups_and_those_that_would_give_them_away_are_told_apart():
    result = withholding(("group:bestuurder", "too_few"), ("group:manager", "remainder"), ("group:overheid", "too_few"))
    assert notices(result, "forces") == [
        "Niet apart te zien: bestuurders en de overheid. Daar antwoordden telkens minder dan 5 mensen.",
        "Niet apart te zien: managers. Anders is te zien wat enkele mensen antwoordden.",
    ]


def test_a_group_may_lack_one_force():
    result = withholding(("group:manager:actie", "too_few"), ("group:professional:intentie", "remainder"))
    assert notices(result, "forces", "en") == [
        "Not shown separately: actie of managers. There are fewer than 5 people with that score.",
        "Not shown separately: intentie of professionals. Otherwise it could be seen what a few people answered.",
    ]


@pytest.mark.parametrize(
    ("why", "split", "said"),
    [
        ("too_few", "role", "Scores per rol staan er niet bij: de rollen zijn te klein."),
        ("remainder", "organisation", "Scores per organisatie staan er niet bij: de organisaties zijn te klein."),
        ("everybody", "role", "Scores per rol staan er niet bij: iedereen heeft dezelfde rol"),
        ("everybody", "organisation", "Scores per organisatie staan er niet bij: er is er maar één te tonen"),
    ],
)
def test_no_group_at_all_is_one_sentence(why, split, said):
    held = (("group:A", "too_few"), ("group:B", why), ("groups", why))
    found = notices(withholding(*held, groups={}, split=split, perception=()), "forces")
    assert len(found) == 1
    assert found[0].startswith(said)


def test_few_questions_are_named_and_many_are_counted():
    few = withholding(("item:A1", "too_few"))
    (text,) = notices(few, "forces")
    assert text.startswith("Er is geen score voor “De partners doen wat zij samen hebben afgesproken”: er zijn")
    many = withholding(*((f"item:{letter}{n}", "too_few") for letter in "AVI" for n in range(1, 7)))
    assert notices(many, "forces") == ["Van 18 vragen staat er geen score: elk heeft minder dan 5 antwoorden."]


@pytest.mark.parametrize(
    ("what", "key"),
    [
        *((f"force:{force}", "forces") for force in FORCES),
        ("statements:actie", "forces"),
        ("dont_know", "forces"),
        ("distribution:A1", "forces"),
        ("item:P3", "processes"),
        ("item:B6", "interests"),
        ("blind_spot", "interests"),
        ("divergence", "interests"),
        ("reasons", "interests"),
        ("organisations", "interests"),
        ("perception", "forces"),
        ("open:O2", "open_answers"),
        ("open:B0_other", "open_answers"),
        ("response", "method"),
        ("shares", "method"),
        ("something_new", "method"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_has_its_sentence_in_its_section(what, key, language):
    (found,) = notices(withholding((what, "too_few")), key, language)
    assert found.endswith(".")


@pytest.mark.parametrize(
    ("entries", "key", "said"),
    [
        ([("statements:actie", "last_check"), ("statements:intentie", "last_check")], "forces", "actie en intentie"),
        ([("perception", "other_split")], "forces", "scores per organisatie te tonen, en dus niet per rol"),
        ([("organisations", "switched_off")], "interests", "Er is geen kaart van de organisaties"),
        (
            [("divergence", "switched_off"), ("organisations", "switched_off")],
            "interests",
            "Daarom is er geen kaart van organisaties, en geen cijfer over hoe ver hun redenen uiteenliggen.",
        ),
        ([("open:O1", "erased"), ("open:O2", "erased")], "open_answers", "zijn gewist, zoals was afgesproken"),
        ([("response", "version_1")], "method", "opnieuw afgerond en niet opnieuw berekend"),
        ([("blind_spot", "too_few")], "interests", "minder dan 10 mensen beantwoordden de twee vragen daarover"),
        ([("response", "too_few")], "method", "Welk deel van de mensen antwoordde, staat er vanaf 10 antwoorden."),
    ],
)
def test_each_reason_has_its_sentence_and_only_one(entries, key, said):
    name = "of_version_1" if entries[0][1] == "version_1" else "gezond"
    result = withholding(*entries, name=name)
    if name == "of_version_1":
        result = replace(result, versions={**result.versions, "model": "1"})
    (text,) = notices(result, key)
    assert said in text


def test_two_questions_that_were_no_pair_are_not_compared_for_that_reason():
    held = (Withheld("blind_spot", "too_few"),)
    shown = replace(disclosed.of_version_1(), withheld=held)
    result = frozen_result(shown, versions=VERSIONS | {"model": "1", "questionnaire": "1"})
    (text,) = notices(result, "interests")
    assert text.endswith("de twee vragen daarover waren geen paar.")


@pytest.mark.parametrize(("named", "least"), [(True, 5), (False, 10)])
def test_reasons_that_too_few_chose_name_how_many_it_takes(named, least):
    result = replace(withholding(("divergence", "too_few")), facts=replace(FACTS, interests_named=named))
    (text,) = notices(result, "interests")
    assert f"minder dan {least} mensen kozen redenen" in text


def test_a_small_round_is_told_in_a_few_lines():
    report = assemble(frozen_result(disclosed.below_ten()), language="nl")
    found = [block.text for part in report.sections for block in blocks_in(report, part.key, Notice)]
    assert len(found) == len(set(found)) <= 6


def test_the_least_number_is_that_of_the_profile():
    result = frozen_result(replace(disclosed.gezond(), withheld=(Withheld("reasons", "too_few"),)))
    result = replace(result, profile=replace(result.profile, min_group=8))
    assert "minder dan 8 mensen" in notices(result, "interests")[0]

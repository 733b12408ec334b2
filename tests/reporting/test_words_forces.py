"""What the report says of the forces: margins, groups, statements lowest first, division, "I don't know"."""

from dataclasses import replace

import pytest

from assessments.disclosure.shown import ShownPerception
from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.report import Heading, Points
from assessments.reporting.assemble.wording import professionals_fall_short
from assessments.vocabulary.roles import ROLES

from . import disclosed
from .reading import blocks_in, texts_in
from .results import VERSIONS, frozen_result
from .shown import at, group, scores_of

FIRST = VERSIONS | {"model": "1", "questionnaire": "1"}
ESTIMATE = "Een score is een schatting van wat iedereen vindt die in deze organisaties gevraagd is."
NEARLY = "Bijna iedereen antwoordde. Daarom zijn de marges klein."
UNKNOWN_N = "We weten niet hoeveel mensen gevraagd zijn. Daarom rekenen we met ruime marges."
SILENT = "Over organisaties waarvan niemand antwoordde, zeggen de scores niets."
NOT_ENOUGH = "Volgens de professionals gebeurt er in de praktijk nog niet genoeg."
CHANCE = "Toeval verklaart dat verschil niet goed."


def said(shown, language="nl", **facts):
    return texts_in(assemble(frozen_result(shown, **facts), language=language), "forces")


def all_said(shown, language="nl", **facts):
    return " ".join(said(shown, language, **facts))


def test_scores_with_a_margin_are_called_estimates():
    assert ESTIMATE in all_said(disclosed.gezond())
    without = {force: replace(score, low=None, high=None) for force, score in disclosed.gezond().scores.items()}
    assert "schatting" not in all_said(disclosed.gezond(scores=without))


@pytest.mark.parametrize(("response", "expected"), [(None, False), (80, False), (90, True)])
def test_margins_are_called_small_when_nearly_everyone_answered(response, expected):
    assert (NEARLY in all_said(disclosed.gezond(response=response))) is expected


@pytest.mark.parametrize(("n_invited", "expected"), [("20-49", False), (None, True)])
def test_margins_are_called_wide_when_nobody_knows_who_was_asked(n_invited, expected):
    assert (UNKNOWN_N in all_said(disclosed.gezond(), n_invited=n_invited)) is expected


@pytest.mark.parametrize(("flags", "expected"), [((), False), (("partners_ontbreken",), True)])
def test_scores_say_nothing_of_silent_organisations(flags, expected):
    assert (SILENT in all_said(disclosed.gezond(flags=flags))) is expected


def test_margins_of_version_1_are_not_said_to_know_who_was_asked():
    shown = disclosed.of_version_1(response=90, flags=("partners_ontbreken",))
    text = all_said(shown, versions=FIRST, n_invited=None)
    assert ESTIMATE in text
    assert not any(sentence in text for sentence in (NEARLY, UNKNOWN_N, SILENT))


@pytest.mark.parametrize("sees", ["lower", "higher"])
@pytest.mark.parametrize("role", [*ROLES])
def test_a_role_that_sees_a_force_differently_is_named_with_its_verb(role, sees):
    text = all_said(disclosed.gezond(perception=(ShownPerception(role, "verbinding", sees),)))
    verb = "ziet" if role == "overheid" else "zien"
    assert f" {verb} verbinding {'lager' if sees == 'lower' else 'hoger'} dan de anderen." in text
    assert CHANCE in text


def test_the_government_has_one_verb_in_english_too():
    text = all_said(disclosed.gezond(perception=(ShownPerception("overheid", "actie", "lower"),)), "en")
    assert "The government sees actie lower than the others do." in text


def test_nothing_is_said_of_chance_without_such_a_role():
    assert CHANCE not in all_said(disclosed.gezond(perception=()))


def test_professionals_and_directors_that_disagree_are_one_sentence():
    both = (ShownPerception("professional", "actie", "lower"), ShownPerception("bestuurder", "actie", "higher"))
    text = all_said(disclosed.gezond(perception=both))
    assert "Professionals en bestuurders zien actie verschillend: professionals lager, bestuurders hoger." in text
    assert "dan de anderen" not in text
    assert "Toeval verklaart deze verschillen niet goed." in text


@pytest.mark.parametrize(
    "views",
    [
        (ShownPerception("professional", "actie", "lower"), ShownPerception("bestuurder", "verbinding", "higher")),
        (ShownPerception("professional", "actie", "higher"), ShownPerception("bestuurder", "actie", "lower")),
        (ShownPerception("manager", "actie", "lower"), ShownPerception("bestuurder", "actie", "higher")),
    ],
)
def test_other_differences_are_a_sentence_each(views):
    text = all_said(disclosed.gezond(perception=views))
    assert "verschillend:" not in text
    assert text.count("dan de anderen.") == 2


def seen_by(professionals, *, actie=72, bar=63.5, **changes):
    scores = scores_of(80, actie, 70)
    return disclosed.gezond(scores=scores, bar=bar, groups={"professional": {"actie": professionals}}, **changes)


def test_those_who_do_the_work_are_named_with_their_score_and_the_bar():
    text = all_said(seen_by(group(70)))
    assert "Professionals doen het werk zelf. Zij geven actie 70; de lat ligt op 63,5." in text
    text = all_said(seen_by(group(90), bar=None))
    assert "Zij geven actie 90 of hoger." in text


def test_those_who_do_the_work_are_not_named_where_they_are_not_shown():
    assert "Professionals doen" not in all_said(disclosed.gezond(groups={"manager": {"actie": group(70)}}))
    assert "Professionals doen" not in all_said(disclosed.gezond(groups={"professional": {"intentie": group(70)}}))
    by_organisation = {"professional": {"actie": group(70)}}
    assert "Professionals doen" not in all_said(disclosed.gezond(split="organisation", groups=by_organisation))


@pytest.mark.parametrize(
    ("professionals", "actie", "bar", "expected"),
    [(60, 72, 63.5, True), (60, 72, 62.5, True), (65, 72, 66.5, False), (65, 72, 67.5, True), (50, 60, 63.5, False)],
)
def test_professionals_for_whom_too_little_happens_are_heard_where_the_whole_says_enough(
    professionals, actie, bar, expected
):
    """A group is rounded to fives: 65 beside a bar of 66.5 may be 67."""
    assert (NOT_ENOUGH in all_said(seen_by(group(professionals), actie=actie, bar=bar))) is expected


def test_professionals_do_not_fall_short_without_a_bar_or_a_score():
    assert professionals_fall_short(frozen_result(seen_by(group(40))))
    assert not professionals_fall_short(frozen_result(seen_by(group(40), bar=None)))
    assert not professionals_fall_short(frozen_result(disclosed.gezond(groups={})))


@pytest.mark.parametrize(("share", "expected"), [(10, False), (15, True), (40, True)])
@pytest.mark.parametrize("force", ["intentie", "actie", "verbinding"])
def test_what_many_do_not_know_is_said(force, share, expected):
    text = all_said(disclosed.gezond(dont_know={force: share}))
    assert ("“weet ik niet”" in text) is expected
    if expected:
        sentence = "van de vragen over intentie was" if force == "intentie" else "van deze vragen was"
        assert f"Bij ongeveer {share}%" in text.replace("\u00a0", "").replace(" %", "%")
        assert sentence in text
        assert ("Misschien zijn afspraken nog niet bij iedereen aangekomen." in text) is (force == "intentie")


def intentie_of(values, **changes):
    shown = disclosed.gezond()
    statements = shown.statements | {f"I{n}": at(value) for n, value in enumerate(values, 1)}
    divided = dict.fromkeys(statements, False)
    return disclosed.gezond(statements=statements, **{"divided": divided} | changes)


def of_intentie(shown, **facts):
    texts = said(shown, **facts)
    start = next(n for n, text in enumerate(texts) if text.startswith("Intentie:"))
    end = next((n for n, text in enumerate(texts) if text.startswith("Actie:")), len(texts))
    return " ".join(texts[start + 1 : end])


def test_the_lowest_statement_comes_first():
    text = of_intentie(intentie_of((70, 80, 85, 55, 75, 60)))
    low = "“We hebben samen afgesproken wat iedere partner bijdraagt” scoort het laagst (55)."
    high = "“De leiding van de partners heeft officieel ja gezegd tegen de samenwerking” scoort het hoogst (85)."
    assert text.startswith(f"{low} {high}")


def test_statements_that_score_the_same_are_named_together_in_the_order_of_the_questionnaire():
    text = of_intentie(intentie_of((70, 55, 80, 55, 75, 60)))
    assert text.startswith("“We hebben onze gezamenlijke doelen opgeschreven” en “We hebben samen afgesproken wat")
    assert "scoren het laagst (55)" in text


def test_many_that_score_the_same_are_counted_and_ends_are_told_as_ends():
    text = of_intentie(intentie_of((90, 90, 90, 90, 10, 90)))
    assert "scoort het laagst (10 of lager). Vijf uitspraken scoren het hoogst (90 of hoger)." in text


def test_of_many_that_score_lowest_the_first_are_named():
    text = of_intentie(intentie_of((55, 70, 55, 55, 80, 60)))
    assert text.startswith(
        "Drie uitspraken scoren het laagst (55), waaronder “Het is duidelijk wat we samen willen bereiken” en “De "
        "leiding van de partners heeft officieel ja gezegd tegen de samenwerking”."
    )


def test_statements_that_all_score_the_same_are_one_sentence():
    assert of_intentie(intentie_of((65,) * 6)).startswith("Alle uitspraken scoren ongeveer gelijk: 65.")


def test_division_is_told_in_quarters():
    shown = intentie_of((70, 80, 85, 55, 75, 60), divided={"I6": True}, distributions={"I6": (1, 0, 2)})
    assert (
        "De meningen zijn verdeeld over “Er is geld vrijgemaakt voor de samenwerking”: een kwart tot de helft van de "
        "mensen zegt “klopt niet” of “klopt voor een klein deel”, de helft tot drie kwart zegt “klopt voor een groot "
        "deel” of “klopt helemaal”."
    ) in of_intentie(shown)


def test_divided_statements_come_lowest_first():
    codes = ("I1", "I4")
    shown = intentie_of(
        (70, 80, 85, 55, 75, 60), divided=dict.fromkeys(codes, True), distributions=dict.fromkeys(codes, (1, 0, 2))
    )
    found = blocks_in(assemble(frozen_result(shown), language="nl"), "forces", Points)
    divided = [text for block in found for text in block.items if "verdeeld" in text]
    assert [text.partition("“")[2][:16] for text in divided] == ["We hebben samen ", "Het is duidelijk"]


def test_division_without_its_spread_is_only_named():
    shown = intentie_of((70, 80, 85, 55, 75, 60), divided={"I6": True}, distributions={})
    assert "De meningen zijn verdeeld over: “Er is geld vrijgemaakt voor de samenwerking”." in of_intentie(shown)


def test_people_are_said_to_agree_only_where_no_statement_is_divided_and_all_are_known():
    agree = "Over intentie lopen de antwoorden bij geen enkele uitspraak ver uiteen."
    values = (70, 80, 85, 55, 75, 60)
    assert agree in of_intentie(intentie_of(values))
    some_unknown = {f"I{n}": False for n in range(1, 6)}
    assert agree not in of_intentie(intentie_of(values, divided=some_unknown))
    assert agree not in of_intentie(intentie_of(values, divided={"I6": True}))


def test_below_ten_answers_nothing_is_said_of_division_but_that_it_is_not_shown():
    text = all_said(disclosed.below_ten())
    assert "verdeeld over" not in text
    assert "geen enkele uitspraak" not in text
    assert text.count("Hoe antwoorden verdeeld zijn, staat er niet bij") == 1
    assert "scoort het laagst (20 of lager)" in text
    assert "80 of hoger" in text


def test_a_force_of_which_the_statements_are_withheld_has_no_heading_but_a_reason():
    report = assemble(frozen_result(disclosed.statements_withheld()), language="nl")
    headings = [block.text for block in blocks_in(report, "forces", Heading)]
    assert [text for text in headings if text.startswith("Intentie")] == []
    assert "De uitspraken over intentie staan er niet los bij." in " ".join(texts_in(report, "forces"))

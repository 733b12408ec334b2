"""The promises on the first page: those of disclosure, in its words, and true of the round they stand on."""

import pytest
from django.utils.translation import override

from assessments.views.promises import promises

from .device import Device, link_of

DISCLOSURE = {
    "nl": (
        (
            "Zodra de uitslag er is, wissen we alle losse antwoorden. Alleen afgeronde cijfers over minstens vijf "
            "mensen blijven over."
        ),
        (
            "Die cijfers zijn zo grof dat niemand eruit kan halen wat u antwoordde: uw coördinator niet, een collega "
            "niet en wij ook niet."
        ),
        (
            "Wel te zien: wat de groep samen vindt, wat u namens uw organisatie over belangen invult, en uw eigen "
            "teksten, zonder uw naam."
        ),
    ),
    "en": (
        (
            "As soon as the result is there, we erase all separate answers. Only rounded figures about at least five "
            "people remain."
        ),
        (
            "Those figures are so coarse that nobody can work out what you answered: not your coordinator, not a "
            "colleague, and not us either."
        ),
        (
            "What can be seen: what the group thinks together, what you fill in about interests for your organisation, "
            "and your own texts, without your name."
        ),
    ),
}


def start_of(round_, language="nl"):
    device = Device()
    device.client.jar["language", "/"] = language
    return device.open(link_of(round_)).text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_three_sentences_of_disclosure_stand_on_the_first_page(open_round, language):
    page = start_of(open_round, language)
    assert [sentence for sentence in DISCLOSURE[language] if sentence not in page] == []


def test_taking_part_is_voluntary_and_the_first_thing_that_is_said(open_round):
    page = start_of(open_round)
    said = page.index("Meedoen is vrijwillig, en uw antwoorden zijn vertrouwelijk.")
    assert said < page.index("Zodra de uitslag er is")
    assert "Meedoen is vrijwillig, en niemand krijgt te horen of u meedeed" in page
    assert "uw werkgever ziet het ook niet" in page


def test_an_organisation_whose_interests_are_named_is_said_to_be_seen_and_no_other(open_round):
    assert "De drie vragen over belangen staan in het rapport met de naam van uw organisatie." in start_of(open_round)
    assert "Zo is te zien dat iemand van uw organisatie meedeed." in start_of(open_round)
    open_round.interests_named = False
    open_round.save()
    page = start_of(open_round)
    assert "met de naam van uw organisatie" not in page
    assert "namens uw organisatie over belangen" not in page
    assert "Wel te zien: wat de groep samen vindt, ook over belangen, en uw eigen teksten, zonder uw naam." in page


def test_scores_are_told_by_the_split_of_the_round(open_round):
    assert "per rol, nooit per organisatie" in start_of(open_round)
    open_round.split = "organisation"
    open_round.save()
    assert "per organisatie, nooit per rol" in start_of(open_round)


@pytest.mark.parametrize(("months", "said"), [(1, "1 maand na het sluiten"), (36, "36 maanden na het sluiten")])
def test_own_words_end_after_the_months_of_the_partnership(open_round, months, said):
    open_round.partnership.retention_months = months
    open_round.partnership.save()
    assert f"{said} van de meting wissen we het." in start_of(open_round)


def test_they_fit_on_a_page_that_people_read(open_round):
    with override("nl"):
        said = promises(open_round)
    assert len(said) <= 8
    assert sum(len(sentence.split()) for sentence in said) <= 210
    assert "!" not in " ".join(said)

import copy
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from assessments.catalogue import actions
from assessments.catalogue.actions import entry_from_document, entry_to_document, shipped_actions
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.levels import FIELDS
from assessments.vocabulary.outcomes import DIAGNOSES
from assessments.vocabulary.roles import ADVISED
from tests.some import some

SOUND = entry_to_document(shipped_actions()[0])

ENGLISH_WORDS = {" the ", " and ", " with ", " of the ", " you ", " by ", " for "}
DUTCH_WORDS = {" de ", " het ", " een ", " met ", " van ", " wat ", " u "}


def words_of(text):
    """Return all words of a text, without the name of its author, which is as Dutch in every language."""
    words = " ".join((text.title, text.action, text.why, text.first_step, text.noticeable))
    return f" {words.replace('Van Delden', '').lower()} "


def test_every_action_is_complete_in_both_languages():
    for entry in some(shipped_actions()):
        assert any(word in words_of(entry.text("nl")) for word in DUTCH_WORDS), entry.code
        assert any(word in words_of(entry.text("en")) for word in ENGLISH_WORDS), entry.code
        assert not any(word in words_of(entry.text("en")) for word in DUTCH_WORDS), entry.code
        assert not any(word in words_of(entry.text("nl")) for word in (" the ", " and ")), entry.code


def test_texts_are_sentences_to_someone_addressed_formally():
    for entry in some(shipped_actions()):
        for text in (entry.text("nl"), entry.text("en")):
            sentences = (text.action, text.why, text.first_step, text.noticeable)
            assert all(sentence.endswith((".", "?", ".)")) for sentence in sentences), entry.code
            assert not text.title.endswith("."), entry.code
            assert "!" not in words_of(text), entry.code
        assert not any(word in words_of(entry.text("nl")) for word in (" je ", " jij ", " jouw ", " jullie "))


def test_there_is_something_for_every_role_at_every_diagnosis():
    for diagnosis in some(DIAGNOSES):
        met = {role for entry in shipped_actions() if entry.diagnosis == diagnosis for role in entry.roles}
        assert met == set(ADVISED), diagnosis


def test_the_breakthroughs_are_the_deck_s_actions_for_a_stagnation():
    deck = actions.read_actions([Path(actions.__file__).with_name("actions_deck.yaml")])
    marked = {entry.code: entry.level for entry in shipped_actions() if entry.is_breakthrough}
    assert set(marked) == {entry.code for entry in deck if entry.diagnosis}
    assert len(marked) == 9
    assert set(marked.values()) == {"aanbod", "professioneel_team", "management"}


def test_an_action_that_is_bound_to_nothing_any_more_breaks_no_stagnation():
    entry = next(entry for entry in shipped_actions() if entry.is_breakthrough)
    assert not replace(entry, diagnosis=None).is_breakthrough
    assert not replace(entry, diagnosis="gezond").is_breakthrough
    assert not replace(entry, code="schijn-aanbod-2").is_breakthrough


def test_the_second_version_ships_ninety_actions():
    entries = shipped_actions()
    assert (len(entries), sum(entry.source != "Driekracht" for entry in entries)) == (90, 25)


def test_every_level_occurs():
    assert {entry.level for entry in shipped_actions()} == set(FIELDS)


def test_actions_come_in_the_order_of_their_files():
    orders = [entry.order for entry in shipped_actions()]
    assert orders == sorted(orders)
    assert len(set(orders)) == len(orders)


def test_a_document_gives_the_action_back():
    for entry in some(shipped_actions()):
        assert entry_from_document(entry_to_document(entry)) == entry


def test_a_document_survives_the_format_of_the_files():
    for entry in some(shipped_actions()):
        document = yaml.safe_load(yaml.safe_dump(entry_to_document(entry), allow_unicode=True))
        assert entry_from_document(document) == entry


WRONG = {
    "an unknown key": ({"urgency": "high"}, "unknown key: urgency"),
    "an unknown diagnosis": ({"diagnosis": "ziek"}, "'ziek' is not one of gezond"),
    "an unknown level": ({"level": "dak"}, "'dak' is not one of aanbod"),
    "an unknown role": ({"roles": ["burger"]}, "'burger' is not one of professional"),
    "no role": ({"roles": []}, "at least one role"),
    "a role twice": ({"roles": ["manager", "manager"]}, "twice"),
    "an unknown flag": ({"when": [{"flag": "paniek"}]}, "'paniek' is not one of intentie_zwak"),
    "an unknown force": ({"when": [{"force": "wil", "below": "bar"}]}, "'wil' is not one of intentie"),
    "an unknown process": ({"when": [{"process": "dromen", "below": "bar"}]}, "'dromen' is not one of doelen_bepalen"),
    "an unknown code": ({"when": [{"item": "Z9", "below": "bar"}]}, "'Z9' is not one of"),
    "a code of reasons": ({"when": [{"item": "B0", "below": "bar"}]}, "'B0' is not one of"),
    "an unknown outcome": ({"when": [{"level": "matig"}]}, "'matig' is not one of stevig"),
    "an unknown kind": ({"when": [{"mood": "bad"}]}, "a condition has one of flag"),
    "two kinds": ({"when": [{"flag": "nipt", "level": "stevig"}]}, "unknown part of a condition: level"),
    "a flag with a limit": ({"when": [{"flag": "nipt", "below": 5}]}, "unknown part of a condition: below"),
    "no comparison": ({"when": [{"item": "C1"}]}, "None is not one of below, from, above"),
    "two comparisons": ({"when": [{"item": "C1", "below": 5, "above": 1}]}, "unknown part of a condition: above"),
    "a bar for interests": ({"when": [{"item": "B3", "below": "bar"}]}, "B3 has no bar: compare it with a number"),
    "a bar for a signal": ({"when": [{"item": "S2", "from": "bar"}]}, "S2 has no bar"),
    "a flag of before": ({"when": [{"flag": "startfase"}]}, "'startfase' is not one of"),
    "a level of before": ({"when": [{"level": "vastgelopen"}]}, "'vastgelopen' is not one of"),
    "a limit above 100": ({"when": [{"item": "C1", "below": 101}]}, "a number from 0 to 100, not 101"),
    "a limit below 0": ({"when": [{"item": "C1", "below": -1}]}, "a number from 0 to 100, not -1"),
    "a limit in words": ({"when": [{"item": "C1", "below": "lat"}]}, "the word bar or a number"),
    "a limit that is true": ({"when": [{"item": "C1", "below": True}]}, "a number from 0 to 100, not True"),
    "no source": ({"source": " "}, "a text is missing or empty"),
    "an order in words": ({"order": "first"}, "a whole number"),
    "no text in English": ({"en": None}, "the texts in en are missing"),
    "an empty title": ({"nl": SOUND["nl"] | {"title": ""}}, "a text is missing or empty"),
    "a text too many": ({"nl": SOUND["nl"] | {"extra": "x"}}, "unknown text: extra"),
}


@pytest.mark.parametrize(("change", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_refused_with_the_name_of_the_action(change, words):
    with pytest.raises(ValueError, match=r"^Action 'schijn-aanbod': ") as refused:
        entry_from_document(SOUND | change)
    assert words in str(refused.value)


@pytest.mark.parametrize("key", ["code", "order", "level", "roles", "source", "nl", "en"])
def test_what_is_missing_is_named(key):
    document = {name: value for name, value in SOUND.items() if name != key}
    with pytest.raises(ValueError, match=f"'{key}' is missing"):
        entry_from_document(document)


@pytest.mark.parametrize("text", ["title", "action", "why", "first_step", "noticeable"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_text_is_named(language, text):
    document = copy.deepcopy(SOUND)
    del document[language][text]
    with pytest.raises(ValueError, match=f"Action 'schijn-aanbod': '{text}' is missing"):
        entry_from_document(document)


def test_a_code_that_is_there_twice_is_refused():
    path = Path(actions.__file__).with_name("actions_own.yaml")
    with pytest.raises(ValueError, match="'gezond-laten-zien' is there twice"):
        actions.read_actions([path, path])

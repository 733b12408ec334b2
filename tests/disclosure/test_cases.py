"""Each given input is shown as the specification says, rule by rule."""

import json
from pathlib import Path

import numpy as np
import pytest

from assessments.disclosure.counts import GroupResponse, open_count, open_groups, shown_response
from assessments.disclosure.disclose import are_texts_shown
from assessments.disclosure.groups import GroupMean, shown_split
from assessments.disclosure.interests import Picks, shown_organisation, shown_reasons
from assessments.disclosure.rounding import round_share, shown_score
from assessments.disclosure.statements import Answered, shown_statements
from assessments.scoring.bar import whole_lift
from assessments.scoring.profile import ScoringProfile
from assessments.scoring.suppression import band
from assessments.scoring.weights import raised_cap
from assessments.vocabulary.roles import ROLES

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))
PROFILE = ScoringProfile()


def shown_of(given):
    """Return all that is shown of a given input, in the shape of the cases."""
    shown, withheld = {}, []
    scores = {name: exact_score(one) for name, one in given.get("forces", {}).items()}
    if scores:
        shown["forces"] = {
            name: {"score": one.value, "low": one.low, "high": one.high, "se_repeat": one.se_repeat}
            for name, one in scores.items()
        }
    if "statements" in given:
        found = shown_statements(
            {code: answered(one) for code, one in given["statements"].items()}, scores, given.get("of", {}), PROFILE
        )
        withheld += found.withheld
        shown["statements"] = {code: one.value for code, one in found.values.items()}
        shown["divided"] = dict(found.divided)
        shown["distributions"] = {code: list(one) for code, one in found.distributions.items()}
    for part, show in PARTS.items():
        if part in given:
            shown |= show(given)
    if "groups" in given:
        groups, hidden = shown_split(in_order(given), PROFILE)
        withheld += hidden
        shown["groups"] = {
            name: {force: {"score": one.score, "margin": one.margin} for force, one in own.items()}
            for name, own in groups.items()
        }
    return shown | {"withheld": [f"{entry.what}:{entry.why}" for entry in withheld]}


def exact_score(one):
    return shown_score((one["score"], one["low"], one["high"], one["se_repeat"]), one["n"], PROFILE)


def answered(one):
    return Answered(one["n"], one["mean"], one.get("ad"), one.get("counts"))


def in_order(given):
    """Return the groups in the order that settles ties: roles in the model's, organisations by name."""
    order = (
        list(ROLES) if given["split"] == "role" else sorted({name for one in given["groups"].values() for name in one})
    )
    return {
        force: {name: GroupMean(**found[name]) for name in order if name in found}
        for force, found in given["groups"].items()
    }


def counts(given):
    return {"n": band(given["n"]), "response": shown_response(given["n"], given["asked"], PROFILE)}


def shares(given):
    return {"shares": {name: round_share(share) for name, share in given["shares"].items()}}


def reasons(given):
    return {"reasons": dict(shown_reasons(Picks(given["reasons"]["n"], given["reasons"]["picked"]), PROFILE).shares)}


def organisations(given):
    named = given["organisations"] if given.get("interests_named", True) else {}
    found = {
        name: shown_organisation(one["importance"], one["served"], one["place"], Picks(one["n_picked"], one["picked"]))
        for name, one in named.items()
    }
    return {
        "organisations": {
            name: {
                "importance": one.importance,
                "served": one.served,
                "place": one.place,
                "reasons": list(one.reasons),
            }
            for name, one in found.items()
        }
    }


def open_answers(given):
    return {"open_answers": {code: are_texts_shown(n, PROFILE) for code, n in given["open_answers"].items()}}


def open_now(given):
    found = given["open"]
    count = open_count(found["n"], PROFILE, are_links_handed_out=found["links_handed_out"])
    asked = {name: GroupResponse(one["n"], one["invited"]) for name, one in sorted(found.get("groups", {}).items())}
    return {
        "open": {
            "n": count.n,
            "live": count.is_live,
            "needed": count.n_needed,
            "groups": open_groups(asked, PROFILE),
        }
    }


def bar(given):
    """Return the bar that the model makes, which ends in a half so that it may be shown."""
    found = given["brake"]
    is_known = found["spanning"] is not None and found["regeling"] is not None
    lifted = whole_lift(found["spanning"], found["regeling"], found["brake"]) if is_known else 0
    return {"bar": found["threshold"] + lifted}


def cap(given):
    """Return the cap that the model uses, at which no few weigh apart."""
    names = sorted({name for sizes in given["sizes"].values() for name in sizes})
    n = np.array([[sizes.get(name, 0) for name in names] for sizes in given["sizes"].values()])
    return {"cap": raised_cap(n, given["cap"], PROFILE.min_group)}


PARTS = {
    "brake": bar,
    "sizes": cap,
    "n": counts,
    "shares": shares,
    "reasons": reasons,
    "organisations": organisations,
    "open_answers": open_answers,
    "open": open_now,
}


def test_all_cases_are_there():
    assert len(CASES) >= 44


@pytest.mark.parametrize("file", CASES, ids=[file.stem for file in CASES])
def test_shown_as_the_case_says(file):
    case = json.loads(file.read_text())
    assert shown_of(case["input"]) == case["shown"]

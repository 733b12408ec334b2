"""Input documents that hypothesis makes, small enough to shrink to what matters."""

from hypothesis import strategies as st

from .reference_arithmetic import ITEMS, ROLES

SPECIAL = ["weet_niet", "nvt", None]


@st.composite
def documents(draw, *, least=0, most=16, may_miss=True):
    """Return a document in which each person answers each kind of question by one level, give or take a step."""
    n = draw(st.integers(least, most))
    organisations = draw(st.integers(1, 6))
    persons = [_person(draw, place, organisations, may_miss=may_miss) for place in range(n)]
    profile = draw(
        st.fixed_dictionaries(
            {"resamples": st.just(200)},
            optional={
                "threshold": st.sampled_from([50.5, 62.5, 75.5]),
                "spread": st.sampled_from([12.5, 30]),
                "cap": st.sampled_from([1, 2, 100]),
                "min_group": st.integers(5, 7),
                "disagreement": st.sampled_from([0.25, 2]),
                "certain": st.sampled_from([0.5, 1]),
            },
        )
    )
    return {
        "seed": draw(st.integers(0, 5)),
        "weighting": draw(st.sampled_from(["organisation", "respondent"])),
        "invited": draw(st.none() | invitations(persons)),
        "profile": profile,
        "respondents": persons,
    }


def invitations(persons):
    """Return how many people were asked per organisation: some more or fewer than answered."""
    own = [person["organisation"] for person in persons]
    asked = {name: st.integers(0, own.count(name) + 3) for name in own}
    return st.fixed_dictionaries(asked, optional={"org-silent": st.integers(0, 3)})


def _person(draw, place, organisations, *, may_miss):
    levels = {letter: draw(st.integers(1, 5)) for letter in "AVIB"}
    steps = draw(st.integers(0, 2**16))
    answers = {}
    for index, code in enumerate(ITEMS):
        level = levels.get(code[0], 3) + (steps >> (index % 16)) % 2
        answers[code] = min(level, 5)
    if may_miss:
        for letter in draw(st.sets(st.sampled_from("AVIBPCSTR"), max_size=2)):
            answers |= {code: draw(st.sampled_from(SPECIAL)) for code in ITEMS if code[0] == letter}
        for code in draw(st.sets(st.sampled_from(ITEMS), max_size=4)):
            answers.pop(code)
    if draw(st.booleans()):
        answers["B0"] = sorted(draw(st.sets(st.sampled_from("abcdefghi"), max_size=3)))
    return {
        "id": f"p{place:02}",
        "organisation": f"org-{draw(st.integers(1, organisations))}",
        "role": draw(st.sampled_from(ROLES)),
        "answers": answers,
    }

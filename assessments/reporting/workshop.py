"""A result to discuss together on a screen, step by step: first what people expect, then the outcome."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from assessments.vocabulary.forces import FORCES, Force

from .assemble.first_steps import first_steps
from .assemble.insufficient import insufficient
from .assemble.origin import origin_words, partnership_name
from .assemble.outcome import certainty_words, has_diagnosis, headline, level_words
from .assemble.questions import questions
from .assemble.report import Points, Section
from .assemble.wording import capitalised
from .charts.chain_links import Chain, chain_of
from .frozen import FrozenResult
from .numbers import bar_words, distance_in_words, score_words

StepKind = Literal["title", "guess", "force", "outcome", "question", "begin"]
LENGTH = 1000
"""The length of the line from 0 to 100 on the screen."""
_FIRST_DOT, _BETWEEN_DOTS, _ROOM_FOR_DOTS = 158, 24, 96
"""Where dots of guesses stand below that line, in the same measure."""


@dataclass(frozen=True, slots=True)
class ForceBar:
    """A score with its margin on a line of ``LENGTH``."""

    score: str
    value: int
    low: int | None
    high: int | None
    limit: int | None
    """The position of the bar; None if it is not shown."""
    limit_words: str
    dots: tuple[tuple[int, int], ...] = ()
    """What was guessed: places on the line, each with how far down its dot stands."""
    guessed: str = ""
    """The same in words; empty if nothing was guessed."""

    @property
    def margin(self) -> int:
        """The length of the margin."""
        return (self.high or 0) - (self.low or 0)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what is on the screen at a time."""

    kind: StepKind
    heading: str
    kicker: str = ""
    texts: tuple[str, ...] = ()
    question: str = ""
    force: Force | None = None
    bar: ForceBar | None = None
    chain: Chain | None = None
    points: tuple[str, ...] = ()
    """What to begin with, in this order."""
    origin: str = ""
    """What is to be known of where the result comes from."""


_ABOUT: dict[Force, StrPromise] = {
    "intentie": gettext_lazy("What you want together"),
    "actie": gettext_lazy("What you do"),
    "verbinding": gettext_lazy("How you support each other"),
}
_TO_DISCUSS: dict[Force, StrPromise] = {
    "intentie": gettext_lazy("Can each of you say in one sentence what you want together? Is it the same sentence?"),
    "actie": gettext_lazy("What did you really do together in the past half year, and who noticed it?"),
    "verbinding": gettext_lazy(
        "When things get difficult, whom do you call in another organisation? What happens then?"
    ),
}


def steps(result: FrozenResult) -> tuple[Step, ...]:
    """Return the steps in the active language: each force guessed and then shown, the outcome, the questions, and what
    to begin with.

    With too few answers, the only step says that there is no outcome, and what to do now.
    """
    return tuple(replace(step, origin=origin_words(result)) for step in _steps(result))


def _steps(result: FrozenResult) -> tuple[Step, ...]:
    if not has_diagnosis(result):
        now = next(section for section in insufficient(result) if section.key == "actions")
        return (Step("title", headline(result), kicker=result.facts.title), *_points(now))
    forces = [step for force in FORCES for step in _of_force(result, force)]
    return (_title(result), *forces, _outcome(result), *_points(questions(result)), _to_begin_with(result))


def _title(result: FrozenResult) -> Step:
    texts = (_("Three forces, one by one. First say what you expect; then look at what came out."),)
    return Step("title", partnership_name(result), kicker=result.facts.title, texts=texts)


def _of_force(result: FrozenResult, force: Force) -> tuple[Step, Step]:
    name, about = capitalised(force), str(_ABOUT[force])
    guess = _("Which score from 0 to 100 do you expect? Decide for yourself first, then compare.")
    return (
        Step("guess", name, kicker=about, texts=(guess,), force=force),
        Step(
            "force",
            name,
            kicker=about,
            texts=_said_of(result, force),
            question=str(_TO_DISCUSS[force]),
            force=force,
            bar=_bar(result, force),
        ),
    )


def _said_of(result: FrozenResult, force: Force) -> tuple[str, ...]:
    score, bar = result.disclosed.scores.get(force), result.bar_of(force)
    if score is None:
        return (_("This score is not shown: too few people answered its questions."),)
    found = [] if bar is None else [capitalised(distance_in_words(score, bar)) + "."]
    if score.low is not None and score.high is not None:
        margin = {"low": score_words(score.low), "high": score_words(score.high)}
        found.append(_("Margin: %(low)s to %(high)s.") % margin)
    return tuple(found)


def _bar(result: FrozenResult, force: Force) -> ForceBar | None:
    score, bar = result.disclosed.scores.get(force), result.bar_of(force)
    if score is None:
        return None
    has_margin = score.low is not None and score.high is not None
    return ForceBar(
        score=score_words(score),
        value=_place(score.value),
        low=_place(score.low or 0) if has_margin else None,
        high=_place(score.high or 0) if has_margin else None,
        limit=None if bar is None else _place(bar),
        limit_words="" if bar is None else _("the bar: %(bar)s") % {"bar": bar_words(bar)},
    )


def _place(value: float) -> int:
    """Return the position of a shown number on the line."""
    return round(value * LENGTH / 100)


def _outcome(result: FrozenResult) -> Step:
    texts = tuple(text for text in (level_words(result), certainty_words(result)) if text)
    chain = chain_of(result)
    return Step("outcome", headline(result), kicker=_("The outcome"), texts=texts, chain=chain)


def _to_begin_with(result: FrozenResult) -> Step:
    points = tuple(step.title for step in first_steps(result))
    return Step("begin", _("Start with this"), points=points, chain=chain_of(result))


def _points(section: Section) -> tuple[Step, ...]:
    texts = [text for block in section.blocks if isinstance(block, Points) for text in block.items]
    return tuple(
        Step("question", text, kicker=_("%(number)s of %(total)s") % {"number": number, "total": len(texts)})
        for number, text in enumerate(texts, 1)
    )


def about_force(force: Force) -> str:
    """Return in a few words what a force is about, in the active language."""
    return str(_ABOUT[force])


def with_guesses(step: Step, guesses: Sequence[int]) -> Step:
    """Return a step with the guesses, from low to high, as dots above its bar and in words; they name nobody."""
    if step.bar is None or not guesses:
        return step
    return replace(step, bar=replace(step.bar, dots=_dots(guesses), guessed=_in_words(guesses)))


def _dots(guesses: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return a dot per guess, to the nearest five; those at one place hang below each other."""
    places = [_place(round(number / 5) * 5) for number in guesses]
    between = min(_BETWEEN_DOTS, _ROOM_FOR_DOTS // max(Counter(places).values()))
    depths: Counter[int] = Counter()
    found = []
    for place in places:
        found.append((place, _FIRST_DOT + between * depths[place]))
        depths[place] += 1
    return tuple(found)


def _in_words(guesses: Sequence[int]) -> str:
    words = {"number": len(guesses), "low": guesses[0], "high": guesses[-1], "middle": round(median(guesses))}
    if guesses[0] == guesses[-1]:
        return _("%(number)s guesses, all of them %(low)s.") % words
    return _("%(number)s guesses, from %(low)s to %(high)s; the middle is %(middle)s.") % words

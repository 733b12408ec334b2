"""Rules that no report may break: what it says twice must agree, and what it says of numbers must hold of those shown.

Each rule reads a report and returns what breaks it; ``test_gallery.py`` has a text that each of them must find.
"""

import re
from dataclasses import dataclass

from assessments.languages import active_language
from assessments.reporting.assemble.report import Actions, Figure
from assessments.reporting.names import process_name
from assessments.vocabulary.forces import FORCES

from .reading import own_words

ANY = "intentie|actie|verbinding"
SEVERAL = rf"((?:(?:{ANY})(?:, | en | and | ))+)"
NUMBER = r"(\d+(?:[.,]\d+)?)"
NEAR = 3


@dataclass(frozen=True)
class Reading:
    """A report as it is read: the result it is of, and its words."""

    result: object
    language: str
    texts: tuple[str, ...]
    """Every text that the report chose itself, in order."""
    titles: tuple[str, ...] = ()
    called_by: tuple[str, ...] = ()
    """Why each action is here."""
    cards: tuple[object, ...] = ()
    """The actions themselves."""


def reading_of(result, language, report):
    """Return a report as it is read."""
    titles = [section.title for section in report.sections]
    cards = []
    for section in report.sections:
        titles += [block.title for block in section.blocks if isinstance(block, Figure) and block.title]
        cards += [card for block in section.blocks if isinstance(block, Actions) for card in block.cards]
    called_by = tuple(card.called_by for card in cards)
    return Reading(result, language, tuple(own_words(report)), tuple(titles), called_by, tuple(cards))


def value_of(text):
    return float(text.replace(",", "."))


def distance(result, force):
    """Return how far a force is above its bar; None if that is not shown."""
    score, bar = result.disclosed.scores.get(force), result.bar_of(force)
    return None if score is None or bar is None else score.value - bar


ENOUGH = {
    "nl": {
        "all": rf"\b{SEVERAL}(?:haalt|halen) (?:allebei )?de lat(?! n)",
        "actie": r"(?<!dan )[Ii]n de praktijk gebeurt er genoeg",
        "verbinding": r"[Dd]e partners steunen elkaar genoeg",
        "intentie": r"U weet goed genoeg wat u samen wilt",
    },
    "en": {
        "all": rf"\b{SEVERAL}reach(?:es)? the bar",
        "actie": r"[^t] [Ee]nough is happening in practice|^Enough is happening in practice",
        "verbinding": r"[Pp]artners support each other enough",
        "intentie": r"You know well enough what you want together",
    },
}
TOO_LITTLE = {
    "nl": {
        "all": rf"\b{SEVERAL}(?:(?:haalt|halen) de lat (?:net )?niet|blijft achter|ligt net onder de lat)",
        "actie": r"[Ii]n de praktijk gebeurt er nog (?:veel )?(?:te weinig|niet genoeg)",
        "verbinding": r"partners steunen elkaar nog (?:veel )?(?:te weinig|niet genoeg)",
        "intentie": r"Wat u samen wilt en hebt afgesproken, is nog niet sterk genoeg",
    },
    "en": {
        "all": rf"\b{SEVERAL}(?:do(?:es)? not reach the bar|falls just short|lags behind|is just below the bar)",
        "actie": r"(?:[Tt]oo little|[Nn]ot enough) is happening in practice yet",
        "verbinding": r"partners (?:support each other (?:far )?too little|do not support each other enough) yet",
        "intentie": r"What you want together and have agreed is not strong enough yet",
    },
}
OF_SOME = re.compile(r"volgens de|[Aa]ccording to|[Gg]emiddeld|[Oo]n average|De regel|The rule")
"""Sentences about what some people see, about an average, or of the model."""


def said_of(patterns, texts):
    """Return the forces of which one of these patterns says something."""
    found = set()
    for text in texts:
        if OF_SOME.search(text):
            continue
        for force in FORCES:
            if re.search(patterns[force], text):
                found.add(force)
        for match in re.finditer(patterns["all"], text, re.IGNORECASE):
            found |= {force for force in FORCES for part in match.groups() if part and force in part.lower()}
    return found


def enough_and_too_little(reading):
    """A force is not called enough and too little, nor either against its score."""
    enough = said_of(ENOUGH[reading.language], reading.texts)
    little = said_of(TOO_LITTLE[reading.language], reading.texts)
    found = [f"{force}: enough and too little" for force in sorted(enough & little)]
    away = {force: distance(reading.result, force) for force in FORCES}
    known = {force for force in FORCES if away[force] is not None}
    found += [f"{force}: enough, below its bar" for force in sorted(enough & known) if away[force] < 0]
    return found + [f"{force}: too little, above its bar" for force in sorted(little & known) if away[force] >= 0]


COMPARED = {
    "nl": r"(?P<subject>.+) scoort (?P<score>\d+)[^,]*, (?P<how>net onder|onder|boven) "
    rf"(?:de lat van )?(?P<limit>de lat|{NUMBER})\.",
    "en": r"(?P<subject>.+) scores (?P<score>\d+)[^,]*, (?P<how>just below|below|above) "
    rf"(?:the bar of )?(?P<limit>the bar|{NUMBER})\.",
}


def why_that_is_denied(reading):
    """What is said to call for an action is so: the score is the shown one, and lies where it is said to lie."""
    found = []
    for text in reading.called_by:
        for sentence in re.split(r"(?<=\.) (?=[“A-Z])", text):
            match = re.fullmatch(COMPARED[reading.language], sentence)
            if match and not holds(reading, match):
                found.append(sentence)
    return found


def holds(reading, match):
    score, limit = int(match["score"]), match["limit"]
    limit = bar_of(reading, match["subject"]) if limit in {"de lat", "the bar"} else value_of(limit)
    shown = shown_of(reading, match["subject"])
    is_below = match["how"] in {"net onder", "onder", "just below", "below"}
    return shown == score and (score < limit if is_below else score >= limit)


def bar_of(reading, subject):
    force = subject.lower()
    return reading.result.bar_of(force) if force in FORCES else reading.result.profile.threshold


def shown_of(reading, subject):
    """Return the shown value of a force, process or statement by its words."""
    result = reading.result
    if subject.lower() in FORCES:
        return result.disclosed.scores[subject.lower()].value
    words = subject.partition("“")[2].removesuffix("”")
    for process, shown in result.processes.items():
        if process_name(process) == words:
            return shown.value
    language = active_language()
    codes = [
        question.code
        for question in result.questionnaire.questions()
        if question.text.in_language(language).removesuffix(".") == words
    ]
    return result.disclosed.statements[codes[0]].value


SCORED = {"nl": r"\bscoort \d", "en": r"\bscores \d"}
SCALE = {"nl": "van 0 (klopt niet) tot 100 (klopt helemaal)", "en": "from 0 (not true) to 100 (completely true)"}
BARE = {"nl": r"\d (?:boven|onder) de lat", "en": r"\d (?:above|below) the bar"}


def score_without_scale(reading):
    """Before the first score stands what 0 and 100 mean; a distance has its unit."""
    found = []
    for text in reading.texts:
        if SCALE[reading.language] in text:
            break
        if re.search(SCORED[reading.language], text):
            found.append(text)
    return found + [text for text in reading.texts if re.search(BARE[reading.language], text)]


PERSON = {"nl": r"\b(?:zij|hij|haar|hem)\b", "en": r"\b(?:she|he|her|him)\b"}
PEOPLE = re.compile(
    r"mensen|anderen|professionals|managers|bestuurders|overheid|partners|leiding|medewerkers|directors|people|\bwie\b",
    re.IGNORECASE,
)


def person_for_a_thing(reading):
    """Words such as “zij” are for people: before them in the same text stands for whom; quotes are as they are."""
    found = []
    for text in (re.sub("“[^”]*”", "“”", text) for text in reading.texts):
        match = re.search(PERSON[reading.language], text, re.IGNORECASE)
        if match and not PEOPLE.search(text[: match.start()]):
            found.append(text)
    return found


def all_or_nothing(reading):
    """No share is all or nothing, and no single point is several."""
    wrong = re.compile(r"(?<![\d.,])(?:100|0)\s?%|(?<![\d.,])1 (?:punten|points)\b")
    return [text for text in (*reading.texts, *reading.titles) if wrong.search(text)]


ROLE_CODES = ("professional", "manager", "bestuurder", "overheid")
GROUPS = {
    "nl": dict(zip(ROLE_CODES, ("professionals", "managers", "bestuurders", "de overheid"), strict=True)),
    "en": dict(zip(ROLE_CODES, ("professionals", "managers", "directors", "the government"), strict=True)),
}
SEES = {
    "nl": r"(?:^|\. )(?:Volgens )?(?:de )?(?i:{name})(?:: | zien | ziet | geven )|volgens de {name}\b|\({name}\)",
    "en": r"(?:^|\. )(?:According to )?(?:the )?(?i:{name})(?:: | see | sees | give )"
    r"|[Aa]ccording to the {name}\b|\({name}\)",
}


def group_that_is_not_shown(reading):
    """What a role sees is told only of roles that are shown."""
    shown, found = reading.result.disclosed, []
    roles = set(shown.groups) if shown.split == "role" else set()
    for code, name in GROUPS[reading.language].items():
        if code not in roles:
            pattern = re.compile(SEES[reading.language].format(name=name))
            found += [text for text in (*reading.texts, *reading.titles) if pattern.search(text)]
    leaders = re.compile(r"[Vv]olgens de leiding|[Aa]ccording to the leadership")
    if roles.isdisjoint({"bestuurder", "manager"}):
        found += [text for text in reading.texts if leaders.search(text)]
    return found


def far_below(result, force):
    return distance(result, force.lower()) < -NEAR


def just_below(result, force):
    return -NEAR <= distance(result, force.lower()) < 0


def all_from(least):
    return lambda result: all(distance(result, force) >= (result.profile.margin if least else 0) for force in FORCES)


def no_lower(result, force, score):
    codes, shown = result.questionnaire.instrument.forces[force], result.disclosed.statements
    return min(shown[code].value for code in codes if code in shown) == int(score)


def went(way):
    def holds_(result, force, then, now):
        first, last = result.comparable[-1].scores[force.lower()].value, result.disclosed.scores[force.lower()].value
        return (first, last) == (int(then), int(now)) and (last - first) * way > 0

    return holds_


def lifted(result, points):
    return result.disclosed.bar - result.profile.threshold == value_of(points)


def likeliest(result, diagnosis):
    return result.disclosed.shares[diagnosis] == max(result.disclosed.shares.values())


def rises(result, force, points):
    step = next(step for step in result.disclosed.path if step.force == force.lower())
    return int(step.goal - step.start) == int(points)


def apart(result, force, least, most):
    values = [scores[force].score for scores in result.disclosed.groups.values() if force in scores]
    return (min(values), max(values)) == (int(least), int(most))


F = rf"(?i:({ANY}))"
CLAIMS = {
    "nl": (
        (rf"^{F} blijft achter", far_below),
        (rf"^{F} ligt net onder de lat", just_below),
        (r"^Alle drie de krachten halen de lat", all_from(0)),
        (r"^Alle drie de krachten liggen ruim boven de lat", all_from(1)),
        (rf"^Alle uitspraken over {F}.* scoren (\d+) of hoger", no_lower),
        (rf"^{F} steeg van (\d+).* naar (\d+)", went(1)),
        (rf"^{F} daalde van (\d+).* naar (\d+)", went(-1)),
        (rf"^Belangen leggen de lat {NUMBER} punt", lifted),
        (r"^De kans op (\w+) is het grootst", likeliest),
        (rf"^Begin met {F}: die moet (?:ruim |minstens )?(\d+) punt", rises),
        (rf"^{F} moet (?:ruim |minstens )?(\d+) punt", rises),
        (rf"^Over {F} lopen .* uiteen: van (\d+).* tot (\d+)", apart),
    ),
    "en": (
        (rf"^{F} lags behind", far_below),
        (rf"^{F} is just below the bar", just_below),
        (r"^All three forces reach the bar", all_from(0)),
        (r"^All three forces are well above the bar", all_from(1)),
        (rf"^All statements about {F}.* score (\d+) or higher", no_lower),
        (rf"^{F} rose from (\d+).* to (\d+)", went(1)),
        (rf"^{F} fell from (\d+).* to (\d+)", went(-1)),
        (rf"^Interests raise the bar by {NUMBER} point", lifted),
        (r"^The chance of (\w+) is greatest", likeliest),
        (rf"^Start with {F}: it must rise by (?:just over |at least )?(\d+) point", rises),
        (rf"^{F} must rise by (?:just over |at least )?(\d+) point", rises),
        (rf"furthest apart on {F}: from (\d+).* to (\d+)", apart),
    ),
}


def title_that_is_denied(reading):
    """What a title claims holds of the shown numbers."""
    return [
        title
        for title in reading.titles
        for pattern, is_so in CLAIMS[reading.language]
        if (match := re.search(pattern, title)) and not is_so(reading.result, *match.groups())
    ]


def claims_in(readings, language):
    """Return which of the claims about numbers are made in some title."""
    titles = [title for reading in readings for title in reading.titles if reading.language == language]
    return {pattern for pattern, _is_so in CLAIMS[language] if any(re.search(pattern, title) for title in titles)}


HIGHEST = {"nl": r"^“(.+?)” scoort van alles het hoogst", "en": r"^“(.+?)” scores highest of all"}


def not_the_highest(reading):
    """What is said to score highest of all does, alone."""
    codes = {code for found in reading.result.questionnaire.instrument.forces.values() for code in found}
    values = [shown.value for code, shown in reading.result.disclosed.statements.items() if code in codes]
    claimed = [match[1] for text in reading.texts if (match := re.search(HIGHEST[reading.language], text))]
    return [words for words in claimed if sum(value >= shown_of(reading, f"“{words}”") for value in values) > 1]


TO_ITSELF = re.compile(r"\b(?:van|from) ([^“”]{1,20}?) (?:naar|to) \1(?=[.,](?!\d)| en | and |$)")


def change_that_is_none(reading):
    """No score goes from a number to the same one: it stayed."""
    return [text for text in reading.texts if TO_ITSELF.search(text)]


CLEAR = re.compile(r"[Dd]eze uitkomst is duidelijk|[Tt]his outcome is clear")
UNCERTAIN = re.compile(r"fundament is onzeker|foundation is uncertain")


def clear_and_uncertain(reading):
    """An outcome whose foundation is uncertain is not called clear."""
    clear = [text for text in reading.texts if CLEAR.search(text)]
    return clear if any(UNCERTAIN.search(text) for text in reading.texts) else []


RULES = (
    not_the_highest,
    change_that_is_none,
    clear_and_uncertain,
    enough_and_too_little,
    why_that_is_denied,
    score_without_scale,
    person_for_a_thing,
    all_or_nothing,
    group_that_is_not_shown,
    title_that_is_denied,
)

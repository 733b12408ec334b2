"""Names and answers that are hard to set: long, in other scripts, with pictures in them."""

from assessments.disclosure.shown import ShownOrganisation
from assessments.vocabulary.places import DRAGER, KNELPUNT

LONG = (
    "Samenwerkingsverband Passende Ondersteuning en Domeinoverstijgende Jeugdhulp in de Regio Vechtdal, Salland en de "
    "Noordelijke Randgemeenten"
)
"""Of about 120 letters."""
LONG_WORD = "Meervoudigebeperkingenhulpcentrum"
"""Of 33 letters."""
SCRIPTS = ("שותפות ירושלים", "شراكة الأحياء", "日本の協力機構", "Buurtteam 👍🏽", "Ελληνική Εταιρεία")
LONG_ANSWER = ("Wij komen elkaar vaak tegen, en toch weten we niet wie wat doet. " * 32)[:2000].strip()


def organisations(*names: str) -> dict[str, ShownOrganisation]:
    """Return organisations with these names, each with answers of its own."""
    answers = ((75, 25, KNELPUNT), (100, 75, DRAGER), (50, 50, None), (25, 75, None), (75, 50, None))
    found = {}
    for place, name in enumerate(names):
        importance, served, where = answers[place % len(answers)]
        found[name] = ShownOrganisation(importance, served, where, ("a",))
    return found

"""What is added to the copy: a role, a question in every section, and a language."""

import re
from dataclasses import dataclass

ROLE = "client"
PROCESS = "samen_vieren"
LANGUAGE = "fy"


@dataclass(frozen=True)
class AddedQuestion:
    """A question as it stands in its section."""

    section: str
    code: str
    nl: str
    more: str = ""

    @property
    def line(self):
        """How it is written in the questionnaire."""
        return f"  - {{code: {self.code}, nl: {self.nl}, en: English of {self.code}.{self.more}}}\n"


QUESTIONS = (
    AddedQuestion("actie", "A7", "De partners ruimen samen op."),
    AddedQuestion("verbinding", "V7", "De partners eten samen."),
    AddedQuestion("intentie", "I7", "De partners dromen samen."),
    AddedQuestion("belangen", "B8", "De partners delen hun winst.", ", scale: klopt"),
    AddedQuestion("processen", "P6", "Samen vieren wat lukt.", f", process: {PROCESS}, lead: [{ROLE}]"),
    AddedQuestion("voorwaarden", "C6", "Er is genoeg koffie."),
    AddedQuestion("signalen", "S3", "Niemand komt terug op een afspraak.", ", signals: schijnsamenwerking"),
    AddedQuestion("open", "O3", "Het was fijn om te antwoorden.", ", scale: klopt"),
)
PROCESS_IN_DUTCH = "Vieren wat lukt"

TRANSLATIONS = {
    "client": "cliënt",
    "clients": "cliënten",
    "For clients": "Voor cliënten",
    "Celebrating what works": PROCESS_IN_DUTCH,
}
"""Of the names that the recipes add, into Dutch."""


def frisian(text):
    """Return a text as the copy has it in Frisian: the Dutch one, and recognisable where it has a sentence."""
    stops = [found.start() for found in re.finditer(r"\.(?=\s|$)", text)]
    return f"{text[: stops[-1]]} (fy){text[stops[-1] :]}" if stops else text

"""Every sentence with which the product may promise something, read from where it is written.

Sentences are those of the English texts in the code, with their placeholders, which are translated from there. What
ends in a question mark asks, and what ends in no sign at all is a title or a button, whose sentence stands below it.
"""

import re

from babel.messages.extract import extract_python

from tests.repository import ROOT, files, named
from tools.messages import KEYWORDS, extract_django

WRITTEN_IN = {
    "entering": (
        "assessments/views/promises.py",
        "templates/answering/start.html",
        "templates/answering/link_*.html",
        "templates/answering/no*.html",
        "templates/answering/w*.html",
        "templates/answering/unsubscribe.html",
        "templates/answering/closed.html",
    ),
    "answering": ("assessments/views/answering/*.py", "templates/answering/*.html"),
    "mails": (
        "assessments/services/mail/words.py",
        "assessments/services/mail/unqueued.py",
        "templates/mail/_why.txt",
        "templates/mail/letter.*",
    ),
    "report": ("assessments/reporting/assemble/confidentiality.py",),
    "privacy": ("templates/site/*privacy*.html",),
}
"""Per part of the table the files whose sentences it holds, but those that an earlier part has."""
README_PART = "What you can rely on"
BETWEEN_SENTENCES = re.compile(r"(?<=[.?!:;”])\s+(?=[A-Z%{“<])|\n+")
FEWEST_WORDS = 3
ENDS = (".", ":", ";", "”", ")")


def sentences_of(part):
    """Return per sentence of a part of the table the files in which it is written."""
    found = {}
    for path in files_of(part):
        for text in texts_in(path):
            for sentence in split(text):
                found.setdefault(sentence, set()).add(named(path))
    return found


def files_of(part):
    """Return the files of a part that are in no part before it."""
    parts = list(WRITTEN_IN)
    earlier = {path for before in parts[: parts.index(part)] for path in files(*WRITTEN_IN[before])}
    return [path for path in files(*WRITTEN_IN[part]) if path not in earlier]


def texts_in(path):
    """Yield the English texts of a module or a template, for one thing and for several."""
    extract = extract_python if path.suffix == ".py" else extract_django
    with path.open("rb") as file:
        found = [message for _line, _name, message, _comments in extract(file, KEYWORDS, (), {})]
    for message in found:
        yield from (one for one in (message if isinstance(message, tuple) else (message,)) if isinstance(one, str))


def split(text):
    """Return the sentences of a text that say something."""
    pieces = [" ".join(piece.split()) for piece in BETWEEN_SENTENCES.split(text.strip())]
    return [piece for piece in pieces if len(piece.split()) >= FEWEST_WORDS and piece.endswith(ENDS)]


def sentences_of_readme():
    """Return the sentences of the part of the README on what one can rely on, without its marks."""
    text = (ROOT / "README.md").read_text()
    part = text.split(f"## {README_PART}\n", 1)[1].split("\n## ", 1)[0]
    plain = re.sub(r"\*\*|\[|\]\([^)]*\)|`", "", part)
    points = [" ".join(point.split()) for point in re.split(r"^- ", plain, flags=re.MULTILINE)]
    return {sentence: {"README.md"} for point in points for sentence in split(point)}


def everything():
    """Return per part of the table its sentences with the files in which they are written."""
    return {part: sentences_of(part) for part in WRITTEN_IN} | {"readme": sentences_of_readme()}

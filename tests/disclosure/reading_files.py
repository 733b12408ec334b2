"""What a viewer reads on a page, in a workbook and on paper; nothing of the product is used."""

import html
import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pypdfium2
from openpyxl import load_workbook

from .viewing import FORCES, PROCESSES, Seen

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
PERCENTS = ("less than 25%", "25 to 50%", "50 to 75%", "75% or more")
"""Quarters as a page writes them, where there is less room than in a file."""
NUMBER = re.compile(r"(?<![\w.,])[-−+±]?\d+(?:[.,]\d+)?(?![\w]|[.,]\d)")


HOLDS_WORDS = re.compile(
    r"^(word/document|ppt/slides/slide\d+|word/(header|footer|comments)\d*|ppt/notesSlides/.*)\.xml$"
)
"""The parts of an office file in which a writer puts words."""


def numbers_in(text):
    """Return the numbers that stand in a text, as they are written without a sign."""
    return {found.lstrip("-−+±").replace(",", ".") for found in NUMBER.findall(text)}


def words_of_page(page):
    """Return the words on a page, those of pictures among them."""
    alternatives = " ".join(re.findall(r'\balt="([^"]*)"', page))
    shown = re.sub(r"<(script|style|head)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    return html.unescape(f"{shown} {alternatives}")


def words_of_pdf(pdf):
    """Return the words of a PDF."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        return " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def words_of_office_file(content):
    """Return every word in a document or presentation: of texts, of what pictures are said to show, of properties."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if HOLDS_WORDS.search(name)]
    texts = [
        text
        for part in parts
        for text in re.findall(r"<(?:w|a):t\b[^>]*>([^<]*)<|\b(?:descr|title)=\"([^\"]*)\"", part)
    ]
    return html.unescape(" ".join(" ".join(found) for found in texts))


def tables_of_page(page):
    """Return the tables on a page, each a list of rows; the first is that of the headings.

    Headings among the rows are left out; what follows them is read as what follows the first.
    """
    return [
        [
            cells
            for row in re.findall(r"<tr\b.*?</tr>", table, re.DOTALL)
            for cells in [
                [
                    " ".join(html.unescape(re.sub(r"<[^>]+>", "", cell)).split())
                    for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.DOTALL)
                ]
            ]
            if 'scope="rowgroup"' not in row
        ]
        for table in re.findall(r"<table\b.*?</table>", page, re.DOTALL)
    ]


def numbers_of_page(page, codes, steps):
    """Return what stands in the tables of a report on screen or on paper, in English.

    Parameters
    ----------
    page
        As HTML.
    codes
        The code of each question by its text.
    steps
        Per statement that enough people answered the step of its grid.
    """
    seen = Seen(statements={}, bar=None)
    for heads, *rows in filter(None, tables_of_page(page)):
        if heads[:2] == ["Process", "Score"]:
            seen.statements |= {
                code: (first_number(row[1]), steps[code])
                for code, row in zip(PROCESSES, rows, strict=True)
                if row[1] != "–"
            }
        elif heads[0] in {"Statement", "Question"}:
            read_statements(seen, heads, rows, codes, steps)
        elif heads[:3] == ["Force", "Score", "95% interval"]:
            read_forces(seen, rows)
        elif heads[0] in {"Role", "Organisation"} and heads[1:2] == ["intentie"]:
            read_groups(seen, rows)
    return seen


def read_statements(seen, heads, rows, codes, steps):
    """Take in a table of statements, which may tell of their spread."""
    for row in rows:
        code = codes[row[0]]
        seen.statements[code] = (first_number(row[1]), steps[code])
        if "Opinions divided" in heads and row[2] != "–":
            seen.divided[code] = row[2] == "yes"
        if set(row[-3:]) <= set(PERCENTS):
            seen.quarters[code] = [PERCENTS.index(words) for words in row[-3:]]


def read_forces(seen, rows):
    """Take in the table of the forces."""
    for force, score, interval, bar, _words in rows:
        low, high = (None, None) if interval == "–" else map(first_number, interval.split(" to "))
        seen.scores[force] = (first_number(score), low, high, None)
        if force != "intentie":
            seen.bar = float(bar)


def read_groups(seen, rows):
    """Take in the table of the groups, of which the first row is everybody."""
    for name, *cells in rows[1:]:
        pairs = zip(FORCES, cells[::2], cells[1::2], strict=True)
        seen.groups[name] = {
            force: (first_number(score), None if margin == "–" else first_number(margin))
            for force, score, margin in pairs
            if score != "–"
        }


def first_number(words):
    """Return the first whole number in words."""
    return int(re.search(r"\d+", words)[0])


def sheets_of_xlsx(content):
    """Return the sheets of a workbook by their title, each as rows of cells."""
    book = load_workbook(io.BytesIO(content), read_only=True)
    return by_key({sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets})


def sheets_of_ods(content):
    """Return the sheets of an OpenDocument workbook; numbers as they are stored, not as they are displayed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = ET.fromstring(archive.read("content.xml"))  # noqa: S314 (our own file)
    name = f"{OFFICE % 'table'}name"
    tables = {
        table.get(name): [cells_of(row) for row in table.iter(f"{OFFICE % 'table'}table-row")]
        for table in root.iter(f"{OFFICE % 'table'}table")
    }
    return by_key(tables)


def cells_of(row):
    """Return the values of a row of an OpenDocument table."""
    found = []
    for cell in row:
        number = cell.get(f"{OFFICE % 'office'}value")
        text = "\n".join("".join(part.itertext()) for part in cell.iter(f"{OFFICE % 'text'}p"))
        times = int(cell.get(f"{OFFICE % 'table'}number-columns-repeated", "1"))
        found += [float(number) if number else text or None] * times
    return found


def by_key(tables):
    """Return rows by the keys of their columns, which the second sheet explains, per sheet by its English title."""
    (_heads, *explained) = next(rows for rows in tables.values() if "Name for programs" in rows[0])
    keys = {(title, heading): key for title, key, heading, *_more in explained}
    found = {}
    for title, (heads, *rows) in tables.items():
        named = [keys.get((title, head)) for head in heads]
        found[title] = [
            {key: cell for key, cell in zip(named, [*row, *[None] * len(named)], strict=False) if key} for row in rows
        ]
    return {TITLES[title]: rows for title, rows in found.items() if title in TITLES}


TITLES = {
    "Statements": "statements",
    "What helps and hinders": "conditions",
    "Processes": "processes",
    "Scores per group": "groups",
    "The three forces": "forces",
}

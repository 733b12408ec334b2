"""Every sentence with which the product may promise something: which tests hold it, or why it promises nothing.

``python -m tests.promises.table`` prints what is missing or left over, to be put right in the modules ``of_…``. A
sentence that says more than a test holds is not put here: it gets the test, or says less.
"""

import ast
import sys
from dataclasses import dataclass
from functools import cache

from tests.repository import ROOT

from . import of_answering, of_entering, of_mails, of_privacy, of_readme, of_report
from .reading import everything

PARTS = {
    "entering": of_entering,
    "answering": of_answering,
    "mails": of_mails,
    "report": of_report,
    "privacy": of_privacy,
    "readme": of_readme,
}


@dataclass(frozen=True)
class Line:
    """What the table says of a sentence."""

    part: str
    sentence: str
    tests: tuple[str, ...]
    """As ``folder/test_file.py::test_name``; none of a sentence that promises nothing."""


def lines():
    """Return the lines of the table."""
    found = []
    for part, module in PARTS.items():
        for sentence, tests in module.HELD.items():
            found.append(Line(part, sentence, (tests,) if isinstance(tests, str) else tests))
        found += [Line(part, one, ()) for sentences in module.NOTHING.values() for one in sentences]
    return found


def problems(table, written):
    """Return in words what is in the sources and not in the table, what is left over, and what is in it twice.

    Parameters
    ----------
    table
        Lines.
    written
        Per part the sentences with the files in which they are written.
    """
    known = [(line.part, line.sentence) for line in table]
    there = {(part, one): where for part, sentences in written.items() for one, where in sentences.items()}
    missing = [
        f"of_{part}.py lacks, of {', '.join(sorted(there[part, one]))}: {one}" for part, one in there.keys() - {*known}
    ]
    left = [f"of_{part}.py has what is written nowhere: {one}" for part, one in {*known} - there.keys()]
    twice = [f"of_{part}.py has twice: {one}" for part, one in {one for one in known if known.count(one) > 1}]
    return sorted(missing + left + twice)


@cache
def named_in(name):
    """Return the tests of a module by name; whether they run without any condition is their value."""
    path = ROOT / "tests" / name
    if not path.is_file():
        return {}
    tree = ast.parse(path.read_text())
    is_skipped = any("skip" in ast.unparse(node) for node in tree.body if isinstance(node, ast.Assign | ast.Expr))
    return {node.name: not is_skipped and runs(node) for node in tree.body if isinstance(node, ast.FunctionDef)}


def runs(test):
    """Whether a test is not skipped and not expected to fail."""
    marks = [ast.unparse(mark) for mark in test.decorator_list]
    calls = [ast.unparse(node.func) for node in ast.walk(test) if isinstance(node, ast.Call)]
    return not any("skip" in one or "xfail" in one for one in [*marks, *calls])


def untested(table):
    """Return the lines with a test that is not there, or does not run."""
    found = {test for line in table for test in line.tests}
    return sorted(one for one in found if not named_in(one.partition("::")[0]).get(one.partition("::")[2]))


if __name__ == "__main__":
    sys.stdout.write("\n".join([*problems(lines(), everything()), *untested(lines())]) + "\n")

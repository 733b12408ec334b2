"""The page on scoring cannot lie: its sums come out, its examples run."""

import ast
import doctest
import math
import operator
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from assessments.vocabulary.flags import FLAGS
from assessments.vocabulary.outcomes import DIAGNOSES

PAGE = Path(__file__).parents[2] / "docs" / "scoring.md"
TEXT = PAGE.read_text(encoding="utf-8")
SUM = re.compile(r"^    (?:.*: +)?(?P<sum>[^:=]+) = (?P<result>−?[0-9.]+)$", re.MULTILINE)
SUMS = [(found["sum"].strip(), found["result"]) for found in SUM.finditer(TEXT)]
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
FUNCTIONS: dict[str, Callable[..., float]] = {"abs": abs, "max": max, "sqrt": math.sqrt, "floor": math.floor}


def worked_out(words):
    """Return what a sum comes to: numbers, + − · / √ ⌊⌋, brackets, abs and max."""
    for sign, plain in (("−", "-"), ("·", "*"), ("√(", "sqrt("), ("⌊", "floor("), ("⌋", ")")):
        words = words.replace(sign, plain)
    return _value(ast.parse(words, mode="eval").body)


def _value(node):
    if isinstance(node, ast.BinOp):
        return OPERATORS[type(node.op)](_value(node.left), _value(node.right))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return FUNCTIONS[node.func.id](*(_value(argument) for argument in node.args))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    assert isinstance(node, ast.Constant), ast.dump(node)
    return node.value


@pytest.mark.parametrize(("words", "result"), SUMS)
def test_a_sum_comes_out(words, result):
    decimals = len(result.partition(".")[2])
    found = float(result.replace("−", "-"))
    assert worked_out(words) == pytest.approx(found, abs=0.5000001 * 10**-decimals, rel=0)


def test_every_indented_line_is_a_sum():
    indented = [line for line in TEXT.splitlines() if line.startswith("    ")]
    assert len(indented) == len(SUMS)
    assert len(SUMS) > 30


def test_a_wrong_sum_would_be_seen():
    assert worked_out("25 · ((3 + 4) / 2 − 1)") == 62.5
    assert worked_out("√(9) − abs(1 − 3)") == 1
    assert worked_out("⌊max(1.4, 2.4) + 0.5⌋") == 2


def test_the_examples_run():
    examples = doctest.DocTestParser().get_doctest(TEXT, {}, "scoring.md", str(PAGE), 0)
    output: list[str] = []
    results = doctest.DocTestRunner(verbose=False).run(examples, out=output.append)
    assert "".join(output) == ""
    assert results.attempted > 30


def test_the_page_tells_of_every_flag_and_class():
    assert [name for name in (*FLAGS, *DIAGNOSES) if name not in TEXT] == []


def test_the_page_says_what_each_flag_holds_back():
    rows = re.findall(r"^\| (\w+) \| .* \|([ sd]*)\|$", TEXT, re.MULTILINE)
    told = {code: set(marks.split()) for code, marks in rows if code in FLAGS}
    assert told == {
        code: {mark for mark, is_so in (("s", flag.excludes_stevig), ("d", flag.caps_certainty)) if is_so}
        for code, flag in FLAGS.items()
    }

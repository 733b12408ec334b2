"""No test passes because there was nothing to look at."""

import ast

from tests.repository import files, named

RULE = "Every assertion of this test stands in a loop that may be empty: loop over some(…) of tests.some."
AS_FULL_AS = {"enumerate", "zip", "product", "sorted", "reversed", "set", "list", "tuple", "items", "keys", "values"}
"""What has something in it when that which it is made of has."""


def is_filled(node, constants):
    """Whether there is surely something in this: it is written out here, a range, or what ``some`` gives."""
    match node:
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts) | ast.Dict(keys=parts):
            found = any(part is not None and not isinstance(part, ast.Starred) for part in parts)
        case ast.ListComp() | ast.GeneratorExp() | ast.SetComp() | ast.DictComp():
            found = all(is_filled(loop.iter, constants) and not loop.ifs for loop in node.generators)
        case ast.Call(func=ast.Name(id="some" | "some_of" | "range")):
            found = True
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in AS_FULL_AS:
            parts = node.args or [getattr(node.func, "value", None)]
            found = all(is_filled(part, constants) for part in parts)
        case ast.Name(id=name):
            found = name in constants
        case _:
            found = isinstance(node, ast.Constant) and bool(node.value)
    return found


def is_sure(test, constants):
    """Whether what is asserted says something when there is nothing: all of none are right, and not any is wrong."""
    if isinstance(test, ast.BoolOp):
        return any(is_sure(one, constants) for one in test.values)
    is_denied = isinstance(test, ast.UnaryOp)
    call = test.operand if is_denied else test
    if not isinstance(call, ast.Call) or getattr(call.func, "id", "") != ("any" if is_denied else "all"):
        return True
    loops = [loop.iter for loop in getattr(call.args[0], "generators", [])]
    return all(is_filled(over, constants) for over in loops or call.args)


def is_one_that_must_raise(node):
    return isinstance(node, ast.With) and any("raises" in ast.unparse(item) for item in node.items)


def assertions(nodes, constants):
    """Yield for each assertion whether it is surely reached, and says something; learn the names on the way."""
    for node in nodes:
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                continue
            case ast.Assert():
                yield is_sure(node.test, constants)
            case ast.Assign(targets=[ast.Name(id=name)]) if is_filled(node.value, constants):
                constants.add(name)
            case ast.For() if not is_filled(node.iter, constants):
                yield from (False for _one in assertions(node.body, constants))
            case _ if is_one_that_must_raise(node) or ast.unparse(node).startswith(("expect(", "pytest.fail(")):
                yield True
            case _:
                yield from assertions(bodies(node), constants)


def bodies(node):
    return [inner for part in ("body", "orelse", "handlers", "finalbody") for inner in getattr(node, part, [])]


def constants_of(tree):
    """Return the names that this module gives to what is written out in it."""
    found = set()
    for node in tree.body:
        if isinstance(node, ast.Assign) and is_filled(node.value, found):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return found


def empty_handed(source):
    """Return the tests of which no assertion is sure to be reached."""
    tree = ast.parse(source)
    constants = constants_of(tree)
    tests = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    said = {test.name: list(assertions(test.body, constants.copy())) for test in tests}
    return [name for name, sure in said.items() if sure and not any(sure)]


def test_every_test_asserts_something_outside_loops_that_may_be_empty():
    tests = files("tests/**/test_*.py", "tests/test_*.py")
    assert len(tests) > 100
    assert [f"{named(path)}: {name}" for path in tests for name in empty_handed(path.read_text())] == [], RULE


EMPTY_HANDED = [
    "for one in found(): assert one",
    "assert all(found())",
    "assert all(one for one in found())",
    "assert not any(one for one in found())",
    "for one in some(found()):\n  for other in one: assert other",
    "with site: assert all(one for one in [*found()])",
    "ones = [one for one in (1, 2) if one]\nfor one in ones: assert one",
]
FULL_HANDED = [
    "assert not found()",
    "assert any(one for one in found())",
    "for one in some(found()): assert one",
    "for one in (1, 2): assert one",
    "ones = {1: found()}\nfor one in ones.values(): assert one",
    "for one in found(): assert one\nassert one",
    "with pytest.raises(ValueError): found()",
]


def test_the_rule_sees_what_may_be_empty():
    def names(bodies):
        return [empty_handed("def test_it():\n  " + body.replace("\n", "\n  ")) for body in bodies]

    assert names(EMPTY_HANDED) == [["test_it"]] * len(EMPTY_HANDED)
    assert names(FULL_HANDED) == [[]] * len(FULL_HANDED)

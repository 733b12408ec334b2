"""No file grows too large, and none has a name that says nothing."""

import ast

import pytest

from tests.repository import files, named

NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc"}


@pytest.mark.parametrize(("patterns", "most"), [(("*.py",), 400), (("*.html", "*.txt"), 150), (("*.css",), 400)])
def test_files_keep_to_their_room(patterns, most):
    skipped = ("assessments/migrations/", "requirements")
    lengths = {
        named(path): len(path.read_text().splitlines())
        for path in files(*patterns)
        if not named(path).startswith(skipped)
    }
    assert lengths
    assert {name: length for name, length in lengths.items() if length > most} == {}


def test_names_say_what_is_in_a_file():
    names = {named(path): path.stem for path in files("*.py", "*.html")}
    assert {name for name, stem in names.items() if stem.strip("_") in NAMES_THAT_SAY_NOTHING} == set()


def test_every_module_opens_with_what_it_is():
    silent = [
        named(path)
        for path in files("assessments/**.py", "collab/**.py", "tools/**.py", "bench/**.py")
        if (text := path.read_text().strip())
        and not text.startswith(('"""', "#!/"))
        and "/migrations/" not in named(path)
    ]
    assert silent == []


def test_no_package_hands_on_what_its_modules_hold():
    """But models: Django looks for them in the package itself."""
    packages = [
        path for path in files("assessments/**/__init__.py", "collab/**/__init__.py") if path.parent.name != "models"
    ]
    assert len(packages) > 20
    handing_on = [
        named(path)
        for path in packages
        if {type(node) for node in ast.parse(path.read_text()).body} >= {ast.ImportFrom}
        and not any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in ast.parse(path.read_text()).body)
    ]
    assert handing_on == []

"""What docs/adding.md says is enough for every place to know a role, a question or a language, and not too much."""

import pytest

from . import recipes


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy")
    recipes.copy_product(folder)
    return folder


@pytest.fixture(scope="module")
def changed(copy):
    """The copy after all recipes: the files that each of them changed."""
    found = {}
    for recipe, follow in recipes.FOLLOWED.items():
        before = recipes.state(copy)
        follow(copy)
        found[recipe] = recipes.changed(before, recipes.state(copy))
    recipes.translate(copy)
    return found


@pytest.mark.parametrize("recipe", recipes.FOLLOWED)
def test_a_recipe_names_the_files_that_must_be_changed_and_no_others(changed, recipe):
    assert changed[recipe] == recipes.files_to_change(recipe)


def test_every_place_knows_what_was_added(copy, changed):
    checked = recipes.run(copy, "-m", "pytest", "tests/adding/in_the_copy.py", "-q", "-p", "no:cacheprovider")
    assert checked.returncode == 0, checked.stdout[-8000:] + checked.stderr

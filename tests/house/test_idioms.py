"""What many pages need is said once, and called by its name everywhere else."""

import re

import pytest

from tests.repository import files, named

NAMED = {
    "assessments/views/posted_forms.py": (
        r"\.is_bound and \w+\.is_valid\(\)",
        r'request\.POST if request\.method == "POST"',
        r'require_http_methods\(\["GET", "HEAD", "POST"\]\)',
        r"status=422 if (?:form\.)?errors",
    ),
    "assessments/views/authenticated.py": (r"import login_required", r"getattr\(request\.user"),
    "assessments/ids.py": (r"isdecimal\(\) and len\(\w+\) <=? (?:18|_MAX)",),
    "assessments/folding.py": (r'normalize\("NFKD"',),
    "assessments/moments.py": (r'"j F Y"',),
    "assessments/languages.py": (r"get_language\(\) or",),
}
"""Where it is said, with how it looks where it is not called by its name."""


@pytest.mark.parametrize(("place", "patterns"), NAMED.items())
def test_what_has_a_name_is_not_written_out(place, patterns):
    sources = {named(path): path.read_text() for path in files("assessments/**.py", "collab/**.py")}
    assert place in sources
    written_out = {
        (name, found.group())
        for name, text in sources.items()
        if name != place
        for pattern in patterns
        for found in re.finditer(pattern, text)
    }
    assert written_out == set()


@pytest.mark.parametrize("place", NAMED)
def test_the_places_do_say_it(place):
    """So that a pattern that no longer fits what it is about is found."""
    (text,) = [path.read_text() for path in files(place)]
    assert [pattern for pattern in NAMED[place] if re.search(pattern, text)]

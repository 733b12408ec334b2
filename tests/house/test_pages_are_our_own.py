"""Templates and styles contain nothing that our content security policy blocks, and fetch nothing from elsewhere."""

import re

from tests.repository import files, named

INLINE = re.compile(r"<style[\s>]|<script(?![^>]*\bsrc=)|\sstyle=\"|\son[a-z]+=\"|javascript:", re.IGNORECASE)
ELSEWHERE = re.compile(r"(?:src|href|action)=\"https?:|url\(['\"]?https?:|@import", re.IGNORECASE)


def test_templates_have_no_inline_script_or_style():
    pages = [path for path in files("templates/**.html") if "templates/report/" not in str(path)]
    assert pages
    assert [named(path) for path in pages if INLINE.search(path.read_text())] == []


def test_nothing_is_fetched_from_elsewhere():
    found = {
        named(path): hit.group()
        for path in files("templates/**.html", "static/**.css", "static/**.js", "static/**.svg")
        if (hit := ELSEWHERE.search(path.read_text()))
    }
    assert found == {}

"""What axe finds on a page."""

from axe_playwright_python.sync_playwright import Axe

SCRIPT = Axe().axe_script
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,
    "resultTypes": ["violations", "incomplete"],
}
"""Without fetching style sheets anew, which our own policy blocks, and without gathering all that is well."""


def examined(page):
    """Return what axe says of a page: the rules that are broken, and those it could not decide on."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    return page.evaluate("rules => axe.run(rules)", RULES)


def findings(page):
    """Return the rules that are broken, each with the first element that breaks it."""
    return [told(found) for found in examined(page)["violations"]]


def told(found):
    """Return one rule, the first element that it is about and what is said of that, as text."""
    node = found["nodes"][0]
    said = " ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])
    return f"{found['id']}: {said}: {node['html'][:160]}"

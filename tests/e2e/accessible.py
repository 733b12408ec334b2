"""What axe finds on a page."""

from axe_playwright_python.sync_playwright import Axe

SCRIPT = Axe().axe_script
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,
    "resultTypes": ["violations"],
}
"""Without fetching style sheets anew, which our own policy blocks, and without gathering all that is well."""


def findings(page):
    """Return the rules that are broken, each with the first element that breaks it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    violations = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
    return [f"{found['id']}: {found['help']}: {found['nodes'][0]['html'][:160]}" for found in violations]

"""What axe finds on a page."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,
    "resultTypes": ["violations"],
}
"""Without fetching style sheets anew, which our own policy blocks, and without gathering all that is well."""


def findings(page):
    """Return the rules that are broken, each with the first element that breaks it."""
    violations = AXE.run(page, options=RULES).response["violations"]
    return [f"{found['id']}: {found['help']}: {found['nodes'][0]['html'][:160]}" for found in violations]

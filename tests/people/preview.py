"""The page with the rows of an import, as a coordinator fills it in."""

import re


def to_change(page, line):
    """Return the box that changes a known person to a row, ticked."""
    return {f"update-{line}": re.search(rf'name="update-{line}"\s+value="(\w+)"', page.content.decode())[1]}

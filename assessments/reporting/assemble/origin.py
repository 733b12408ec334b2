"""Where a result comes from, said wherever its partnership is named: on every page, and in every file made of it."""

from django.utils.translation import gettext as _

from assessments.reporting.frozen import FrozenResult


def origin_words(result: FrozenResult) -> str:
    """Return the sentence that a result came with a file that this site cannot vouch for; empty for one of our own."""
    if not result.taken_over:
        return ""
    return _("Imported from a file. This site did not compute this result, and cannot tell whether it was changed.")


def partnership_name(result: FrozenResult) -> str:
    """Return the name of the partnership, and with a result that came with a file that it did."""
    if not result.taken_over:
        return result.facts.partnership
    return _("%(partnership)s (imported from a file, not computed by this site)") % {
        "partnership": result.facts.partnership
    }

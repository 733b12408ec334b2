"""Says of a result of the first version of the model what became of its numbers when the second one came."""

from django.utils.translation import gettext as _

from .frozen import FrozenResult


def rounded_anew_words(result: FrozenResult) -> str:
    """Return why its numbers differ from those in a report that was made before; empty for any other result."""
    if not result.is_of_version_1:
        return ""
    return _(
        "This result was made with version 1 of the model. For version 2 its numbers were rounded anew; nothing was "
        "computed again. What version 1 did not compute is not here, and rounds of both versions are not compared."
    )

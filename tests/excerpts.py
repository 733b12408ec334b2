"""Whether what lists read of results is what stands in their documents."""

from assessments.models import Excerpt, Result
from assessments.models.excerpts import excerpt_of
from tests.some import some


def assert_excerpts_hold():
    """Assert that every result there is has the excerpt of its document as it is now."""
    stored = {result.pk: result.document for result in some(list(Result.objects.all()))}
    kept = {one.pk: {name: getattr(one, name) for name in excerpt_of({})} for one in Excerpt.objects.all()}
    assert kept == {number: excerpt_of(document) for number, document in stored.items()}

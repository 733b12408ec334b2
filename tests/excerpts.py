"""Whether what lists read of results is what stands in their documents, and of the last result of each partnership."""

from django.db.models.functions import Coalesce

from assessments.models import Excerpt, Result, Round
from assessments.models.excerpts import excerpt_of
from tests.some import some


def assert_excerpts_hold():
    """Assert that every result there is has the excerpt of its document as it is now, and that the last are known."""
    stored = {result.pk: result.document for result in some(list(Result.objects.all()))}
    kept = {one.pk: {name: getattr(one, name) for name in excerpt_of({})} for one in Excerpt.objects.all()}
    assert kept == {number: excerpt_of(document) for number, document in stored.items()}
    rounds = Round.objects.filter(result__isnull=False).annotate(end=Coalesce("closed_at", "closes_at"))
    in_order = list(rounds.order_by("end", "pk").values_list("partnership", "result", "end"))
    assert dict(Excerpt.objects.values_list("pk", "ended_at")) == {result: end for _whose, result, end in in_order}
    last = {partnership: result for partnership, result, _end in in_order}
    assert dict(Excerpt.objects.exclude(last_of=None).values_list("last_of", "pk")) == last

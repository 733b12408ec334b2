"""An open answer that was struck out is gone from the files on the disk: the database's and those of reports."""

CLOSE = """
from django.utils import timezone
from assessments.models import User
from tests.cast import make_partnership, make_round
from tests.responses import after, key_of, ratings, send
from assessments.services.closing import close_round
from assessments.results.open_answers import open_answers_of
from assessments.services.reports import make, result_page, tables

round_ = make_round(make_partnership(User.objects.create_user("anna@voorbeeld.test")), n_participants=14)
for place, invitation in enumerate(round_.invitations.order_by("pk")):
    said = "kanarie-genoemd " * 90 if place == 5 else f"gewoon antwoord {place} " * 90
    send(key_of(invitation), ratings(3, O1=said))
result = close_round(round_.pk, by=None, now=after(round_))
make(result, result_page(language="nl"))
make(result, tables(kind="json", language="nl"))
(answer,) = [one for one in open_answers_of(result).answers if "kanarie-genoemd" in one.pieces[0].text]
say({"round": round_.pk, "key": answer.key})
"""
STRIKE = """
from django.utils import timezone
from assessments.models import Round
from assessments.services.open_answers import strike_open_answer

strike_open_answer(Round.objects.get(pk=%(round)d), %(key)r, by=None, now=timezone.now())
"""


def everything_on_disk(installation):
    return b"".join(path.read_bytes() for path in installation.folder.rglob("*") if path.is_file())


def test_what_was_struck_out_is_nowhere_on_the_disk(installation):
    told = installation.run(CLOSE)
    reports = [path for path in (installation.folder / "private").rglob("*") if path.is_file()]
    assert sum(b"kanarie-genoemd" in path.read_bytes() for path in reports) == 2
    assert b"kanarie-genoemd" in installation.bytes_on_disk()

    installation.run(STRIKE % told)
    assert [path for path in reports if path.exists()] == []
    installation.manage("purge")  # as the worker does within seconds

    found = everything_on_disk(installation)
    assert b"kanarie-genoemd" not in found
    assert b"gewoon antwoord 4" in found

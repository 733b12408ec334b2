"""No sentence promises more than a test holds: each is in the table with its tests, or with why it needs none."""

import itertools
import re
from dataclasses import replace

import pytest
from django.utils.html import strip_tags
from django.utils.translation import override

from assessments.models import Invitation, Participant
from assessments.models.mails import MailKind
from assessments.services.mail.words import standard_words
from assessments.views.promises import handed_out_promise, link_promise, promises
from tests.some import some

from .reading import everything, sentences_of, split
from .table import Line, lines, named_in, problems, untested

PLACE = re.compile(r"%\\\(\w+\\\)s|\\\{\w+\\\}")


def test_every_sentence_is_in_the_table_and_every_line_of_the_table_is_a_sentence():
    assert problems(lines(), everything()) == []


def test_every_test_that_is_named_is_there_and_runs():
    assert untested(lines()) == []


def test_a_new_sentence_one_that_went_and_one_that_is_there_twice_are_told():
    first, *others = some(lines())
    assert problems([first, *others, first], everything()) == [f"of_{first.part}.py has twice: {first.sentence}"]
    (lacking,) = problems(others, everything())
    assert lacking.endswith(first.sentence)
    assert "assessments/views/promises.py" in lacking
    changed = replace(first, sentence="We never make mistakes.")
    assert len(problems([changed, *others], everything())) == 2


@pytest.mark.parametrize(
    "test", ["closing/test_nowhere.py::test_it", "closing/test_closing.py::test_it", "tools/test_setup.py::test_no"]
)
def test_a_test_that_is_not_there_is_told(test):
    assert untested([Line("readme", "It is so.", (test,))]) == [test]


def test_a_test_that_is_skipped_does_not_count(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.promises.table.ROOT", tmp_path)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/test_one.py").write_text(
        "@pytest.mark.skipif(True, reason='x')\ndef test_marked(): assert 1\n\n"
        "def test_inside():\n    pytest.skip('later')\n\ndef test_runs(): assert 1\n"
    )
    assert named_in("test_one.py") == {"test_marked": False, "test_inside": False, "test_runs": True}


def forms_of(sentences):
    """Return what matches a sentence whose places are filled in."""
    return [re.compile(PLACE.sub(".+", re.escape(one))) for one in sentences]


def unknown(texts, sentences):
    """Return the sentences of texts, filled in, that are none of these."""
    known = forms_of(sentences)
    return [one for text in texts for one in split(text) if not any(form.fullmatch(one) for form in known)]


@pytest.mark.parametrize("is_named", [True, False])
@pytest.mark.parametrize("split_", ["role", "organisation"])
def test_what_the_first_page_says_of_any_round_is_in_the_table(open_round, settings, is_named, split_):
    open_round.interests_named, open_round.split = is_named, split_
    said = []
    for months, contact in itertools.product((1, 24), (("", ""), ("Marieke", ""), ("Marieke", "m@voorbeeld.test"))):
        open_round.partnership.retention_months = months
        open_round.contact_name, open_round.contact_email = contact
        with override("en"):
            said += [promises(open_round, link=link) for link in links_said(settings)]
    assert {len(one) for one in said} == {7, 8}
    assert unknown(itertools.chain(*said), sentences_of("entering")) == []


def links_said(settings):
    """Return what a first page says of every kind of link: the open one, mailed, shown before, and handed out."""
    invitation = Invitation.objects.select_related("participant", "round").order_by("pk")[0]
    said = [link_promise(None), handed_out_promise()]
    for host, is_shown, email in (("mail.test", False, "a@b.test"), ("mail.test", True, "a@b.test"), ("", False, "")):
        settings.EMAIL_HOST, invitation.is_shown = host, is_shown
        invitation.participant = Participant(email=email, wants_mail=True)
        said.append(link_promise(invitation))
    assert len(set(said)) == 4
    return said


def test_what_a_mail_of_every_kind_says_is_in_the_table():
    bodies = [standard_words(kind, "en").body for kind in MailKind]
    assert len(bodies) > 15
    assert unknown(map(strip_tags, bodies), sentences_of("mails")) == []

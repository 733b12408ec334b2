"""What disclosure hides is in no page and no PDF, from real answers to the finished file."""

from io import BytesIO

import pypdfium2
import pytest

from assessments.models import Organisation
from assessments.reporting.pdf import html_to_pdf
from assessments.reporting.render import render_for_print, render_for_screen
from assessments.results.stored_results import result_of
from assessments.services.closing import close_round
from assessments.vocabulary.roles import ADVISED, PROFESSIONAL
from tests.cast import make_partnership, make_round
from tests.responses import after, key_of, send, varied
from tests.soaking import IS_SOAK, rest_in_soak

ORGANISATIONS = ("Gemeente", "Jeugdhulp", "School", "Kanarie BV")


def text_of(pdf):
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        return " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def everything_said(round_, roles=(None, *ADVISED)):
    """Return the text of the page and of all papers of a round, and of the PDFs: of all, or of the first."""
    result = result_of(round_)
    papers = [render_for_print(result, language="nl", role=role) for role in roles]
    printed = papers if IS_SOAK else papers[:1]
    return [render_for_screen(result, language="nl").html, *papers, *(text_of(html_to_pdf(paper)) for paper in printed)]


def answered_round(owner, n_answers, *, with_text, interests_named):
    partnership = make_partnership(owner, organisations=ORGANISATIONS)
    round_ = make_round(partnership, n_participants=n_answers, interests_named=interests_named)
    canary = Organisation.objects.get(partnership=partnership, name="Kanarie BV")
    round_.invitations.exclude(organisation=canary).update(role=PROFESSIONAL)
    for number, invitation in enumerate(round_.invitations.order_by("pk")):
        texts = {"O1": f"kanariezang {number}"} if number < with_text else {}
        send(key_of(invitation), varied(number) | texts)
    close_round(round_.pk, by=None, now=after(round_))
    round_.refresh_from_db()
    return round_


@pytest.mark.parametrize("with_text", rest_in_soak(9, 1))
def test_answers_of_fewer_than_ten_people_are_said_nowhere(anna, with_text):
    round_ = answered_round(anna, 16, with_text=with_text, interests_named=True)

    assert [said for said in everything_said(round_) if "kanariezang" in said] == []


def test_answers_of_ten_people_are_said(anna):
    said = everything_said(answered_round(anna, 16, with_text=10, interests_named=True), roles=(None,))

    assert len(said) == 3
    assert all("kanariezang" in text for text in said)


def test_organisations_are_named_only_when_that_was_agreed(anna):
    agreed = everything_said(answered_round(anna, 16, with_text=0, interests_named=True), roles=())
    hidden = everything_said(answered_round(anna, 16, with_text=0, interests_named=False))

    assert "Kanarie" in agreed[0]
    assert [said for said in hidden if "Kanarie" in said] == []

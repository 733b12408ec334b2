"""What people paste: told apart as rows of cells, or as people one by one, and no heading of either is a person."""

import pytest
from django.utils.translation import override

from assessments.services.importing.addresses import people_in
from assessments.services.importing.columns import ForAll
from assessments.services.importing.sheets import recognise_sheets, sheet_of_text

FOR_ALL = ForAll("manager", "School")
ANNA_AND_BAS = [("Anna", "anna@x.nl"), ("Bas", "bas@x.nl")]


def pasted(text):
    with override("nl"):
        return recognise_sheets([sheet_of_text(text)], (), FOR_ALL)


def names_and_addresses(found):
    return [(one.name, one.email) for one in found.people]


@pytest.mark.parametrize(
    "text",
    [
        "Anna|anna@x.nl\nBas|bas@x.nl",
        "Anna | anna@x.nl\r\nBas | bas@x.nl\r\n",
        "Naam|E-mail\nAnna|anna@x.nl\nBas|bas@x.nl",
        "E-mail | Naam\nanna@x.nl | Anna\nbas@x.nl | Bas",
        "anna@x.nl|Anna\nbas@x.nl|Bas",
        "Anna|<anna@x.nl>\nBas|<bas@x.nl>",
        "|Naam|E-mail|\n|Anna|anna@x.nl|\n|Bas|bas@x.nl|",
    ],
)
def test_bars_part_the_cells_of_rows(text):
    assert people_in(text) == []
    assert names_and_addresses(pasted(text)) == ANNA_AND_BAS


def test_bars_part_the_cells_behind_an_address_too():
    found = pasted("Naam|Functie|Organisatie\nAnna <anna@x.nl>|bestuurder|De Linde\nBas <bas@x.nl>|agent|Politie")
    assert [(one.role, one.organisation) for one in found.people] == [("bestuurder", "De Linde"), ("agent", "Politie")]


def test_a_bar_within_the_name_of_a_mail_program_is_no_end_of_a_cell():
    text = "Anna de Wit | Gemeente Waterdam <anna@x.nl>; Bas <bas@x.nl> |"
    assert people_in(text) == [("Anna de Wit | Gemeente Waterdam", "anna@x.nl"), ("Bas", "bas@x.nl")]

"""Texts that say nowhere in what they are encoded: read right, also where a single sign has to tell."""

import pytest

from assessments.tables.reading import first_rows


def is_read_right(name, encoding):
    """Whether a list with this one name comes back as it is, however its lines and cells are parted."""
    rows = [("naam", "rol"), (name, "manager")]
    return all(
        [row.cells for row in first_rows("".join(delimiter.join(row) + end for row in rows).encode(encoding))] == rows
        for delimiter in (";", ",")
        for end in ("\r\n", "\n")
    )


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize(
    "name",
    [
        *("’s Heeren Loo", "in ’t Veld", "’s-Hertogenbosch", "Stichting “De Brug”"),
        *("‘s-Heer", "’n Huis", "‘t Harde", "Van ’t Hof", "Ilse d’Hondt", "Ilse d‘Hondt", "Foto’s van Linus’ fiets"),
        *("’S-HERTOGENBOSCH", "IN ’T VELD", "FOTO’S", "STICHTING “DE BRUG”", "‘IJSSEL’"),
        *("„De Brug”", "„De Brug“", "”De Brug”", "stichting “de brug”", "“Wat?” en “Hoe?”", "’Anna’", "‘De Brug’"),
        *("Anna – thuis", "Anna–Bas", "En verder…", "Anna … Bas", "€ 12", "€12"),
        *("Café ’t Hoekje", "Zoë in ’t Veld", "Stichting “Één voor één”"),
    ],
)
def test_a_list_whose_only_signs_beyond_ascii_are_quotes_or_dashes_keeps_them(name, encoding):
    assert is_read_right(name, encoding)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize(
    "name",
    ["Malmö", "Björn", "Özlem", "Coördinator", "Jérôme", "ÖZTÜRK", "Citroën", "Luís Müller", "Ægir", "Ünal", "Çelik"],
)
def test_letters_that_stand_where_others_have_quotes_stay_letters(name, encoding):
    assert is_read_right(name, encoding)


@pytest.mark.parametrize("name", ["Petr Škoda", "Škoda", "Žižek", "D’Hondt", "O’Neill"])
def test_letters_that_old_macs_and_dos_lack_or_have_elsewhere_are_those_of_windows(name):
    assert is_read_right(name, "cp1252")

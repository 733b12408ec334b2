"""Tables with every text that somebody could type, as hypothesis makes them."""

from hypothesis import strategies as st

from assessments.tables.values import Column, Sheet

from .attacks import FORMULAS

_AWKWARD = "=+-@;,\t|\n\r '\"\u2028\x85\x0b\ufeff\uff1d\ufffe\uffff\ue000\U0001f600_x0041\x00"
TEXTS = st.one_of(
    st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from(_AWKWARD)), max_size=12),
    st.sampled_from((*FORMULAS, "_x0041_", "_x005F_x000D_", "_x000D_", "  a   b  ", "a\n", "\n\na", "true", "1.0")),
)


@st.composite
def sheets(draw, texts=TEXTS):
    """Return a sheet of one to four columns with such texts."""
    n_columns = draw(st.integers(1, 4))
    row = st.lists(texts, min_size=n_columns, max_size=n_columns)
    columns = [Column(f"c{number}", f"kop {number}") for number in range(n_columns)]
    return Sheet("x", "blad", columns, draw(st.lists(row, max_size=5)))

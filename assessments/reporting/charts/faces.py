"""Our typefaces as matplotlib knows them: the letters of one, and those of another for what it lacks.

Imported only when something is drawn, because matplotlib is.
"""

from matplotlib.font_manager import FontProperties

from .fonts import WIDE_LETTERS, font_file, wide_letters_file


class Faces(FontProperties):
    """A typeface in a size; where ``with_wide_letters``, with the one that has the letters of more alphabets."""

    def __init__(self, family: str, weight: int, size: float, *, with_wide_letters: bool) -> None:
        families = [family, WIDE_LETTERS] if with_wide_letters else [family]
        super().__init__(family=families, weight=weight, size=size)
        self._own_file = str(font_file(family, weight))

    def __copy__(self) -> "Faces":
        """Return a copy that still knows the files."""
        copied = object.__new__(Faces)
        copied.__dict__.update(self.__dict__)
        return copied

    def get_file(self) -> str:
        """Return the file of the first of its families: matplotlib asks for each of them in turn."""
        return str(wide_letters_file()) if self.get_family() == [WIDE_LETTERS] else self._own_file

"""What a partnership puts above its own report: words of its coordinator."""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Words above a report, which stand apart from everything that the report says itself."""

    foreword: str = ""
    """Plain text, with an empty line between paragraphs."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of the foreword."""
        return tuple(filter(None, (one.strip() for one in self.foreword.split("\n\n"))))

    @property
    def digest(self) -> str:
        """A short text that is another one for another letterhead; empty if there is nothing in it."""
        return sha256(self.foreword.encode()).hexdigest()[:16] if self.foreword else ""


BARE = Letterhead()
"""Of a result that has none."""

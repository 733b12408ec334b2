"""What a partnership puts above its own report: its logo, and words of its coordinator."""

from base64 import b64encode
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Self


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A logo and words above a report, which stand apart from everything that the report says itself."""

    foreword: str = ""
    """Plain text, with an empty line between paragraphs."""
    language: str = ""
    """Of the foreword, whatever the language of what is below it."""
    logo: bytes = b""
    """As PNG; empty if there is none."""
    alternative: str = ""
    """What the logo says, for who does not see it."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of the foreword."""
        return tuple(filter(None, (one.strip() for one in self.foreword.split("\n\n"))))

    @property
    def logo_address(self) -> str:
        """The logo as an address that holds it."""
        return f"data:image/png;base64,{b64encode(self.logo).decode()}"

    @property
    def digest(self) -> str:
        """A short text that is another one for another letterhead; empty if there is nothing in it."""
        if not self.foreword and not self.logo:
            return ""
        words = (self.foreword, self.language if self.foreword else "", self.alternative if self.logo else "")
        parts = (*(one.encode() for one in words), self.logo)
        return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()[:16]

    def without_words(self) -> Self:
        """Return the logo alone."""
        return replace(self, foreword="")


BARE = Letterhead()
"""Of a result that has none."""

"""The legal grounds of the GDPR on which an installation can rest, with what /privacy/ says of each."""

from dataclasses import dataclass

from .registry import message as _
from .registry import registry

PUBLIC_TASK = "public_task"
LEGITIMATE_INTEREST = "legitimate_interest"
CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A ground of article 6, paragraph 1, as whoever runs the site chooses it."""

    code: str
    words: str
    """What the ground is, and why it holds here."""
    no_more: str
    """What somebody can do who does not want it any more."""


LEGAL_BASES = registry(
    LegalBasis(
        code=PUBLIC_TASK,
        words=_(
            "In legal terms, our basis is a task in the public interest (article 6(1)(e) of the GDPR). The "
            "organisations work together for the public. To do that better they ask the people who do the work how it "
            "is going."
        ),
        no_more=_(
            "Do you object, because of your own situation? Tell the contact above. The law calls this the right to "
            "object."
        ),
    ),
    LegalBasis(
        code=LEGITIMATE_INTEREST,
        words=_(
            "In legal terms, our basis is a legitimate interest (article 6(1)(f) of the GDPR). The organisations have "
            "good reason to know how their partnership is doing: then they can improve it. What it asks of you stays "
            "small, because you choose whether you take part and separate answers are erased."
        ),
        no_more=_(
            "Do you object, because of your own situation? Tell the contact above. The law calls this the right to "
            "object."
        ),
    ),
    LegalBasis(
        code=CONSENT,
        words=_(
            "For your answers our legal basis is your consent (article 6(1)(a) of the GDPR). You give it by sending "
            "them. For your name and address it is a legitimate interest (article 6(1)(f)): without an address nobody "
            "can invite you."
        ),
        no_more=_(
            "Do you want to withdraw your consent? Withdraw your answers on the page itself, until the round closes. "
            "Do you object to your address being on the list? Tell the contact above."
        ),
    ),
)
"""The other grounds of the article do not fit a survey: a contract, a legal duty, a vital interest.

Consent fits badly: whoever is asked in their job is not free to refuse by itself, and nothing here could prove that
somebody consented, since nobody keeps who answered. It is there for partnerships of volunteers.
"""

"""Whether a participant wants mail."""

from assessments.models import Participant


def set_wants_mail(participant: Participant, *, wants_mail: bool) -> None:
    """Let no more mail go to someone, or let it go again."""
    participant.wants_mail = wants_mail
    participant.save(update_fields=["wants_mail"])

"""The steps of signing in: allauth's, noted in the log."""

from typing import Any

from allauth.mfa.stages import AuthenticateStage

from assessments.log import Event, note


class SecondStepStage(AuthenticateStage):  # type: ignore[misc]
    """Asks for the second step."""

    def handle(self) -> tuple[Any, bool]:
        """Ask whoever has one, and note that it was asked: the password was right."""
        response, goes_on = super().handle()
        if response is not None:
            note(Event.SECOND_STEP_ASKED, about=self.login.user.pk)
        return response, goes_on

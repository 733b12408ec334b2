"""Five short how-tos for whoever coordinates, which name buttons and tabs by the very words that stand on them."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.reporting.numbers import in_letters
from assessments.services.mail.holding import PAUSE
from assessments.vocabulary.limits import MOST_REMINDERS


@dataclass(frozen=True, slots=True)
class HowTo:
    """One thing that a coordinator does, from beginning to end."""

    code: str
    """Its place on the page, to which other pages lead."""
    title: str
    steps: tuple[str, ...]
    link: tuple[str, str]
    """What the link to where it begins says, and where that is."""


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show the how-tos, for everyone: whoever thinks of using the site can read what it takes."""
    return render(request, "site/help.html", {"how_tos": how_tos()})


def how_tos() -> list[HowTo]:
    """Return the how-tos in the order in which somebody needs them, in the active language."""
    return [_first_round(), _response(), _result(), _plan(), _workshop()]


def _first_round() -> HowTo:
    return HowTo(
        "first-round",
        _("Your first round, up to the emails"),
        (
            _("Sign in, choose “%(new)s” and name the organisations that take part.") % {"new": _("New partnership")},
            _(
                "On the tab “%(participants)s” choose “%(many)s”. Paste your list or choose a file. You "
                "see how we read it before anything is stored."
            )
            % {"participants": _("Participants"), "many": _("Add many at once")},
            _(
                "Choose “%(new)s”. The settings filled in suit most partnerships. Check the closing date, and who "
                "gets a link."
            )
            % {"new": _("New round")},
            _(
                "On the next page you see who gets an email, and the email itself. You can change its text there and "
                "email yourself a test."
            ),
            _(
                "Open the round on that page. The emails go out %(minutes)s minutes later. Until then you can stop "
                "them with “%(stop)s”."
            )
            % {"minutes": in_letters(int(PAUSE.total_seconds() // 60)), "stop": _("Do not send them")},
            _(
                "Does somebody have no email address? You find that link on the tab “%(links)s”, also as a card to "
                "print."
            )
            % {"links": _("Links")},
        ),
        (_("New partnership"), reverse("partnership_create")),
    )


def _response() -> HowTo:
    return HowTo(
        "response",
        _("Following the response, and sending reminders"),
        (
            _("The page of the round says how many people have answered, and how many answers are still needed."),
            _(
                "The tab “%(mail)s” shows what was sent, and which invitations did not arrive. Correct an address on "
                "the tab “%(participants)s”: that person gets a new link by email."
            )
            % {"mail": _("Emails"), "participants": _("Participants")},
            _(
                "Reminders go out automatically on the days that you chose, and only to people who have not answered. "
                "You do not see who they are."
            ),
            _("With “%(now)s” you send one at once. A round has at most %(most)s reminders.")
            % {"now": _("Remind now"), "most": in_letters(MOST_REMINDERS)},
            _(
                "Do people need more time? Choose “%(extend)s”. Everyone with a personal link and an address gets an "
                "email with the new date."
            )
            % {"extend": _("Give more time")},
            _(
                "The round closes automatically. If there are too few answers then, it stays open for one more week, "
                "once."
            ),
        ),
        (_("My partnerships"), reverse("partnership_list")),
    )


def _result() -> HowTo:
    return HowTo(
        "result",
        _("Reading the result, and sharing it"),
        (
            _(
                "When the round has closed, open the tab “%(result)s”. At the top you read the outcome "
                "in one sentence, and how sure it is."
            )
            % {"result": _("Result")},
            _(
                "Read the rest with a few others before you decide anything. The report has questions to discuss "
                "together."
            ),
            _(
                "On the tab “%(answers)s” you can read what people wrote. You can leave out anything that shows who "
                "somebody is, for good."
            )
            % {"answers": _("Open answers")},
            _(
                "Choose “%(share)s”, and then the summary or the whole report. Participants who can be reached by "
                "email get a message about it. You can stop sharing at any time."
            )
            % {"share": _("Share")},
            _("Is it meant for others too, such as a council? There you can also make a link with an end date."),
            _(
                "Under “%(files)s” you can find the report as a PDF, for each role too, and slides, a memo and the "
                "figures."
            )
            % {"files": _("All files")},
        ),
        (_("Look at an example"), reverse("example")),
    )


def _plan() -> HowTo:
    return HowTo(
        "plan",
        _("Making the action plan"),
        (
            _("Open the tab “%(plan)s” of the partnership. It lists the actions that the last result proposes.")
            % {"plan": _("Action plan")},
            _("Choose one or two together with the people who will do them, and press “%(put)s”.")
            % {"put": _("Put in the plan")},
            _("Do you want to do something else? Choose “%(own)s”.") % {"own": _("Plan an action of your own")},
            _(
                "Enter which organisation takes charge of it, who does it and when. With an email address, that "
                "person gets a reminder a week before."
            ),
            _(
                "From time to time, note how far along it is. The next round shows the scores "
                "together with what was done."
            ),
        ),
        (_("My partnerships"), reverse("partnership_list")),
    )


def _workshop() -> HowTo:
    return HowTo(
        "workshop",
        _("Holding a workshop"),
        (
            _("Open the round, choose “%(present)s” and put that page on the large screen.")
            % {"present": _("Present")},
            _(
                "While a round with an open link is open, the screen shows a QR code and a code to type, and how many "
                "have answered. People answer on their own phone."
            ),
            _(
                "After closing, the screen takes you through the result. With each force people first say which score "
                "they expect; then you show it."
            ),
            _("Let those who do the work speak first. You do not need to agree: it is about hearing what others see."),
            _("End with the action plan: choose one or two actions, with a name and a date."),
        ),
        (_("My partnerships"), reverse("partnership_list")),
    )

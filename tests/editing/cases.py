"""Forms that change a row: what one editor changes in it, and what another does."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

import assessments
from assessments.models import MailText, Participant, PlannedAction, Round, User
from assessments.services.catalogue import load_catalogue
from tests.cast import PASSWORD, make_round
from tests.pages import filled_in


class Case:
    """A form, what the first editor changes in it, and what the second one does."""

    def __init__(self, *, address, first, second, both, stored):
        self.address, self.first, self.second, self.both, self.stored = address, first, second, both, stored


def of_action(partnership):
    action = PlannedAction.objects.create(partnership=partnership, title="Overleg", note="Begin klein")
    return Case(
        address=f"/plan/{action.pk}/",
        first={"person": "Joke", "progress": "done"},
        second={"note": "Bel eerst de wijkagent"},
        both={"note": "Begin met de buurt"},
        stored=lambda: PlannedAction.objects.values_list("person", "progress", "note").get(pk=action.pk),
    )


def of_person(partnership):
    person = Participant.objects.create(
        organisation=partnership.organisations.first(), name="Joke", email="joke@v.test", role="manager"
    )
    return Case(
        address=f"/participants/{person.pk}/",
        first={"email": "j.jansen@v.test"},
        second={"name": "Joke Jansen"},
        both={"name": "J. Jansen"},
        stored=lambda: Participant.objects.values_list("name", "email", "role").get(pk=person.pk),
    )


def of_partnership(partnership):
    return Case(
        address=f"/partnerships/{partnership.pk}/edit/",
        first={"theme": "hulp aan gezinnen"},
        second={"name": "Jeugdketen Zuid"},
        both={"name": "Jeugdketen Oost"},
        stored=lambda: type(partnership).objects.values_list("name", "theme").get(pk=partnership.pk),
    )


def of_details(partnership):
    round_ = make_round(partnership, contact_name="Anna")
    return Case(
        address=f"/rounds/{round_.pk}/edit/",
        first={"contact_email": "vraag@v.test"},
        second={"title": "Najaar"},
        both={"title": "Herfst"},
        stored=lambda: Round.objects.values_list("title", "contact_name", "contact_email").get(pk=round_.pk),
    )


def of_planned_round(partnership):
    round_ = make_round(partnership, n_participants=3)
    Round.objects.filter(pk=round_.pk).update(opens_at=timezone.now() + timedelta(days=3))
    return Case(
        address=f"/rounds/{round_.pk}/edit/",
        first={
            "contact_name": "Joke",
            "closes_at_1": "18:30",
            "participants": [str(round_.invitations.first().participant_id)],
        },
        second={"title": "Najaar"},
        both={"title": "Herfst"},
        stored=lambda: (
            *Round.objects.values_list("title", "contact_name").get(pk=round_.pk),
            round_.invitations.count(),
        ),
    )


def of_mail(partnership):
    round_ = make_round(partnership)
    return Case(
        address=f"/rounds/{round_.pk}/mail/texts/",
        first={"body_nl": "Kom naar {link}"},
        second={"subject_nl": "Doe mee"},
        both={"subject_nl": "Denk mee"},
        stored=lambda: MailText.objects.values_list("subject", "body").filter(round=round_).first(),
    )


def of_catalogue(partnership):
    load_catalogue()
    action = assessments.models.Action.objects.first()
    return Case(
        address=reverse("admin:assessments_action_change", args=[action.pk]),
        first={"title_en": "Another title", "conditions-0-subject": "flag:nipt", "roles": ["manager"]},
        second={"why_nl": "Omdat het werkt"},
        both={"why_nl": "Omdat het nodig is"},
        stored=lambda: type(action).objects.values_list("title_en", "why_nl", "roles", "conditions").get(pk=action.pk),
    )


def of_user(partnership):
    User.objects.filter(is_staff=True).update(is_superuser=True)  # only they decide who is an admin
    user = User.objects.create_user("dirk@v.test", PASSWORD, name="Dirk")
    return Case(
        address=reverse("admin:assessments_user_change", args=[user.pk]),
        first={"name": "Dirk Dekker"},
        second={"is_staff": "on"},
        both={"name": "D. Dekker"},
        stored=lambda: User.objects.values_list("name", "is_staff").get(pk=user.pk),
    )


CASES = {
    "planned action": of_action,
    "participant": of_person,
    "partnership": of_partnership,
    "open round": of_details,
    "planned round": of_planned_round,
    "mail": of_mail,
    "action of the catalogue": of_catalogue,
    "user": of_user,
}


def form_of(browser, address):
    """Return the fields of a page as a browser would send them, the admin's too."""
    answer = browser.get(address)
    assert answer.status_code == 200
    return fields_of(answer)


def fields_of(answer):
    if "<main" in answer.content.decode() and 'id="content-main"' not in answer.content.decode():
        return filled_in(answer)
    form = answer.context["adminform"].form
    fields = {}
    for bound in form:
        value = bound.value()
        if bound.name == "conditions":
            rows = enumerate([*form.fields["conditions"].prepare_value(value), ("", "", "")])
            parts = ("subject", "comparison", "limit")
            fields |= {
                f"conditions-{place}-{part}": one for place, row in rows for part, one in zip(parts, row, strict=True)
            }
        elif value not in (None, False):
            fields[bound.name] = "on" if value is True else value
    return fields | {"once": answer.context["once"]}

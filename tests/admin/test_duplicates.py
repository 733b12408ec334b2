"""Duplicates of actions, and the way back of those that were removed."""

from assessments.models import Action
from assessments.services.catalogue import active_entries, load_catalogue, origin

from .forms import rows, sent

LIST = "/beheer/assessments/action/"


def made(client, action, **changes):
    """Let an admin make an action of their own; return it."""
    code = changes.setdefault("code", "van-ons")
    assert client.post(f"{LIST}add/", sent(action, **changes)).status_code == 302
    return Action.objects.get(code=code)


def removed(client, action):
    assert client.post(f"{LIST}{action.pk}/delete/", {"post": "yes"}).status_code == 302


def test_a_duplicate_begins_with_the_same_content_a_free_code_and_not_in_use(beheer, catalogue):
    action = Action.objects.get(code="trekkers-opdracht")
    Action.objects.filter(code="trekkers").update(code="trekkers-opdracht-2")
    page = beheer.get(f"{LIST}add/?copy_of={action.pk}")
    form = page.context["adminform"].form
    assert form["code"].value() == "trekkers-opdracht-3"
    assert not form["is_active"].value()
    assert form["why_en"].value() == action.why_en
    assert form["roles"].value() == action.roles
    assert "Kopie van: Zeg wat de trekkers moeten bereiken" in page.content.decode()
    assert '<option value="item:C2" selected>' in page.content.decode()
    assert Action.objects.filter(code="trekkers-opdracht-3").count() == 0


def test_a_duplicate_is_an_action_of_its_own_with_its_own_history(beheer, action):
    fields = sent(action, code="schijn-aanbod-2", title_nl="Anders")
    fields.pop("is_active")
    assert beheer.post(f"{LIST}add/?copy_of={action.pk}", fields).status_code == 302
    copy = Action.objects.get(code="schijn-aanbod-2")
    assert not copy.is_active
    assert origin(copy) == "own"
    assert copy.code not in [entry.code for entry in active_entries("2")]
    assert [one.what for one in beheer.get(f"{LIST}{copy.pk}/history/").context["versions"]] == ["Gemaakt"]
    action.refresh_from_db()
    assert (action.title_nl, action.history.count()) == ("Begin één tastbaar project samen", 1)


def test_a_duplicate_of_nothing_is_an_empty_form(beheer, action):
    for asked in ("999999", "x", "", "²"):
        page = beheer.get(f"{LIST}add/?copy_of={asked}")
        assert page.context["adminform"].form["code"].value() is None


def test_a_code_that_is_long_stays_within_its_length(beheer, action):
    long = made(beheer, action, code="c" * 60)
    page = beheer.get(f"{LIST}add/?copy_of={long.pk}")
    assert len(page.context["adminform"].form["code"].value()) <= 60


def test_a_removed_action_is_found_and_put_back_as_it_was(beheer, action):
    own = made(beheer, action, title_nl="Eerst", **rows(("item:C1", "below", "bar")))
    beheer.post(f"{LIST}{own.pk}/change/", sent(own, title_nl="Later"))
    removed(beheer, own)
    page = beheer.get(f"{LIST}removed/").content.decode()
    assert f"{LIST}{own.pk}/history/" in page
    assert "Later" in page
    history = beheer.get(f"{LIST}{own.pk}/history/")
    assert [one.what for one in history.context["versions"]] == ["Verwijderd", "Gewijzigd", "Gemaakt"]
    assert not any(one.is_present for one in history.context["versions"])
    assert "Deze stap is verwijderd" in history.content.decode()
    first = history.context["versions"][-1]
    beheer.post(f"{LIST}{own.pk}/history/{first.id}/restore/")
    back = Action.objects.get(code="van-ons")
    assert (back.pk, back.title_nl, back.conditions) == (own.pk, "Eerst", [{"item": "C1", "below": "bar"}])
    versions = beheer.get(f"{LIST}{own.pk}/history/").context["versions"]
    assert (versions[0].what, versions[0].by, versions[0].is_present) == ("Eerdere versie teruggezet", "Ada", True)
    assert "Er zijn geen stappen verwijderd" in beheer.get(f"{LIST}removed/").content.decode()
    assert load_catalogue().added == []


def test_a_removed_action_does_not_take_the_code_of_another(beheer, action):
    own = made(beheer, action)
    removed(beheer, own)
    other = made(beheer, action, title_nl="De nieuwe")
    assert other.pk != own.pk
    newest = beheer.get(f"{LIST}{own.pk}/history/").context["versions"][0]
    answer = beheer.post(f"{LIST}{own.pk}/history/{newest.id}/restore/", follow=True)
    assert "heeft intussen de code van deze stap" in answer.content.decode()
    assert Action.objects.get(code="van-ons").title_nl == "De nieuwe"


def test_what_was_never_there_has_no_history(beheer, action):
    for pk in ("999999", "x", "²"):
        assert beheer.get(f"{LIST}{pk}/history/").status_code == 404


def test_only_admins_see_what_was_removed(client, anna, action):
    client.force_login(anna)
    assert client.get(f"{LIST}removed/", follow=True).status_code == 403

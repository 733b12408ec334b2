"""Every change with who and when, and the way back."""

from assessments.models import Action
from assessments.services.catalogue import load_catalogue

from .forms import rows, sent

LIST = "/beheer/assessments/action/"


def change(client, action, **changes):
    return client.post(f"{LIST}{action.pk}/change/", sent(action, **changes))


def history(client, action):
    return client.get(f"{LIST}{action.pk}/history/")


def test_history_tells_who_changed_what_in_words(beheer, action):
    change(beheer, action, title_nl="Eén <b>project</b>", roles=["manager"], **rows(("item:C1", "below", "bar")))
    versions = history(beheer, action).context["versions"]
    assert [(version.what, version.by) for version in versions] == [
        ("Gewijzigd", "Ada"),
        ("Geladen met het product", "het product zelf"),
    ]
    changes = {change.name: (change.before, change.after) for change in versions[0].changes}
    assert changes["Voor wie"] == ("professional", "manager")
    assert changes["Titel in het Nederlands"] == ("Begin één tastbaar project samen", "Eén <b>project</b>")
    before, after = changes["Voorwaarden"]
    assert before == "geen"
    assert after.startswith("vraag C1: ")
    assert after.endswith(" – onder de lat")
    assert len(changes) == 3


def test_history_escapes_what_was_written(beheer, action):
    change(beheer, action, title_nl="<script>alert(1)</script>")
    page = history(beheer, action).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_an_earlier_version_is_put_back_and_that_is_told_too(beheer, action):
    original = action.title_nl
    change(beheer, action, title_nl="Anders")
    first = action.history.earliest()
    beheer.post(f"{LIST}{action.pk}/history/{first.pk}/restore/")
    action.refresh_from_db()
    assert action.title_nl == original
    versions = history(beheer, action).context["versions"]
    assert [version.what for version in versions] == [
        "Eerdere versie teruggezet",
        "Gewijzigd",
        "Geladen met het product",
    ]
    assert versions[0].by == "Ada"


def test_putting_back_what_was_shipped_makes_it_follow_the_product_again(beheer, action):
    change(beheer, action, title_nl="Anders")
    assert load_catalogue().edited == [action.code]
    beheer.post(f"{LIST}{action.pk}/history/{action.history.earliest().pk}/restore/")
    assert load_catalogue().edited == []


def test_a_version_that_can_no_longer_be_used_is_refused_with_a_reason(beheer, action):
    old = action.history.earliest()
    old.conditions = [{"item": "Z9", "below": "bar"}]
    old.save()
    response = beheer.post(f"{LIST}{action.pk}/history/{old.pk}/restore/", follow=True)
    assert "verwijst naar iets wat er niet meer is" in response.content.decode()
    action.refresh_from_db()
    assert action.conditions == []


def test_nothing_is_put_back_by_a_link(beheer, action):
    first = action.history.earliest()
    assert beheer.get(f"{LIST}{action.pk}/history/{first.pk}/restore/").status_code == 405


def test_versions_of_another_action_are_not_put_back_here(beheer, action):
    other = Action.objects.get(code="trekkers")
    path = f"{LIST}{action.pk}/history/{other.history.earliest().pk}/restore/"
    assert beheer.post(path).status_code == 404


def test_a_coordinator_puts_nothing_back(client, anna, action):
    client.force_login(anna)
    path = f"{LIST}{action.pk}/history/{action.history.earliest().pk}/restore/"
    assert client.post(path, follow=True).status_code == 403


def test_switching_off_stands_in_the_history(beheer, action):
    beheer.post(LIST, {"action": "switch_off", "_selected_action": [action.pk]})
    [newest, _loaded] = history(beheer, action).context["versions"]
    assert [(one.name, one.before, one.after) for one in newest.changes] == [("In gebruik", "ja", "nee")]

"""A database knows the keys that it was made with, without telling them, and other ones are refused."""

from io import StringIO

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import CommandError, call_command, load_command_class
from django.utils import timezone

from assessments.management.site_command import SiteCommand
from assessments.models import KeyFingerprint
from assessments.services.installation.content import complete_installation
from assessments.services.installation.fingerprints import OtherKeysError, note_keys, other_keys, refuse_other_keys
from assessments.services.installation.needs import keys_lack
from collab.keys import Key
from tests.repository import files

OTHER = "een-andere-lange-willekeurige-tekst-van-voldoende-lengte"

pytestmark = pytest.mark.django_db


@pytest.fixture
def noted():
    note_keys(now=timezone.now())


@pytest.fixture
def lost(settings, tmp_path):
    """Go on with a link key that was made just now, and return the file that it would be kept in."""
    file = tmp_path / "link.key"
    settings.KEYS = settings.KEYS | {"LINK_KEY": Key(OTHER, str(file), is_new=True)}
    settings.LINK_KEY = OTHER
    return file


def found_by_check():
    return [error.id for error in run_checks(tags=[Tags.database], databases=["default"])]


def test_what_is_noted_tells_nothing_of_the_keys(noted, settings):
    rows = list(KeyFingerprint.objects.values_list("name", "digest"))
    assert {name for name, _digest in rows} == {"LINK_KEY", "SECRET_KEY"}
    assert len({digest for _name, digest in rows}) == 2
    for key in (settings.LINK_KEY, settings.SECRET_KEY):
        assert all(key[start : start + 6] not in digest for _name, digest in rows for start in range(len(key) - 6))


def test_the_same_keys_are_welcome_and_noting_them_again_changes_nothing(noted):
    before = list(KeyFingerprint.objects.values_list())
    note_keys(now=timezone.now())
    refuse_other_keys()
    assert found_by_check() == []
    assert list(KeyFingerprint.objects.values_list()) == before


@pytest.mark.parametrize("name", ["LINK_KEY", "SECRET_KEY"])
def test_another_key_is_refused_with_what_it_costs_and_how_to_go_on(noted, settings, name):
    setattr(settings, name, OTHER)
    with pytest.raises(OtherKeysError) as refused:
        refuse_other_keys()
    told = str(refused.value)
    assert f"made with another {name}" in told
    assert "Put the key back" in told
    assert f"manage.py accept_keys {name}" in told
    assert OTHER not in told
    assert found_by_check() == ["driekracht.E004"]
    note_keys(now=timezone.now())
    assert other_keys() == [name], "what was noted stays"


def test_an_earlier_secret_key_may_be_kept_beside_a_new_one(noted, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], OTHER
    assert other_keys() == []


def test_another_key_is_accepted_only_when_somebody_says_yes(noted, settings):
    settings.LINK_KEY = OTHER
    said = StringIO()
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("accept_keys", "LINK_KEY", stdout=said)
    assert "all personal links, printed cards" in said.getvalue()
    assert other_keys() == ["LINK_KEY"]
    call_command("accept_keys", "LINK_KEY", yes=True, stdout=said)
    assert other_keys() == []


def test_a_lost_key_is_accepted_in_a_database_that_noted_none_too(open_round, lost):
    said = StringIO()
    call_command("accept_keys", "LINK_KEY", yes=True, stdout=said)
    assert "Accepted: LINK_KEY" in said.getvalue()
    assert lost.read_text() == OTHER
    assert keys_lack() == ""
    call_command("accept_keys", "LINK_KEY", stdout=said)
    assert "Nothing to accept" in said.getvalue()


COMMANDS = {path.stem for path in files("assessments/management/commands/*.py")} - {"__init__"}
WITHOUT = {
    "accept_keys": "is there for other keys",
    "collectstatic": "needs no keys and no data",
    "diagnose": "needs no site",
    "migrate": "says it before it makes a table",
    "report_gallery": "needs no site",
    "restore": "has the data alone, and brings the keys",
    "serve": "says it with all else that is missing",
    "work": "says it with all else that is missing",
}


@pytest.mark.parametrize("name", sorted(COMMANDS - set(WITHOUT)))
def test_no_command_runs_with_a_key_that_the_database_was_not_made_with(open_round, lost, name):
    assert isinstance(load_command_class("assessments", name), SiteCommand)
    needed = {
        "backup": ["nowhere"],
        "erase_person": ["jan@oostwijk.test"],
        "render_report": ["1", "--output=nowhere"],
    }
    with pytest.raises(CommandError, match="Invitations were made with another LINK_KEY"):
        call_command(name, *needed.get(name, ()))
    assert not lost.exists()


def test_a_key_that_was_just_made_is_none_that_invitations_were_made_with(open_round, lost):
    """An installation of before fingerprints, whose folder was lost: PostgreSQL has its invitations."""
    for _time in range(2):
        with pytest.raises(OtherKeysError, match="another LINK_KEY"):
            complete_installation(now=timezone.now())
    assert not KeyFingerprint.objects.exists()
    assert not lost.exists(), "the next process finds no key either"


def test_a_new_installation_keeps_and_notes_the_keys_that_it_made(settings, tmp_path):
    files = [tmp_path / name for name in settings.KEYS]
    settings.KEYS = {name: Key(getattr(settings, name), str(tmp_path / name), is_new=True) for name in settings.KEYS}
    assert keys_lack() == "There are no keys yet. Run: manage.py migrate"
    note_keys(now=timezone.now())
    assert KeyFingerprint.objects.count() == 2
    assert {file.read_text() for file in files} == {settings.LINK_KEY, settings.SECRET_KEY}
    assert keys_lack() == ""

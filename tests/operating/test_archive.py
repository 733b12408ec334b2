"""A backup is there whole or not at all, and a file that is not what it was when it was made is refused."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import zipfile

import pytest

from assessments.services.backups.archive import (
    BackupError,
    Manifest,
    key_member,
    opened,
    written_whole,
)
from tests.repository import ROOT

ROWS = [b'["id"]\n', b"[1]\n", b"[2]\n"]
KILLED = """
import os, pathlib, signal, sys
from assessments.services.backups.archive import Manifest, written_whole
with written_whole(pathlib.Path(sys.argv[1]), Manifest("1", "2026", "sqlite", [], {})) as writer:
    writer.add_table("things", [b"[1]"])
    os.kill(os.getpid(), signal.SIGKILL)
"""


def manifest():
    return Manifest("1.2.3", "2026-11-29T21:00:00+00:00", "sqlite", [("assessments", "0001_initial")], {})


def written(path):
    with written_whole(path, manifest()) as writer:
        writer.add_table("things", ROWS)
        writer.add(key_member("LINK_KEY"), [b"geheim"])
    return path


def refused(path):
    with pytest.raises(BackupError) as error, opened(path):
        pass
    return str(error.value)


def test_what_is_written_is_read_again_and_for_its_owner_alone(tmp_path):
    path = written(tmp_path / "a.zip")
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]
    with opened(path) as archive:
        assert list(archive.lines_of("things")) == ROWS
        assert archive.manifest.n_rows == {"things": 2}
        assert archive.manifest.migrations == [("assessments", "0001_initial")]
        assert (archive.key("LINK_KEY"), archive.key("SECRET_KEY")) == ("geheim", "")


def test_a_backup_that_fails_halfway_leaves_nothing(tmp_path):
    def rows():
        yield from ROWS
        raise RuntimeError

    with pytest.raises(RuntimeError), written_whole(tmp_path / "a.zip", manifest()) as writer:
        writer.add_table("things", rows())
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_backup_left_is_removed_by_the_next_one_and_what_is_being_written_is_not(tmp_path):
    (tmp_path / "somebody-elses.unfinished").touch()
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "a.zip")], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    [left] = tmp_path.glob(".*")
    assert left.stat().st_mode & 0o777 == 0o600
    with written_whole(tmp_path / "b.zip", manifest()) as writer:
        assert not left.exists()
        [own] = tmp_path.glob(".*")
        written(tmp_path / "c.zip")
        assert own.exists()
        writer.add_table("things", ROWS)
    assert {one.name for one in tmp_path.iterdir()} == {"somebody-elses.unfinished", "b.zip", "c.zip"}


def test_the_unit_of_systemd_removes_what_is_old_unfinished_ones_too(tmp_path):
    unit = ROOT / "deploy" / "systemd" / "driekracht-backup.service"
    [after] = re.findall(r"^ExecStartPost=(.*)$", unit.read_text(), re.MULTILINE)
    for name in ("driekracht-2026-01-01T02-30-00Z.zip", ".driekracht-ab12.unfinished", "of-somebody-else.zip"):
        for kind in ("old", "new"):
            (tmp_path / kind).mkdir(exist_ok=True)
            (tmp_path / kind / name).touch()
            if kind == "old":
                os.utime(tmp_path / kind / name, (0, 0))
    for kind in ("old", "new"):
        subprocess.run(shlex.split(after.replace("/var/backups/driekracht", str(tmp_path / kind))), check=True)
    assert [path.name for path in (tmp_path / "old").iterdir()] == ["of-somebody-else.zip"]
    assert len(list((tmp_path / "new").iterdir())) == 3


def test_a_backup_overwrites_nothing_and_needs_a_place_to_be(tmp_path):
    path = written(tmp_path / "a.zip")
    before = path.read_bytes()
    with pytest.raises(BackupError, match="exists already"):
        written(path)
    assert path.read_bytes() == before
    with pytest.raises(BackupError, match=r"cannot be written to .*: No such file or directory"):
        written(tmp_path / "nowhere" / "a.zip")
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_a_backup_that_was_cut_off_is_refused_wherever_that_was(tmp_path):
    whole = written(tmp_path / "a.zip").read_bytes()
    for length in (0, 10, len(whole) // 2, len(whole) - 1):
        (tmp_path / "cut.zip").write_bytes(whole[:length])
        assert "is no whole backup" in refused(tmp_path / "cut.zip")


def test_a_backup_of_which_any_byte_changed_is_refused_in_a_sentence(tmp_path):
    """Also where the packing itself is damaged, so that it cannot be unpacked to the end."""
    path = tmp_path / "a.zip"
    with written_whole(path, manifest()) as writer:
        writer.add_table("things", [b'["id"]\n', *(b"[%d]\n" % (number * 7919) for number in range(60))])
        writer.add(key_member("LINK_KEY"), [b"geheim"])
    whole = path.read_bytes()
    told = set()
    for position in range(len(whole)):
        damaged = bytearray(whole)
        damaged[position] ^= 0xFF
        path.write_bytes(damaged)
        try:
            with opened(path) as archive:
                assert list(archive.lines_of("things"))[1:] == [b"[%d]\n" % (number * 7919) for number in range(60)]
        except BackupError as error:
            told.add(str(error))
    assert len(told) >= 4


def test_what_goes_wrong_while_a_backup_is_used_is_not_blamed_on_its_file(tmp_path):
    with pytest.raises(ConnectionRefusedError), opened(written(tmp_path / "a.zip")):
        raise ConnectionRefusedError


def test_a_backup_whose_manifest_says_more_or_less_than_is_known_is_refused(tmp_path):
    path = written(tmp_path / "a.zip")
    with zipfile.ZipFile(path) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    whole = json.loads(members["manifest.json"])
    for other in (whole | {"more": 1}, {name: said for name, said in whole.items() if name != "made_at"}):
        with zipfile.ZipFile(path, "w") as packed:
            for name, text in members.items():
                packed.writestr(name, json.dumps(other) if name == "manifest.json" else text)
        assert "form of backup" in refused(path)


def test_a_backup_of_which_something_changed_went_or_came_is_refused(tmp_path):
    path, other = written(tmp_path / "a.zip"), tmp_path / "other.zip"
    changes = {
        "changed": lambda members: members | {"rows/things.jsonl": b'["id"]\n[1]\n[3]\n'},
        "gone": lambda members: {name: text for name, text in members.items() if "things" not in name},
        "came": lambda members: members | {"rows/more.jsonl": b'["id"]\n'},
    }
    with zipfile.ZipFile(path) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    assert len(members) == 3
    for change in changes.values():
        with zipfile.ZipFile(other, "w") as packed:
            for name, text in change(members).items():
                packed.writestr(name, text)
        assert "is damaged: rows/" in refused(other)


def test_another_file_is_no_backup(tmp_path):
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("manifest.json", '{"product": "iets anders", "format": 1}')
    assert "is no backup of this product" in refused(other)
    other.write_text("geen zip")
    assert "is no whole backup" in refused(other)
    assert "No such file" in refused(tmp_path / "nowhere.zip")

"""The keys generated at the first start are kept, and unreadable, like the data, for other users of the machine."""

from collab.keys import read_or_create_key


def test_a_key_is_made_once_and_only_its_owner_gets_at_the_data(tmp_path):
    file = tmp_path / "data" / "link.key"
    made = read_or_create_key(file)
    assert len(made) >= 48
    assert read_or_create_key(file) == made
    assert [path.name for path in file.parent.iterdir()] == ["link.key"]
    assert (file.stat().st_mode & 0o077, file.parent.stat().st_mode & 0o077) == (0, 0)


def test_a_folder_that_is_there_keeps_its_rights(tmp_path):
    tmp_path.chmod(0o750)
    read_or_create_key(tmp_path / "secret.key")
    assert tmp_path.stat().st_mode & 0o777 == 0o750

"""Links are worthless without the key, and dead after a new one."""

from assessments.links import id_in_token, invitation_token, is_token_of


def test_token_is_its_own_invitation_only():
    token = invitation_token(12, 1)
    assert id_in_token(token) == 12
    assert is_token_of(token, 12, 1)
    assert not is_token_of(token, 12, 2)
    assert not is_token_of(token, 13, 1)


def test_token_dies_with_its_key(settings):
    token = invitation_token(12, 1)
    settings.LINK_KEY = "another key " * 4
    assert not is_token_of(token, 12, 1)


def test_what_is_no_token_has_no_id():
    for word in ["", "12", "x-y", "-abc", "٣-abc", "9" * 30 + "-abc"]:
        assert id_in_token(word) is None

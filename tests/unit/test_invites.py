"""Invites: spent once, good for seven days, kept as a digest alone."""

from datetime import UTC, datetime, timedelta

import pytest

from register.errors import InviteExpired, InviteUsed
from register.ids import InviteId, derive
from register.invites import VALID_FOR, Invite, hash_code, new_code
from tests import cast

NOW = datetime(2026, 9, 30, 7, 0, tzinfo=UTC)
INVITE = Invite(
    id=InviteId("invite"),
    organisation=cast.COUNTY.id,
    person=cast.LI.id,
    code_hash=hash_code("code"),
    expires_at=NOW + VALID_FOR,
)


def test_an_invite_is_good_until_seven_days_are_over() -> None:
    last = NOW + VALID_FOR - timedelta(microseconds=1)

    assert timedelta(days=7) == VALID_FOR
    assert INVITE.use(at=last).used_at == last
    with pytest.raises(InviteExpired):
        INVITE.use(at=NOW + VALID_FOR)


def test_a_spent_invite_is_spent_even_when_it_would_be_too_old() -> None:
    spent = INVITE.use(at=NOW)

    for moment in (NOW, NOW + 2 * VALID_FOR):
        with pytest.raises(InviteUsed):
            spent.use(at=moment)


def test_codes_differ_and_fit_into_a_deep_link() -> None:
    codes = {new_code() for _ in range(100)}

    assert len(codes) == 100
    assert all(
        len(code) == 24 and code.replace("-", "").replace("_", "").isalnum() for code in codes
    )


def test_a_digest_does_not_tell_its_code() -> None:
    assert "code" not in hash_code("code")
    assert hash_code("code") == hash_code("code") != hash_code("Code")


def test_ids_follow_from_cause_act_and_ordinal_and_are_short() -> None:
    """Two fit behind one button of 64 bytes."""
    made = {
        derive(cause, act, ordinal)
        for cause in ("update 1", "update 2")
        for act in ("file", "seal")
        for ordinal in (0, 1)
    }

    assert len(made) == 8
    assert {len(each) for each in made} == {22}
    assert derive("update 1", "file") == derive("update 1", "file", 0)

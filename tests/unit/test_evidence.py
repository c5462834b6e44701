"""Evidence: what the way of coming did to the bytes, and which way an item may still go."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from register.errors import EvidenceInDraft, Gone, NotSealed, Refusal
from register.evidence import Evidence, Kind, Mark, State, mark_of
from register.ids import DraftId, EvidenceId
from tests import cast

NOW = datetime(2026, 9, 30, 7, 0, tzinfo=UTC)
DRAFT = DraftId("draft")
RECEIVING = Evidence(
    id=EvidenceId("item"),
    number="E-7K3M9P",
    organisation=cast.COUNTY.id,
    sender=cast.LI.id,
    kind=Kind.DOCUMENT,
    mark=Mark.AS_SENT,
    received_at=NOW,
    place="a place",
)


def seal(item: Evidence) -> Evidence:
    return item.seal(
        at=NOW, size=3, sha256=b"sha-256", sm3=b"sm3", ciphertext_sha256=b"of the file"
    )


SEALED = seal(RECEIVING)


@pytest.mark.req("EC5", "T26")
@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        (Kind.PHOTO, Mark.COMPRESSED),
        (Kind.VIDEO, Mark.COMPRESSED),
        (Kind.VIDEO_NOTE, Mark.COMPRESSED),
        (Kind.VOICE, Mark.FIRST_FORM),
        (Kind.DOCUMENT, Mark.AS_SENT),
        (Kind.AUDIO, Mark.AS_SENT),
        (Kind.TEXT, Mark.AS_SENT),
    ],
)
def test_each_way_of_coming_has_its_mark(kind: Kind, mark: Mark) -> None:
    assert mark_of(kind, forwarded=False) is mark


@pytest.mark.req("EC5")
def test_a_forwarded_voice_is_no_first_form() -> None:
    assert mark_of(Kind.VOICE, forwarded=True) is Mark.AS_FORWARDED
    assert mark_of(Kind.PHOTO, forwarded=True) is Mark.COMPRESSED


@pytest.mark.req("EC1")
def test_sealing_fixes_both_digests_once() -> None:
    assert (SEALED.state, SEALED.sealed_at, SEALED.size) == (State.SEALED, NOW, 3)
    assert (SEALED.sha256, SEALED.sm3) == (b"sha-256", b"sm3")

    with pytest.raises(Gone):
        seal(SEALED)


def test_bytes_that_come_after_all_are_sealed_although_given_up() -> None:
    assert seal(RECEIVING.abandon()).state is State.SEALED


def test_what_was_withdrawn_is_not_sealed_anew() -> None:
    with pytest.raises(Gone):
        seal(SEALED.withdraw())


def test_withdrawing_keeps_digests_and_times() -> None:
    gone = SEALED.withdraw()

    assert gone == replace(SEALED, state=State.WITHDRAWN)


@pytest.mark.parametrize(
    ("item", "refusal"),
    [
        (RECEIVING, NotSealed),
        (SEALED.put_into(DRAFT), EvidenceInDraft),
        (SEALED.withdraw(), Gone),
        (replace(SEALED, state=State.DUPLICATE), Gone),
    ],
)
def test_only_what_is_sealed_and_loose_can_be_withdrawn(
    item: Evidence, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        item.withdraw()


@pytest.mark.parametrize(
    ("item", "refusal"),
    [
        (RECEIVING, NotSealed),
        (SEALED.withdraw(), Gone),
        (replace(SEALED, state=State.DUPLICATE), Gone),
    ],
)
def test_only_what_is_sealed_goes_into_a_draft(item: Evidence, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        item.put_into(DRAFT)


def test_an_item_goes_into_a_draft_and_out_again() -> None:
    assert SEALED.put_into(DRAFT).draft == DRAFT
    assert SEALED.put_into(DRAFT).put_into(None) == SEALED

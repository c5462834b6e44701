"""The chain: whoever edits, removes or moves an entry leaves a break behind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register.ids import Cause, PersonId
from register.journal import GENESIS, Entry, Link, digest_of, first_break
from tests import cast

NOW = datetime(2026, 9, 30, 7, 0, tzinfo=UTC)

ENTRIES = st.builds(
    Entry,
    organisation=st.just(cast.COUNTY.id),
    at=st.datetimes(
        min_value=datetime(2016, 3, 1),  # noqa: DTZ001  (Hypothesis adds the zone)
        timezones=st.just(UTC),
    ),
    actor=st.none() | st.sampled_from([cast.LI.id, cast.WANG.id]),
    act=st.sampled_from(["answer", "file", "open"]),
    object=st.text(max_size=8),
    cause=st.text(max_size=8).map(Cause),
    codes=st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=2),
    content=st.binary(max_size=32),
)


def linked(entries: list[Entry]) -> list[Link]:
    chain: list[Link] = []
    previous = GENESIS
    for number, entry in enumerate(entries, start=1):
        digest = digest_of(entry, number=number, previous=previous)
        chain.append(Link(number=number, entry=entry, previous=previous, digest=digest))
        previous = digest
    return chain


CHAIN = linked(
    [
        Entry(
            organisation=cast.COUNTY.id,
            at=NOW + timedelta(minutes=minute),
            actor=cast.LI.id,
            act="answer",
            object="draft",
            cause=Cause(f"update {minute}"),
            codes={"question": "place"},
            content=bytes(32),
        )
        for minute in range(5)
    ]
)


def test_a_chain_begins_with_the_known_digest_and_an_empty_one_is_sound() -> None:
    assert first_break([]) is None
    assert first_break(CHAIN) is None
    assert first_break(CHAIN[1:]) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"at": NOW},
        {"actor": PersonId("somebody")},
        {"actor": None},
        {"act": "file"},
        {"object": "another"},
        {"cause": Cause("another")},
        {"codes": {}},
        {"content": b"another"},
        {"organisation": cast.CITY.id},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_edited_entry_is_found(change: dict[str, Any]) -> None:
    forged = replace(CHAIN[2], entry=replace(CHAIN[2].entry, **change))

    assert first_break([*CHAIN[:2], forged, *CHAIN[3:]]) == 3


def test_an_edited_entry_with_a_new_digest_breaks_the_next_link() -> None:
    entry = replace(CHAIN[2].entry, object="another")
    digest = digest_of(entry, number=3, previous=CHAIN[2].previous)
    forged = replace(CHAIN[2], entry=entry, digest=digest)

    assert first_break([*CHAIN[:2], forged, *CHAIN[3:]]) == 4


def test_a_renumbered_link_is_found() -> None:
    assert first_break([*CHAIN[:2], replace(CHAIN[2], number=4), *CHAIN[3:]]) == 3


Tamper = Callable[[list[Link], int], list[Link]]


def without(chain: list[Link], place: int) -> list[Link]:
    return chain[:place] + chain[place + 1 :]


def doubled(chain: list[Link], place: int) -> list[Link]:
    return chain[: place + 1] + chain[place:]


def swapped(chain: list[Link], place: int) -> list[Link]:
    return [*chain[:place], chain[place + 1], chain[place], *chain[place + 2 :]]


def renumbered_without(chain: list[Link], place: int) -> list[Link]:
    return [
        replace(link, number=number) for number, link in enumerate(without(chain, place), start=1)
    ]


@settings(max_examples=300)
@given(
    entries=st.lists(ENTRIES, min_size=3, max_size=8),
    place=st.integers(0, 5),
    tamper=st.sampled_from([without, doubled, swapped, renumbered_without]),
)
def test_deletion_in_the_middle_repetition_and_reordering_are_found(
    entries: list[Entry], place: int, tamper: Tamper
) -> None:
    chain = linked(entries)
    place %= len(chain) - 1

    assert first_break(chain) is None
    assert first_break(tamper(chain, place)) is not None


def test_a_tail_that_was_cut_off_shows_only_beside_a_witness() -> None:
    """Every beginning of a sound chain is sound: the end must be known from elsewhere (T28)."""
    assert first_break(CHAIN[:-1]) is None

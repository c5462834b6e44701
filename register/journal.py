"""The journal: an append-only chain of every act, openings included, one per organisation."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from register.ids import Cause, OrganisationId, PersonId

GENESIS = hashlib.sha256(b"liuhen journal 1").digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act: ids and codes, never texts. `content` is the digest of the object's salted content.

    `actor` is None where the house acted by itself (a tick, a command of the administrator).
    """

    organisation: OrganisationId
    at: datetime
    actor: PersonId | None
    act: str
    object: str
    cause: Cause
    codes: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entry in its place: number, the digest before it, and its own."""

    number: int
    entry: Entry
    previous: bytes
    digest: bytes


def digest_of(entry: Entry, *, number: int, previous: bytes) -> bytes:
    """Return the link's SHA-256 over the digest before it and the entry in canonical JSON."""
    facts = {
        "organisation": entry.organisation,
        "number": number,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "act": entry.act,
        "object": entry.object,
        "cause": entry.cause,
        "codes": dict(entry.codes),
        "content": entry.content.hex(),
    }
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(previous + text.encode()).digest()


def first_break(links: Iterable[Link]) -> int | None:
    """Return the number of the first link that does not follow from the one before, if any."""
    previous, expected = GENESIS, 1
    for link in links:
        sound = link.number == expected and link.previous == previous
        if not sound or link.digest != digest_of(link.entry, number=expected, previous=previous):
            return expected
        previous, expected = link.digest, expected + 1
    return None

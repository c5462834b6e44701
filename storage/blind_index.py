"""Finding encrypted values again: keyed digests of what they say, equality only."""

from collections.abc import Iterable
from typing import Protocol

from sqlalchemy import (
    Column,
    ForeignKey,
    LargeBinary,
    Select,
    String,
    Table,
    delete,
    insert,
    select,
)

from register.conflicts import normalise
from register.ids import OrganisationId
from storage.tables import metadata
from storage.transactions import Transaction

blind_index = Table(
    "blind_index",
    metadata,
    Column("kind", String, primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
    Column("object", String, primary_key=True, index=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
)

Term = tuple[str, str]
"""A kind and a value; the same value under another kind has another digest."""


class Owned(Protocol):
    """Anything with an id that belongs to an organisation."""

    @property
    def id(self) -> str: ...
    @property
    def organisation(self) -> OrganisationId: ...


async def add_terms(transaction: Transaction, thing: Owned, terms: Iterable[Term]) -> None:
    """Let a new object be found by these terms; empty values are left out."""
    digests = {(kind, _digest(transaction, kind, value)) for kind, value in terms if value}
    if digests:
        owner = {"organisation": thing.organisation, "object": thing.id}
        await transaction.connection.execute(
            insert(blind_index),
            [{**owner, "kind": kind, "digest": digest} for kind, digest in digests],
        )


async def replace_terms(transaction: Transaction, thing: Owned, terms: Iterable[Term]) -> None:
    """Let a changed object be found by these terms and by no others."""
    row = blind_index.c
    await transaction.connection.execute(delete(blind_index).where(row.object == thing.id))
    await add_terms(transaction, thing, terms)


def objects_with(transaction: Transaction, term: Term) -> Select[tuple[str]]:
    """Return the query for the ids of all objects that a term finds, in every organisation."""
    row = blind_index.c
    return select(row.object).where(row.kind == term[0], row.digest == _digest(transaction, *term))


def _digest(transaction: Transaction, kind: str, value: str) -> bytes:
    return transaction.keys.blind(kind, normalise(value))

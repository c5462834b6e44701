"""How an aggregate lies in its row: what the table names is plain, all the rest one ciphertext.

The ciphertext is canonical JSON with a random salt inside, bound to table, id and version, so that
it opens in no other row and no older content passes for the newest. Its SHA-256 goes into the
journal; the salt keeps a short text from being guessed from that digest.
"""

import hashlib
import json
import secrets
from collections.abc import Sequence
from functools import cache
from typing import Any, Generic, Protocol, TypeVar

from pydantic import ConfigDict, TypeAdapter
from pydantic_core import to_json
from sqlalchemy import Insert, Row, Select, Table, Update, bindparam, insert, select, update

from register.errors import Gone, LostRace
from storage.transactions import Transaction

_SALT_BYTES = 16
_CONTENT = "content"
_SALT = "salt"
_READ_ID = "read_id"
_READ_VERSION = "read_version"


class Versioned(Protocol):
    """A frozen dataclass that can be kept."""

    @property
    def id(self) -> str: ...
    @property
    def version(self) -> int: ...


T = TypeVar("T", bound=Versioned)


class Mapper(Generic[T]):
    """Reads and writes the aggregates of one class in one table.

    A field with a column of its name is plain. Columns without a field are derived from the
    content for the sake of queries; the repository passes them as keywords.
    """

    def __init__(self, transaction: Transaction, table: Table, kind: type[T]) -> None:
        self._transaction = transaction
        self._table = table
        self._adapter = _adapter(kind)

    async def get(self, key: str) -> T:
        """Raise Gone."""
        found = await self.first(_by_id(self._table), id=key)
        if found is None:
            raise Gone
        return found

    async def first(self, query: Select[Any], **values: object) -> T | None:
        """Return what the first row holds; `values` are those of the query's parameters."""
        row = (await self._transaction.connection.execute(query, values)).first()
        return None if row is None else self._read(row)

    async def all(self, query: Select[Any], **values: object) -> Sequence[T]:
        rows = await self._transaction.connection.execute(query, values)
        return [self._read(row) for row in rows]

    async def add(self, thing: T, **derived: object) -> bytes:
        """Write a new row and return the digest of its content."""
        values, digest = self._write(thing, thing.version)
        await self._transaction.connection.execute(_new(self._table), {**values, **derived})
        return digest

    async def save(self, thing: T, **derived: object) -> bytes:
        """Write the next version and return the digest of its content. Raise LostRace or Gone."""
        values, digest = self._write(thing, thing.version + 1)
        done = await self._transaction.connection.execute(
            _next_version(self._table),
            {**values, **derived, _READ_ID: thing.id, _READ_VERSION: thing.version},
        )
        if done.rowcount == 0:
            await self.get(thing.id)  # tells an older version from an object that never was
            raise LostRace
        return digest

    def _write(self, thing: T, version: int) -> tuple[dict[str, Any], bytes]:
        fields = self._adapter.dump_python((thing,), mode="json")[0]
        plain = {name: getattr(thing, name) for name in fields if name in self._table.c}
        hidden = {name: value for name, value in fields.items() if name not in plain}
        text = _canonical({_SALT: secrets.token_hex(_SALT_BYTES), **hidden})
        content = self._transaction.keys.encrypt(text, bound_to=self._place(thing.id, version))
        return {**plain, "version": version, _CONTENT: content}, hashlib.sha256(text).digest()

    def _read(self, row: Row[Any]) -> T:
        plain = dict(row._mapping)  # noqa: SLF001  (SQLAlchemy's public name for it)
        place = self._place(plain["id"], plain["version"])
        hidden = json.loads(self._transaction.keys.decrypt(plain.pop(_CONTENT), bound_to=place))
        fields = to_json([{**plain, **hidden}], bytes_mode="hex")
        thing: T = self._adapter.validate_json(fields)[0]
        return thing

    def _place(self, key: str, version: int) -> str:
        return f"{self._table.name}/{key}/{version}"


# Statements are built once and take parameters: building them costs more than running them.


@cache
def _by_id(table: Table) -> Select[Any]:
    return select(table).where(table.c.id == bindparam("id"))


@cache
def _new(table: Table) -> Insert:
    return insert(table)


@cache
def _next_version(table: Table) -> Update:
    return update(table).where(
        table.c.id == bindparam(_READ_ID), table.c.version == bindparam(_READ_VERSION)
    )


@cache
def _adapter(kind: type[T]) -> TypeAdapter[tuple[T]]:
    # In a tuple, because a dataclass of the core carries no configuration of pydantic's.
    config = ConfigDict(ser_json_bytes="hex", val_json_bytes="hex")
    return TypeAdapter(tuple[kind], config=config)  # type: ignore[valid-type]  # a value, not a name


def _canonical(value: object) -> bytes:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()

"""What dialogs show and need after a restart: one encrypted JSON object a key.

It is written by nobody but the commit that marks an update as handled (`storage.updates`).
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Column, Insert, LargeBinary, String, Table, bindparam, delete, select

from register.ports import Keys
from storage.engine import Engine
from storage.tables import metadata
from storage.transactions import Transaction, insert_into, reading

dialog_memory = Table(
    "dialog_memory",
    metadata,
    Column("key", String, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

_OF = dialog_memory.c.key == bindparam("of")
_RECALL = select(dialog_memory.c.content).where(_OF)
_FORGET = delete(dialog_memory).where(_OF)


@cache
def _keep(dialect: str) -> Insert:
    anew = insert_into(dialog_memory, dialect)
    return anew.on_conflict_do_update(
        index_elements=["key"], set_={"content": anew.excluded.content}
    )


class SqlDialogMemory:
    def __init__(self, engine: Engine, keys: Keys) -> None:
        self._engine = engine
        self._keys = keys

    async def recall(self, key: str) -> Mapping[str, Any] | None:
        async with reading(self._engine) as connection:
            found = await connection.execute(_RECALL, {"of": key})
            content = found.scalar_one_or_none()
        if content is None:
            return None
        memory: dict[str, Any] = json.loads(self._keys.decrypt(content, bound_to=_place(key)))
        return memory


async def memorise(
    transaction: Transaction, memory: Mapping[str, Mapping[str, Any] | None]
) -> None:
    """Write every key anew; None erases it."""
    for key, value in memory.items():
        if value is None:
            await transaction.connection.execute(_FORGET, {"of": key})
            continue
        text = json.dumps(value, ensure_ascii=False).encode()
        content = transaction.keys.encrypt(text, bound_to=_place(key))
        await transaction.connection.execute(
            _keep(transaction.connection.dialect.name), {"key": key, "content": content}
        )


def _place(key: str) -> str:
    return f"dialog_memory/{key}"

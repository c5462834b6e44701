"""What dialogs show and need after a restart: one encrypted JSON object a key.

It is written by nobody but the commit that marks an update as handled (`storage.updates`).
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, LargeBinary, String, Table, delete, select

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


class SqlDialogMemory:
    def __init__(self, engine: Engine, keys: Keys) -> None:
        self._engine = engine
        self._keys = keys

    async def recall(self, key: str) -> Mapping[str, Any] | None:
        async with reading(self._engine) as connection:
            found = await connection.execute(
                select(dialog_memory.c.content).where(dialog_memory.c.key == key)
            )
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
            await transaction.connection.execute(
                delete(dialog_memory).where(dialog_memory.c.key == key)
            )
            continue
        text = json.dumps(value, ensure_ascii=False).encode()
        content = transaction.keys.encrypt(text, bound_to=_place(key))
        await transaction.connection.execute(
            insert_into(dialog_memory, transaction.connection)
            .values(key=key, content=content)
            .on_conflict_do_update(index_elements=["key"], set_={"content": content})
        )


def _place(key: str) -> str:
    return f"dialog_memory/{key}"

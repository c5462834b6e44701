"""Dialog memory of one update: written to a buffer, committed with the mark "handled".

An update that is handled again, because a process died or a try failed, starts from what was
committed, not from what a half-done try left behind.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from bot.ports import DialogMemory

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Buffer:
    """The rows that one update has touched.

    A row holds all that belongs to one person in one chat, so that one read finds it: per destiny
    (aiogram's word for what a key is used for) `state` and `data`, each only if not empty.
    """

    before: dict[str, Row] = field(default_factory=dict)
    now: dict[str, Row] = field(default_factory=dict)

    def changes(self) -> dict[str, Row | None]:
        """Return what to commit: the new row per key, None where nothing is left of it."""
        return {name: row or None for name, row in self.now.items() if row != self.before[name]}


_current: ContextVar[Buffer] = ContextVar("buffer of the current update")


class BufferedMemory(BaseStorage):
    """aiogram's storage; usable only inside `one_update()`, elsewhere it raises LookupError."""

    def __init__(self, memory: DialogMemory) -> None:
        self._memory = memory

    @contextmanager
    def one_update(self) -> Iterator[Buffer]:
        """Buffer everything that the block writes."""
        buffer = Buffer()
        token = _current.set(buffer)
        try:
            yield buffer
        finally:
            _current.reset(token)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        await self._put(key, "state", state.state if isinstance(state, State) else state)

    async def get_state(self, key: StorageKey) -> str | None:
        state: str | None = (await self._part(key)).get("state")
        return state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await self._put(key, "data", deepcopy(dict(data)))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        # A copy: aiogram-dialog changes nested values in place, and a change must show as one.
        data: dict[str, Any] = deepcopy((await self._part(key)).get("data", {}))
        return data

    async def close(self) -> None:
        """Nothing to close: the database is not ours."""

    async def _row(self, key: StorageKey) -> Row:
        buffer = _current.get()
        name = name_of(key)
        if name not in buffer.now:
            row = await self._memory.recall(name) or {}
            buffer.before[name] = buffer.now[name] = row
        return buffer.now[name]

    async def _part(self, key: StorageKey) -> Row:
        part: Row = (await self._row(key)).get(key.destiny, {})
        return part

    async def _put(self, key: StorageKey, name: str, value: Any) -> None:
        part = _filled({**await self._part(key), name: value})
        row = _filled({**await self._row(key), key.destiny: part})
        _current.get().now[name_of(key)] = row


def _filled(values: Row) -> Row:
    return {name: value for name, value in values.items() if value}


def name_of(key: StorageKey) -> str:
    """Name a row: absent parts stay as empty places."""
    parts = (key.bot_id, key.chat_id, key.user_id, key.thread_id, key.business_connection_id)
    return ":".join("" if part is None else str(part) for part in parts)

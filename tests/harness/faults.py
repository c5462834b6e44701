"""Faults at the ports: a service that dies, or whose disk is full, at a chosen call.

The ports are wrapped where a test composes the service; the service itself has no hook for it.
Counted are the calls that change something, in the database, in the vault or on a phone: to die
between two of them, at a read, is to die after the one or before the other.
"""

import os
import signal
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
from aiogram.methods import TelegramMethod
from dishka import Provider, Scope, decorate

from bot.ports import Cards, Conversation, Notes, Updates
from bot.receiver import GetRawUpdates
from register.errors import StorageBusy
from register.ports import Store, UnitOfWork, Vault

Done = Callable[[], None]


class Blow(StrEnum):
    """What happens to the service."""

    KILL = "kill"
    BUSY = "busy"
    """The database is locked; not a death, the call alone fails."""


class When(StrEnum):
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Fault:
    """Befalls the `number`-th call of `call` (such as "Store.commit"), counted from 1.

    `every` makes it befall each `number`-th call.
    """

    call: str
    number: int
    when: When = When.BEFORE
    blow: Blow = Blow.KILL
    every: bool = False

    def __str__(self) -> str:
        return f"{self.blow} {self.when} {self.call} {self.number}"

    def befalls(self, call: str, number: int, when: When) -> bool:
        if (call, when) != (self.call, self.when):
            return False
        return not number % self.number if self.every else number == self.number


class Faults:
    """Counts the calls of one life of the service, and strikes at the one that the fault names."""

    def __init__(self, fault: Fault | None) -> None:
        self._fault = fault
        self.calls: Counter[str] = Counter()

    def enter(self, call: str) -> Done:
        """Count a call, and suffer what befalls it before; what comes back is called after it."""
        self.calls[call] += 1
        number = self.calls[call]
        self._suffer(call, number, When.BEFORE)
        return lambda: self._suffer(call, number, When.AFTER)

    def _suffer(self, call: str, number: int, when: When) -> None:
        if self._fault is None or not self._fault.befalls(call, number, when):
            return
        if self._fault.blow is Blow.BUSY:
            raise StorageBusy
        os.kill(os.getpid(), signal.SIGKILL)


class _Watched:
    """A port some of whose coroutine methods are counted; the others pass as they are."""

    def __init__(self, part: object, name: str, methods: frozenset[str], faults: Faults) -> None:
        self._part = part
        self._name = name
        self._methods = methods
        self._faults = faults

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._part, name)
        if name not in self._methods:
            return method

        async def counted(*args: Any, **kwargs: Any) -> Any:
            done = self._faults.enter(f"{self._name}.{name}")
            result = await method(*args, **kwargs)
            done()
            return result

        return counted


class _WatchedStore:
    """A store whose commits are counted."""

    def __init__(self, store: Store, faults: Faults) -> None:
        self._store = store
        self._faults = faults
        self.read = store.read

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[UnitOfWork]:
        async with self._store.begin() as uow:
            yield uow
            done = self._faults.enter("Store.commit")
        done()


class FaultyPorts(Provider):
    """The service's ports with the faults around them."""

    scope = Scope.APP

    def __init__(self, faults: Faults) -> None:
        super().__init__()
        self._faults = faults

    @decorate
    def store(self, store: Store) -> Store:
        return _WatchedStore(store, self._faults)

    @decorate
    def vault(self, vault: Vault) -> Vault:
        return cast("Vault", self._watched(vault, "Vault", "store", "discard"))

    @decorate
    def updates(self, updates: Updates) -> Updates:
        return cast("Updates", self._watched(updates, "Updates", "keep", "handled"))

    @decorate
    def notes(self, notes: Notes) -> Notes:
        return cast("Notes", self._watched(notes, "Notes", "told", "dropped"))

    @decorate
    def cards(self, cards: Cards) -> Cards:
        return cast("Cards", self._watched(cards, "Cards", "remember", "forget"))

    @decorate
    def conversation(self, conversation: Conversation) -> Conversation:
        return cast("Conversation", self._watched(conversation, "Conversation", "add", "clear"))

    @decorate
    def bot(self, bot: Bot) -> Bot:
        bot.session.middleware(self._request)  # the last one is next to the wire
        return bot

    def _watched(self, part: object, name: str, *methods: str) -> _Watched:
        return _Watched(part, name, frozenset(methods), self._faults)

    async def _request(
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
    ) -> Any:
        if isinstance(method, GetRawUpdates):
            return await make_request(bot, method)
        done = self._faults.enter(f"Bot.{type(method).__name__}")
        response = await make_request(bot, method)
        done()
        return response

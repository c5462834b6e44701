"""Who is speaking: the person that the account is bound to, read anew for every update."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.filters import Filter
from aiogram.types import TelegramObject, User

from register.acts.reaching import MarkReachable
from register.ids import Account
from register.people import Person
from register.ports import Store


def account_of(user: User) -> Account:
    """Return the account as the register names it."""
    return Account(str(user.id))


class Identify(BaseMiddleware):
    """Put the bound person into the handlers' data as `me`; None for a stranger."""

    def __init__(self, store: Store, mark_reachable: MarkReachable) -> None:
        self._store = store
        self._mark_reachable = mark_reachable

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        user: User | None = data.get("event_from_user")
        me: Person | None = None
        if user is not None:
            async with self._store.read() as uow:
                me = await uow.people.bound_to(account_of(user))
            if me is not None and not me.reachable:
                me = await self._mark_reachable(me.id, reachable=True, cause=data["cause"])
        data["me"] = me
        return await handler(event, data)


class Known(Filter):
    """Lets bound people pass."""

    async def __call__(self, event: TelegramObject, me: Person | None = None) -> bool:
        return me is not None

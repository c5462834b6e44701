"""Driving the sandbox from a script: for the tour, the demo's data and the journeys.

    async with Sandbox(url) as sandbox:
        bot = await sandbox.bot("1001:secret", "liuhen_bot")
        phone = await sandbox.user(7, "Fang", bot=bot)
        await phone.start("invite")
        await phone.see("Welcome")
        answer = await phone.click("Yes")

Waiting is the server's work, which answers when a chat changes; nothing here sleeps. What a
person would call wrong ("no such button") is an `AssertionError` that prints the chat's tail.
"""

from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import aiohttp

from sandbox.chat import Answer, Button, Chat, Media, Message
from sandbox.faults import FaultKind
from sandbox.phone import PATIENCE, Phone
from sandbox.wire import Refused, Wire

__all__ = [
    "PATIENCE",
    "Answer",
    "BotAccount",
    "Button",
    "Chat",
    "Clock",
    "LoggedCall",
    "Media",
    "Message",
    "Moment",
    "Phone",
    "Refused",
    "Sandbox",
]


@dataclass(frozen=True, slots=True)
class BotAccount:
    """A bot registered with the sandbox."""

    id: int
    username: str
    token: str


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """One call of the Bot API; `at` is world time in Unix seconds, `status` 0 a lost answer."""

    bot: str
    method: str
    chat: int | None
    at: float
    status: int


@dataclass(frozen=True, slots=True)
class Moment:
    """The world's time, and how many seconds it is ahead of the machine."""

    now: datetime
    offset: float
    file: str


class Clock:
    """Moves the time of the sandbox's world."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def read(self) -> Moment:
        return _moment(await self._wire.get("/sandbox/clock"))

    async def advance(self, seconds: float) -> Moment:
        return await self._move(advance=seconds)

    async def to(self, moment: datetime) -> Moment:
        """Move to a moment, which must carry its zone."""
        return await self._move(to=moment.isoformat())

    async def reset(self) -> Moment:
        """Back to the machine's time."""
        return await self._move(offset=0)

    async def _move(self, **how: float | str) -> Moment:
        return _moment(await self._wire.post("/sandbox/clock", how))


class Sandbox:
    """A running sandbox, by its address."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=90))
        self._wire = Wire(self.url, self._session)
        self.clock = Clock(self._wire)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._session.close()

    async def bot(self, token: str, username: str, name: str | None = None) -> BotAccount:
        """Register a bot; needed before its first call, harmless when repeated."""
        body = {"token": token, "username": username, "name": name or username}
        known = await self._wire.post("/sandbox/bots", body)
        return BotAccount(known["id"], known["username"], token)

    async def user(
        self,
        user_id: int,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        phone_label: str | None = None,
        on_page: bool = True,
        group: str | None = None,
        bot: BotAccount | str | None = None,
    ) -> Phone:
        """Add a person (or rename one) and take their phone; `bot` as for `phone`.

        The page shows the phones of those who are `on_page`, one `group` of them at a time.
        """
        body = {
            "id": user_id,
            "first_name": first_name,
            "last_name": last_name,
            "username": username,
            "phone_label": phone_label,
            "on_page": on_page,
            "group": group,
        }
        await self._wire.post("/sandbox/users", body)
        return self.phone(user_id, bot=bot)

    def phone(
        self, user_id: int, *, bot: BotAccount | str | None = None, chat: int | None = None
    ) -> Phone:
        """A known person's phone, in the chat with a bot (by account or username).

        The bot may be left out while there is one; `chat` is the id of a group, if one is meant.
        """
        username = bot.username if isinstance(bot, BotAccount) else bot
        return Phone(self._wire, user_id, username, chat=chat)

    async def group(self, group_id: int, title: str, *members: Phone) -> None:
        """Make a group with these people and every bot; its id is negative."""
        ids = [member.user for member in members]
        await self._wire.post("/sandbox/groups", {"id": group_id, "title": title, "members": ids})

    async def faults(
        self,
        kind: FaultKind,
        *,
        bot: BotAccount | str | None = None,
        method: str = "*",
        times: int = 1,
        seconds: float = 0.0,
        retry_after: int = 1,
        user: int | None = None,
    ) -> None:
        """Ask for trouble; see `sandbox.faults.Fault`."""
        body = {
            "kind": kind,
            "bot": bot.username if isinstance(bot, BotAccount) else bot,
            "method": method,
            "times": times,
            "seconds": seconds,
            "retry_after": retry_after,
            "user": user,
        }
        await self._wire.post("/sandbox/faults", body)

    async def clear_faults(self) -> None:
        await self._wire.delete("/sandbox/faults")

    async def log(self, bot: BotAccount | str | None = None) -> list[LoggedCall]:
        """The calls made so far, oldest first, by one bot or by all."""
        username = bot.username if isinstance(bot, BotAccount) else bot
        query = {"bot": username} if username else {}
        return [LoggedCall(**each) for each in await self._wire.get("/sandbox/log", **query)]

    async def panel(self, url: str | None) -> None:
        """Show a page beside the phones, or none."""
        await self._wire.post("/sandbox/panel", {"url": url})


def _moment(view: dict[str, Any]) -> Moment:
    return Moment(datetime.fromisoformat(view["now"]), view["offset"], view["file"])

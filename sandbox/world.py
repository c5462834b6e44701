"""Who and what exists in the sandbox: people, bots, chats, messages. Knows no HTTP."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, Literal

from aiogram.types import (
    BotCommand,
    CallbackQuery,
    Chat,
    ForceReply,
    Message,
    TelegramObject,
    User,
)

from sandbox.clock import WorldClock
from sandbox.errors import ApiError, UserError, bad_request, forbidden
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.signals import Feed, Signal
from sandbox.updates import UpdateQueue

TYPING_LASTS = 5.0
QUERY_LASTS = 60.0
LOG_LENGTH = 20_000


def dump(thing: TelegramObject) -> dict[str, Any]:
    """JSON as Telegram would send it."""
    return thing.model_dump(mode="json", by_alias=True, exclude_none=True)


@dataclass(slots=True)
class Person:
    """A Telegram account on a phone, which the page shows or not, beside others of its `group`."""

    user: User
    phone_label: str | None = None
    on_page: bool = True
    group: str | None = None


@dataclass(slots=True)
class Webhook:
    url: str
    secret: str | None = None
    max_connections: int = 40
    last_error: str | None = None
    last_error_at: datetime | None = None


@dataclass(slots=True)
class Bot:
    """A bot account; `commands` are kept by scope (as JSON) and language."""

    token: str
    user: User
    updates: UpdateQueue = field(default_factory=UpdateQueue)
    webhook: Webhook | None = None
    commands: dict[tuple[str, str], list[BotCommand]] = field(default_factory=dict)
    menus: dict[int | None, str] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)
    message_ids: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def username(self) -> str:
        return str(self.user.username)


@dataclass(slots=True)
class Post:
    """A message in a chat, with what Telegram shows on the phone but not in `Message`."""

    message: Message
    silent: bool = False
    force_reply: ForceReply | None = None

    @property
    def by_bot(self) -> bool:
        return bool(self.message.from_user and self.message.from_user.is_bot)


@dataclass(slots=True)
class Room:
    """A chat as one bot knows it: a private one or a group; `opened` by the user's first word."""

    bot: Bot
    chat: Chat
    members: tuple[int, ...]
    opened: bool = False
    blocked: bool = False
    typing_since: float | None = None
    toast: dict[str, Any] | None = None
    posts: dict[int, Post] = field(default_factory=dict)
    signal: Signal = field(default_factory=Signal)


@dataclass(slots=True)
class Query:
    """A tap on a button, until (and after) the bot answers it."""

    query: CallbackQuery
    room: Room
    asked_at: float
    answer: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """One call of the Bot API: no texts, only what tests count."""

    bot: str
    method: str
    chat: int | None
    at: float
    status: int


class World:
    """Everything; one instance per sandbox."""

    def __init__(self, clock_file: Path) -> None:
        self.clock = WorldClock(clock_file)
        self.faults = Faults()
        self.files = Files()
        self.feed = Feed()
        self.people: dict[int, Person] = {}
        self.groups: dict[int, tuple[Chat, tuple[int, ...]]] = {}
        self.bots: dict[str, Bot] = {}
        self.rooms: dict[tuple[int, int], Room] = {}
        self.queries: dict[str, Query] = {}
        self.log: deque[LoggedCall] = deque(maxlen=LOG_LENGTH)
        self.panel: str | None = None
        self.numbers = count(1)

    def add_bot(self, *, token: str, username: str, name: str) -> Bot:
        """Register a bot; a token known already keeps its account, its chats and its updates."""
        number = token.partition(":")[0]
        if not number.isdigit():
            raise UserError("a token looks like 123456:letters")
        if any(bot.username == username for bot in self.bots.values() if bot.token != token):
            raise UserError(f"the username {username} is taken")
        user = User(
            id=int(number),
            is_bot=True,
            first_name=name,
            username=username,
            can_join_groups=True,
            can_read_all_group_messages=True,
            supports_inline_queries=False,
        )
        bot = self.bots.setdefault(token, Bot(token, user))
        bot.user = user
        return bot

    def bot(self, username: str | None) -> Bot:
        """The bot of that name; the name may be left out while there is only one."""
        bots = list(self.bots.values())
        found = [bot for bot in bots if username in (None, bot.username)]
        if len(found) != 1:
            known = ", ".join(bot.username for bot in bots) or "none"
            raise UserError(f"which bot? asked for {username}, known: {known}")
        return found[0]

    def person(self, user_id: int) -> Person:
        if user_id not in self.people:
            raise UserError(f"no user {user_id}")
        return self.people[user_id]

    def add_group(self, group_id: int, title: str, members: tuple[int, ...]) -> None:
        if group_id >= 0:
            raise UserError("the id of a group is negative")
        for member in members:
            self.person(member)
        self.groups[group_id] = (Chat(id=group_id, type="supergroup", title=title), members)

    def room(self, bot: Bot, chat_id: int) -> Room:
        """The chat of this bot with a user or in a group, made when first asked for."""
        key = (bot.user.id, chat_id)
        if key not in self.rooms:
            self.rooms[key] = self._make_room(bot, chat_id)
        return self.rooms[key]

    def _make_room(self, bot: Bot, chat_id: int) -> Room:
        if chat_id in self.groups:
            chat, members = self.groups[chat_id]
            return Room(bot, chat, members, opened=True)
        user = self.person(chat_id).user
        chat = Chat(
            id=user.id,
            type="private",
            first_name=user.first_name,
            last_name=user.last_name,
            username=user.username,
        )
        return Room(bot, chat, (user.id,))

    def room_for_bot(self, bot: Bot, chat_id: int | str) -> Room:
        """The chat a bot asks for by id; refused as Telegram refuses."""
        number = str(chat_id)
        if not number.removeprefix("-").isdigit():
            raise bad_request("chat not found")
        if int(number) not in self.people and int(number) not in self.groups:
            raise bad_request("chat not found")
        return self.room(bot, int(number))

    def open_room(self, bot: Bot, chat_id: int | str) -> Room:
        """The chat a bot wants to write into."""
        room = self.room_for_bot(bot, chat_id)
        if room.blocked:
            raise forbidden("bot was blocked by the user")
        if not room.opened:
            raise forbidden("bot can't initiate conversation with a user")
        return room

    def put(self, room: Room, post: Post) -> Message:
        room.posts[post.message.message_id] = post
        self.changed(room)
        return post.message

    def changed(self, room: Room) -> None:
        """Tell the phones of this chat that there is something to see."""
        room.signal.fire()
        version = room.signal.version
        for user in room.members:
            event = {"user": user, "bot": room.bot.username, "version": version}
            self.feed.publish(event)

    def post_of(self, room: Room, message_id: int | None, missing: ApiError) -> Post:
        if message_id not in room.posts:
            raise missing
        return room.posts[message_id]

    def tell(
        self,
        bot: Bot,
        kind: Literal["message", "edited_message", "callback_query", "my_chat_member"],
        thing: TelegramObject,
    ) -> None:
        """Queue an update for the bot, twice if that fault was asked for."""
        deliveries = 2 if self.faults.use("twice", bot.username) else 1
        bot.updates.put(kind, dump(thing), deliveries=deliveries)

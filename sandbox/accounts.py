"""What a person can do on a phone with one bot: write, send files, tap, forward, block."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiogram.types import (
    CallbackQuery,
    ChatMemberBanned,
    ChatMemberMember,
    ChatMemberUpdated,
    InlineKeyboardButton,
    Message,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

from sandbox.entities import found_entities
from sandbox.errors import UserError
from sandbox.files import Upload
from sandbox.limits import ALBUM, TEXT_LENGTH
from sandbox.media import MEDIA_KINDS, content_of, message_part
from sandbox.world import Bot, Person, Post, Query, Room, World

_DEEP_LINK = re.compile(r"(?:https?://)?t\.me/(\w+)\?start=([\w-]+)")
FOREVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Account:
    """A person's side of one chat."""

    world: World
    person: Person
    room: Room

    @property
    def bot(self) -> Bot:
        return self.room.bot

    def send(
        self, text: str, *, reply_to: int | None = None, forward_from: str | None = None
    ) -> list[Message]:
        """Send text; like Telegram's apps, in several messages when it is too long for one."""
        if not text.strip():
            raise UserError("an app sends no empty text")
        parts = [text[i : i + TEXT_LENGTH] for i in range(0, len(text), TEXT_LENGTH)]
        return [
            self._say(
                {"text": part, "entities": found_entities(part) or None}
                | self._origin(forward_from),
                reply_to,
            )
            for part in parts
        ]

    def start(self, payload: str) -> list[Message]:
        return self.send(f"/start {payload}".strip())

    def upload(
        self,
        kind: str,
        uploads: list[Upload],
        *,
        caption: str | None = None,
        reply_to: int | None = None,
        forward_from: str | None = None,
        pretend_size: int | None = None,
    ) -> list[Message]:
        """Send files; several at once are an album, whose first item carries the caption."""
        if kind not in MEDIA_KINDS:
            raise UserError(f"unknown kind of file: {kind}")
        if not uploads or len(uploads) >= ALBUM.stop:
            raise UserError("one to ten files at a time")
        album: dict[str, Any] = {}
        if len(uploads) in ALBUM:
            album = {"media_group_id": f"album-{next(self.world.numbers)}"}
        contents = [
            message_part(
                self.world.files,
                self.world.files.keep(self.bot.user.id, kind, each, size=pretend_size),
            )
            for each in uploads
        ]
        if caption:
            contents[0] |= {
                "caption": caption,
                "caption_entities": found_entities(caption) or None,
            }
        origin = self._origin(forward_from)
        messages = [self._message(each | album | origin, reply_to) for each in contents]
        shuffled = bool(album) and self.world.faults.use("shuffle", self.bot.username)
        for message in messages:
            self._show(message)
        for message in reversed(messages) if shuffled else messages:
            self.world.tell(self.bot, "message", message)
        return messages

    def edit(self, message_id: int, text: str) -> Message:
        post = self._own_post(message_id)
        field = "text" if post.message.text is not None else "caption"
        entities = "entities" if field == "text" else "caption_entities"
        post.message = post.message.model_copy(
            update={
                field: text,
                entities: found_entities(text) or None,
                "edit_date": int(self.world.clock.timestamp()),
            }
        )
        self.world.changed(self.room)
        self.world.tell(self.bot, "edited_message", post.message)
        return post.message

    def delete(self, message_id: int) -> None:
        """Delete for both sides; Telegram tells a bot nothing about it."""
        self._post(message_id)
        del self.room.posts[message_id]
        self.world.changed(self.room)

    def forward(self, message_id: int, *, hide_sender: bool = False) -> Message:
        """Forward a message of this chat back into it; with a hidden sender it is a copy."""
        source = self._post(message_id).message
        if source.has_protected_content:
            raise UserError("the message is protected: it can be neither forwarded nor copied")
        content = content_of(source)
        if not hide_sender:
            sender = source.from_user or self.person.user
            origin = MessageOriginUser(date=source.date, sender_user=sender)
            content["forward_origin"] = source.forward_origin or origin
        return self._say(content, None)

    def block(self, *, blocked: bool) -> None:
        """Block or unblock the bot, which learns of it."""
        if self.room.blocked is blocked:
            return
        self.room.blocked = blocked
        user = self.bot.user
        member = ChatMemberMember(user=user)
        banned = ChatMemberBanned(user=user, until_date=FOREVER)
        self.world.changed(self.room)
        update = ChatMemberUpdated(
            chat=self.room.chat,
            from_user=self.person.user,
            date=self.world.clock.now(),
            old_chat_member=member if blocked else banned,
            new_chat_member=banned if blocked else member,
        )
        self.world.tell(self.bot, "my_chat_member", update)

    def button(self, message_id: int, label: str) -> InlineKeyboardButton:
        markup = self._post(message_id).message.reply_markup
        buttons = [each for row in markup.inline_keyboard for each in row] if markup else []
        for button in buttons:
            if button.text == label:
                return button
        raise UserError(f"message {message_id} has no button {label!r}")

    def follow(self, url: str) -> list[Message]:
        """Open a link; one to the bot's start is a deep link, others lead out of Telegram."""
        link = _DEEP_LINK.fullmatch(url)
        return self.start(link[2]) if link and link[1] == self.bot.username else []

    def tap(self, message_id: int, data: str) -> Query:
        """Tap a callback button. Any data may be sent: a forged client can do that, too."""
        if self.room.blocked:
            raise UserError("the bot is blocked")
        tap = Query(
            CallbackQuery(
                id=str(7_000_000 + next(self.world.numbers)),
                from_user=self.person.user,
                chat_instance=str(self.room.chat.id),
                message=self._post(message_id).message,
                data=data,
            ),
            self.room,
            self.world.clock.timestamp(),
        )
        self.world.queries[tap.query.id] = tap
        self.world.tell(self.bot, "callback_query", tap.query)
        return tap

    def _say(self, content: dict[str, Any], reply_to: int | None) -> Message:
        message = self._message(content, reply_to)
        self._show(message)
        self.world.tell(self.bot, "message", message)
        return message

    def _message(self, content: dict[str, Any], reply_to: int | None) -> Message:
        if self.room.blocked:
            raise UserError("the bot is blocked")
        replied = None
        if reply_to is not None:
            original = self._post(reply_to).message
            replied = original.model_copy(update={"reply_to_message": None})
        return Message(
            message_id=next(self.bot.message_ids),
            date=self.world.clock.now(),
            chat=self.room.chat,
            from_user=self.person.user,
            reply_to_message=replied,
            **content,
        )

    def _show(self, message: Message) -> None:
        self.room.opened = True
        self.world.put(self.room, Post(message))

    def _origin(self, name: str | None) -> dict[str, Any]:
        """Who wrote it first: an account of the sandbox by id, else a name without an account."""
        if name is None:
            return {}
        now = self.world.clock.now()
        person = self.world.people.get(int(name)) if name.isdigit() else None
        if person:
            return {"forward_origin": MessageOriginUser(date=now, sender_user=person.user)}
        return {"forward_origin": MessageOriginHiddenUser(date=now, sender_user_name=name)}

    def _post(self, message_id: int) -> Post:
        if message_id not in self.room.posts:
            raise UserError(f"no message {message_id} in this chat")
        return self.room.posts[message_id]

    def _own_post(self, message_id: int) -> Post:
        post = self._post(message_id)
        if post.message.from_user != self.person.user:
            raise UserError("only one's own messages can be edited")
        return post

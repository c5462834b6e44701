"""One person's phone, in the hands of a script."""

# ruff: noqa: ASYNC109 - the server does the waiting; the limit is what the caller wants to say

import asyncio
import json
import mimetypes
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import aiohttp

from sandbox.chat import Answer, Chat, Message
from sandbox.wire import Refused, Wire

PATIENCE = 10.0
"""Seconds until waiting for a bot fails."""
UploadSource = Path | bytes | tuple[str, bytes]
SeenT = TypeVar("SeenT")


class Phone:
    """A person's chat with one bot, or with `chat`, the id of a group.

    Methods that a real phone would not offer raise `Refused`; waiting in vain and buttons that
    are not there raise `AssertionError` with the chat's tail.
    """

    def __init__(self, wire: Wire, user: int, bot: str | None, *, chat: int | None = None) -> None:
        self.user = user
        self.bot = bot
        self._wire = wire
        self._path = f"/sandbox/users/{user}"
        place = {"bot": bot, "chat": chat}
        self._place = {key: value for key, value in place.items() if value is not None}

    def __repr__(self) -> str:
        return f"Phone({self.user}, @{self.bot})"

    async def send(
        self, text: str, *, reply_to: int | None = None, forward_from: str | None = None
    ) -> int:
        """Send a text and return its message id; `forward_from` names its first author."""
        return await self._sent("send", text=text, reply_to=reply_to, forward_from=forward_from)

    async def start(self, payload: str = "") -> int:
        """Open the bot's link, t.me/<bot>?start=payload."""
        return await self._sent("send", start=payload)

    async def reply(self, text: str, *, timeout: float = PATIENCE) -> int:
        """Answer the latest message that asks for a reply, waiting for one to come."""
        prompt = await self.until(
            lambda chat: _latest(chat, lambda message: message.prompt),
            "a message that asks for a reply",
            timeout=timeout,
        )
        return await self.send(text, reply_to=prompt.id)

    async def upload(
        self,
        kind: str,
        *files: UploadSource,
        caption: str | None = None,
        forward_from: str | None = None,
        reply_to: int | None = None,
        pretend_size: int | None = None,
    ) -> list[int]:
        """Send one to ten files: paths, bytes, or (name, bytes). Several are an album.

        `kind` is photo, document, voice, audio, video or video_note. `pretend_size` is what
        Telegram claims as each file's size in bytes.
        """
        named = [_named(kind, source) for source in files]
        form = aiohttp.FormData()
        options = {
            "kind": kind,
            "caption": caption,
            "forward_from": forward_from,
            "reply_to": reply_to,
            "pretend_size": pretend_size,
            "names": json.dumps([name for name, _ in named]),
        }
        for name, value in (self._place | options).items():
            if value is not None:
                form.add_field(name, str(value))
        for name, data in named:
            mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
            form.add_field("file", BytesIO(data), filename="file", content_type=mime)
        answer = await self._wire.post_form(f"{self._path}/upload", form)
        ids: list[int] = answer["message_ids"]
        return ids

    async def click(
        self, label: str, *, message: Message | None = None, timeout: float = PATIENCE
    ) -> Answer:
        """Tap a button by its label or the label's beginning, and wait for the bot's answer.

        The newest message that has the button is taken unless one is given. Does not wait for
        the button to appear: use `see_button` where it may still be on its way.
        """
        chat = await self.chat()
        shown = message or _latest(chat, lambda each: each.button(label) is not None)
        button = shown.button(label) if shown else None
        if shown is None or button is None:
            raise AssertionError(f"no button {label!r} in the chat of {chat!r}")
        return await self._answered(
            {"message_id": shown.id, "label": button.text}, repr(button), timeout
        )

    async def tap(self, message: Message | int, data: str, *, timeout: float = PATIENCE) -> Answer:
        """Send any callback data for a message, as a forged or outdated client could."""
        message_id = message if isinstance(message, int) else message.id
        return await self._answered({"message_id": message_id, "data": data}, data, timeout)

    async def edit(self, message_id: int, text: str) -> None:
        await self._do("edit", message_id=message_id, text=text)

    async def delete(self, message_id: int) -> None:
        """Delete a message for both sides."""
        await self._do("delete", message_id=message_id)

    async def forward(self, message: Message | int, *, hide_sender: bool = False) -> int:
        """Forward a message to the bot; raises `Refused` for a protected one."""
        message_id = message if isinstance(message, int) else message.id
        return await self._sent("forward", message_id=message_id, hide_sender=hide_sender)

    async def block(self) -> None:
        await self._do("block")

    async def unblock(self) -> None:
        await self._do("unblock")

    async def chat(self) -> Chat:
        return Chat.read(await self._wire.get(f"{self._path}/chat", **self._place))

    async def messages(self) -> list[Message]:
        return (await self.chat()).messages

    async def last(self) -> Message:
        """The newest message, whoever wrote it."""
        chat = await self.chat()
        if not chat.messages:
            raise AssertionError(f"nothing in the chat of {chat!r}")
        return chat.messages[-1]

    async def see(self, text_part: str, *, after: int = 0, timeout: float = PATIENCE) -> Message:
        """Wait for a message of the bot that contains the text, younger than message `after`."""
        return await self.until(
            lambda chat: _latest(
                chat, lambda each: each.by_bot and each.id > after and text_part in each.text
            ),
            f"a message with {text_part!r}",
            timeout=timeout,
        )

    async def see_button(self, label: str, *, timeout: float = PATIENCE) -> Message:
        """Wait for a message with this button."""
        return await self.until(
            lambda chat: _latest(chat, lambda each: each.button(label) is not None),
            f"a button {label!r}",
            timeout=timeout,
        )

    async def gone(self, text_part: str, *, timeout: float = PATIENCE) -> None:
        """Wait until no message of the bot contains the text any more."""
        await self.until(
            lambda chat: not any(each.by_bot and text_part in each.text for each in chat.messages),
            f"{text_part!r} to be gone",
            timeout=timeout,
        )

    async def until(
        self, look: Callable[[Chat], SeenT | None], what: str, *, timeout: float = PATIENCE
    ) -> SeenT:
        """Wait until `look` finds something truthy in the chat, and return it."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        chat = await self.chat()
        while not (found := look(chat)):
            left = deadline - loop.time()
            if left <= 0:
                raise AssertionError(f"waited {timeout:g} s for {what} in the chat of {chat!r}")
            query = self._place | {"after": chat.version, "timeout": left}
            chat = Chat.read(await self._wire.get(f"{self._path}/chat", **query))
        return found

    async def download(self, message: Message) -> bytes:
        """The bytes of a message's file."""
        if message.media is None:
            raise AssertionError(f"no file in {message!r}")
        return await self._wire.read(message.media.url)

    async def _do(self, act: str, **body: Any) -> Any:
        return await self._wire.post(f"{self._path}/{act}", self._place | body)

    async def _sent(self, act: str, **body: Any) -> int:
        return int((await self._do(act, **body))["message_id"])

    async def _answered(self, tap: dict[str, Any], what: str, timeout: float) -> Answer:
        tapped = await self._do("click", **tap)
        if tapped["query_id"] is None:
            return Answer(url=tapped["url"])
        path = f"{self._path}/answers/{tapped['query_id']}"
        try:
            return Answer(**await self._wire.get(path, timeout=timeout))
        except Refused as error:
            chat = await self.chat()
            raise AssertionError(
                f"no answer to the tap on {what} in the chat of {chat!r}"
            ) from error


def _latest(chat: Chat, wanted: Callable[[Message], bool]) -> Message | None:
    return next((each for each in reversed(chat.messages) if wanted(each)), None)


_NAMES = {"photo": "photo.jpg", "voice": "voice.ogg", "audio": "audio.mp3"}


def _named(kind: str, source: UploadSource) -> tuple[str, bytes]:
    match source:
        case Path():
            return source.name, source.read_bytes()
        case bytes():
            return _NAMES.get(kind, "video.mp4" if "video" in kind else "file.bin"), source
        case (name, data):
            return name, data

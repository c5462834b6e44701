"""What a message carries, and how its bytes come from Telegram into the vault."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetFile
from aiogram.types import (
    Audio,
    Document,
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    PhotoSize,
    Video,
    VideoNote,
    Voice,
)
from aiohttp import ClientError, ClientResponseError

from bot.media_types import HEAD, TEXT, type_of
from register.evidence import Kind, Origin
from register.ids import Account
from register.ports import Stored, Vault

LIMIT = 20 * 1024 * 1024
"""Telegram gives a bot files up to this many bytes."""

_SERVER_ERROR = 500
_CHUNK = 64 * 1024

_Media = PhotoSize | Document | Voice | Audio | Video | VideoNote


class DownloadRefused(Exception):
    """Telegram names a file and then does not give it; asking again need not help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The one thing that a message carries; `size` is what Telegram says before the download."""

    kind: Kind
    name: str
    size: int | None
    caption: str
    text: str
    origin: Origin


def item_of(message: Message) -> Item:
    """Return what a message carries: its file, or its text."""
    kind, media = _media(message)
    return Item(
        kind=kind,
        name=getattr(media, "file_name", None) or "",
        size=media.file_size if media else None,
        caption=message.caption or "",
        text=message.text or "",
        origin=Origin(
            file=media.file_id if media else "",
            message=str(message.message_id),
            group=message.media_group_id or "",
            sent_at=message.forward_origin.date if message.forward_origin else message.date,
            forwarded_from=_forwarded_from(message),
            account=_account_of_origin(message),
        ),
    )


def _media(message: Message) -> tuple[Kind, _Media | None]:
    found: tuple[tuple[Kind, _Media | None], ...] = (
        (Kind.PHOTO, message.photo[-1] if message.photo else None),
        (Kind.DOCUMENT, message.document),
        (Kind.VOICE, message.voice),
        (Kind.AUDIO, message.audio),
        (Kind.VIDEO, message.video),
        (Kind.VIDEO_NOTE, message.video_note),
    )
    return next(((kind, media) for kind, media in found if media), (Kind.TEXT, None))


def _forwarded_from(message: Message) -> str:
    """Return whom Telegram names as the first sender: a claim, kept as such (EC4)."""
    match message.forward_origin:
        case MessageOriginUser() as origin:
            return origin.sender_user.full_name
        case MessageOriginHiddenUser() as origin:
            return origin.sender_user_name
        case MessageOriginChat() as origin:
            return origin.sender_chat.full_name
        case MessageOriginChannel() as origin:
            return origin.chat.full_name
        case _:
            return ""


def _account_of_origin(message: Message) -> Account | None:
    """Return the account of the first sender, None where Telegram hides or does not know it."""
    origin = message.forward_origin
    if not isinstance(origin, MessageOriginUser):
        return None
    return Account(str(origin.sender_user.id))


async def keep_file(bot: Bot, item: Item, vault: Vault, place: str) -> tuple[Stored, str]:
    """Stream a file into the vault. Return what the vault says, and the type by content.

    Raise TelegramNetworkError when the bytes end early: the lane asks for them again.
    """
    head = bytearray()
    stored = await vault.store(place, _download(bot, item.origin.file, head))
    return stored, type_of(bytes(head[:HEAD]))


async def keep_text(item: Item, vault: Vault, place: str) -> tuple[Stored, str]:
    """Keep a text as UTF-8."""

    async def once() -> AsyncIterator[bytes]:
        yield item.text.encode()

    return await vault.store(place, once()), TEXT


async def _download(bot: Bot, file_id: str, head: bytearray) -> AsyncIterator[bytes]:
    method = GetFile(file_id=file_id)
    file = await bot(method)
    url = bot.session.api.file_url(bot.token, file.file_path or "")
    got = 0
    try:
        async for chunk in bot.session.stream_content(
            url, timeout=60, chunk_size=_CHUNK, raise_for_status=True
        ):
            got += len(chunk)
            if len(head) < HEAD:
                head += chunk
            yield chunk
    except ClientResponseError as error:
        if error.status < _SERVER_ERROR:
            raise DownloadRefused from error
        raise TelegramNetworkError(method, "the download failed") from error
    except (ClientError, TimeoutError) as error:
        raise TelegramNetworkError(method, "the download broke off") from error
    if file.file_size is not None and got < file.file_size:
        raise TelegramNetworkError(method, "the download ended early")

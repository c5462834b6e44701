"""Files, albums and copies between phone and bot."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
    MessageOriginHiddenUser,
    MessageOriginUser,
)
from aiohttp import ClientSession, FormData

from sandbox.driver import BotAccount, Phone, Refused, Sandbox
from tests.sandbox.conftest import FANG, TOKEN

PNG = b"\x89PNG bytes"


async def received(bot: Bot) -> list[Message]:
    return [each.message for each in await bot.get_updates() if each.message]


async def bytes_of(bot: Bot, file_id: str) -> bytes:
    target = await bot.download(file_id, BytesIO())
    assert target
    return target.read()


@pytest.mark.parametrize(
    ("kind", "mime"),
    [
        ("document", "text/plain"),
        ("voice", "audio/ogg"),
        ("audio", "text/plain"),
        ("video", "text/plain"),
        ("video_note", None),
    ],
)
async def test_uploaded_bytes_reach_the_bot_unchanged(
    bot: Bot, stranger: Phone, kind: str, mime: str | None
) -> None:
    await stranger.upload(kind, ("笔记.txt", b"\0\xff content"), caption="see /help")
    (message,) = await received(bot)
    part = getattr(message, kind)
    assert getattr(part, "mime_type", None) == mime
    assert part.file_size == 10
    assert message.caption == "see /help"
    assert await bytes_of(bot, part.file_id) == b"\0\xff content"


async def test_a_photo_has_sizes_and_a_stable_unique_id(bot: Bot, stranger: Phone) -> None:
    await stranger.upload("photo", PNG)
    await stranger.upload("photo", PNG)
    first, second = [message.photo or [] for message in await received(bot)]
    widths = [size.width for size in first]
    assert widths == sorted(widths)
    assert first[-1].file_id != second[-1].file_id
    assert first[-1].file_unique_id == second[-1].file_unique_id
    assert len({size.file_unique_id for size in first}) == len(first)
    assert await bytes_of(bot, first[-1].file_id) == PNG


async def test_an_album_is_one_update_for_each_item(bot: Bot, stranger: Phone) -> None:
    ids = await stranger.upload("photo", b"1", b"2", b"3", caption="three")
    messages = await received(bot)
    assert [each.message_id for each in messages] == ids
    assert len({each.media_group_id for each in messages}) == 1
    assert messages[0].media_group_id
    assert [each.caption for each in messages] == ["three", None, None]


async def test_a_forward_names_its_first_author(
    bot: Bot, sandbox: Sandbox, stranger: Phone
) -> None:
    await sandbox.user(8, "明", last_name="李")
    await stranger.send("words", forward_from="某局长")
    await stranger.upload("voice", b"ogg", forward_from="8")
    hidden, known = [each.forward_origin for each in await received(bot)]
    assert isinstance(hidden, MessageOriginHiddenUser)
    assert hidden.sender_user_name == "某局长"
    assert isinstance(known, MessageOriginUser)
    assert known.sender_user.id == 8
    assert [each.forward_from for each in await stranger.messages()] == ["某局长", "明 李"]


async def test_protected_messages_leave_the_chat_by_no_way(bot: Bot, phone: Phone) -> None:
    sent = await bot.send_message(FANG, "secret", protect_content=True)
    assert (await phone.see("secret")).protected
    for hide_sender in (False, True):
        with pytest.raises(Refused, match="protected"):
            await phone.forward(sent.message_id, hide_sender=hide_sender)
    with pytest.raises(TelegramBadRequest, match="message can't be forwarded"):
        await bot.forward_message(FANG, FANG, sent.message_id)
    with pytest.raises(TelegramBadRequest, match="message can't be copied"):
        await bot.copy_message(FANG, FANG, sent.message_id)


async def test_a_user_forwards_what_is_not_protected(bot: Bot, phone: Phone) -> None:
    sent = await bot.send_message(FANG, "open")
    await phone.forward(sent.message_id)
    await phone.forward(sent.message_id, hide_sender=True)
    _, forwarded, copied = await received(bot)
    assert isinstance(forwarded.forward_origin, MessageOriginUser)
    assert forwarded.forward_origin.sender_user.is_bot
    assert (copied.text, copied.forward_origin) == ("open", None)


async def test_a_bot_sends_an_upload_and_sends_it_again_by_id(bot: Bot, phone: Phone) -> None:
    form = BufferedInputFile(b"%PDF-1.7", "登记表.pdf")
    first = await bot.send_document(FANG, form, caption="<b>表</b>", parse_mode="HTML")
    assert first.document
    again = await bot.send_document(FANG, first.document.file_id)
    assert again.document
    assert again.document.file_unique_id == first.document.file_unique_id
    for message in (await phone.messages())[-2:]:
        assert message.media
        assert (message.media.name, message.media.mime) == ("登记表.pdf", "application/pdf")
        assert await phone.download(message) == b"%PDF-1.7"
    with pytest.raises(TelegramBadRequest, match="can't use file of type document as photo"):
        await bot.send_photo(FANG, first.document.file_id)


async def test_a_file_id_means_nothing_to_another_bot(
    bot: Bot, sandbox: Sandbox, phone: Phone
) -> None:
    await sandbox.bot("1002:other", "other_bot")
    theirs = sandbox.phone(FANG, bot="other_bot")
    await theirs.upload("document", b"x")
    media = (await theirs.last()).media
    assert media
    with pytest.raises(TelegramBadRequest, match="wrong file identifier"):
        await bot.get_file(media.file_id)


async def test_a_bots_album_comes_whole_or_not_at_all(bot: Bot, phone: Phone) -> None:
    pages = [
        InputMediaDocument(media=BufferedInputFile(bytes([n + 1]), f"{n}.pdf")) for n in range(3)
    ]
    sent = await bot.send_media_group(FANG, [*pages])
    assert len({each.media_group_id for each in sent}) == 1
    with pytest.raises(TelegramBadRequest, match="wrong file identifier"):
        await bot.send_media_group(FANG, [*pages, InputMediaDocument(media="nothing")])
    with pytest.raises(TelegramBadRequest, match="wrong number of messages"):
        await bot.send_media_group(FANG, [*pages[:1]])
    assert len([each for each in await phone.messages() if each.by_bot]) == 3


async def test_a_bot_replaces_a_medium_and_its_caption(bot: Bot, phone: Phone) -> None:
    sent = await bot.send_photo(FANG, BufferedInputFile(PNG, "p.png"), caption="one")
    place: dict[str, Any] = {"chat_id": FANG, "message_id": sent.message_id}
    await bot.edit_message_caption(**place, caption="two")
    assert (await phone.see("two")).media
    fresh = InputMediaDocument(media=BufferedInputFile(b"pdf", "d.pdf"), caption="three")
    await bot.edit_message_media(fresh, **place)
    seen = await phone.see("three")
    assert seen.media
    assert seen.media.kind == "document"
    assert await phone.download(seen) == b"pdf"


async def test_a_client_without_attach_names_uploads_by_field(
    sandbox: Sandbox, account: BotAccount, phone: Phone
) -> None:
    form = FormData({"chat_id": str(FANG), "reply_markup": json.dumps({"force_reply": True})})
    form.add_field("voice", b"ogg", filename="v.ogg")
    url = f"{sandbox.url}/bot{TOKEN}/SENDVOICE"
    async with ClientSession() as http, http.post(url, data=form) as response:
        answer = await response.json()
    assert answer["result"]["voice"]["mime_type"] == "audio/ogg"
    assert (await phone.last()).prompt


async def test_phones_upload_from_paths(bot: Bot, stranger: Phone, tmp_path: Path) -> None:
    path = tmp_path / "证据.pdf"
    path.write_bytes(b"pdf")
    await stranger.upload("document", path)
    (message,) = await received(bot)
    assert message.document
    assert message.document.file_name == "证据.pdf"


async def test_a_photo_may_not_come_from_the_web(bot: Bot, phone: Phone) -> None:
    with pytest.raises(TelegramBadRequest, match="failed to get HTTP URL content"):
        await bot.send_media_group(FANG, [InputMediaPhoto(media="https://a.example/p.jpg")] * 2)

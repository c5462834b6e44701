"""What Telegram refuses, in its words, as aiogram hears it."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetStarTransactions
from aiogram.types import (
    BufferedInputFile,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyParameters,
)

from sandbox.driver import Phone, Refused, Sandbox
from tests.sandbox.conftest import FANG, client

TWO_DAYS = 48 * 3600


def keyboard(*data: str) -> InlineKeyboardMarkup:
    rows = [[InlineKeyboardButton(text="x", callback_data=each)] for each in data]
    return InlineKeyboardMarkup(inline_keyboard=rows)


async def test_text_has_4096_characters_after_parsing(bot: Bot, phone: Phone) -> None:
    await bot.send_message(FANG, f"<b>{'字' * 4096}</b>", parse_mode="HTML")
    with pytest.raises(TelegramBadRequest, match="message is too long"):
        await bot.send_message(FANG, "字" * 4097)
    with pytest.raises(TelegramBadRequest, match="message is too long"):
        await bot.send_message(FANG, "😀" * 2049)


@pytest.mark.parametrize("text", ["", "   ", "<b> </b>"])
async def test_text_must_not_be_empty(bot: Bot, phone: Phone, text: str) -> None:
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await bot.send_message(FANG, text, parse_mode="HTML")


async def test_a_caption_has_1024_characters(bot: Bot, phone: Phone) -> None:
    file = BufferedInputFile(b"%PDF", "form.pdf")
    await bot.send_document(FANG, file, caption="字" * 1024)
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await bot.send_document(FANG, file, caption="字" * 1025)


async def test_callback_data_has_64_bytes_and_a_message_100_buttons(
    bot: Bot, phone: Phone
) -> None:
    await bot.send_message(FANG, "x", reply_markup=keyboard(*["字" * 21] * 100))
    with pytest.raises(TelegramBadRequest, match="BUTTON_DATA_INVALID"):
        await bot.send_message(FANG, "x", reply_markup=keyboard("字" * 22))
    with pytest.raises(TelegramBadRequest, match="reply markup is too long"):
        await bot.send_message(FANG, "x", reply_markup=keyboard(*["d"] * 101))


async def test_a_button_needs_words_and_an_action(bot: Bot, phone: Phone) -> None:
    for button, complaint in [
        (InlineKeyboardButton(text="", callback_data="d"), "must be non-empty"),
        (InlineKeyboardButton(text="x"), "Text buttons are not allowed"),
    ]:
        markup = InlineKeyboardMarkup(inline_keyboard=[[button]])
        with pytest.raises(TelegramBadRequest, match=complaint):
            await bot.send_message(FANG, "x", reply_markup=markup)


async def test_blank_cells_of_a_calendar_pass(bot: Bot, phone: Phone) -> None:
    blank = InlineKeyboardButton(text=" ", callback_data="")
    markup = InlineKeyboardMarkup(inline_keyboard=[[blank]])
    await bot.send_message(FANG, "x", reply_markup=markup)
    (button,) = (await phone.see("x")).buttons
    assert (button.text, button.data) == (" ", "")


async def test_an_edit_must_change_something(bot: Bot, phone: Phone) -> None:
    sent = await bot.send_message(FANG, "<b>x</b>", parse_mode="HTML", reply_markup=keyboard("d"))
    same: dict[str, Any] = {
        "chat_id": FANG,
        "message_id": sent.message_id,
        "reply_markup": keyboard("d"),
    }
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_text("<b>x</b>", parse_mode="HTML", **same)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_reply_markup(**same)
    await bot.edit_message_text("x", **same)
    await bot.edit_message_reply_markup(chat_id=FANG, message_id=sent.message_id)


async def test_only_the_bots_own_messages_of_the_right_kind_are_edited(
    bot: Bot, phone: Phone
) -> None:
    theirs = await phone.send("mine")
    text = await bot.send_message(FANG, "x")
    photo = await bot.send_photo(FANG, BufferedInputFile(b"jpeg", "p.jpg"))
    for message_id, complaint in [
        (theirs, "message can't be edited"),
        (999, "message to edit not found"),
        (photo.message_id, "there is no text in the message to edit"),
    ]:
        with pytest.raises(TelegramBadRequest, match=complaint):
            await bot.edit_message_text("y", chat_id=FANG, message_id=message_id)
    with pytest.raises(TelegramBadRequest, match="there is no caption in the message to edit"):
        await bot.edit_message_caption(chat_id=FANG, message_id=text.message_id, caption="c")


async def test_messages_are_deleted_within_48_hours_of_the_worlds_time(
    bot: Bot, sandbox: Sandbox, phone: Phone
) -> None:
    old = await bot.send_message(FANG, "old")
    await sandbox.clock.advance(TWO_DAYS + 60)
    young = await bot.send_message(FANG, "young")
    with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
        await bot.delete_message(FANG, old.message_id)
    assert await bot.delete_messages(FANG, [old.message_id, young.message_id, 999])
    assert [each.text for each in await phone.messages()][1:] == ["old"]
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(FANG, young.message_id)


async def test_a_file_over_20_megabytes_is_not_given_out(bot: Bot, phone: Phone) -> None:
    await phone.upload("document", b"small", pretend_size=20 * 1024 * 1024 + 1)
    document = (await phone.last()).media
    assert document
    assert document.size > 20 * 1024 * 1024
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await bot.get_file(document.file_id)


async def test_a_bot_sends_no_empty_and_no_huge_photo(bot: Bot, phone: Phone) -> None:
    with pytest.raises(TelegramBadRequest, match="file must be non-empty"):
        await bot.send_document(FANG, BufferedInputFile(b"", "empty.txt"))
    with pytest.raises(TelegramEntityTooLarge):
        await bot.send_photo(FANG, BufferedInputFile(bytes(10 * 1024 * 1024 + 1), "p.jpg"))


async def test_unknown_chats_and_strangers_cannot_be_written_to(bot: Bot, stranger: Phone) -> None:
    for chat in (12345, "@nobody"):
        with pytest.raises(TelegramBadRequest, match="chat not found"):
            await bot.send_message(chat, "x")
    with pytest.raises(TelegramForbiddenError, match="bot can't initiate conversation"):
        await bot.send_message(FANG, "x")


async def test_a_blocking_user_is_out_of_reach_until_unblocking(bot: Bot, phone: Phone) -> None:
    await phone.block()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(FANG, "x")
    with pytest.raises(Refused, match="blocked"):
        await phone.send("x")
    await phone.unblock()
    await bot.send_message(FANG, "x")
    changes = [each.my_chat_member for each in await bot.get_updates()][1:]
    assert [each and each.new_chat_member.status for each in changes] == ["kicked", "member"]


async def test_a_tap_is_answered_within_a_minute_of_the_worlds_time(
    bot: Bot, sandbox: Sandbox, phone: Phone
) -> None:
    sent = await bot.send_message(FANG, "x", reply_markup=keyboard("d"))
    with pytest.raises(AssertionError, match=r"no answer to the tap on \[x\]"):
        await phone.click("x", timeout=0)
    (_, update) = await bot.get_updates()
    assert update.callback_query
    assert update.callback_query.message
    assert update.callback_query.message.message_id == sent.message_id
    await sandbox.clock.advance(61)
    for query in (update.callback_query.id, "1"):
        with pytest.raises(TelegramBadRequest, match="query is too old"):
            await bot.answer_callback_query(query)


async def test_a_reply_needs_its_message_unless_it_may_do_without(bot: Bot, phone: Phone) -> None:
    lost = ReplyParameters(message_id=999)
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(FANG, "x", reply_parameters=lost)
    lenient = ReplyParameters(message_id=999, allow_sending_without_reply=True)
    sent = await bot.send_message(FANG, "x", reply_parameters=lenient, reply_markup=ForceReply())
    assert sent.reply_to_message is None


async def test_an_unknown_token_and_an_unknown_method_are_told_apart(
    bot: Bot, sandbox: Sandbox
) -> None:
    with pytest.raises(TelegramNotFound, match="method not found"):
        await bot(GetStarTransactions())
    async with client(sandbox.url, "1002:forged") as forged:
        with pytest.raises(TelegramUnauthorizedError):
            await forged.get_me()


async def test_other_formats_than_html_are_refused(bot: Bot, phone: Phone) -> None:
    with pytest.raises(TelegramBadRequest, match="unsupported parse_mode"):
        await bot.send_message(FANG, "*x*", parse_mode="MarkdownV2")

"""The sandbox speaks the Bot API, not aiogram's idea of it: two other libraries can use it."""

import asyncio
from io import BytesIO

import pytest
import telegram
from telebot import types
from telebot.async_telebot import AsyncTeleBot

from sandbox.driver import BotAccount, Phone, Sandbox

TAPPED = "tapped"


async def test_python_telegram_bot_holds_a_conversation(
    sandbox: Sandbox, account: BotAccount, phone: Phone
) -> None:
    async with telegram.Bot(
        account.token,
        base_url=f"{sandbox.url}/bot",
        base_file_url=f"{sandbox.url}/file/bot",
    ) as bot:
        started, *_ = await bot.get_updates()
        assert started.effective_chat is not None
        button = telegram.InlineKeyboardButton("签收", callback_data=TAPPED)
        sent = await bot.send_message(
            started.effective_chat.id,
            "<b>收到</b>",
            parse_mode="HTML",
            reply_markup=telegram.InlineKeyboardMarkup([[button]]),
        )
        shown = await phone.see("收到")
        async with asyncio.TaskGroup() as tasks:
            tap = tasks.create_task(phone.tap(shown, TAPPED))
            (update,) = await bot.get_updates(offset=started.update_id + 1, timeout=10)
            assert update.callback_query is not None
            await update.callback_query.answer("已签收")
        assert tap.result().text == "已签收"
        await sent.edit_text("已读")
        await phone.see("已读")

        await phone.upload("document", ("说明.txt", b"what it says"))
        (update,) = await bot.get_updates(offset=update.update_id + 1, timeout=10)
        assert update.message is not None
        assert update.message.document is not None
        assert update.message.document.file_name == "说明.txt"
        kept = await (await update.message.document.get_file()).download_as_bytearray()
        assert bytes(kept) == b"what it says"


async def test_telebot_holds_a_conversation(
    sandbox: Sandbox, account: BotAccount, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("telebot.asyncio_helper.API_URL", f"{sandbox.url}/bot{{0}}/{{1}}")
    bot = AsyncTeleBot(account.token)
    started, *_ = await bot.get_updates()
    assert started.message is not None
    chat = started.message.chat.id
    keyboard = types.InlineKeyboardMarkup()
    keyboard.add(types.InlineKeyboardButton("签收", callback_data=TAPPED))
    await bot.send_message(chat, "收到一份登记表", reply_markup=keyboard)
    shown = await phone.see("收到")
    async with asyncio.TaskGroup() as tasks:
        tap = tasks.create_task(phone.tap(shown, TAPPED))
        (update,) = await bot.get_updates(offset=started.update_id + 1, timeout=10)
        assert update.callback_query is not None
        await bot.answer_callback_query(update.callback_query.id, "已签收")
    assert tap.result().text == "已签收"

    await bot.send_document(chat, types.InputFile(BytesIO(b"%PDF-"), file_name="登记表.pdf"))
    paper = (await phone.messages())[-1]
    assert await phone.download(paper) == b"%PDF-"
    await bot.close_session()  # type: ignore[no-untyped-call]  # telebot's own

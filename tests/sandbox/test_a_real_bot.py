"""A small aiogram bot, by polling and by webhook, seen from a phone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot, Dispatcher, F
from aiogram.filters import CommandObject, CommandStart
from aiogram.methods import SendMessage
from aiogram.types import (
    CallbackQuery,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from sandbox.driver import Phone

SECRET = "a-secret"


def small_bot() -> Dispatcher:
    """Greets, asks for a name in a prompt, answers a tap by alert and edit."""
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart())
    async def start(message: Message, command: CommandObject) -> None:
        button = InlineKeyboardButton(text="Say yes", callback_data="yes")
        await message.answer(
            f"Welcome with <b>{command.args}</b>",
            parse_mode="HTML",
            reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
        )

    @dispatcher.message(F.text == "ping")
    async def ping(message: Message) -> SendMessage:
        return SendMessage(chat_id=message.chat.id, text="pong")

    @dispatcher.callback_query(F.data == "yes")
    async def yes(query: CallbackQuery) -> None:
        await query.answer("Heard", show_alert=True)
        assert isinstance(query.message, Message)
        await query.message.edit_text("You said yes")
        await query.message.answer(
            "Your name?", reply_markup=ForceReply(input_field_placeholder="name")
        )

    @dispatcher.message(F.reply_to_message.text == "Your name?")
    async def name(message: Message) -> None:
        await message.reply(f"Hello {message.text}")

    return dispatcher


@asynccontextmanager
async def polled(bot: Bot) -> AsyncIterator[None]:
    dispatcher = small_bot()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(
            dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False)
        )
        yield
        await dispatcher.stop_polling()


@asynccontextmanager
async def hooked(bot: Bot, *, in_background: bool = True) -> AsyncIterator[None]:
    app = web.Application()
    dispatcher = small_bot()
    handler = SimpleRequestHandler(
        dispatcher, bot, handle_in_background=in_background, secret_token=SECRET
    )
    handler.register(app, "/hook")
    setup_application(app, dispatcher, bot=bot)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    await bot.set_webhook(f"http://{host}:{port}/hook", secret_token=SECRET)
    yield
    await bot.delete_webhook()
    await runner.cleanup()


async def converse(phone: Phone) -> None:
    await phone.start("invitation")
    greeting = await phone.see("Welcome with invitation")
    assert greeting.html == "Welcome with <b>invitation</b>"
    answer = await phone.click("Say")
    assert (answer.text, answer.show_alert) == ("Heard", True)
    edited = await phone.see("You said yes")
    assert edited.id == greeting.id
    assert edited.edited
    assert not edited.buttons
    reply = await phone.reply("王芳")
    assert (await phone.see("Hello 王芳")).reply_to == reply


async def test_a_polling_bot_converses(bot: Bot, stranger: Phone) -> None:
    async with polled(bot):
        await converse(stranger)


async def test_a_webhook_bot_converses(bot: Bot, stranger: Phone) -> None:
    async with hooked(bot):
        await converse(stranger)


async def test_a_method_in_the_answer_to_a_webhook_is_performed(bot: Bot, stranger: Phone) -> None:
    async with hooked(bot, in_background=False):
        await stranger.send("ping")
        await stranger.see("pong")

"""The user API and the driver: what a phone shows and can do."""

import json
from datetime import datetime, timedelta, timezone

import pytest
from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MenuButtonCommands,
)
from aiohttp import ClientSession

from sandbox.driver import BotAccount, Phone, Refused, Sandbox
from tests.sandbox.conftest import FANG, TOKEN

GROUP = -100
BEIJING = timezone(timedelta(hours=8))


def link(text: str, url: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=text, url=url)]])


async def test_a_chat_shows_what_a_phone_would(bot: Bot, phone: Phone) -> None:
    await bot.send_message(
        FANG,
        '<b>粗</b> <a href="https://a.example/?x=&quot;&lt;">l</a> <tg-spoiler>s</tg-spoiler>'
        ' <pre><code class="language-py">&lt;x&gt;</code></pre>',
        parse_mode="HTML",
        disable_notification=True,
        reply_markup=link("open", "https://a.example/"),
    )
    chat = await phone.chat()
    shown = chat.messages[-1]
    assert shown.html == (
        '<b>粗</b> <a href="https://a.example/?x=&quot;&lt;" target="_blank" rel="noopener">l</a>'
        ' <span class="tg-spoiler">s</span> <pre>&lt;x&gt;</pre>'
    )
    assert (shown.text, shown.silent, shown.by_bot) == ("粗 l s <x>", True, True)
    assert (await phone.click("open")).url == "https://a.example/"


async def test_a_link_to_the_bot_is_a_deep_link(bot: Bot, phone: Phone) -> None:
    markup = link("join", "https://t.me/test_bot?start=abc-1")
    await bot.send_message(FANG, "x", reply_markup=markup)
    await phone.click("join")
    assert (await phone.last()).text == "/start abc-1"
    update = (await bot.get_updates())[-1]
    assert update.message
    assert update.message.entities
    assert update.message.entities[0].type == "bot_command"


async def test_a_person_sees_the_commands_meant_for_them(
    bot: Bot, sandbox: Sandbox, phone: Phone
) -> None:
    await bot.set_my_commands([BotCommand(command="help", description="帮助")])
    mine = [BotCommand(command="new", description="新记录")]
    await bot.set_my_commands(mine, scope=BotCommandScopeChat(chat_id=FANG))
    await bot.set_chat_menu_button(FANG, MenuButtonCommands())
    other = await sandbox.user(8, "明")
    assert (await phone.chat()).commands == {"new": "新记录"}
    assert (await phone.chat()).menu == "commands"
    assert (await other.chat()).commands == {"help": "帮助"}
    assert (await other.chat()).menu == "default"
    await bot.delete_my_commands(scope=BotCommandScopeChat(chat_id=FANG))
    assert (await phone.chat()).commands == {"help": "帮助"}
    assert await bot.get_my_commands(scope=BotCommandScopeChat(chat_id=FANG)) == []


async def test_typing_shows_until_the_message_or_five_seconds(
    bot: Bot, sandbox: Sandbox, phone: Phone
) -> None:
    await bot.send_chat_action(FANG, "typing")
    assert (await phone.chat()).typing
    await bot.send_message(FANG, "x")
    assert not (await phone.chat()).typing
    await bot.send_chat_action(FANG, "upload_document")
    await sandbox.clock.advance(6)
    assert not (await phone.chat()).typing


async def test_a_deleted_message_vanishes_on_both_sides(bot: Bot, phone: Phone) -> None:
    theirs = await bot.send_message(FANG, "to be taken back")
    mine = await phone.send("mine")
    await bot.delete_messages(FANG, [theirs.message_id])
    await phone.gone("to be taken back")
    await phone.delete(mine)
    assert [each.text for each in await phone.messages()] == ["/start"]


async def test_too_long_a_text_is_sent_in_parts(bot: Bot, stranger: Phone) -> None:
    await stranger.send("字" * 5000)
    parts = [each.message.text or "" for each in await bot.get_updates() if each.message]
    assert [len(part) for part in parts] == [4096, 904]


async def test_a_group_is_a_chat_of_its_own(bot: Bot, sandbox: Sandbox, phone: Phone) -> None:
    await sandbox.group(GROUP, "办公室", phone)
    in_group = sandbox.phone(FANG, chat=GROUP)
    await in_group.send("all here?")
    update = (await bot.get_updates())[-1]
    assert update.message
    assert (update.message.chat.id, update.message.chat.title) == (GROUP, "办公室")
    await bot.send_message(GROUP, "yes")
    await in_group.see("yes")
    assert "yes" not in [each.text for each in await phone.messages()]
    outsider = await sandbox.user(8, "明")
    assert outsider.user == 8
    with pytest.raises(Refused, match="not a member"):
        await sandbox.phone(8, chat=GROUP).send("let me in")


async def test_several_bots_must_be_told_apart(sandbox: Sandbox, phone: Phone) -> None:
    second = await sandbox.bot("1002:x", "second_bot")
    with pytest.raises(Refused, match="which bot"):
        await phone.send("to whom?")
    await sandbox.phone(FANG, bot=second).send("to you")
    with pytest.raises(Refused, match="taken"):
        await sandbox.bot("1003:x", "second_bot")


async def test_a_chat_has_facts_for_its_bot(bot: Bot, phone: Phone) -> None:
    chat = await bot.get_chat(FANG)
    assert (chat.type, chat.first_name, chat.last_name) == ("private", "芳", "王")
    me = await bot.me()
    assert (me.id, me.username, me.first_name) == (1001, "test_bot", "Test")
    await bot.set_my_description("what it does")
    assert (await bot.get_my_description()).description == "what it does"


async def test_waiting_in_vain_prints_the_tail_of_the_chat(bot: Bot, phone: Phone) -> None:
    await bot.send_message(FANG, "something else", reply_markup=link("open", "https://a.example"))
    with pytest.raises(AssertionError) as failure:
        await phone.see("the receipt", timeout=0.01)
    assert str(failure.value) == (
        "waited 0.01 s for a message with 'the receipt' in the chat of 芳 with @test_bot, "
        "2 messages:\n  user #1 /start\n  bot  #2 something else\n      [open]"
    )
    with pytest.raises(AssertionError, match="no button 'Yes'"):
        await phone.click("Yes")


async def test_the_worlds_time_is_one_file_that_services_read(
    sandbox: Sandbox, bot: Bot, phone: Phone
) -> None:
    morning = datetime(2036, 10, 8, 8, 30, tzinfo=BEIJING)
    moment = await sandbox.clock.to(morning)
    assert moment.now - morning < timedelta(seconds=5)
    await sandbox.clock.advance(3600)
    sent = await bot.send_message(FANG, "an hour later")
    assert timedelta(hours=1) <= sent.date - morning < timedelta(hours=1, seconds=30)
    with open(moment.file, encoding="utf-8") as file:  # noqa: ASYNC230, PTH123 - a tiny file
        assert float(file.read()) == (await sandbox.clock.read()).offset
    assert (await sandbox.clock.reset()).offset == 0
    with pytest.raises(Refused, match="zone"):
        await sandbox.clock.to(morning.replace(tzinfo=None))


async def test_the_log_counts_calls_and_holds_no_text(
    sandbox: Sandbox, bot: Bot, account: BotAccount, phone: Phone
) -> None:
    await bot.send_message(FANG, "secret words")
    calls = await sandbox.log(account)
    assert [(each.method, each.chat, each.status) for each in calls] == [
        ("sendMessage", FANG, 200)
    ]
    assert "secret" not in repr(calls)
    assert await sandbox.log("nobody_bot") == []


async def test_events_tell_what_changed(sandbox: Sandbox, bot: Bot, phone: Phone) -> None:
    async with (
        ClientSession() as http,
        http.get(f"{sandbox.url}/sandbox/events") as stream,
    ):
        await stream.content.readuntil(b"\n\n")
        await bot.send_message(FANG, "x")
        await sandbox.panel("http://127.0.0.1:1/")
        await sandbox.clock.advance(1)
        events = []
        for _ in range(3):
            line = await stream.content.readuntil(b"\n\n")
            events.append(json.loads(line.removeprefix(b"data: ")))
    chat, panel, clock = events
    assert (chat["user"], chat["bot"]) == (FANG, "test_bot")
    assert panel == {"panel": "http://127.0.0.1:1/"}
    assert clock["clock"]["offset"] == 1


async def test_wrong_parameters_are_refused_by_name_and_unknown_ones_tolerated(
    sandbox: Sandbox, account: BotAccount, phone: Phone
) -> None:
    url = f"{sandbox.url}/bot{TOKEN}/sendMessage"
    async with ClientSession() as http:

        async def ask(**fields: object) -> tuple[int, str | None]:
            async with http.post(url, json=fields) as response:
                return response.status, (await response.json()).get("description")

        assert await ask(chat_id=FANG, text="x", from_the_future=1) == (200, None)
        markup = {"inline_keyboard": [[{"callback_data": "d"}]]}
        status, complaint = await ask(chat_id=FANG, text="x", reply_markup=markup)
        assert (status, "reply_markup" in str(complaint)) == (400, True)
        status, complaint = await ask(text="x")
        assert (status, "chat_id" in str(complaint)) == (400, True)
        async with http.get(url, params={"chat_id": FANG, "text": "by query"}) as response:
            assert (await response.json())["result"]["text"] == "by query"
        async with http.post(url, data="{", headers={"Content-Type": "application/json"}) as bad:
            assert bad.status == 400

"""Methods about the bot itself: who it is, its commands and its menu button."""

import json

from aiogram.methods import (
    DeleteMyCommands,
    GetChatMenuButton,
    GetMe,
    GetMyCommands,
    GetMyDescription,
    GetMyName,
    GetMyShortDescription,
    SetChatMenuButton,
    SetMyCommands,
    SetMyDescription,
    SetMyName,
    SetMyShortDescription,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeDefault,
    BotDescription,
    BotName,
    BotShortDescription,
    MenuButtonCommands,
    MenuButtonDefault,
    User,
)

from sandbox.errors import bad_request
from sandbox.methods.registry import Call, answers
from sandbox.world import Bot, World, dump

COMMANDS = range(101)


@answers(GetMe)
def get_me(call: Call[GetMe]) -> User:
    return call.bot.user


def scope_key(scope: dict[str, object]) -> str:
    return json.dumps(scope, sort_keys=True)


def _key(
    call: Call[SetMyCommands] | Call[GetMyCommands] | Call[DeleteMyCommands],
) -> tuple[str, str]:
    scope = call.asked.scope or BotCommandScopeDefault()
    return scope_key(dump(scope)), call.asked.language_code or ""


def commands_for(bot: Bot, user: User) -> list[BotCommand]:
    """The commands a user sees in the private chat: the narrowest scope that has any."""
    scopes: list[dict[str, object]] = [
        {"type": "chat", "chat_id": user.id},
        {"type": "all_private_chats"},
        {"type": "default"},
    ]
    for scope in scopes:
        for language in (user.language_code or "", ""):
            commands = bot.commands.get((scope_key(scope), language))
            if commands:
                return commands
    return []


@answers(SetMyCommands)
def set_my_commands(call: Call[SetMyCommands]) -> bool:
    if len(call.asked.commands) not in COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for each in call.asked.commands:
        if not each.command.removeprefix("/").replace("_", "a").isalnum():
            raise bad_request("BOT_COMMAND_INVALID")
    call.bot.commands[_key(call)] = call.asked.commands
    _all_changed(call.world, call.bot)
    return True


@answers(GetMyCommands)
def get_my_commands(call: Call[GetMyCommands]) -> list[BotCommand]:
    return call.bot.commands.get(_key(call), [])


@answers(DeleteMyCommands)
def delete_my_commands(call: Call[DeleteMyCommands]) -> bool:
    call.bot.commands.pop(_key(call), None)
    _all_changed(call.world, call.bot)
    return True


def _all_changed(world: World, bot: Bot) -> None:
    for room in list(world.rooms.values()):
        if room.bot is bot:
            world.changed(room)


@answers(SetChatMenuButton)
def set_chat_menu_button(call: Call[SetChatMenuButton]) -> bool:
    button = call.asked.menu_button
    call.bot.menus[call.asked.chat_id] = button.type if button else "default"
    _all_changed(call.world, call.bot)
    return True


def menu_for(bot: Bot, chat_id: int) -> str:
    return bot.menus.get(chat_id) or bot.menus.get(None) or "default"


@answers(GetChatMenuButton)
def get_chat_menu_button(
    call: Call[GetChatMenuButton],
) -> MenuButtonCommands | MenuButtonDefault:
    kind = call.bot.menus.get(call.asked.chat_id, "default")
    return MenuButtonCommands() if kind == "commands" else MenuButtonDefault()


@answers(SetMyName)
def set_my_name(call: Call[SetMyName]) -> bool:
    return _describe(call, "name", call.asked.name)


@answers(GetMyName)
def get_my_name(call: Call[GetMyName]) -> BotName:
    return BotName(name=_described(call, "name") or call.bot.user.first_name)


@answers(SetMyDescription)
def set_my_description(call: Call[SetMyDescription]) -> bool:
    return _describe(call, "description", call.asked.description)


@answers(GetMyDescription)
def get_my_description(call: Call[GetMyDescription]) -> BotDescription:
    return BotDescription(description=_described(call, "description"))


@answers(SetMyShortDescription)
def set_my_short_description(call: Call[SetMyShortDescription]) -> bool:
    return _describe(call, "short_description", call.asked.short_description)


@answers(GetMyShortDescription)
def get_my_short_description(call: Call[GetMyShortDescription]) -> BotShortDescription:
    return BotShortDescription(short_description=_described(call, "short_description"))


def _describe(
    call: Call[SetMyName] | Call[SetMyDescription] | Call[SetMyShortDescription],
    what: str,
    words: str | None,
) -> bool:
    call.bot.profile[what, call.asked.language_code or ""] = words or ""
    return True


def _described(
    call: Call[GetMyName] | Call[GetMyDescription] | Call[GetMyShortDescription], what: str
) -> str:
    return call.bot.profile.get((what, call.asked.language_code or ""), "")

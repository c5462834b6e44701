"""Which commands a menu shows; what it does not show answers with an empty list all the same."""

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeChat

from bot.texts import Texts
from register.people import Person, Role

_SUPERIORS = frozenset({Role.HEAD, Role.LEADER, Role.INSPECTOR, Role.ADJUDICATION})
_ONLY_FOR = {
    "cases": frozenset({Role.HANDLER}),
    "notes": frozenset({Role.HANDLER}),
    "zero": frozenset({Role.HANDLER}),
    "todo": _SUPERIORS,
    "desk": frozenset({Role.INSPECTOR}),
}
"""Who has a use for a command; everybody has one for the others."""


async def show_commands(bot: Bot, chat: int, person: Person, texts: Texts) -> None:
    """Set the menu of a person's chat by their roles."""
    await bot.set_my_commands(
        [
            BotCommand(command=name, description=text)
            for name, text in texts.words("commands").items()
            if name not in _ONLY_FOR or _ONLY_FOR[name] & person.roles
        ],
        scope=BotCommandScopeChat(chat_id=chat),
    )

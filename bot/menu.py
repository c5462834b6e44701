"""Which commands a menu shows; what it does not show answers with an empty list all the same."""

from collections.abc import Sequence

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeChat

from bot.texts import Texts
from register.case_note import may_write
from register.people import AT_A_DESK, Person, Role
from register.profile import Profile
from register.transfer import COMPETENT
from register.zero_report import rules_owing

_SUPERIORS = frozenset({Role.HEAD, Role.LEADER, Role.INSPECTOR, Role.ADJUDICATION})
_ONLY_FOR = {
    "cases": frozenset({Role.HANDLER}),
    "zero": frozenset({Role.HANDLER}),
    "todo": _SUPERIORS,
    "away": AT_A_DESK,
    "transfer": COMPETENT,
}
"""Who has a use for a command; everybody has one for the others."""


async def show_commands(
    bot: Bot, chat: int, person: Person, texts: Texts, rules: Sequence[Profile]
) -> None:
    """Set the menu of a person's chat by their roles and by the rules of their house."""
    needless = _needless(person, rules)
    await bot.set_my_commands(
        [
            BotCommand(command=name, description=text)
            for name, text in texts.words("commands").items()
            if name not in needless
        ],
        scope=BotCommandScopeChat(chat_id=chat),
    )


def _needless(person: Person, rules: Sequence[Profile]) -> set[str]:
    """Return the commands that a person has no use for."""
    needless = {name for name, roles in _ONLY_FOR.items() if not roles & person.roles}
    if rules_owing(rules) is None:
        needless.add("zero")
    if not any(may_write(kind, person) for each in rules for kind in each.notes):
        needless.add("notes")
    return needless

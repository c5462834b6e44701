"""The door: invite links, strangers, groups, help."""

from collections.abc import Sequence

from aiogram import Bot, F, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message
from dishka.integrations.aiogram import FromDishka, inject

from bot.identity import Known, account_of
from bot.menu import show_commands
from bot.outcomes import alert
from bot.texts import Texts
from register.acts.advising import RulesToday
from register.acts.binding import Bind
from register.acts.reaching import MarkReachable
from register.case_note import may_write
from register.ids import Cause
from register.people import Person
from register.profile import Profile
from register.zero_report import rules_owing


def router() -> Router:
    """Return the routes that need no binding; everything behind them is for bound people."""
    door = Router(name="door")
    door.message.register(group, F.chat.type != ChatType.PRIVATE)
    door.edited_message.register(pass_over, F.chat.type != ChatType.PRIVATE)
    door.message.register(bind, CommandStart(deep_link=True))
    door.message.register(stranger, ~Known())
    door.edited_message.register(stranger, ~Known())
    door.callback_query.register(stranger_taps, ~Known())
    door.message.register(welcome, CommandStart())
    door.message.register(guide, Command("help"))
    door.my_chat_member.register(blocked, F.new_chat_member.status == ChatMemberStatus.KICKED)
    return door


async def group(message: Message, texts: Texts) -> None:
    """Say that this is for private chats; nothing said in a group is read or kept."""
    await message.answer(texts.render("messages/group"))


async def pass_over(message: Message) -> None:
    """Nothing of a group is read, so an edit there is nobody's business here."""


@inject
async def bind(
    message: Message,
    command: CommandObject,
    bot: Bot,
    cause: Cause,
    texts: Texts,
    bind_person: FromDishka[Bind],
    rules: FromDishka[RulesToday],
) -> None:
    """Bind the account that opens an invite link, and show its commands."""
    assert message.from_user is not None
    person = await bind_person(
        command.args or "", account=account_of(message.from_user), cause=cause
    )
    await show_commands(bot, message.chat.id, person, texts, await rules(by=person.id))
    await message.answer(texts.render("messages/bound", person=person))


async def stranger(message: Message, texts: Texts) -> None:
    await message.answer(texts.render("messages/stranger"))


async def stranger_taps(query: CallbackQuery, texts: Texts) -> None:
    await alert(query, texts.plain("alerts/stranger"))


@inject
async def welcome(
    message: Message, bot: Bot, me: Person, texts: Texts, rules: FromDishka[RulesToday]
) -> None:
    """Greet; roles, and with them commands, may have changed since the person was bound."""
    await show_commands(bot, message.chat.id, me, texts, await rules(by=me.id))
    await message.answer(texts.render("messages/welcome", person=me))


@inject
async def guide(message: Message, me: Person, texts: Texts, rules: FromDishka[RulesToday]) -> None:
    """Say what there is for this person, by the rules of their house."""
    await message.answer(helped(me, await rules(by=me.id), texts))


def helped(person: Person, rules: Sequence[Profile], texts: Texts) -> str:
    """Return the help of one person: their commands, their days, their articles."""
    noted = [(each, kind) for each in rules for kind in each.notes if may_write(kind, person)]
    return texts.render(
        "messages/help", person=person, rules=rules, zero=rules_owing(rules), noted=noted
    )


@inject
async def blocked(
    _: ChatMemberUpdated,
    me: Person | None,
    cause: Cause,
    mark_reachable: FromDishka[MarkReachable],
) -> None:
    """Know at once that a chat is gone.

    Found out only with the next message, it would tell the administrator when that was: they may
    stand in the record that it spoke of (H18). Who comes back is heard like anybody who writes.
    """
    if me is not None:
        await mark_reachable(me.id, reachable=False, cause=cause)

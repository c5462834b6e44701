"""The door: invite links, strangers, groups, help."""

from aiogram import Bot, F, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message
from dishka.integrations.aiogram import FromDishka, inject

from bot.identity import Known, account_of
from bot.menu import show_commands
from bot.outcomes import alert
from bot.texts import Texts
from register.acts.binding import Bind
from register.acts.reaching import MarkReachable
from register.ids import Cause
from register.people import Person


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
) -> None:
    """Bind the account that opens an invite link, and show its commands."""
    assert message.from_user is not None
    person = await bind_person(
        command.args or "", account=account_of(message.from_user), cause=cause
    )
    await show_commands(bot, message.chat.id, person, texts)
    await message.answer(texts.render("messages/bound", person=person))


async def stranger(message: Message, texts: Texts) -> None:
    await message.answer(texts.render("messages/stranger"))


async def stranger_taps(query: CallbackQuery, texts: Texts) -> None:
    await alert(query, texts.plain("alerts/stranger"))


async def welcome(message: Message, bot: Bot, me: Person, texts: Texts) -> None:
    """Greet; roles, and with them commands, may have changed since the person was bound."""
    await show_commands(bot, message.chat.id, me, texts)
    await message.answer(texts.render("messages/welcome", person=me))


async def guide(message: Message, me: Person, texts: Texts) -> None:
    await message.answer(texts.render("messages/help", person=me))


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

"""The door for outsiders: they report that nothing was recorded, and learn nothing else.

The same form takes down what an inspector enters for somebody who wrote or came by.
"""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message, User
from dishka.integrations.aiogram import FromDishka, inject

from bot.files import item_of
from bot.identity import account_of
from bot.messages import edit, message_of
from bot.omission_buttons import AskAgain, GoOn, TellHere, Way
from bot.omission_form import OmissionForm, OmissionIntake
from bot.omission_views import OmissionViews
from bot.outcomes import alert
from bot.prompts import Prompts
from bot.sealing import SEALABLE
from bot.texts import Texts
from register.acts.omitting import (
    BeginOmission,
    DiscardOmission,
    ShowWritten,
    SubmitOmission,
    TakeBackTold,
    TellOmission,
    ensure_writer,
)
from register.errors import Gone
from register.ids import Cause, OmissionId
from register.omission import Ask, Omission
from register.people import Person, Role
from register.ports import Store

LINK = "report_"
"""How the payload of the public link begins; the code follows."""
_COMMAND = r"^/[A-Za-z]"
_TAPPED = frozenset({Ask.GROUND, Ask.ROLE, Ask.FILES})
"""Questions that no typed text answers."""


def router() -> Router:
    """Return the routes; they stand before the door, which lets no stranger in."""
    outside = Router(name="outside")
    private = F.chat.type == ChatType.PRIVATE
    link = CommandStart(deep_link=True, magic=F.args.startswith(LINK))
    outside.message.register(begin, private, link)
    outside.message.register(keep, private, SEALABLE, written)
    outside.message.register(tell, private, F.text, ~F.text.regexp(_COMMAND), written)
    outside.message.register(ask_anew, private, ~F.text, written)
    outside.message.register(ask_anew, private, F.text.regexp(_COMMAND), stranger_writes)
    outside.edited_message.register(edited, private, stranger_writes)
    outside.callback_query.register(tap, TellHere.filter())
    outside.callback_query.register(take_back, AskAgain.filter())
    outside.callback_query.register(go_on, GoOn.filter())
    return outside


@inject
async def written(
    message: Message,
    me: Person | None,
    show_written: FromDishka[ShowWritten],
    prompts: FromDishka[Prompts],
) -> bool | dict[str, Omission]:
    """Tell whether a message belongs to a report: a stranger's open one, an inspector's form."""
    if me is not None:
        if not me.holds(Role.INSPECTOR):
            return False
        if not await prompts.form_claims(message, me=me):
            return False
    omission = await show_written(account_of(_sender(message)))
    return {"omission": omission} if omission else False


@inject
async def stranger_writes(
    message: Message, me: Person | None, show_written: FromDishka[ShowWritten]
) -> bool | dict[str, Omission]:
    """Tell whether a stranger is writing a report; commands of staff go their own way."""
    if me is not None:
        return False
    omission = await show_written(account_of(_sender(message)))
    return {"omission": omission} if omission else False


@inject
async def begin(
    message: Message,
    command: CommandObject,
    me: Person | None,
    cause: Cause,
    texts: Texts,
    begin_omission: FromDishka[BeginOmission],
    form: FromDishka[OmissionForm],
) -> None:
    """Begin a report, or go on with the one that was left off; staff record instead."""
    if me is not None:
        await message.answer(texts.render("messages/omission_not_staff"))
        return
    door = (command.args or "").removeprefix(LINK)
    omission = await begin_omission(door, account=account_of(_sender(message)), cause=cause)
    await form.show(omission, message, me=None)


@inject
async def tell(
    message: Message,
    omission: Omission,
    me: Person | None,
    cause: Cause,
    tell_omission: FromDishka[TellOmission],
    form: FromDishka[OmissionForm],
) -> None:
    """Take a typed answer; what is to be tapped or looked through is shown anew."""
    question = omission.next_question
    if question is not None and question not in _TAPPED:
        omission = await tell_omission(
            omission.id, question, message.text or "", by=omission.account, cause=cause
        )
    await form.show(omission, message, me=me)
    await _clear(message, me)


@inject
async def keep(
    message: Message,
    omission: Omission,
    me: Person | None,
    cause: Cause,
    intake: FromDishka[OmissionIntake],
    form: FromDishka[OmissionForm],
) -> None:
    """Seal a file at once, whichever question is open."""
    omission = await intake(item_of(message), omission, cause=cause)
    await form.show(omission, message, me=me)
    await _clear(message, me)


@inject
async def ask_anew(
    message: Message, omission: Omission, me: Person | None, form: FromDishka[OmissionForm]
) -> None:
    """Neither an answer nor a file: ask again."""
    await form.show(omission, message, me=me)


async def edited(message: Message, omission: Omission, texts: Texts) -> None:
    await message.answer(texts.render("messages/edited_text"))


@inject
async def tap(
    query: CallbackQuery,
    callback_data: TellHere,
    me: Person | None,
    cause: Cause,
    texts: Texts,
    store: FromDishka[Store],
    tell_omission: FromDishka[TellOmission],
    form: FromDishka[OmissionForm],
) -> None:
    """Take a tapped answer; a button of a question that was answered since answers nothing."""
    omission, question = await _own(query, callback_data.omission, store), callback_data.question
    if omission.next_question != question:
        await alert(query, texts.plain("alerts/shown_anew"))
    else:
        omission = await tell_omission(
            omission.id,
            Ask(question),
            callback_data.value,
            by=omission.account,
            cause=cause,
        )
    await form.turn(omission, message_of(query), me=me)
    await query.answer()


@inject
async def take_back(
    query: CallbackQuery,
    callback_data: AskAgain,
    me: Person | None,
    cause: Cause,
    store: FromDishka[Store],
    take_back_told: FromDishka[TakeBackTold],
    form: FromDishka[OmissionForm],
) -> None:
    """Ask for an answer anew; the others stay."""
    omission = await _own(query, callback_data.omission, store)
    asked = Ask(callback_data.question)
    omission = await take_back_told(omission.id, asked, by=omission.account, cause=cause)
    await form.turn(omission, message_of(query), me=me)
    await query.answer()


@inject
async def go_on(
    query: CallbackQuery,
    callback_data: GoOn,
    me: Person | None,
    cause: Cause,
    store: FromDishka[Store],
    form: FromDishka[OmissionForm],
    views: FromDishka[OmissionViews],
    submit: FromDishka[SubmitOmission],
    discard: FromDishka[DiscardOmission],
) -> None:
    """Look through, change, send or give up."""
    omission, asked = await _own(query, callback_data.omission, store), message_of(query)
    match callback_data.way:
        case Way.SUBMIT:
            omission = await submit(omission.id, by=omission.account, cause=cause)
            await form.end(asked, views.receipt(omission, await form.house(omission)), me=me)
        case Way.GIVE_UP_SURE:
            await discard(omission.id, by=omission.account, cause=cause)
            await form.end(asked, views.given_up(omission), me=me)
        case Way.GIVE_UP:
            await edit(asked, views.give_up(omission))
        case Way.EDIT:
            await edit(asked, views.edit(omission))
        case Way.REVIEW:
            await form.turn(omission, asked, me=me)
    await query.answer()


async def _own(query: CallbackQuery, omission_id: str, store: Store) -> Omission:
    """Return a report to its writer. Raise NotAllowed, or Gone for one that is sent already."""
    async with store.read() as uow:
        omission = await uow.omissions.get(OmissionId(omission_id))
    ensure_writer(omission, account_of(query.from_user))
    return omission


async def _clear(message: Message, me: Person | None) -> None:
    """Take what an inspector entered out of their chat; a stranger's chat is their own."""
    if me is not None:
        await message.delete()


def _sender(message: Message) -> User:
    if message.from_user is None:
        raise Gone
    return message.from_user

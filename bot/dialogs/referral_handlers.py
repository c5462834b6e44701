"""What happens where a record is sent onward: keep it, ask on; the last tap is the act."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.states import Referring
from bot.dialogs.talk import Talk
from bot.outcomes import alert
from bot.texts import Texts
from bot.typed_time import TypedTimes
from bot.ways import moved_line
from register.acts.onward_reading import ShowOnward
from register.acts.referring import DOCUMENT_LENGTH, Find, Refer, Sent, Weigh
from register.afterwards import said
from register.errors import AnswerTooLong, AnswerUnfit, TimeUnreadable
from register.ids import EvidenceId, OrganisationId, RecordId
from register.ports import Clock
from register.referrals import Step, moved

RECORD = "record"
STEP = "step"
CHANNEL = "channel"
NUMBER = "number"
DAY = "day"
PROOF = "proof"
QUESTION = "question"
REASON = "reason"
"""Keys of the memory: the record, the step or question at hand, and what was said of it."""
YESTERDAY = "yesterday"
NO_PROOF = "none"


def record_of(manager: DialogManager) -> RecordId:
    data = manager.start_data
    assert isinstance(data, dict)
    return RecordId(data[RECORD])


async def step_chosen(query: CallbackQuery, _: Any, manager: DialogManager, step: str) -> None:
    manager.dialog_data.clear()
    manager.dialog_data[STEP] = step
    await manager.switch_to(Referring.step)


async def channel_chosen(
    query: CallbackQuery, _: Any, manager: DialogManager, organisation: str
) -> None:
    manager.dialog_data[CHANNEL] = organisation
    await manager.switch_to(Referring.send_sure)


async def inside_chosen(query: CallbackQuery, _: Button, manager: DialogManager) -> None:
    manager.dialog_data.pop(CHANNEL, None)
    await manager.switch_to(Referring.send_sure)


@inject
async def sent(
    query: CallbackQuery, _: Button, manager: DialogManager, refer: FromDishka[Refer]
) -> None:
    """Send it through an organisation of this deployment, or note what is done in the house."""
    channel = manager.dialog_data.get(CHANNEL)
    how = Sent(organisation=OrganisationId(channel)) if channel else Sent()
    await _refer(query, manager, refer, how)


@inject
async def sent_on_paper(
    query: CallbackQuery, _: Button, manager: DialogManager, refer: FromDishka[Refer]
) -> None:
    """Note the letter: its number and its day, and what proves that it was sent."""
    memory = manager.dialog_data
    proof = memory.get(PROOF)
    sent = Sent(
        document=memory[NUMBER],
        document_on=date.fromisoformat(memory[DAY]),
        proof=EvidenceId(proof) if proof else None,
    )
    await _refer(query, manager, refer, sent)


async def number_given(message: Message, _: MessageInput, manager: DialogManager) -> None:
    number = said(message.text or "")
    if len(number) > DOCUMENT_LENGTH:
        raise AnswerTooLong(DOCUMENT_LENGTH)
    await Talk(manager).keep(NUMBER, number, then=Referring.day, typed=message)


@inject
async def day_near(
    query: CallbackQuery,
    button: Button,
    manager: DialogManager,
    clock: FromDishka[Clock],
    zone: FromDishka[ZoneInfo],
) -> None:
    """Take today, or the day before it."""
    back = timedelta(days=int(button.widget_id == YESTERDAY))
    await _day_known(manager, clock().astimezone(zone).date() - back)


@inject
async def day_given(
    message: Message,
    _: MessageInput,
    manager: DialogManager,
    typed_times: FromDishka[TypedTimes],
    clock: FromDishka[Clock],
    zone: FromDishka[ZoneInfo],
) -> None:
    """Read a typed day; what cannot be read leaves the window open."""
    read = typed_times.read(message.text or "", now=clock().astimezone(zone))
    if read is None:
        raise TimeUnreadable
    Talk(manager).answered_in_words(message)
    await _day_known(manager, date.fromisoformat(read[:10]))


async def proof_chosen(query: CallbackQuery, _: Any, manager: DialogManager, item: str) -> None:
    await Talk(manager).keep(PROOF, item, then=Referring.sure)


async def no_proof(query: CallbackQuery, _: Button, manager: DialogManager) -> None:
    manager.dialog_data.pop(PROOF, None)
    await manager.switch_to(Referring.sure)


async def question_chosen(
    query: CallbackQuery, _: Any, manager: DialogManager, question: str
) -> None:
    manager.dialog_data[QUESTION] = question
    await manager.switch_to(Referring.finding)


@inject
async def found(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    code: str,
    find: FromDishka[Find],
    show: FromDishka[ShowOnward],
) -> None:
    """Keep what was found, and say how the way changed by it."""
    talk, record = Talk(manager), record_of(manager)
    before = await _steps(show, talk, record)
    question = manager.dialog_data[QUESTION]
    await find(record, question, code, by=talk.me.id, cause=talk.cause)
    change = moved_line(moved(before, await _steps(show, talk, record)), talk.texts)
    await _say_moved(query, talk.texts, change)
    await manager.switch_to(Referring.findings)


async def reason_given(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.dialog_data[REASON] = said(message.text or "")
    Talk(manager).answered_in_words(message)
    await manager.switch_to(Referring.weigh_sure)


@inject
async def weighed(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    weigh: FromDishka[Weigh],
    show: FromDishka[ShowOnward],
) -> None:
    """Say that it is serious, or after all is not: the contrary of what stands there."""
    talk, record = Talk(manager), record_of(manager)
    onward = await show(record, by=talk.me.id)
    reason = manager.dialog_data.get(REASON)
    if reason is None:
        raise AnswerUnfit
    serious = not onward.record.serious
    await weigh(record, reason, serious=serious, by=talk.me.id, cause=talk.cause)
    before = [each.step for each in onward.steps]
    change = moved_line(moved(before, await _steps(show, talk, record)), talk.texts)
    await _say_moved(query, talk.texts, change)
    manager.dialog_data.clear()
    await manager.switch_to(Referring.list)


async def _refer(query: CallbackQuery, manager: DialogManager, refer: Refer, sent: Sent) -> None:
    talk = Talk(manager)
    step = manager.dialog_data[STEP]
    await refer(record_of(manager), step, sent, by=talk.me.id, cause=talk.cause)
    await query.answer(talk.texts.plain("alerts/referred"))
    manager.dialog_data.clear()
    await manager.switch_to(Referring.list)


async def _day_known(manager: DialogManager, day: date) -> None:
    manager.dialog_data[DAY] = day.isoformat()
    await manager.switch_to(Referring.proof)


async def _steps(show: ShowOnward, talk: Talk, record: RecordId) -> list[Step]:
    return [each.step for each in (await show(record, by=talk.me.id)).steps]


async def _say_moved(query: CallbackQuery, texts: Texts, change: Any) -> None:
    await alert(query, texts.plain("alerts/way_moved", moved=change))

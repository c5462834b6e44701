"""/away: from when to when somebody is absent, and who receives in their place (T11)."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import F
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Keyboard, SwitchTo
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.parts import choices, pages, texts_asked_about, to_close
from bot.dialogs.states import Away
from bot.dialogs.talk import Talk
from bot.dialogs.widgets import DayPicker, Label, Template
from bot.texts import Texts
from register.acts.deputising import AppointDeputy, FindDeputies, ShowAbsence
from register.errors import DaysReversed
from register.ids import PersonId
from register.people import Deputyship, Person
from register.ports import Clock, CurrentCalendar, Store

SINCE = "since"
UNTIL = "until"
DEPUTY = "deputy"
"""Keys of the memory: days in ISO 8601, and an id."""


def away(texts: Texts, calendar: CurrentCalendar) -> Dialog:
    """Return the dialog."""

    def window(state: State, name: str, getter: Any, *widgets: Keyboard) -> Window:
        return Window(
            Template(texts, f"windows/{name}"),
            *widgets,
            texts_asked_about(),
            state=state,
            getter=getter,
        )

    def back(to: State) -> SwitchTo:
        return SwitchTo(Label(texts, "dialog.back"), "back", to)

    def days(name: str, on_click: Any, opens_on: str) -> DayPicker:
        return DayPicker(
            texts, calendar, ahead=True, opens_on=opens_on, id=name, on_click=on_click
        )

    return Dialog(
        window(
            Away.menu,
            "away",
            absence,
            SwitchTo(Label(texts, "away.name"), "name", Away.first_day, when="may_begin"),
            SwitchTo(Label(texts, "away.change"), "change", Away.first_day, when=F["deputyship"]),
            Button(Label(texts, "away.end"), "end", ended, when=F["deputyship"]),
            to_close(texts),
        ),
        window(
            Away.first_day,
            "away_first_day",
            chosen,
            days("first_day", first_day_chosen, "today"),
            back(Away.menu),
        ),
        window(
            Away.last_day,
            "away_last_day",
            chosen,
            days("last_day", last_day_chosen, SINCE),
            back(Away.first_day),
        ),
        window(
            Away.deputy,
            "away_deputy",
            colleagues,
            pages(choices("to", "people", deputy_chosen)),
            back(Away.last_day),
        ),
        window(
            Away.sure,
            "away_sure",
            chosen,
            Button(Label(texts, "away.sure"), "sure", named),
            back(Away.deputy),
        ),
    )


@inject
async def absence(me: Person, show: FromDishka[ShowAbsence], **_: Any) -> dict[str, Any]:
    """Return who stands in for the person, and for whom they do."""
    found = await show(by=me.id)
    return {
        "deputyship": found.deputyship,
        "deputy": found.deputy,
        "stands_in_for": found.stands_in_for,
        "may_name": me.is_at_a_desk,
        "may_begin": me.is_at_a_desk and found.deputyship is None,
    }


@inject
async def chosen(
    dialog_manager: DialogManager,
    me: Person,
    clock: FromDishka[Clock],
    zone: FromDishka[ZoneInfo],
    store: FromDishka[Store],
    **_: Any,
) -> dict[str, Any]:
    """Return what was chosen so far."""
    memory = dialog_manager.dialog_data
    deputy = memory.get(DEPUTY)
    async with store.read() as uow:
        person = await uow.people.get(PersonId(deputy)) if deputy else None
    return {
        "today": clock().astimezone(zone).date(),
        "since": _day(memory, SINCE),
        "until": _day(memory, UNTIL),
        "deputy": person,
        "replaced": me.deputyship is not None,
    }


@inject
async def colleagues(
    dialog_manager: DialogManager,
    me: Person,
    texts: Texts,
    find: FromDishka[FindDeputies],
    **_: Any,
) -> dict[str, Any]:
    """Return who could stand in on these days."""
    memory = dialog_manager.dialog_data
    since, until = _day(memory, SINCE), _day(memory, UNTIL)
    assert since
    assert until
    return {
        "since": since,
        "until": until,
        "people": [
            (texts.label("cases.person", person=each), each.id)
            for each in await find(since, until, by=me.id)
        ],
    }


async def first_day_chosen(
    query: CallbackQuery, _: Any, manager: DialogManager, day: date
) -> None:
    manager.dialog_data[SINCE] = day.isoformat()
    await manager.switch_to(Away.last_day)


async def last_day_chosen(query: CallbackQuery, _: Any, manager: DialogManager, day: date) -> None:
    """Keep the last day. Raise DaysReversed."""
    since = _day(manager.dialog_data, SINCE)
    if since is None or day < since:
        raise DaysReversed
    manager.dialog_data[UNTIL] = day.isoformat()
    await manager.switch_to(Away.deputy)


async def deputy_chosen(
    query: CallbackQuery, _: Any, manager: DialogManager, person_id: str
) -> None:
    manager.dialog_data[DEPUTY] = person_id
    await manager.switch_to(Away.sure)


@inject
async def named(
    query: CallbackQuery, _: Button, manager: DialogManager, appoint: FromDishka[AppointDeputy]
) -> None:
    """Name the deputy; the window shows who stands in from now on."""
    talk, memory = Talk(manager), manager.dialog_data
    since, until = _day(memory, SINCE), _day(memory, UNTIL)
    assert since
    assert until
    box = Deputyship(deputy=PersonId(memory[DEPUTY]), since=since, until=until)
    await appoint(talk.me.id, box, by=talk.me.id, cause=talk.cause)
    await manager.switch_to(Away.menu)


@inject
async def ended(
    query: CallbackQuery, _: Button, manager: DialogManager, appoint: FromDishka[AppointDeputy]
) -> None:
    """End the absence early."""
    talk = Talk(manager)
    await appoint(talk.me.id, None, by=talk.me.id, cause=talk.cause)


def _day(memory: dict[str, Any], key: str) -> date | None:
    said = memory.get(key)
    return date.fromisoformat(said) if said else None

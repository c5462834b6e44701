"""Delivery: when notes leave, in which order, and what Telegram's moods do to them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
import pytest_asyncio
from aiogram.exceptions import TelegramRetryAfter, TelegramServerError
from aiogram.methods import SendMessage

from bot.bell import OutboxBell
from bot.delivery import Delivery
from bot.outcomes import Unreachable
from bot.telling import Telling
from register.acts.leaving import RouteAgain
from register.acts.owing import Owing
from register.acts.reaching import MarkReachable
from register.acts.serving import ServeOnPaper
from register.acts.telling import TellableAt
from register.errors import Gone
from register.ids import Account, Cause
from register.notes import Note, NoteKind
from register.people import Person, Role
from storage.engine import make_engine
from storage.notes import SqlNotes
from storage.pace import SqlPace
from storage.store import SqlStore
from tests import cast as people
from tests.acts.world import CALENDAR, ZONE, SetClock
from tests.bot.stage import Stage, file_record
from tests.custody.keyring import keys
from tests.storage.databases import SqliteFiles

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECOND = timedelta(seconds=1)
METHOD = SendMessage(chat_id=1, text="note")


@dataclass
class Desk:
    """A delivery over a real outbox and pace; `told` is what left, `moods` what Telegram says."""

    store: SqlStore
    clock: SetClock
    delivery: Delivery
    told: list[tuple[datetime, str]] = field(default_factory=list)
    moods: list[Exception] = field(default_factory=list)

    async def __call__(self, note: Any, person: Person, chat: int) -> None:
        if self.moods:
            raise self.moods.pop(0)
        self.told.append((self.clock(), note.key))

    async def note(
        self,
        key: str,
        to: Person,
        *,
        urgent: bool = False,
        kind: NoteKind = NoteKind.RECORD_CHANGED,
        about: str = "record",
    ) -> None:
        async with self.store.begin() as uow:
            await uow.outbox.add(
                Note(
                    kind=kind,
                    organisation=to.organisation,
                    object=about,
                    addressee=to.id,
                    key=key,
                    not_before=self.clock(),
                    urgent=urgent,
                )
            )

    async def work(self) -> list[str]:
        """Tell what is due now; return the keys."""
        before = len(self.told)
        while await self.delivery.step():
            pass
        return [key for _, key in self.told[before:]]


@pytest_asyncio.fixture(loop_scope="module")
async def desk(schema: SqliteFiles, tmp_path: Path) -> AsyncIterator[Desk]:
    engine = make_engine(schema.migrated(tmp_path))
    store, clock = SqlStore(engine, keys()), SetClock()
    async with store.begin() as uow:
        for house in (people.CITY, people.COUNTY):
            await uow.organisations.add(house)
        for department in (people.FIRST, people.SECOND):
            await uow.organisations.add_department(department)
        for number, person in enumerate(people.EVERYBODY, start=1):
            await uow.people.add(replace(person, account=Account(str(number))))
    owing = Owing(lambda: CALENDAR, ZONE)
    delivery = Delivery(
        notes=SqlNotes(engine),
        pace=SqlPace(engine),
        clock=clock,
        store=store,
        telling=cast("Telling", None),
        mark_reachable=MarkReachable(store, clock),
        serve_on_paper=ServeOnPaper(store, clock, owing, people.CONFLICTS),
        route_again=RouteAgain(store, clock, owing, people.CONFLICTS),
        tellable_at=TellableAt(store, owing),
        bell=OutboxBell(),
    )
    made = Desk(store, clock, delivery)
    delivery.telling = cast("Telling", made)
    yield made
    await engine.dispose()


@pytest.mark.req("T27")
async def test_one_chat_gets_one_note_a_second(desk: Desk) -> None:
    for number in range(3):
        await desk.note(f"note {number}", people.WANG)

    seconds = []
    for _ in range(3):
        seconds.append(await desk.work())
        desk.clock.move(SECOND)

    assert seconds == [["note 0"], ["note 1"], ["note 2"]]


@pytest.mark.req("T27")
async def test_all_chats_together_get_25_a_second(desk: Desk) -> None:
    for number, person in enumerate(people.EVERYBODY):
        await desk.note(f"note {number}", person)

    for _ in range(len(people.EVERYBODY)):
        await desk.work()
        desk.clock.move(SECOND / 25)

    moments = [at for at, _ in desk.told]
    assert len(moments) == len(people.EVERYBODY)
    assert all(later - earlier >= SECOND / 25 for earlier, later in pairwise(moments))


async def test_urgent_notes_leave_first(desk: Desk) -> None:
    await desk.note("by and by", people.WANG)
    await desk.note("at once", people.WANG, urgent=True)

    assert await desk.work() == ["at once"]


async def test_telegram_s_pause_is_kept_to_the_second(desk: Desk) -> None:
    desk.moods = [TelegramRetryAfter(METHOD, "Flood control", retry_after=30)]
    await desk.note("patient", people.WANG)
    assert await desk.work() == []
    desk.clock.move(29 * SECOND)
    assert await desk.work() == []

    desk.clock.move(SECOND)

    assert await desk.work() == ["patient"]


async def test_a_failure_backs_off_and_is_never_dropped(desk: Desk) -> None:
    desk.moods = [TelegramServerError(METHOD, "Bad Gateway"), RuntimeError("ours")]
    await desk.note("stubborn", people.WANG)
    assert await desk.work() == []
    desk.clock.move(2 * SECOND)
    assert await desk.work() == []

    desk.clock.move(timedelta(minutes=5))

    assert await desk.work() == ["stubborn"]


async def test_what_is_no_longer_there_is_not_told(desk: Desk) -> None:
    desk.moods = [Gone()]
    await desk.note("of nothing", people.WANG)

    assert await desk.work() == []
    desk.clock.move(timedelta(days=1))
    assert await desk.work() == []


async def test_what_was_to_be_told_to_who_left_is_dropped_and_what_lay_open_taken_back(
    desk: Desk,
) -> None:
    await desk.note("changed", people.WANG)
    await desk.note("take back", people.WANG, kind=NoteKind.TAKE_BACK)
    async with desk.store.begin() as uow:
        wang = await uow.people.get(people.WANG.id)
        await uow.people.save(wang.leave(on=desk.clock().date()))

    assert await desk.work() == ["take back"]
    assert await desk.delivery.notes.next_due() is None


@pytest.mark.req("T13", "T21")
async def test_a_note_is_told_once_however_often_it_is_written(desk: Desk) -> None:
    for _ in range(2):
        await desk.note("same act", people.WANG)
        desk.clock.move(2 * SECOND)

    assert await desk.work() == ["same act"]


async def test_who_has_no_account_yet_is_told_after_binding(desk: Desk) -> None:
    async with desk.store.begin() as uow:
        await uow.people.save(replace(people.SUN, account=None))
    await desk.note("waiting", people.SUN)
    assert await desk.work() == []
    async with desk.store.begin() as uow:
        sun = await uow.people.get(people.SUN.id)
        await uow.people.save(replace(sun, account=Account("77")))

    desk.clock.move(timedelta(hours=1))

    assert await desk.work() == ["waiting"]


async def test_who_blocked_the_bot_is_unreachable_until_heard_of_again(desk: Desk) -> None:
    desk.moods = [Unreachable(METHOD, "bot was blocked by the user")]
    await desk.note("undelivered", people.WANG)

    assert await desk.work() == []

    async with desk.store.read() as uow:
        wang = await uow.people.get(people.WANG.id)
    assert not wang.reachable
    desk.clock.move(SECOND)
    (to_the_administrator,) = await desk.work()
    assert to_the_administrator.startswith(f"unreachable:{wang.id}")
    await desk.delivery.mark_reachable(wang.id, reachable=True, cause=Cause("update:1"))
    desk.clock.move(timedelta(hours=1))
    assert await desk.work() == ["undelivered"]


@pytest.mark.req("T4", "T5", "T9")
async def test_a_card_that_was_held_up_waits_for_the_house_to_open(desk: Desk) -> None:
    await desk.note("card", people.WANG, kind=NoteKind.RECORD_RECEIVED)
    desk.clock.set("2026-10-03 23:00")
    assert await desk.work() == []
    desk.clock.set("2026-10-08 08:29")
    assert await desk.work() == []

    desk.clock.set("2026-10-08 08:30")

    assert await desk.work() == ["card"]


async def test_who_comes_back_gets_the_digest_of_the_day_alone(desk: Desk) -> None:
    desk.clock.set("2026-10-08 08:30")
    desk.moods = [Unreachable(METHOD, "bot was blocked by the user")]
    wang = people.WANG.id
    for day in ("08", "09", "10"):
        desk.clock.set(f"2026-10-{day} 08:30")
        about = f"{wang}/2026-10-{day}"
        await desk.note(about, people.WANG, kind=NoteKind.DIGEST, about=about)
        assert not [key for key in await desk.work() if key == about]
        desk.clock.move(timedelta(hours=3))
    await desk.delivery.mark_reachable(wang, reachable=True, cause=Cause("update:1"))

    assert await desk.work() == [f"{wang}/2026-10-10"]


async def test_a_card_of_nothing_does_not_stop_the_others(desk: Desk) -> None:
    """To hand over on paper what is no longer there fails, and the next note is told."""
    async with desk.store.begin() as uow:
        await uow.people.save(replace(people.SUN, account=None))
    await desk.note("gone", people.SUN, kind=NoteKind.RECORD_RECEIVED, urgent=True)
    await desk.note("next", people.WANG)

    assert await desk.work() == ["next"]


@pytest.mark.req("K3")
async def test_the_administrator_learns_that_somebody_is_lost_and_nothing_of_the_record(
    alone: Stage,
) -> None:
    admin = await alone.actor("郑管理", Role.ADMINISTRATOR, department="办公室")
    li, wang = await alone.pair()
    await wang.phone.block()

    number = await file_record(li.phone)

    line = await admin.phone.see("的聊天无法送达")
    assert wang.person.name in line.text
    for secret in (number, li.person.name, "登记", "赵德海"):
        assert secret not in line.text


async def test_a_head_without_a_phone_gets_the_card_after_binding(alone: Stage) -> None:
    li = await alone.recorder()
    department = f"第{li.person.name.removeprefix('李承办')}部"
    head = await alone.hire("王后到", Role.HEAD, department=department)
    number = await file_record(li.phone)
    await alone.idle()

    wang = await alone.bind(head)
    await alone.pass_time(3600)

    assert number in (await wang.phone.see("收到一份登记表")).text

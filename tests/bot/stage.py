"""The whole service before a Telegram on loopback, in the test's own process, with a moved clock.

The container is the service's own; only clock and papers are held in hand.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from aiogram import Bot
from dishka import AsyncContainer, Provider, Scope, provide
from pydantic import Secret

from app.clock import OffsetClock
from app.health import health
from app.providers import make_container
from app.service import Service
from app.settings import Settings
from bot.texts import Texts
from register.acts.binding import InvitePerson
from register.acts.staffing import FoundOrganisation, ImportStaff, StaffLine
from register.forms import (
    CaseNoteForm,
    Receipts,
    RegistrationForm,
    RegistrationSheet,
    ZeroReportForm,
)
from register.ids import Cause, OrganisationId
from register.people import Person, Role
from register.ports import Clock, Papers, Store
from register.record import Record
from sandbox.driver import PATIENCE, LoggedCall, Message, Phone, Sandbox
from sandbox.server import RunningSandbox, running
from tests.bot.digests import TEXTS

TOKEN = "1:stage"
ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 9, 30, 15, 0, tzinfo=ZONE)
"""Recording is due on 2026-10-10, a Saturday that is worked."""
GLANCE = 0.02
"""Seconds between two looks at a service that is not idle yet."""
SAMPLES = Path(__file__).parents[2] / "sandbox" / "page" / "samples"


class PlainPapers:
    """Prints nothing but that it is a paper; real ones are proved where they are made."""

    def registration_form(self, form: RegistrationForm) -> bytes:
        return b"%PDF-1.7 " + form.number.encode()

    def registration_sheet(self, sheet: RegistrationSheet) -> bytes:
        return b"%PDF-1.7 " + sheet.number.encode()

    def zero_report_form(self, form: ZeroReportForm) -> bytes:
        return b"%PDF-1.7 " + form.stated_on.isoformat().encode()

    def case_note(self, form: CaseNoteForm) -> bytes:
        return b"%PDF-1.7 " + form.number.encode()

    def receipts(self, receipts: Receipts) -> bytes:
        return b"%PDF-1.7 " + " ".join(each.number for each in receipts.receipts).encode()


class InHand(Provider):
    """What the stage puts in place of the machine's clock and of what is slow to make anew."""

    scope = Scope.APP

    def __init__(self, clock_file: Path) -> None:
        super().__init__()
        self._clock_file = clock_file

    @provide(override=True)
    def clock(self) -> Clock:
        return OffsetClock(self._clock_file)

    @provide(override=True)
    def papers(self) -> Papers:
        return PlainPapers()

    @provide(override=True)
    def texts(self) -> Texts:
        return TEXTS


@dataclass(frozen=True, slots=True)
class Actor:
    """A member of staff and their phone."""

    person: Person
    phone: Phone


@dataclass(slots=True)
class Stage:
    """A county house with a superior; people are hired as tests need them."""

    sandbox: Sandbox
    container: AsyncContainer
    service: Service
    house: OrganisationId
    superior: OrganisationId
    _numbers: Iterator[int] = field(default_factory=lambda: count(101))

    async def hire(
        self,
        name: str,
        *roles: Role,
        department: str = "第一检察部",
        superior: bool = False,
    ) -> Person:
        """Put somebody on the staff who has no account yet."""
        line = StaffLine(
            name=name,
            department=department,
            post="检察官",
            roles=frozenset(roles or {Role.HANDLER}),
            contact="0513-1",
        )
        put = await self.container.get(ImportStaff)
        house = self.superior if superior else self.house
        (person,) = await put(house, [line], cause=self.cause())
        return person

    async def invite(self, person: Person) -> str:
        """Return the code of a fresh invite link."""
        invite = await self.container.get(InvitePerson)
        return await invite(person.id, cause=self.cause())

    async def phone(self, name: str) -> Phone:
        """Return the phone of somebody whom the register does not know."""
        return await self.sandbox.user(next(self._numbers), name)

    async def bind(self, person: Person) -> Actor:
        phone = await self.phone(person.name)
        await phone.start(await self.invite(person))
        await phone.see("绑定成功")
        return Actor(person, phone)

    async def actor(
        self, name: str, *roles: Role, department: str = "第一检察部", superior: bool = False
    ) -> Actor:
        """Hire somebody and bind their phone."""
        return await self.bind(
            await self.hire(name, *roles, department=department, superior=superior)
        )

    async def recorder(self) -> Actor:
        """Return a case handler in a department of their own, which has no head."""
        number = next(self._numbers)
        return await self.actor(f"李承办{number}", department=f"第{number}部")

    async def pair(self) -> tuple[Actor, Actor]:
        """Return a case handler and the head of their department."""
        li = await self.recorder()
        department = f"第{li.person.name.removeprefix('李承办')}部"
        return li, await self.actor(
            li.person.name.replace("李承办", "王主任"), Role.HEAD, department=department
        )

    async def pass_time(self, seconds: float) -> None:
        """Move the world's clock, and let the service look at once at what that made due."""
        await self.sandbox.clock.advance(seconds)
        await self.service.ticks.tick_all()

    async def idle(self) -> None:
        """Wait until everything that was sent is handled, and everything due is told."""
        async with asyncio.timeout(PATIENCE):
            while not await self._is_idle():  # noqa: ASYNC110 - neither end has an event for us
                await asyncio.sleep(GLANCE)

    async def _is_idle(self) -> bool:
        # What Telegram still holds first: what was fetched meanwhile is seen by the service.
        bot: Bot = await self.container.get(Bot)
        held = (await bot.get_webhook_info()).pending_update_count
        return (await health(self.service.health)).idle and not held

    async def record(self, number: str, recorder: Actor) -> Record:
        """Return the record that bears a number."""
        store: Store = await self.container.get(Store)
        async with store.read() as uow:
            filed = await uow.records.by(recorder.person.id, limit=20)
        return next(record for record in filed if record.number == number)

    async def calls(self, method: str, chat: Phone) -> list[LoggedCall]:
        """Return the bot's calls of a method for one chat."""
        log = await self.sandbox.log()
        return [call for call in log if call.method == method and call.chat == chat.user]

    def cause(self) -> Cause:
        return Cause(f"stage:{next(self._numbers)}")


@asynccontextmanager
async def stage(folder: Path, database_url: str) -> AsyncGenerator[Stage]:
    """Run the service while the block runs; database, key and evidence lie in `folder`."""
    async with running() as telegram, Sandbox(telegram.url) as sandbox:
        await sandbox.clock.to(START)
        await sandbox.bot(TOKEN, "liuhen_bot", "留痕")
        settings = _settings(folder, database_url, telegram)
        container = make_container(settings, InHand(telegram.clock_file))
        try:
            found = await container.get(FoundOrganisation)
            city = await found("江州市人民检察院", profiles=("rudong",), cause=Cause("stage:city"))
            county = await found(
                "云溪县人民检察院",
                profiles=("rudong",),
                superior=city.id,
                cause=Cause("stage:county"),
            )
            service = await container.get(Service)
            async with _serving(service):
                yield Stage(sandbox, container, service, county.id, city.id)
        finally:
            await container.close()


def _settings(folder: Path, database_url: str, telegram: RunningSandbox) -> Settings:
    """Return settings that nothing of the environment can change."""
    return Settings.model_construct(
        bot_token=Secret(TOKEN),
        bot_api_url=telegram.url,
        database_url=database_url,
        evidence_url=f"file:{folder / 'evidence'}",
        key_file=folder / "key",
        health_port=0,
    )


@asynccontextmanager
async def _serving(service: Service) -> AsyncGenerator[None]:
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(service.run(stop))
        try:
            yield
        finally:
            stop.set()


# ── What several tests do with a phone ─────────────────────────────────────────────────────────


NARRATIVE = "张某某那个案子，能不能关照一下，从轻处理。"


async def answer_all(
    phone: Phone, *, subject: str = "赵德海", narrative: str = NARRATIVE, met: str = ""
) -> None:
    """Go from a blank record to review; it happened just now, or when the last day is over."""
    await phone.send("/new")
    await phone.see("1/8")
    await phone.send(subject)
    await phone.see("2/8")
    await phone.send("县某局局长")
    await phone.see("3/8")
    if met:
        await phone.send(met)
    else:
        await phone.click("刚才")
    last = 9 if met else 8
    await phone.see(f"4/{last}")
    await phone.click("打电话")
    await phone.see(f"5/{last}")
    await phone.send("张某某盗窃案")
    await phone.see(f"6/{last}")
    await phone.click("审查起诉")
    await phone.see(f"7/{last}")
    await phone.send(narrative)
    await phone.see(f"8/{last}")
    await phone.click("口头拒绝")
    if met:
        await phone.see(f"{last}/{last}")
        await phone.send("当时在外地培训。")
    await phone.see("请核对")


async def file_record(phone: Phone, *, direct: bool = False, met: str = "") -> str:
    """Record and file; return the record's number."""
    before = (await phone.last()).id if await phone.messages() else 0
    await answer_all(phone, met=met)
    if direct:
        await phone.click("改为直接报告纪检")
    await phone.click("✅ 确认提交")
    return number_in(await phone.see("存证回执", after=before))


def number_in(message: Message) -> str:
    """Return the record's number that stands in a message."""
    return next(line for line in message.text.splitlines() if line.startswith("编号")).split()[1]

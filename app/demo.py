"""The demonstration: Telegram's sandbox, the whole service and its database in one process.

Nothing outside is needed. Its time is the sandbox's, which the page's side panel moves.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from dishka import AsyncContainer, Provider, Scope, provide
from pydantic import Secret

from app.caseload import Caseload
from app.clock import OffsetClock
from app.demo_data import Cast, read_cast
from app.directory import Directory
from app.health import HealthFacts
from app.panel import DutyRow, Panel
from app.providers import make_container
from app.service import Service
from app.settings import Settings
from register.ports import Clock, CurrentCalendar, Store
from register.profile import load
from sandbox.driver import BotAccount, Phone, Sandbox
from sandbox.server import RunningSandbox, running
from storage.migrate import upgrade

_GREETED = 2
"""Messages of a phone on which only the invite was opened."""
TOKEN = "1001:demonstration"  # noqa: S105 - opens nothing but the sandbox of this process


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """What runs: its page, the driver of its world, its phones by their owners' names."""

    url: str
    panel: Panel
    sandbox: Sandbox
    bot: BotAccount
    cast: Cast
    phones: Mapping[str, Phone]
    zone: ZoneInfo

    async def untouched(self, house: str) -> bool:
        """Tell whether it is the first day, and nobody there did more than bind their phone."""
        now = (await self.sandbox.clock.read()).now
        if now.astimezone(self.zone).date() != self.cast.start.astimezone(self.zone).date():
            return False
        chats = [
            await self.phones[figure.name].messages()
            for home, figure in self.cast.at_home
            if home.name == house
        ]
        return all(len(chat) <= _GREETED for chat in chats)


@dataclass(frozen=True, slots=True)
class OpenDuties:
    """What is owed, for the side panel."""

    store: Store

    async def __call__(self) -> Sequence[DutyRow]:
        """Return one row per open duty, the next due first."""
        rows = []
        async with self.store.read() as uow:
            for house in await uow.organisations.all():
                for person in await uow.people.of(house.id):
                    rows += [
                        DutyRow(
                            what=load(duty.profile, on=duty.profile_version)
                            .clock(duty.clock)
                            .name,
                            id=duty.about,
                            due_on=duty.deadline.due_on,
                            provisional=duty.deadline.provisional,
                        )
                        for duty in await uow.duties.open_of(person.id)
                    ]
        return sorted(rows, key=lambda row: row.due_on)


class _MovedTime(Provider):
    """What the demonstration puts in place of the machine's clock."""

    scope = Scope.APP

    duties = provide(OpenDuties)

    def __init__(self, clock_file: Path) -> None:
        super().__init__()
        self._clock_file = clock_file

    @provide(override=True)
    def clock(self) -> Clock:
        return OffsetClock(self._clock_file)


@asynccontextmanager
async def demonstration(folder: Path, port: int = 0) -> AsyncIterator[Demonstration]:
    """Run everything while the block runs; database, key and evidence lie in `folder`.

    Raise OSError when the port is taken.
    """
    cast = read_cast()
    async with running(port) as telegram, Sandbox(telegram.url) as sandbox:
        await sandbox.clock.to(cast.start)
        bot = await sandbox.bot(TOKEN, cast.bot.username, cast.bot.name)
        settings = _settings(folder, telegram)
        await upgrade(settings.database_url)
        container = make_container(settings, _MovedTime(telegram.clock_file))
        try:
            caseload = await container.get(Caseload)
            codes = await _found(await container.get(Directory), caseload, cast)
            async with _serving(container):
                yield Demonstration(
                    url=telegram.url,
                    panel=await _panel(container, sandbox),
                    sandbox=sandbox,
                    bot=bot,
                    cast=cast,
                    phones=await _bind_phones(sandbox, bot, cast, codes),
                    zone=settings.timezone,
                )
        finally:
            await container.close()


def _settings(folder: Path, telegram: RunningSandbox) -> Settings:
    """Return settings that nothing of the environment can change."""
    return Settings.model_construct(
        bot_token=Secret(TOKEN),
        bot_api_url=telegram.url,
        database_url=f"sqlite+aiosqlite:///{folder / 'liuhen.db'}",
        evidence_url=f"file:{folder / 'evidence'}",
        key_file=folder / "key",
        health_port=0,
    )


async def _found(directory: Directory, caseload: Caseload, cast: Cast) -> Mapping[str, str]:
    """Set up the houses, their people and their cases; return the invite codes by name."""
    for house in cast.organisations:
        founded = await directory.found(
            house.name, profiles=house.profiles, superior=house.superior
        )
        staff = await directory.keep(founded.id, [each.staff_line() for each in house.people])
        people = {person.name: person.id for person in staff}
        await caseload.keep(founded.id, [case.line(people) for case in house.cases])
    invited = await directory.invite([figure.name for figure in cast.people])
    return {each.member.person.name: each.code for each in invited if each.code}


@asynccontextmanager
async def _serving(container: AsyncContainer) -> AsyncIterator[None]:
    service = await container.get(Service)
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(service.run(stop))
        try:
            yield
        finally:
            stop.set()


async def _panel(container: AsyncContainer, sandbox: Sandbox) -> Panel:
    service = await container.get(Service)
    return Panel(
        sandbox_url=sandbox.url,
        clock=service.delivery.clock,
        zone=service.settings.timezone,
        calendar=await container.get(CurrentCalendar),
        duties=await container.get(OpenDuties),
        health=await container.get(HealthFacts),
        tick_all=service.ticks.tick_all,
    )


async def _bind_phones(
    sandbox: Sandbox, bot: BotAccount, cast: Cast, codes: Mapping[str, str]
) -> Mapping[str, Phone]:
    """Open each invite link on its phone, so that a visitor finds the welcome there."""
    phones = {}
    for house, figure in cast.at_home:
        phone = await sandbox.user(
            figure.account,
            figure.name,
            phone_label=figure.phone,
            on_page=figure.phone is not None,
            group=house.name,
            bot=bot,
        )
        await phone.start(codes[figure.name])
        await phone.until(lambda chat: any(each.by_bot for each in chat.messages), "the welcome")
        phones[figure.name] = phone
    return phones

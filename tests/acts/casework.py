"""Cases and zero reports in the small world of acts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from register.acts.case_import import CaseLine, ImportCases
from register.acts.casework import (
    AddCase,
    AddHandler,
    ChangeCase,
    CloseCase,
    GiveAway,
    HandOver,
    MarkClosing,
    PlanClosing,
    ReopenCase,
)
from register.acts.zero_reporting import ConfirmZeroReports, ReturnZeroReport, SubmitZeroReport
from register.cases import Case
from register.ids import Cause, PersonId
from register.zero_report import ZeroReport
from tests import cast
from tests.acts.world import World

NAME = "张某盗窃案"
NUMBER = "东检刑诉〔2026〕12号"
TAKEN = date(2026, 3, 2)
LINE = CaseLine(number=NUMBER, name=NAME, charge="盗窃罪", handlers=(cast.LI.id,), since=TAKEN)


@dataclass(frozen=True, slots=True)
class Casework:
    """The acts on cases, each with a cause of its own unless one is told."""

    world: World

    async def add(
        self,
        name: str = NAME,
        *,
        number: str = NUMBER,
        by: PersonId = cast.LI.id,
        cause: Cause | None = None,
    ) -> Case:
        add = AddCase(self.world.store, self.world.clock, self.world.zone)
        return await add(name, number=number, since=TAKEN, by=by, cause=self._cause(cause))

    async def bring_in(self, *lines: CaseLine, cause: Cause | None = None) -> list[Case]:
        bring_in = ImportCases(self.world.store, self.world.clock, self.world.zone)
        return await bring_in(cast.COUNTY.id, lines or [LINE], cause=self._cause(cause))

    async def add_handler(
        self,
        case: Case,
        person: PersonId,
        *,
        by: PersonId = cast.LI.id,
        cause: Cause | None = None,
    ) -> Case:
        return await AddHandler(self._change)(case.id, person, by=by, cause=self._cause(cause))

    async def hand_over(
        self, case: Case, to: PersonId, *, by: PersonId = cast.LI.id, cause: Cause | None = None
    ) -> Case:
        return await HandOver(self._change)(case.id, to, by=by, cause=self._cause(cause))

    async def give_away(self, case: Case, *, cause: Cause | None = None) -> Case:
        by = case.handlers[0]
        return await GiveAway(self._change)(case.id, by=by, cause=self._cause(cause))

    async def mark_closing(
        self, case: Case, *, by: PersonId = cast.LI.id, cause: Cause | None = None
    ) -> Case:
        return await MarkClosing(self._change)(case.id, by=by, cause=self._cause(cause))

    async def plan_closing(self, case: Case, day: date, *, cause: Cause | None = None) -> Case:
        plan = PlanClosing(self._change)
        return await plan(case.id, day, by=cast.LI.id, cause=self._cause(cause))

    async def close(self, case: Case, *, cause: Cause | None = None) -> Case:
        return await CloseCase(self._change)(case.id, by=cast.LI.id, cause=self._cause(cause))

    async def reopen(self, case: Case, *, cause: Cause | None = None) -> Case:
        return await ReopenCase(self._change)(case.id, by=cast.LI.id, cause=self._cause(cause))

    async def submit(
        self, report: ZeroReport, *, by: PersonId | None = None, cause: Cause | None = None
    ) -> ZeroReport:
        world = self.world
        submit = SubmitZeroReport(world.store, world.clock, world.zone, world.conflicts)
        return await submit(report.id, by=by or report.handler, cause=self._cause(cause))

    async def confirm(
        self, *reports: ZeroReport, by: PersonId = cast.WANG.id, cause: Cause | None = None
    ) -> list[ZeroReport]:
        confirm = ConfirmZeroReports(self.world.store, self.world.clock)
        return await confirm([each.id for each in reports], by=by, cause=self._cause(cause))

    async def give_back(
        self,
        report: ZeroReport,
        reason: str = "请核对承办日期",
        *,
        by: PersonId = cast.WANG.id,
        cause: Cause | None = None,
    ) -> ZeroReport:
        give_back = ReturnZeroReport(self.world.store, self.world.clock)
        return await give_back(report.id, reason, by=by, cause=self._cause(cause))

    # ── Ways that many tests go ────────────────────────────────────────────────────────────────

    async def owed(self, *, by: PersonId = cast.LI.id) -> ZeroReport:
        """Return the zero report of a case that is about to close."""
        await self.mark_closing(await self.add(by=by), by=by)
        return (await self.reports(by))[0]

    async def submitted(self) -> ZeroReport:
        return await self.submit(await self.owed())

    async def reports(self, person: PersonId = cast.LI.id) -> list[ZeroReport]:
        """Return a person's zero reports, the latest opened first."""
        async with self.world.store.read() as uow:
            return list(await uow.zero_reports.of(person))

    async def now(self, report: ZeroReport) -> ZeroReport:
        async with self.world.store.read() as uow:
            return await uow.zero_reports.get(report.id)

    async def cases(self, person: PersonId = cast.LI.id) -> list[Case]:
        async with self.world.store.read() as uow:
            return list(await uow.cases.of(person))

    async def waiting(self, person: PersonId = cast.WANG.id) -> list[ZeroReport]:
        """Return what a superior's list holds."""
        async with self.world.store.read() as uow:
            return list(await uow.zero_reports.to_confirm(person, limit=99))

    @property
    def _change(self) -> ChangeCase:
        return ChangeCase(self.world.store, self.world.clock, self.world.zone)

    def _cause(self, cause: Cause | None) -> Cause:
        return cause or self.world.cause()


def lines(count: int) -> Iterator[CaseLine]:
    """Yield lines of a case file, all of one handler, all about to close."""
    for ordinal in range(1, count + 1):
        yield CaseLine(
            number=f"东检刑诉〔2026〕{ordinal}号",
            name=f"第{ordinal}案",
            charge="盗窃罪",
            handlers=(cast.LI.id,),
            since=TAKEN,
            closing_on=date(2026, 10, 20),
        )

"""Zero reports as people see them: with the names of their cases, and Form 2."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from aiogram.types import BufferedInputFile, Message

from bot.texts import Texts
from register.cases import Case
from register.errors import NotAllowed
from register.forms import ZeroReportForm
from register.ids import ZeroReportId
from register.people import Person
from register.ports import Clock, Papers, Store, UnitOfWork
from register.zero_report import ConfirmedAs, ZeroReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One zero report with the name of what it is about, and its handler's."""

    report: ZeroReport
    name: str
    handler: str

    @property
    def to_sign(self) -> bool:
        return self.report.to_sign


@dataclass(frozen=True, slots=True)
class ZeroReports:
    """Reads zero reports for their handler, and for who confirms them."""

    store: Store
    clock: Clock
    zone: ZoneInfo
    papers: Papers
    texts: Texts

    def today(self) -> date:
        return self.clock().astimezone(self.zone).date()

    async def of(self, me: Person) -> Sequence[Line]:
        """Return a handler's own, the latest opened first."""
        async with self.store.read() as uow:
            return [await self._line(uow, each) for each in await uow.zero_reports.of(me.id)]

    async def waiting(self, me: Person, *, limit: int) -> Sequence[Line]:
        """Return a page of what was submitted to a superior, and nothing of what was not (I5)."""
        async with self.store.read() as uow:
            waiting = await uow.zero_reports.to_confirm(me.id, limit=limit)
            return [await self._line(uow, each.for_confirmer()) for each in waiting]

    async def one(self, report_id: ZeroReportId, *, me: Person) -> Line:
        """Return one of a handler's own. Raise NotAllowed or Gone."""
        async with self.store.read() as uow:
            report = await uow.zero_reports.get(report_id)
            if report.handler != me.id:
                raise NotAllowed
            return await self._line(uow, report)

    async def send_form(self, report_id: ZeroReportId, chat: Message, *, me: Person) -> None:
        """Send Form 2 to the handler. Raise NotAllowed or Gone."""
        line = await self.one(report_id, me=me)
        async with self.store.read() as uow:
            by = line.report.confirmed_by
            confirmer = (await uow.people.get(by)).name if by else ""
        facts = ZeroReportForm(
            case_name=line.name,
            handler_name=line.handler,
            confirmer_name=confirmer,
            stated_on=line.report.stated_on or self.today(),
            house_rule=self._house_rule(line.report),
            exempt_notes=line.report.exempt_notes,
        )
        pdf = await asyncio.to_thread(self.papers.zero_report_form, facts)
        await chat.answer_document(
            BufferedInputFile(pdf, self.texts.label("papers.form2")),
            disable_notification=True,
        )

    def _house_rule(self, report: ZeroReport) -> str:
        capacity = report.confirmed_as()
        if capacity is None or capacity is ConfirmedAs.HEAD:
            return ""
        return self.texts.words("house_rules")[capacity]

    async def _line(self, uow: UnitOfWork, report: ZeroReport) -> Line:
        handler = await uow.people.get(report.handler)
        case = await uow.cases.get(report.case) if report.case else None
        return Line(report=report, name=self._name(report, case), handler=handler.name)

    def _name(self, report: ZeroReport, case: Case | None) -> str:
        if case is None:
            return self.texts.label("zero.month", month=report.month)
        return " ".join(filter(None, (case.name, case.number)))

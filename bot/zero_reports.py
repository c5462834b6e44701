"""Zero reports as people see them: with the names of their cases, and Form 2."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from aiogram.types import BufferedInputFile, Message

from bot.texts import Texts
from register.acts.zero_reading import ShowOwn, ShowStatement, ShowToConfirm, Statement
from register.forms import ZeroReportForm
from register.ids import PersonId, ZeroReportId
from register.ports import Clock, Papers
from register.zero_report import ConfirmedAs, ZeroReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One zero report with the name of what it is about, and its handler's."""

    report: ZeroReport
    name: str
    handler: str


@dataclass(frozen=True, slots=True)
class ZeroReports:
    """Words zero reports for their handler, and for who confirms them."""

    show_own: ShowOwn
    show_to_confirm: ShowToConfirm
    show_statement: ShowStatement
    clock: Clock
    zone: ZoneInfo
    papers: Papers
    texts: Texts

    def today(self) -> date:
        return self.clock().astimezone(self.zone).date()

    async def of(self, me: PersonId) -> Sequence[Line]:
        """Return a handler's own, the latest opened first."""
        return [self._line(each) for each in await self.show_own(by=me)]

    async def waiting(self, me: PersonId) -> Sequence[Line]:
        """Return one page of what was submitted to a superior, and nothing else (I5)."""
        return [self._line(each) for each in await self.show_to_confirm(by=me)]

    async def one(self, report_id: ZeroReportId, *, me: PersonId) -> Line:
        """Return one, as the person may see it. Raise NotAllowed or Gone."""
        return self._line(await self.show_statement(report_id, by=me))

    async def send_form(self, report_id: ZeroReportId, chat: Message, *, me: PersonId) -> None:
        """Send Form 2 for the case file. Raise NotAllowed or Gone."""
        statement = await self.show_statement(report_id, by=me)
        report = statement.report
        facts = ZeroReportForm(
            case_name=self._name(statement),
            handler_name=statement.handler.name,
            confirmer_name=statement.confirmer.name if statement.confirmer else "",
            stated_on=report.stated_on or self.today(),
            house_rule=self._house_rule(report),
            exempt_notes=report.exempt_notes,
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

    def _line(self, statement: Statement) -> Line:
        return Line(
            report=statement.report,
            name=self._name(statement),
            handler=statement.handler.name,
        )

    def _name(self, statement: Statement) -> str:
        case = statement.case
        if case is None:
            return self.texts.label("zero.month", month=statement.report.month)
        return " ".join(filter(None, (case.name, case.number)))

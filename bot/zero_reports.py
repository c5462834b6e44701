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
    """One zero report: what it is about, a case or a month, and its handler's name."""

    report: ZeroReport
    title: str
    number: str
    handler: str

    @property
    def name(self) -> str:
        """Return title and case number as they stand on Form 2."""
        return f"{self.title} {self.number}".strip()


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
        report, line = statement.report, self._line(statement)
        facts = ZeroReportForm(
            case_name=line.name,
            handler_name=line.handler,
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
        report, case = statement.report, statement.case
        return Line(
            report=report,
            title=case.name if case else self.texts.label("zero.month", month=report.month),
            number=case.number if case else "",
            handler=statement.handler.name,
        )

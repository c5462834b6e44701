"""The papers of records, zero reports, case notes and receipts."""

from dataclasses import asdict
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from papers.engine import Engine
from register.forms import (
    CaseNoteForm,
    Receipts,
    RegistrationForm,
    RegistrationSheet,
    ZeroReportForm,
)


class TypstPapers:
    """Prints papers by typst; layout and printed words stand in the template folder."""

    def __init__(self, templates: Path, zone: ZoneInfo) -> None:
        self._engine = Engine(templates, zone)
        self._zone = zone

    def registration_form(self, form: RegistrationForm) -> bytes:
        """Return Form 1 as PDF: the form on one page, annexes behind it.

        Takes some milliseconds of CPU, a second the first time: call it in a thread.
        """
        return self._engine.pdf("form1.typ", asdict(form), dated=form.filed_at)

    def registration_sheet(self, sheet: RegistrationSheet) -> bytes:
        """Return a sheet as PDF: its frame over as many pages as it needs, annexes behind it.

        Call it in a thread.
        """
        return self._engine.pdf("sheet.typ", asdict(sheet), dated=sheet.dated)

    def zero_report_form(self, form: ZeroReportForm) -> bytes:
        """Return Form 2 as PDF, one page, dated with the statement. Call it in a thread."""
        dated = datetime.combine(form.stated_on, time.min, self._zone)
        return self._engine.pdf("form2.typ", asdict(form), dated=dated)

    def case_note(self, form: CaseNoteForm) -> bytes:
        """Return a case note as PDF, dated with the note. Call it in a thread."""
        return self._engine.pdf("note.typ", asdict(form), dated=form.noted_at)

    def receipts(self, receipts: Receipts) -> bytes:
        """Return all receipts of a recorder as one PDF. Call it in a thread."""
        return self._engine.pdf("receipts.typ", asdict(receipts), dated=receipts.made_at)

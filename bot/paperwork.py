"""A record on its paper, and receipts: facts put into words, then printed."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from aiogram.types import BufferedInputFile

from bot.annexes import OFFICE, annexed, evidence_lines, signed, witnesses
from bot.answers import in_words
from bot.sheets import Sheets
from bot.texts import Texts
from register.acts.receipts import Filed
from register.afterwards import Capacity
from register.draft import ENCOUNTER
from register.evidence import Evidence
from register.forms import EvidenceLine, ReceiptLine, Receipts, RegistrationForm
from register.people import Person
from register.ports import Papers
from register.profile import Profile, load
from register.provisions import Field
from register.record import Record

_BOXES_OWN = frozenset(
    {"encountered_at", "channel", "place", "narrative", "reply", "reply_text", "remarks"}
)
"""What boxes 8 to 10 are printed for; any other answer stands below, by its label."""
_SHORT = frozenset({"choice", "yes_no"})


@dataclass(frozen=True, slots=True)
class Paperwork:
    """Makes the papers that people take out of the chat."""

    papers: Papers
    texts: Texts

    async def record(
        self, record: Record, evidence: Sequence[Evidence], *, reader: Person, at: datetime
    ) -> BufferedInputFile:
        """Return a record on the paper of its rule system, as a file named by its number alone.

        A copy for anybody but the recorder bears its reader's name (RUDONG 29, K2).
        """
        paper = load(record.profile, on=record.profile_version).paper
        read_by = ""
        if reader.id != record.recorder:
            read_by = self.texts.plain("papers/read_by", reader=reader, at=at)
        if paper.form == "form_1":
            form = replace(self._facts(record, evidence), read_by=read_by)
            pdf = await asyncio.to_thread(self.papers.registration_form, form)
        else:
            sheet = replace(
                Sheets(self.texts).of(record, evidence, present=witnesses(record, self.texts)),
                read_by=read_by,
            )
            pdf = await asyncio.to_thread(self.papers.registration_sheet, sheet)
        name = self.texts.label("papers.record", paper=paper.called, number=record.number)
        return BufferedInputFile(pdf, name)

    async def receipts(
        self, filed: Sequence[Filed], *, of: Person, at: datetime
    ) -> BufferedInputFile:
        """Return all receipts of a recorder as a file."""
        facts = Receipts(
            recorder_name=of.name,
            made_at=at,
            receipts=tuple(self._receipt(each.record, each.evidence) for each in filed),
        )
        pdf = await asyncio.to_thread(self.papers.receipts, facts)
        return BufferedInputFile(pdf, self.texts.label("papers.receipts"))

    def _receipt(self, record: Record, evidence: Sequence[Evidence]) -> ReceiptLine:
        words = self.texts
        return ReceiptLine(
            number=record.number,
            recorder_post=words.plain("papers/recorder_post", by=record.by),
            encountered=words.plain("answers/moment", value=record.said(ENCOUNTER)),
            filed_at=record.filed_at,
            due_on=record.deadline.due_on,
            count=words.plain(
                "papers/count",
                due=record.deadline,
                rules=record.deadline_rules,
            ),
            discharged=words.plain("papers/discharged", record=record),
            sent_to=words.plain("papers/sent_to", record=record),
            evidence=tuple(map(_nameless, evidence_lines(evidence, self.texts))),
        )

    def _facts(self, record: Record, evidence: Sequence[Evidence]) -> RegistrationForm:
        profile = load(record.profile, on=record.profile_version)
        said = self._said(record, profile)
        return RegistrationForm(
            subject_name=said["subject_name"],
            subject_post=said["subject_post"],
            subject_contact=said["subject_contact"],
            recorder_name=record.by.name,
            recorder_post=self.texts.plain("papers/recorder_post", by=record.by),
            recorder_contact=record.by.contact,
            case=self.texts.plain("papers/case", said=said, recorder=record.by.name),
            encounter=self.texts.plain("papers/encounter", said=said),
            narrative=self._box("narrative", "F1-8", record, profile, said),
            reply=self._box("reply", "F1-9", record, profile, said),
            remarks=self._box("remarks", "F1-10", record, profile, said),
            number=record.number,
            filed_at=record.filed_at,
            due_on=record.deadline.due_on,
            late=record.late,
            evidence=evidence_lines(evidence, self.texts),
            head_opinions=signed(record, self.texts, Capacity.HEAD),
            leader_opinions=signed(record, self.texts, Capacity.LEADER),
            discipline_opinions=signed(record, self.texts, *OFFICE),
            annexes=annexed(record, self.texts),
        )

    def _box(
        self, template: str, box: str, record: Record, profile: Profile, said: Mapping[str, str]
    ) -> str:
        """Word a box: what it is for, and below it what has no box of its own (E11)."""
        added = [
            field
            for field in profile.fields
            if field.box == box and field.id not in _BOXES_OWN and said[field.id]
        ]
        facts = [
            [(field.label, said[field.id]) for field in line]
            for _, line in groupby(added, key=_line_of)
        ]
        return self.texts.plain(f"papers/{template}", said=said, facts=facts, record=record)

    def _said(self, record: Record, profile: Profile) -> Mapping[str, str]:
        """Return every answer in words; what the rule system does not ask is empty."""
        return defaultdict(
            str,
            {
                field.id: in_words(record.answers.get(field.id), field, self.texts)
                for field in profile.fields
            },
        )


def _nameless(line: EvidenceLine) -> EvidenceLine:
    """Leave out what may name somebody: digests prove the bytes without it."""
    return replace(line, name="", origin="", caption="")


def _line_of(field: Field) -> str:
    """Return what short answers share a line by; a longer one has a line of its own."""
    return field.section if field.kind in _SHORT else field.id

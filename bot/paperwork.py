"""Form 1 of a record: its facts put into words, then printed."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import BufferedInputFile

from bot.answers import in_words
from bot.texts import Texts
from register.evidence import Evidence
from register.forms import EvidenceLine, RegistrationForm
from register.ports import Papers
from register.profile import Profile, load
from register.record import Record


@dataclass(frozen=True, slots=True)
class Paperwork:
    """Makes the papers that people take out of the chat."""

    papers: Papers
    texts: Texts

    async def registration_form(
        self, record: Record, evidence: Sequence[Evidence]
    ) -> BufferedInputFile:
        """Return Form 1 as a file whose name tells nothing but the record's number."""
        facts = self._facts(record, evidence)
        pdf = await asyncio.to_thread(self.papers.registration_form, facts)
        return BufferedInputFile(pdf, self.texts.label("papers.form1", number=record.number))

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
            narrative=self.texts.plain("papers/narrative", said=said),
            reply=self.texts.plain("papers/reply", said=said),
            remarks=self.texts.plain("papers/remarks", said=said, record=record),
            number=record.number,
            filed_at=record.filed_at,
            due_on=record.deadline.due_on,
            late=record.late,
            evidence=tuple(self._line(item) for item in evidence),
        )

    def _said(self, record: Record, profile: Profile) -> dict[str, str]:
        return {
            field.id: in_words(record.answers.get(field.id), field, self.texts)
            for field in profile.fields
        }

    def _line(self, item: Evidence) -> EvidenceLine:
        return EvidenceLine(
            number=item.number,
            kind=self.texts.words("kinds")[item.kind],
            name=item.name,
            received_at=item.received_at,
            size=item.size,
            sha256=item.sha256.hex(),
            sm3=item.sm3.hex(),
            mark=self.texts.words("marks")[item.mark],
        )

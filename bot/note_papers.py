"""The paper of a case note: facts put into words, then printed and sent."""

import asyncio
from dataclasses import dataclass

from aiogram.types import BufferedInputFile, Message

from bot.texts import Texts
from register.acts.noting import Noted
from register.forms import CaseNoteForm
from register.ports import Papers


@dataclass(frozen=True, slots=True)
class NotePapers:
    """Makes the page that a handler puts into the case file (RUDONG 12)."""

    papers: Papers
    texts: Texts

    async def send(self, noted: Noted, chat: Message) -> None:
        """Send the page; its name tells nothing but the note's number."""
        pdf = await asyncio.to_thread(self.papers.case_note, self._facts(noted))
        name = self.texts.label("papers.note", number=noted.note.number)
        await chat.answer_document(
            BufferedInputFile(pdf, name),
            caption=self.texts.render("messages/note_paper"),
            disable_notification=True,
        )

    def _facts(self, noted: Noted) -> CaseNoteForm:
        note, case, place = noted.note, noted.case, noted.note.place
        return CaseNoteForm(
            number=note.number,
            kind=note.kind,
            case_name=f"{case.name} {case.number}".strip() if case else "",
            source=note.source,
            happened=self.texts.plain("answers/moment", value=note.happened),
            text=note.text,
            owner_name=noted.owner.name,
            owner_post=noted.owner.post,
            noted_at=note.noted_at,
            volume=place.volume if place else "",
            page=place.page if place else "",
        )

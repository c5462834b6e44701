"""Case notes in words: what else a kind asks, and the paper that is printed and sent."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiogram.types import BufferedInputFile, Message

from bot.answers import in_words
from bot.texts import Texts
from register.acts.noting import Noted
from register.case_note import CaseNote, NotedItem
from register.draft import Answer
from register.forms import CaseNoteForm
from register.note_kinds import CaseNoteKind
from register.ports import Papers

Facts = tuple[tuple[str, str], ...]
"""What a kind asks beside the three parts, answered: label and words."""


@dataclass(frozen=True, slots=True)
class NotePapers:
    """Makes the page that goes into the case file (RUDONG 12, SPC 7 and 8, CHANGCHUN 6)."""

    papers: Papers
    texts: Texts

    async def send(self, noted: Noted, chat: Message) -> None:
        """Send the page; its name tells nothing but the note's number."""
        pdf = await asyncio.to_thread(self.papers.case_note, self._facts(noted))
        name = self.texts.label("papers.note", number=noted.note.number)
        kind = noted.note.kind_in_rules
        await chat.answer_document(
            BufferedInputFile(pdf, name),
            caption=self.texts.render("messages/note_paper", kind=kind),
            disable_notification=True,
        )

    def _facts(self, noted: Noted) -> CaseNoteForm:
        note, case, place = noted.note, noted.case, noted.note.place
        rules, kind = note.rules, note.kind_in_rules
        return CaseNoteForm(
            number=note.number,
            title=kind.title,
            case_name=f"{case.name} {case.number}".strip() if case else note.case_words,
            source_label=kind.source.label,
            source=note.source,
            happened_label=kind.happened.label,
            happened=self.texts.plain("answers/moment", value=note.happened),
            text_label=kind.text.label,
            text=note.text,
            facts=facts_of(note, self.texts),
            basis=self.texts.plain("papers/note_basis", rules=rules, kind=kind),
            owner_name=noted.owner.name,
            owner_post=noted.owner.post,
            noted_at=note.noted_at,
            case_file=kind.case_file,
            volume=place.volume if place else "",
            page=place.page if place else "",
        )


def facts_of(note: CaseNote, texts: Texts) -> Facts:
    """Return what a note says beside its three parts."""
    return facts_in_words(note.kind_in_rules, note.answers, note.items, texts)


def facts_in_words(
    kind: CaseNoteKind,
    answers: Mapping[str, Answer],
    items: Sequence[NotedItem],
    texts: Texts,
) -> Facts:
    """Word the answers to a kind's own questions; an item stands with time and digests."""
    found = {name: item for item in items for name in (item.id, item.number)}
    return tuple(
        (
            field.label,
            texts.plain("papers/noted_item", item=found[answers[field.id].text])
            if field.kind == "evidence"
            else in_words(answers[field.id], field, texts),
        )
        for field in kind.fields
        if field.id in answers
    )

"""What the windows of /notes show: one's own notes, and what was said so far of a new one."""

from collections.abc import Mapping, Sequence
from typing import Any

from aiogram_dialog import DialogManager
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.note_memory import (
    ANSWERS,
    CASE,
    CASE_WORDS,
    HAPPENED,
    QUESTION,
    SOURCE,
    TEXT,
    Offered,
    answers_in,
    kind_in,
    note_of,
    offered_to,
)
from bot.note_papers import facts_in_words, facts_of
from bot.texts import Texts
from register.acts.advising import RulesToday
from register.acts.noting import ShowNote
from register.case_note import CaseNote, item_of
from register.cases import CaseState
from register.evidence import Evidence
from register.ids import CaseId, EvidenceId
from register.people import Person
from register.ports import Store, UnitOfWork
from register.provisions import Field
from register.zero_report import rules_owing


@inject
async def mine(
    me: Person, texts: Texts, store: FromDishka[Store], rules: FromDishka[RulesToday], **_: Any
) -> dict[str, Any]:
    """Return a person's own notes by their numbers, the latest first: no names (K3)."""
    async with store.read() as uow:
        found = await uow.case_notes.of(me.id)
    return {
        "notes": [(_labelled(note, texts), note.id) for note in found],
        "kinds": offered_to(me, await rules(by=me.id)),
        "waiting": any(note.waits_for_place for note in found),
    }


def _labelled(note: CaseNote, texts: Texts) -> str:
    place = "filed" if note.place else "open"
    return texts.label(f"notes.{place}", number=note.number, kind=note.kind_in_rules.label)


@inject
async def being_added(
    dialog_manager: DialogManager,
    me: Person,
    texts: Texts,
    store: FromDishka[Store],
    rules: FromDishka[RulesToday],
    **_: Any,
) -> dict[str, Any]:
    """Return what was said so far of a note, and what it may be about."""
    memory, today = dialog_manager.dialog_data, await rules(by=me.id)
    sorts = offered_to(me, today)
    chosen = kind_in(memory, sorts)
    async with store.read() as uow:
        cases = sorted(
            await uow.cases.of(me.id),
            key=lambda case: (case.state is CaseState.CLOSED, case.name),
        )
        case = await uow.cases.get(CaseId(memory[CASE])) if memory.get(CASE) else None
        asked = await _asked(uow, chosen, memory, me, texts) if chosen else {}
    return {
        "sorts": sorts,
        "kinds": [(each.kind.label, each.key) for each in sorts],
        "cases": [(texts.label(f"cases.{each.state}", name=each.name), each.id) for each in cases],
        "chosen": chosen,
        "kind": chosen.kind if chosen else None,
        "zero": rules_owing(today),
        "case": case,
        "case_words": memory.get(CASE_WORDS, ""),
        "source": memory.get(SOURCE, ""),
        "happened": memory.get(HAPPENED, ""),
        "text": memory.get(TEXT, ""),
        **asked,
    }


async def _asked(
    uow: UnitOfWork, chosen: Offered, memory: Mapping[str, Any], me: Person, texts: Texts
) -> dict[str, Any]:
    """Return the question of the kind that is open, and what was answered before."""
    answers = answers_in(memory)
    open_one = next(
        (field for field in chosen.kind.fields if field.id == memory.get(QUESTION)), None
    )
    items = [
        item_of(await uow.evidence.get(EvidenceId(answers[field.id].text)))
        for field in chosen.kind.fields
        if field.kind == "evidence" and field.id in answers
    ]
    offered = await _items(uow, me) if open_one and open_one.kind == "evidence" else ()
    return {
        "field": open_one,
        "options": _options(open_one, offered, texts),
        "asks_when": bool(open_one and open_one.kind == "when"),
        "may_skip": bool(open_one and not open_one.mandatory),
        "facts": facts_in_words(chosen.kind, answers, items, texts),
        "given": memory.get(ANSWERS, {}),
    }


def _options(
    question: Field | None, items: Sequence[Evidence], texts: Texts
) -> list[tuple[str, str]]:
    """Return what can be tapped in answer to a question."""
    match question.kind if question else None:
        case "choice":
            assert question is not None
            return [(choice.label, choice.code) for choice in question.choices]
        case "yes_no":
            return [(label, code) for code, label in texts.words("yes_no").items()]
        case "evidence":
            return [(texts.label("notes.item", number=each.number), each.id) for each in items]
        case _:
            return []


async def _items(uow: UnitOfWork, me: Person) -> Sequence[Evidence]:
    """Return one's sealed items: those in no record, the draft at hand may have taken them."""
    drafts = await uow.drafts.open_of(me.id)
    in_drafts = [item for draft in drafts for item in await uow.evidence.of_draft(draft.id)]
    return [*await uow.evidence.loose(me.id), *in_drafts]


@inject
async def one(
    dialog_manager: DialogManager, me: Person, texts: Texts, show: FromDishka[ShowNote], **_: Any
) -> dict[str, Any]:
    """Return one note as it is now."""
    noted = await show(note_of(dialog_manager), by=me.id)
    kind = noted.note.kind_in_rules
    return {
        "note": noted.note,
        "case": noted.case,
        "kind": kind,
        "rules": noted.note.rules,
        "facts": facts_of(noted.note, texts),
        "may_file": bool(kind.case_file),
    }

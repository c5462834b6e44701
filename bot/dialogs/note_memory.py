"""What a dialog of /notes remembers: the note that is open, or what was said of a new one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiogram_dialog import DialogManager

from bot.dialogs.talk import Talk
from register.acts.advising import RulesToday
from register.case_note import may_write
from register.draft import Answer, chosen
from register.errors import AnswerUnfit
from register.ids import CaseNoteId
from register.note_kinds import CaseNoteKind
from register.people import Person
from register.profile import Profile
from register.provisions import Field

NOTE = "note"
KIND = "kind"
CASE = "case"
CASE_WORDS = "case_words"
SOURCE = "source"
HAPPENED = "happened"
TEXT = "text"
QUESTION = "question"
ANSWERS = "answers"
VOLUME = "volume"
"""Keys of the memory.

`QUESTION` is the kind's own one that is open, `ANSWERS` what was said to each by then; a question
that was passed over has an empty answer.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A kind of note, with the rule system that knows it."""

    rules: Profile
    kind: CaseNoteKind

    @property
    def key(self) -> str:
        """By what the kind is told apart in a house of several rule systems."""
        return f"{self.rules.id}.{self.kind.id}"


def offered_to(person: Person, rules: Sequence[Profile]) -> tuple[Offered, ...]:
    """Return the kinds of notes of a house that a person may write, in its order."""
    return tuple(
        Offered(rules=each, kind=kind)
        for each in rules
        for kind in each.notes
        if may_write(kind, person)
    )


def kind_in(memory: Mapping[str, Any], offered: Sequence[Offered]) -> Offered | None:
    """Return the kind that was chosen, None while none was."""
    return next((each for each in offered if each.key == memory.get(KIND)), None)


def answers_in(memory: Mapping[str, Any]) -> dict[str, Answer]:
    """Return what was answered to the kind's own questions."""
    return {name: Answer(value=said) for name, said in memory.get(ANSWERS, {}).items() if said}


def open_question(kind: CaseNoteKind, memory: Mapping[str, Any]) -> Field | None:
    """Return the first question of the kind that nothing was said to, None when all is said."""
    said = memory.get(ANSWERS, {})
    asked = kind.asked(chosen(answers_in(memory)))
    return next((field for field in asked if field.id not in said), None)


async def kind_of(manager: DialogManager, rules: RulesToday) -> Offered:
    """Return the kind of the note that is being added. Raise AnswerUnfit if it is none now."""
    me = Talk(manager).me
    found = kind_in(manager.dialog_data, offered_to(me, await rules(by=me.id)))
    if found is None:
        raise AnswerUnfit
    return found


def note_of(manager: DialogManager) -> CaseNoteId:
    return CaseNoteId(manager.dialog_data[NOTE])

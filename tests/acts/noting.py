"""Case notes in the small world of acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from register.acts.advising import RulesToday
from register.acts.noting import AddNote, FileNote
from register.case_note import CaseNote
from register.cases import Case
from register.draft import Answer
from register.ids import Cause, PersonId
from tests import cast
from tests.acts.world import World

SAID = {
    "source": "上级院第一检察部 孙指导",
    "happened": "2026-09-29T09:30",
    "text": "口头指导：补充核实被害人陈述。",
}


@dataclass(frozen=True, slots=True)
class Noting:
    """The acts on case notes, each with a cause of its own unless one is told."""

    world: World

    async def add(
        self,
        case: Case | None = None,
        *,
        kind: str = "guidance",
        profile: str = "rudong",
        answers: Mapping[str, str] = MappingProxyType({}),
        case_words: str = "",
        by: PersonId = cast.LI.id,
        cause: Cause | None = None,
        said: Mapping[str, str] = MappingProxyType({}),
    ) -> CaseNote:
        add = AddNote(RulesToday(self.world.store, self.world.clock, self.world.zone))
        return await add(
            kind,
            profile=profile,
            case_words=case_words,
            answers={question: Answer(value=said) for question, said in answers.items()},
            case=case.id if case else None,
            by=by,
            cause=self._cause(cause),
            **{**SAID, **said},
        )

    async def file(
        self,
        note: CaseNote,
        *,
        volume: str = "2",
        page: str = "15",
        by: PersonId = cast.LI.id,
        cause: Cause | None = None,
    ) -> CaseNote:
        file = FileNote(self.world.store, self.world.clock)
        return await file(note.id, volume=volume, page=page, by=by, cause=self._cause(cause))

    async def now(self, note: CaseNote) -> CaseNote:
        async with self.world.store.read() as uow:
            return await uow.case_notes.get(note.id)

    def _cause(self, cause: Cause | None) -> Cause:
        return cause or self.world.cause()

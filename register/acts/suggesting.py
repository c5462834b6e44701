"""What a recorder is likely to answer: their recent cases, and what the directory knows."""

from collections.abc import Sequence
from dataclasses import dataclass

from register.draft import CASE, POST, SUBJECT, Draft
from register.ids import DraftId, PersonId
from register.ports import Store, UnitOfWork

_RECENT = 3


@dataclass(frozen=True, slots=True)
class Suggest:
    """Read suggestions for a question. They are hypotheses: nothing is filled in unasked (W4)."""

    store: Store

    async def __call__(self, draft_id: DraftId, question: str, *, by: PersonId) -> Sequence[str]:
        if question not in (CASE, POST):
            return ()
        async with self.store.read() as uow:
            if question == CASE:
                return await _recent_cases(uow, by)
            return await _known_posts(uow, await uow.drafts.get(draft_id))


async def _recent_cases(uow: UnitOfWork, person: PersonId) -> Sequence[str]:
    filed = await uow.records.by(person, limit=20)
    cases = dict.fromkeys(record.said(CASE) for record in filed if record.said(CASE))
    return tuple(cases)[:_RECENT]


async def _known_posts(uow: UnitOfWork, draft: Draft) -> Sequence[str]:
    """Return where people of exactly the subject's name work; namesakes are for the recorder."""
    house = await uow.organisations.get(draft.organisation)
    posts = []
    named = await uow.people.named(draft.said(SUBJECT), organisation=draft.organisation)
    for person in (each for each in named if each.left_on is None):
        department = (
            (await uow.organisations.department(person.department)).name
            if person.department
            else ""
        )
        posts.append(f"{house.name} {department} {person.post}".replace("  ", " "))
    return posts[:_RECENT]

"""Filling several boxes of a draft at once with what was said elsewhere in the chat."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from register.acts.drafting import ChangeDraft, owe_record
from register.acts.owing import Owing
from register.advice import Fills
from register.draft import Answer, Draft, check, without_hidden
from register.errors import AnswerUnfit
from register.ids import Cause, DraftId, PersonId
from register.ports import UnitOfWork
from register.provisions import Field

_NO_TEXTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class FillIn:
    """The recorder takes over what they told the adviser, or the sentence that they sent.

    It stands in the draft like any answer of theirs: shown at review, and open to change.
    """

    change: ChangeDraft
    owing: Owing

    async def __call__(
        self,
        draft_id: DraftId,
        fills: Fills,
        *,
        by: PersonId,
        cause: Cause,
        texts: Mapping[str, str] = _NO_TEXTS,
    ) -> Draft:
        """Return the draft as it is now. Raise AnswerUnfit; NotAllowed, Gone, AlreadyFiled."""

        def fill(draft: Draft, now: datetime) -> Draft:
            for box in sorted((*fills, *texts), key=lambda box: box not in draft.deciding):
                question = {each.id: each for each in draft.binding[0].fields}.get(box)
                if question is None:
                    raise AnswerUnfit
                answer = (
                    _chosen(question, fills[box]) if box in fills else Answer(value=texts[box])
                )
                check(answer, question, now=now, zone=self.owing.zone)
                draft = draft.answer(box, answer, at=now).bound()
            return without_hidden(draft, draft.binding[0])

        async def owe(uow: UnitOfWork, draft: Draft) -> None:
            if not draft.deciding.isdisjoint(fills):
                await owe_record(uow, draft, self.owing, cause=cause, now=draft.touched_at)

        boxes = " ".join((*fills, *texts))
        return await self.change(
            "fill_in", draft_id, fill, by=by, cause=cause, question=boxes, then=owe
        )


def _chosen(box: Field, codes: tuple[str, ...]) -> Answer:
    return Answer(value=codes if box.kind == "choices" else codes[0])

"""Filling several boxes of a draft at once with what was said elsewhere in the chat."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from register.acts.drafting import ChangeDraft
from register.advice import Fills
from register.draft import Answer, Draft, check, without_hidden
from register.ids import Cause, DraftId, PersonId
from register.profile import load
from register.provisions import Field

_NO_TEXTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class FillIn:
    """The recorder takes over what they told the adviser, or the sentence that they sent.

    It stands in the draft like any answer of theirs: shown at review, and open to change.
    """

    change: ChangeDraft
    zone: ZoneInfo

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
            profile = load(draft.profile, on=draft.profile_version)
            answers = {box: _chosen(profile.field(box), codes) for box, codes in fills.items()}
            answers |= {box: Answer(value=text) for box, text in texts.items()}
            for box, answer in answers.items():
                check(answer, profile.field(box), now=now, zone=self.zone)
                draft = draft.answer(box, answer, at=now)
            return without_hidden(draft, profile)

        boxes = " ".join((*fills, *texts))
        return await self.change("fill_in", draft_id, fill, by=by, cause=cause, question=boxes)


def _chosen(box: Field, codes: tuple[str, ...]) -> Answer:
    return Answer(value=codes if box.kind == "choices" else codes[0])

"""What a draft still asks of its recorder, as things stand now."""

from dataclasses import dataclass

from register.acts.owing import owed_by
from register.draft import Draft, asked, gaps
from register.duties import RECORD
from register.ports import Clock, Store
from register.profile import load
from register.provisions import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """The questions that are asked unbidden, and those of them that wait for an answer."""

    asked: tuple[Field, ...]
    gaps: tuple[Field, ...]
    late: bool
    """Whether the last day for recording is over."""

    @property
    def first_gap(self) -> Field | None:
        """The question to ask next, None when it is time for review."""
        return next(iter(self.gaps), None)


@dataclass(frozen=True, slots=True)
class ShowQuestions:
    """Read what is asked: it depends on the answers, on the evidence, and on the last day.

    The last day is that of the duty, which no new calendar makes earlier in retrospect.
    """

    store: Store
    clock: Clock

    async def __call__(self, draft: Draft) -> Questions:
        now = self.clock()
        async with self.store.read() as uow:
            duty = await owed_by(uow, draft.recorder, RECORD, draft.id)
            has_evidence = bool(await uow.evidence.of_draft(draft.id))
        profile = load(draft.profile, on=draft.profile_version)
        late = duty is not None and duty.passed(now)
        return Questions(
            asked=asked(draft.answers, profile, late=late, has_evidence=has_evidence),
            gaps=gaps(draft.answers, profile, late=late, has_evidence=has_evidence),
            late=late,
        )

"""Drafting: the recorder answers question by question; each answer is an act of its own."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from register.acts.journaling import write_down
from register.acts.owing import Owing, end
from register.bases import basis_of
from register.cases import read_case
from register.draft import (
    CASE,
    ENCOUNTER,
    Answer,
    Draft,
    DraftState,
    check,
    chosen,
    in_hand,
    rules_at,
    without_hidden,
)
from register.duties import RECORD
from register.ids import Cause, DraftId, PersonId, derive
from register.permissions import Right, ensure
from register.ports import Clock, Store, UnitOfWork
from register.profile import Profile, load


@dataclass(frozen=True, slots=True)
class StartDraft:
    """Any bound person may record; no superior can stop it (RUDONG 5)."""

    store: Store
    clock: Clock
    zone: ZoneInfo

    async def __call__(self, *, by: PersonId, cause: Cause) -> Draft:
        draft_id, now = DraftId(derive(cause, "start_draft")), self.clock()
        async with self.store.begin() as uow:
            if await uow.journal.seen(cause, "start_draft", draft_id):
                return await uow.drafts.get(draft_id)
            recorder = await uow.people.get(by)
            house = await uow.organisations.get(recorder.organisation)
            today = now.astimezone(self.zone).date()
            systems = house.systems(today)
            draft = Draft(
                id=draft_id,
                organisation=recorder.organisation,
                recorder=by,
                profile=systems[0].id,
                profile_version=systems[0].version,
                started_at=now,
                touched_at=now,
                systems=tuple(basis_of(each) for each in systems),
            )
            content = await uow.drafts.add(draft)
            await write_down(
                uow, "start_draft", draft, by=by, cause=cause, at=now, content=content
            )
        return draft


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """The one way in which an open draft changes: owner, idempotence, journal."""

    store: Store
    clock: Clock

    async def __call__(
        self,
        act: str,
        draft_id: DraftId,
        change: Callable[[Draft, datetime], Draft],
        *,
        by: PersonId,
        cause: Cause,
        question: str = "",
        then: Callable[[UnitOfWork, Draft], Awaitable[None]] | None = None,
    ) -> Draft:
        """Apply a pure change; `then` does what follows from it in the same transaction.

        Raise NotAllowed, Gone, AlreadyFiled or what the change raises.
        """
        now = self.clock()
        async with self.store.begin() as uow:
            draft = await uow.drafts.get(draft_id)
            if await uow.journal.seen(cause, act, draft_id):
                return draft
            ensure(Right.WRITE_DRAFT, by, draft)
            draft.ensure_open()
            changed = change(draft.take_up(at=now), now).bound()
            content = await uow.drafts.save(changed)
            await write_down(
                uow,
                act,
                changed,
                by=by,
                cause=cause,
                at=now,
                content=content,
                codes={"question": question} if question else None,
            )
            if then is not None:
                await then(uow, changed)
        return changed


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """The recorder fills a box, states that it is unknown, or empties it with None.

    An answer to "when" computes the record's deadline anew (RUDONG 7), and so does one that
    decides by which limit it is counted (CH34); a case number is written in its normal form.
    """

    change: ChangeDraft
    owing: Owing

    async def __call__(
        self,
        draft_id: DraftId,
        question: str,
        answer: Answer | None,
        *,
        by: PersonId,
        cause: Cause,
    ) -> Draft:
        """Return the draft as it is now.

        Raise AnswerUnfit, AnswerTooLong, EncounterInFuture, BeforeTheRules; NotAllowed, Gone,
        AlreadyFiled.
        """

        def fill(draft: Draft, now: datetime) -> Draft:
            profile = load(draft.profile, on=draft.profile_version)
            given = answer
            if given is not None:
                check(given, profile.field(question), now=now, zone=self.owing.zone)
                given = _with_normal_number(given, profile) if question == CASE else given
            return without_hidden(draft.answer(question, given, at=now), profile)

        async def owe(uow: UnitOfWork, draft: Draft) -> None:
            if question == ENCOUNTER or question in draft.deciding:
                await owe_record(uow, draft, self.owing, cause=cause, now=draft.touched_at)

        return await self.change(
            "answer",
            draft_id,
            fill,
            by=by,
            cause=cause,
            question=question,
            then=owe,
        )


async def owe_record(
    uow: UnitOfWork, draft: Draft, owing: Owing, *, cause: Cause, now: datetime
) -> None:
    """Open the record's duty from the time of the encounter, or end it when that is taken back."""
    at, owner = draft.encounter(owing.zone), draft.recorder
    if at is None:
        await end(uow, RECORD, draft.id, by=owner, cause=cause, now=now)
        return
    await owing.owe(
        uow,
        RECORD,
        draft,
        owner=owner,
        event_at=at,
        systems=[rules_at(each.id, at) for each in draft.binding],
        chosen=chosen(draft.answers),
        cause=cause,
        now=now,
    )


def _with_normal_number(answer: Answer, profile: Profile) -> Answer:
    """Write a case number as its office does; what is no number stays as typed (F1-7)."""
    return replace(answer, value=read_case(answer.text, profile.case_numbers).text)


@dataclass(frozen=True, slots=True)
class ReportDirectly:
    """The recorder chooses the direct report, or takes the choice back; no reason is asked.

    It goes to the own discipline office, or to the `superior` one.
    """

    change: ChangeDraft

    async def __call__(
        self,
        draft_id: DraftId,
        *,
        direct: bool,
        by: PersonId,
        cause: Cause,
        superior: bool = False,
    ) -> Draft:
        """Raise NotAllowed, Gone or AlreadyFiled (RUDONG 13, last sentence; CH22)."""
        return await self.change(
            "report_directly",
            draft_id,
            lambda draft, now: replace(draft, direct=direct, superior=direct and superior),
            by=by,
            cause=cause,
        )


@dataclass(frozen=True, slots=True)
class TakeUp:
    """The recorder turns to a draft again: what they send from now on goes into it."""

    change: ChangeDraft

    async def __call__(self, draft_id: DraftId, *, by: PersonId, cause: Cause) -> Draft:
        """Return the draft, unchanged if it is in hand. Raise NotAllowed, Gone or AlreadyFiled."""
        async with self.change.store.read() as uow:
            held = in_hand(await uow.drafts.open_of(by), now=self.change.clock())
        if held is not None and held.id == draft_id:
            return held
        return await self.change("take_up", draft_id, lambda draft, _: draft, by=by, cause=cause)


@dataclass(frozen=True, slots=True)
class LayAside:
    """The recorder has done for now: what they send next goes into no draft."""

    store: Store
    clock: Clock

    async def __call__(self, *, by: PersonId, cause: Cause) -> None:
        """Empty the hand, which may hold a draft below the one that was in view."""
        now = self.clock()
        async with self.store.begin() as uow:
            for draft in await uow.drafts.open_of(by):
                seen = await uow.journal.seen(cause, "lay_aside", draft.id)
                if seen or not draft.is_in_hand(now=now):
                    continue
                content = await uow.drafts.save(replace(draft, laid_aside=True))
                await write_down(
                    uow, "lay_aside", draft, by=by, cause=cause, at=now, content=content
                )


@dataclass(frozen=True, slots=True)
class DiscardDraft:
    """The recorder gives a draft up. It stays in the register; what it holds becomes loose."""

    store: Store
    clock: Clock

    async def __call__(self, draft_id: DraftId, *, by: PersonId, cause: Cause) -> Draft:
        """Raise NotAllowed, Gone or AlreadyFiled."""
        now = self.clock()
        async with self.store.begin() as uow:
            draft = await uow.drafts.get(draft_id)
            if await uow.journal.seen(cause, "discard", draft_id):
                return draft
            ensure(Right.WRITE_DRAFT, by, draft)
            draft.ensure_open()
            given_up = replace(draft, state=DraftState.DISCARDED, touched_at=now)
            for item in await uow.evidence.of_draft(draft_id):
                await uow.evidence.save(item.put_into(None))
            content = await uow.drafts.save(given_up)
            await write_down(uow, "discard", given_up, by=by, cause=cause, at=now, content=content)
            await end(uow, RECORD, draft_id, by=by, cause=cause, now=now)
        return given_up

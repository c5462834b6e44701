"""Casework: cases are added, change hands, close, are reopened; zero reports follow."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from register.acts.journaling import write_down
from register.acts.zero_owing import day_of, owe
from register.cases import Case, CaseState, Handling, read_case
from register.errors import AnswerTooLong, AnswerUnfit, HandlerUnfit
from register.ids import CaseId, Cause, PersonId, derive
from register.notes import Note, NoteKind
from register.people import Person
from register.permissions import Right, ensure
from register.ports import Clock, Store, UnitOfWork
from register.profile import load

WORDS_LENGTH = 200
"""How many signs a case's name, number or charge takes."""


@dataclass(frozen=True, slots=True)
class AddCase:
    """A handler types in a case of theirs. Nobody else's list shows it."""

    store: Store
    clock: Clock
    zone: ZoneInfo

    async def __call__(
        self,
        name: str,
        *,
        number: str = "",
        charge: str = "",
        since: date | None = None,
        by: PersonId,
        cause: Cause,
    ) -> Case:
        """Return the case, or the one of this number that they handle already.

        `since` is the day on which they took it, today if it is not told. Raise AnswerUnfit or
        AnswerTooLong.
        """
        _check(name, number, charge)
        case_id, now = CaseId(derive(cause, "add_case")), self.clock()
        async with self.store.begin() as uow:
            if await uow.journal.seen(cause, "add_case", case_id):
                return await uow.cases.get(case_id)
            handler = await uow.people.get(by)
            house = await uow.organisations.get(handler.organisation)
            today = day_of(now, self.zone)
            styles = load(house.profile, on=today).case_numbers
            case = Case(
                id=case_id,
                organisation=handler.organisation,
                name=name.strip(),
                number=read_case(number, styles).text,
                charge=charge.strip(),
                handlings=(Handling(person=by, since=min(since or today, today)),),
            )
            if known := await _own(uow, case, by):
                return known
            content = await uow.cases.add(case)
            await write_down(uow, "add_case", case, by=by, cause=cause, at=now, content=content)
        return case


def _check(name: str, *more: str) -> None:
    if not name.strip():
        raise AnswerUnfit
    if any(len(words) > WORDS_LENGTH for words in (name, *more)):
        raise AnswerTooLong(WORDS_LENGTH)


async def _own(uow: UnitOfWork, case: Case, person: PersonId) -> Case | None:
    handled = (each for each in await uow.cases.of(person) if person in each.handlers)
    same = (each for each in handled if case.number and each.number == case.number)
    return next((each for each in same if each.state is not CaseState.CLOSED), None)


@dataclass(frozen=True, slots=True)
class ChangeCase:
    """The one way in which a case changes in the chat: its handlers, and what they come to owe."""

    store: Store
    clock: Clock
    zone: ZoneInfo

    async def __call__(
        self,
        act: str,
        case_id: CaseId,
        change: Callable[[Case, date], Case],
        *,
        by: PersonId,
        cause: Cause,
        to: PersonId | None = None,
    ) -> Case:
        """Apply a pure change on today's date; `to` is a new handler of the same house.

        Raise NotAllowed, Gone, HandlerUnfit or what the change raises.
        """
        now = self.clock()
        async with self.store.begin() as uow:
            case = await uow.cases.get(case_id)
            if await uow.journal.seen(cause, act, case_id):
                return case
            ensure(Right.HANDLE_CASE, by, case)
            if to and not _belongs(await uow.people.get(to), case):
                raise HandlerUnfit
            today = day_of(now, self.zone)
            changed = change(case, today)
            content = await uow.cases.save(changed)
            await write_down(uow, act, changed, by=by, cause=cause, at=now, content=content)
            if to:
                await _tell(uow, to, changed, now)
            house = await uow.organisations.get(case.organisation)
            profile = load(house.profile, on=today)
            await owe(
                uow, case, changed, profile=profile, by=by, cause=cause, at=now, zone=self.zone
            )
        return changed


def _belongs(person: Person, case: Case) -> bool:
    return person.organisation == case.organisation and person.left_on is None


async def _tell(uow: UnitOfWork, new: PersonId, case: Case, at: datetime) -> None:
    await uow.outbox.add(
        Note(
            kind=NoteKind.CASE_GIVEN,
            organisation=case.organisation,
            object=case.id,
            addressee=new,
            key=f"{NoteKind.CASE_GIVEN}:{case.id}:{new}:{case.version}",
            not_before=at,
        )
    )


@dataclass(frozen=True, slots=True)
class AddHandler:
    """A handler brings in another; each will sign their own zero report (I3)."""

    change: ChangeCase

    async def __call__(
        self, case_id: CaseId, person: PersonId, *, by: PersonId, cause: Cause
    ) -> Case:
        """Raise HandlerUnfit, NotAllowed or Gone."""
        return await self.change(
            "add_handler",
            case_id,
            lambda case, today: case.take(person, on=today),
            by=by,
            cause=cause,
            to=person,
        )


@dataclass(frozen=True, slots=True)
class HandOver:
    """A handler hands the case on and signs for their own time with it (CH13)."""

    change: ChangeCase

    async def __call__(self, case_id: CaseId, to: PersonId, *, by: PersonId, cause: Cause) -> Case:
        """Raise HandlerUnfit, CaseNotOpen, NotAllowed or Gone."""
        return await self.change(
            "hand_over",
            case_id,
            lambda case, today: case.hand_over(by=by, to=to, on=today),
            by=by,
            cause=cause,
            to=to,
        )


@dataclass(frozen=True, slots=True)
class GiveAway:
    """The case leaves the house; every handler signs for their own time with it (CH13)."""

    change: ChangeCase

    async def __call__(self, case_id: CaseId, *, by: PersonId, cause: Cause) -> Case:
        """Raise CaseNotOpen, NotAllowed or Gone."""
        return await self.change(
            "give_away", case_id, lambda case, today: case.give_away(on=today), by=by, cause=cause
        )


@dataclass(frozen=True, slots=True)
class MarkClosing:
    """The case is about to close: its zero reports are owed (CH13)."""

    change: ChangeCase

    async def __call__(self, case_id: CaseId, *, by: PersonId, cause: Cause) -> Case:
        """Raise CaseNotOpen, NotAllowed or Gone."""
        return await self.change(
            "mark_closing", case_id, lambda case, today: case.mark_closing(), by=by, cause=cause
        )


@dataclass(frozen=True, slots=True)
class PlanClosing:
    """The day on which the case closes is known: until then its zero reports can wait (CH13)."""

    change: ChangeCase

    async def __call__(self, case_id: CaseId, day: date, *, by: PersonId, cause: Cause) -> Case:
        """Raise CaseNotOpen, NotAllowed or Gone; AnswerUnfit for a day that is over."""
        return await self.change(
            "plan_closing",
            case_id,
            lambda case, today: case.plan_closing(on=_not_before(today, day)),
            by=by,
            cause=cause,
        )


def _not_before(today: date, day: date) -> date:
    if day < today:
        raise AnswerUnfit
    return day


@dataclass(frozen=True, slots=True)
class CloseCase:
    """The file is archived. A zero report that is not there by now is missing, not late (CH13)."""

    change: ChangeCase

    async def __call__(self, case_id: CaseId, *, by: PersonId, cause: Cause) -> Case:
        """Raise CaseNotOpen, NotAllowed or Gone."""
        return await self.change(
            "close_case", case_id, lambda case, today: case.close(on=today), by=by, cause=cause
        )


@dataclass(frozen=True, slots=True)
class ReopenCase:
    """The case goes on; when it closes again, a new zero report is owed (CH13)."""

    change: ChangeCase

    async def __call__(self, case_id: CaseId, *, by: PersonId, cause: Cause) -> Case:
        """Raise CaseNotOpen, NotAllowed or Gone."""
        return await self.change(
            "reopen_case", case_id, lambda case, today: case.reopen(on=today), by=by, cause=cause
        )

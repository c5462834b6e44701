"""Material received for passing on: registered, and signed for level by level (CHANGCHUN 7)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from register.acts.handing_on import (
    asked_on,
    begun,
    tell_changed,
    tell_current,
)
from register.acts.journaling import write_down
from register.acts.opening import note_opening
from register.acts.owing import Owing
from register.acts.zero_owing import day_of
from register.case_note import WORDS_LENGTH, checked, short
from register.conflicts import Conflicts
from register.errors import ContentClosed, HandlerUnfit, NotCompetentToReceive
from register.ids import CaseId, Cause, EvidenceId, PersonId, TransferId, derive
from register.numbers import transfer_number
from register.organisations import Organisation
from register.people import Person
from register.permissions import Right, ensure
from register.ports import Clock, Store, UnitOfWork
from register.profile import Profile
from register.transfer import COMPETENT, SOURCE_LENGTH, Level, Received, Transfer

SHOWN = 30
"""How many transfers a list reads: the latest ones."""


def transfer_rules(house: Organisation, on: date) -> Profile | None:
    """Return the rules of a house by which material is handed on, None if it has none."""
    return next((each for each in house.systems(on) if each.transfer), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfers:
    """What somebody has to do with, apart what waits for them.

    `rules` are None where those of the house know no handing on; `may_register` says whether the
    person has the function to receive.
    """

    waiting: Sequence[Transfer]
    others: Sequence[Transfer]
    may_register: bool
    rules: Profile | None


@dataclass(frozen=True, slots=True)
class ShowTransfers:
    """Read what somebody registered or signs for."""

    store: Store
    clock: Clock
    owing: Owing

    async def __call__(self, *, by: PersonId) -> Transfers:
        today = day_of(self.clock(), self.owing.zone)
        async with self.store.read() as uow:
            person = await uow.people.get(by)
            house = await uow.organisations.get(person.organisation)
            found = await uow.transfers.of(by, limit=SHOWN)
        rules = transfer_rules(house, today)
        return Transfers(
            waiting=[each for each in found if each.waits_for(by)],
            others=[each for each in found if not each.waits_for(by)],
            may_register=rules is not None and not person.roles.isdisjoint(COMPETENT),
            rules=rules,
        )


@dataclass(frozen=True, slots=True)
class RegisterTransfer:
    """A competent department registers what came, for adjudication management to file (D7).

    Nobody without the function does, and no handler for themselves: what reaches a handler
    directly is recorded by them (D6).
    """

    store: Store
    clock: Clock
    owing: Owing
    conflicts: Conflicts

    async def __call__(
        self,
        received: Received,
        *,
        handler: PersonId,
        evidence: Sequence[EvidenceId] = (),
        by: PersonId,
        cause: Cause,
    ) -> Transfer:
        """Return the transfer, which waits for adjudication management.

        Raise NotCompetentToReceive or HandlerUnfit; AnswerUnfit, AnswerTooLong or
        EncounterInFuture; NotAllowed, EvidenceInDraft, EvidenceInTransfer or NotSealed for what
        is sealed; NobodyToReceive.
        """
        now, transfer_id = self.clock(), TransferId(derive(cause, "register_transfer"))
        received = _as_kept(received, now, self.owing)
        async with self.store.begin() as uow:
            if await uow.journal.seen(cause, "register_transfer", transfer_id):
                return await uow.transfers.get(transfer_id)
            transfer = await self._made(uow, transfer_id, received, handler, by=by, now=now)
            for each in dict.fromkeys(evidence):
                item = await uow.evidence.get(each)
                ensure(Right.USE_EVIDENCE, by, item)
                await uow.evidence.save(item.put_into_transfer(transfer_id))
            transfer = replace(transfer, evidence=tuple(dict.fromkeys(evidence)))
            transfer = await asked_on(uow, transfer, self.conflicts, self.owing, at=now)
            content = await uow.transfers.add(transfer)
            await write_down(
                uow, "register_transfer", transfer, by=by, cause=cause, at=now, content=content
            )
            await tell_current(uow, transfer, self.owing, now=now)
        return transfer

    async def _made(
        self,
        uow: UnitOfWork,
        transfer_id: TransferId,
        received: Received,
        handler_id: PersonId,
        *,
        by: PersonId,
        now: datetime,
    ) -> Transfer:
        registrar, handler = await uow.people.get(by), await uow.people.get(handler_id)
        house = await uow.organisations.get(registrar.organisation)
        rules = transfer_rules(house, day_of(now, self.owing.zone))
        if rules is None or rules.transfer is None or registrar.roles.isdisjoint(COMPETENT):
            raise NotCompetentToReceive
        if handler.id == registrar.id:
            raise NotCompetentToReceive
        if handler.organisation != house.id or handler.left_on is not None:
            raise HandlerUnfit
        return Transfer(
            id=transfer_id,
            number=transfer_number(),
            organisation=house.id,
            profile=rules.id,
            profile_version=rules.version,
            registrar=registrar.id,
            registrar_name=registrar.name,
            registrar_department=await _department_of(uow, registrar),
            registered_at=now,
            received=received,
            handler=handler.id,
            handler_name=handler.name,
            department=handler.department,
            case=await _case_of(uow, handler, received.case, rules),
            levels=tuple(Level(each) for each in rules.transfer.levels),
        )


@dataclass(frozen=True, slots=True)
class HandOn:
    """Somebody signs for the material and passes it on; the handler signs last.

    No level is left out, and none but the last reaches the handler (CHANGCHUN 7, second
    paragraph). When the handler has signed, their record begins, and its days run from then: the
    first paragraph binds the handler who receives such material, and makes no difference between
    ways of receiving it; the third alone names those that pass the levels by.
    """

    store: Store
    clock: Clock
    owing: Owing
    conflicts: Conflicts

    async def __call__(
        self, transfer_id: TransferId, level: Level, *, by: PersonId, cause: Cause
    ) -> Transfer:
        """Raise NotAllowed, Gone, AlreadyHandedOn or NobodyToReceive."""
        now = self.clock()
        async with self.store.begin() as uow:
            before = await uow.transfers.get(transfer_id)
            if await uow.journal.seen(cause, "hand_on", transfer_id):
                return before
            ensure(Right.SEE_TRANSFER, by, before)
            person = await uow.people.get(by)
            transfer = before.sign(level, by=by, name=person.name, at=now)
            if transfer.next_level:
                transfer = await asked_on(uow, transfer, self.conflicts, self.owing, at=now)
            else:
                transfer = await begun(uow, transfer, person, self.owing, cause=cause, now=now)
            content = await uow.transfers.save(transfer)
            await write_down(
                uow,
                "hand_on",
                transfer,
                by=by,
                cause=cause,
                at=now,
                content=content,
                codes={"level": level},
            )
            await tell_current(uow, transfer, self.owing, now=now)
            await tell_changed(uow, transfer, now=now, why=cause)
        return transfer


@dataclass(frozen=True, slots=True)
class OpenTransfer:
    """Opening is an act: it is written down, and taken back after ten minutes."""

    store: Store
    clock: Clock

    async def __call__(self, transfer_id: TransferId, *, by: PersonId, cause: Cause) -> Transfer:
        """Raise NotAllowed, Gone or ContentClosed."""
        now = self.clock()
        async with self.store.begin() as uow:
            transfer = await uow.transfers.get(transfer_id)
            ensure(Right.SEE_TRANSFER, by, transfer)
            if not transfer.may_read(by):
                raise ContentClosed
            await note_opening(uow, "open_transfer", transfer, by=by, cause=cause, now=now)
        return transfer


def _as_kept(received: Received, now: datetime, owing: Owing) -> Received:
    """Return the facts as they are kept, the moment in local time."""
    source, happened, material = checked(
        received.source, received.happened, received.material, now=now, zone=owing.zone
    )
    return Received(
        source=short(source, SOURCE_LENGTH),
        source_post=short(received.source_post, WORDS_LENGTH),
        material=short(material, WORDS_LENGTH),
        happened=happened,
        case=short(received.case, WORDS_LENGTH),
    )


async def _department_of(uow: UnitOfWork, person: Person) -> str:
    if person.department is None:
        return ""
    return (await uow.organisations.department(person.department)).name


async def _case_of(uow: UnitOfWork, handler: Person, words: str, rules: Profile) -> CaseId | None:
    """Return the handler's case that the words speak of, if the register knows it."""
    handled = (each for each in await uow.cases.of(handler.id) if handler.id in each.handlers)
    return next((each.id for each in handled if each.is_named_in(words, rules.case_numbers)), None)

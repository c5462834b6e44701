"""Omission reports from outside: the public link, the short form, the way to the office."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from register.acts.journaling import write_down
from register.acts.omission_office import OmissionOffice, rules_of
from register.acts.zero_owing import day_of
from register.errors import DoorClosed, NotAllowed, TooManyReports
from register.ids import Account, Cause, OmissionId, OrganisationId, PersonId, derive
from register.numbers import omission_number
from register.omission import A_DAY, PER_DAY, Ask, Omission
from register.organisations import Organisation
from register.people import Role
from register.ports import Clock, Store, UnitOfWork
from register.profile import Profile


def omission_rules(house: Organisation, *, on: date) -> Profile | None:
    """Return which rules of a house know reports from outside, None where none do (PD20)."""
    return next((rules for rules in house.systems(on) if rules.omission), None)


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """The administrator makes the public link of a house; it is no secret and binds nobody."""

    store: Store
    clock: Clock
    office: OmissionOffice

    async def __call__(
        self, organisation: OrganisationId, *, renew: bool = False, cause: Cause
    ) -> str:
        """Return the link's code; the same one every time, unless another is to take its place.

        Raise DoorClosed where the rules of the house know no such report.
        """
        now = self.clock()
        async with self.store.begin() as uow:
            house = await uow.organisations.get(organisation)
            if omission_rules(house, on=day_of(now, self.office.owing.zone)) is None:
                raise DoorClosed
            done = await uow.journal.seen(cause, "open_door", house.id)
            if done or (house.door and not renew):
                return house.door
            opened = replace(house, door=secrets.token_urlsafe(9))
            content = await uow.organisations.save(opened)
            await uow.journal.append(
                "open_door",
                house.id,
                organisation=house.id,
                actor=None,
                cause=cause,
                at=now,
                content=content,
            )
        return opened.door


@dataclass(frozen=True, slots=True)
class BeginOmission:
    """Somebody opens the public link: a report is begun, or the one they left off goes on."""

    store: Store
    clock: Clock
    office: OmissionOffice

    async def __call__(self, door: str, *, account: Account, cause: Cause) -> Omission:
        """Return the report. Raise DoorClosed or TooManyReports."""
        now = self.clock()
        today = day_of(now, self.office.owing.zone)
        async with self.store.begin() as uow:
            houses = await uow.organisations.all()
            house = next((each for each in houses if door and each.door == door), None)
            rules = omission_rules(house, on=today) if house else None
            if house is None or rules is None:
                raise DoorClosed
            return await _begin(uow, house, rules, account=account, cause=cause, now=now)


@dataclass(frozen=True, slots=True)
class EnterOmission:
    """An inspector enters a report that came as a letter or was made at the counter."""

    store: Store
    clock: Clock
    office: OmissionOffice

    async def __call__(self, *, by: PersonId, cause: Cause) -> Omission:
        """Return the report. Raise NotAllowed, or DoorClosed as for the link."""
        now = self.clock()
        async with self.store.begin() as uow:
            inspector = await uow.people.get(by)
            if not inspector.holds(Role.INSPECTOR) or inspector.account is None:
                raise NotAllowed
            house = await uow.organisations.get(inspector.organisation)
            rules = omission_rules(house, on=day_of(now, self.office.owing.zone))
            if rules is None:
                raise DoorClosed
            account = inspector.account
            return await _begin(
                uow, house, rules, account=account, entered_by=by, cause=cause, now=now
            )


async def _begin(
    uow: UnitOfWork,
    house: Organisation,
    rules: Profile,
    *,
    account: Account,
    cause: Cause,
    now: datetime,
    entered_by: PersonId | None = None,
) -> Omission:
    """Begin a report, or return the open one; of one account so many a day, but for the office."""
    omission_id = OmissionId(derive(cause, "begin_omission"))
    if await uow.journal.seen(cause, "begin_omission", omission_id):
        return await uow.omissions.get(omission_id)
    written = await uow.omissions.of_account(account)
    for each in written:
        if each.is_open and each.organisation == house.id and each.entered_by == entered_by:
            return await _take_up(uow, each, cause=cause, now=now)
    if entered_by is None and sum(now - each.started_at < A_DAY for each in written) >= PER_DAY:
        raise TooManyReports
    grounds = rules.omission.grounds if rules.omission else ()
    only: dict[str, str] = {Ask.GROUND: grounds[0].code} if len(grounds) == 1 else {}
    omission = Omission(
        id=omission_id,
        organisation=house.id,
        profile=rules.id,
        profile_version=rules.version,
        account=account,
        started_at=now,
        entered_by=entered_by,
        answers=only,
    )
    content = await uow.omissions.add(omission)
    await write_down(
        uow, "begin_omission", omission, by=entered_by, cause=cause, at=now, content=content
    )
    return omission


async def _take_up(
    uow: UnitOfWork, omission: Omission, *, cause: Cause, now: datetime
) -> Omission:
    """Go on with a report that was left off: what is typed next belongs to it."""
    if not await uow.journal.seen(cause, "take_up_omission", omission.id):
        content = await uow.omissions.save(replace(omission, touched_at=now))
        await write_down(
            uow,
            "take_up_omission",
            omission,
            by=omission.entered_by,
            cause=cause,
            at=now,
            content=content,
        )
    return await uow.omissions.get(omission.id)


@dataclass(frozen=True, slots=True)
class ChangeOmission:
    """The way in which its writer changes a report that is not submitted yet."""

    store: Store
    clock: Clock

    async def __call__(
        self,
        act: str,
        omission_id: OmissionId,
        change: Callable[[Omission], Omission],
        *,
        by: Account,
        cause: Cause,
    ) -> Omission:
        """Return the report as it is then. Raise NotAllowed, Gone, and what `change` raises."""
        async with self.store.begin() as uow:
            omission = await uow.omissions.get(omission_id)
            ensure_writer(omission, by)
            if await uow.journal.seen(cause, act, omission_id):
                return omission
            now = self.clock()
            changed = replace(change(omission), touched_at=now)
            content = await uow.omissions.save(changed)
            await write_down(
                uow, act, changed, by=changed.entered_by, cause=cause, at=now, content=content
            )
            return await uow.omissions.get(omission_id)


def ensure_writer(omission: Omission, account: Account) -> None:
    """Raise NotAllowed unless the report is written in this account's chat."""
    if omission.account != account:
        raise NotAllowed


@dataclass(frozen=True, slots=True)
class TellOmission:
    """One answer of the form."""

    change: ChangeOmission

    async def __call__(
        self, omission_id: OmissionId, question: Ask, value: str, *, by: Account, cause: Cause
    ) -> Omission:
        """Raise NotAllowed, Gone, AnswerUnfit or AnswerTooLong."""

        def tell(omission: Omission) -> Omission:
            rule = rules_of(omission).omission
            assert rule is not None, "begun under rules that know it"
            return omission.answer(question, value, rule)

        return await self.change("tell_omission", omission_id, tell, by=by, cause=cause)


@dataclass(frozen=True, slots=True)
class TakeBackTold:
    """An answer is taken back, to be given anew."""

    change: ChangeOmission

    async def __call__(
        self, omission_id: OmissionId, question: Ask, *, by: Account, cause: Cause
    ) -> Omission:
        """Raise NotAllowed or Gone."""
        return await self.change(
            "take_back_told",
            omission_id,
            lambda omission: omission.take_back(question),
            by=by,
            cause=cause,
        )


@dataclass(frozen=True, slots=True)
class DiscardOmission:
    """What was never submitted is given up; nobody learns of it."""

    change: ChangeOmission

    async def __call__(self, omission_id: OmissionId, *, by: Account, cause: Cause) -> Omission:
        """Raise NotAllowed or Gone."""
        return await self.change(
            "discard_omission", omission_id, Omission.discard, by=by, cause=cause
        )


@dataclass(frozen=True, slots=True)
class SubmitOmission:
    """The report gets its number and goes to the discipline office, to nobody who stands in it."""

    store: Store
    clock: Clock
    office: OmissionOffice

    async def __call__(self, omission_id: OmissionId, *, by: Account, cause: Cause) -> Omission:
        """Return it; once, however often it is confirmed.

        Raise NotAllowed, Gone, NothingTold or NobodyToReceive.
        """
        now = self.clock()
        async with self.store.begin() as uow:
            omission = await uow.omissions.get(omission_id)
            ensure_writer(omission, by)
            if omission.submitted_at is not None:
                return omission
            readers = await self.office.readers(uow, omission, now)
            sent = omission.submit(number=omission_number(), readers=readers, at=now)
            content = await uow.omissions.save(sent)
            await write_down(
                uow,
                "submit_omission",
                sent,
                by=sent.entered_by,
                cause=cause,
                at=now,
                content=content,
            )
            await self.office.hand_over(uow, sent, readers, cause=cause, now=now)
            return await uow.omissions.get(omission_id)


@dataclass(frozen=True, slots=True)
class ShowWritten:
    """Read the report that an account is writing, the latest touched; None while it has none."""

    store: Store

    async def __call__(self, account: Account) -> Omission | None:
        async with self.store.read() as uow:
            written = await uow.omissions.of_account(account)
        started = [each for each in written if each.is_open]
        return max(started, key=lambda each: each.in_hand_since, default=None)


@dataclass(frozen=True, slots=True)
class MayEnter:
    """Tell whether a person's house takes such reports, and they may enter one."""

    store: Store
    clock: Clock
    office: OmissionOffice

    async def __call__(self, *, by: PersonId) -> bool:
        async with self.store.read() as uow:
            person = await uow.people.get(by)
            house = await uow.organisations.get(person.organisation)
        rules = omission_rules(house, on=day_of(self.clock(), self.office.owing.zone))
        return person.holds(Role.INSPECTOR) and rules is not None

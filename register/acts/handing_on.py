"""The steps of handing on: who is asked next, what begins when it has arrived, who is told."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from register.acts.addressing import deputies_of, leaders_of
from register.acts.drafting import owe_record
from register.acts.involving import involved_in_transfer
from register.acts.journaling import write_down
from register.acts.owing import Owing
from register.acts.zero_owing import day_of
from register.bases import basis_of
from register.conflicts import Conflicts
from register.draft import Answer, Draft
from register.duties import house_hour, next_mornings
from register.errors import NobodyToReceive
from register.hops import Competent, hop_at
from register.ids import Cause, DraftId, PersonId, derive
from register.notes import Note, NoteKind
from register.people import Person, Role
from register.ports import UnitOfWork
from register.profile import Profile, load
from register.transfer import Hop, Transfer

REMINDERS = 2
"""On how many mornings somebody is reminded that material waits for them."""


async def ask_others(
    uow: UnitOfWork,
    gone: Person,
    conflicts: Conflicts,
    owing: Owing,
    *,
    cause: Cause,
    now: datetime,
) -> None:
    """Ask somebody else where material waits for people who have all left."""
    for transfer in await uow.transfers.underway_with(gone.id):
        hop = transfer.current
        if hop is None or gone.id not in hop.people:
            continue
        if [each for each in hop.people if (await uow.people.get(each)).left_on is None]:
            continue
        with suppress(NobodyToReceive):
            moved = await asked_on(uow, transfer, conflicts, owing, at=now)
            content = await uow.transfers.save(moved)
            await write_down(
                uow, "ask_others", moved, by=None, cause=cause, at=now, content=content
            )
            await tell_current(uow, moved, owing, now=now)


async def asked_on(
    uow: UnitOfWork, transfer: Transfer, conflicts: Conflicts, owing: Owing, *, at: datetime
) -> Transfer:
    """Ask the next level, by the directory of today."""
    level = transfer.next_level
    assert level is not None
    competent = await _competent(uow, transfer, on=day_of(at, owing.zone))
    involved = await involved_in_transfer(uow, transfer, conflicts)
    return transfer.ask(hop_at(level, competent, involved, at=at))


async def _competent(uow: UnitOfWork, transfer: Transfer, *, on: date) -> Competent:
    house, department, people = transfer.organisation, transfer.department, uow.people
    registry = tuple(await people.holding(Role.ADJUDICATION, organisation=house))
    in_charge = await leaders_of(uow, house, department)
    leaders = tuple(await people.holding(Role.LEADER, organisation=house))
    heads = (
        tuple(await people.holding(Role.HEAD, organisation=house, department=department))
        if department
        else ()
    )
    handlers = await _handlers(uow, transfer)
    everybody = (*registry, *in_charge, *leaders, *heads, *handlers)
    return Competent(
        registry=registry,
        in_charge=in_charge,
        leaders=leaders,
        heads=heads,
        handlers=handlers,
        deputies=await deputies_of(uow, dict.fromkeys(everybody), on=on),
    )


async def _handlers(uow: UnitOfWork, transfer: Transfer) -> tuple[Person, ...]:
    """Return who handles the case now, the one it was meant for first if they still do."""
    meant = await uow.people.get(transfer.handler)
    now = (await uow.cases.get(transfer.case)).handlers if transfer.case else (meant.id,)
    ordered = sorted(now, key=lambda each: each != meant.id)
    people = [await uow.people.get(each) for each in ordered]
    return tuple(each for each in people if each.left_on is None)


async def begun(
    uow: UnitOfWork,
    transfer: Transfer,
    person: Person,
    owing: Owing,
    *,
    cause: Cause,
    now: datetime,
) -> Transfer:
    """Begin the record of who has the material now, with what is known of it."""
    house = await uow.organisations.get(transfer.organisation)
    systems = house.systems(day_of(now, owing.zone))
    draft = _draft(transfer, person, systems, owing, cause=cause, now=now)
    content = await uow.drafts.add(draft)
    await write_down(uow, "start_draft", draft, by=person.id, cause=cause, at=now, content=content)
    for each in transfer.evidence:
        await uow.evidence.save((await uow.evidence.get(each)).arrive_in(draft.id))
    await owe_record(uow, draft, owing, cause=cause, now=now)
    return replace(transfer, draft=draft.id)


def _draft(
    transfer: Transfer,
    person: Person,
    systems: Sequence[Profile],
    owing: Owing,
    *,
    cause: Cause,
    now: datetime,
) -> Draft:
    """Return the draft, laid aside: what its recorder sends meanwhile is not meant for it."""
    rules = load(transfer.profile, on=transfer.profile_version)
    assert rules.transfer is not None
    facts = {
        "source": transfer.received.source,
        "source_post": transfer.received.source_post,
        "material": transfer.received.material,
        "case": transfer.received.case,
        "arrived_at": now.astimezone(owing.zone).isoformat(timespec="minutes"),
    }
    answers = {
        question: Answer(value=facts[fact]) for question, fact in rules.transfer.fills.items()
    }
    for question, codes in rules.transfer.chosen.items():
        several = rules.field(question).kind == "choices"
        answers[question] = Answer(value=codes if several else codes[0])
    return Draft(
        id=DraftId(derive(cause, "begin_record")),
        organisation=transfer.organisation,
        recorder=person.id,
        profile=rules.id,
        profile_version=rules.version,
        started_at=now,
        touched_at=now,
        answers=answers,
        laid_aside=True,
        systems=tuple(basis_of(each) for each in systems),
    )


async def tell_current(
    uow: UnitOfWork, transfer: Transfer, owing: Owing, *, now: datetime
) -> None:
    """Ask those whose turn it is in house hours, and once more on the next working mornings."""
    hop = transfer.current
    if hop is None:
        return
    house = load(transfer.profile, on=transfer.profile_version).house
    at = house_hour(now, house, owing.calendar(), owing.zone)
    mornings = next_mornings(at, REMINDERS, house, owing.calendar(), owing.zone)
    for person in hop.people:
        why = _mark(hop)
        asked = note_about_transfer(transfer, person, NoteKind.TRANSFER_ASKED, at=at, why=why)
        await uow.outbox.add(replace(asked, urgent=True))
        for morning in mornings:
            again = note_about_transfer(
                transfer, person, NoteKind.TRANSFER_REMINDED, at=morning, why=why
            )
            about = f"{transfer.id}/{hop.level}/{morning.date().isoformat()}"
            await uow.outbox.add(replace(again, object=about, key=f"{again.key}:{about}"))


async def tell_changed(uow: UnitOfWork, transfer: Transfer, *, now: datetime, why: str) -> None:
    """Render the cards of all anew; who registered it learns when it has arrived."""
    current = frozenset(transfer.current.people if transfer.current else ())
    for person in _asked_before(transfer, current):
        kind = NoteKind.TRANSFER_CHANGED
        await uow.outbox.add(
            replace(note_about_transfer(transfer, person, kind, at=now, why=why), urgent=True)
        )
    if transfer.arrived_at:
        kind = NoteKind.TRANSFER_ARRIVED
        await uow.outbox.add(note_about_transfer(transfer, transfer.registrar, kind, at=now))


def _asked_before(transfer: Transfer, current: Iterable[PersonId]) -> tuple[PersonId, ...]:
    asked = (person for hop in transfer.hops for person in hop.people)
    return tuple(each for each in dict.fromkeys(asked) if each not in set(current))


def _mark(hop: Hop) -> str:
    return f"{hop.level}:{hop.asked_at.isoformat()}"


def note_about_transfer(
    transfer: Transfer, person: PersonId, kind: NoteKind, *, at: datetime, why: str = ""
) -> Note:
    return Note(
        kind=kind,
        organisation=transfer.organisation,
        object=transfer.id,
        addressee=person,
        key=f"{kind}:{why}:{transfer.id}:{person}",
        not_before=at,
    )

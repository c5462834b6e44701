"""Reading the way on of a draft or record: steps, last days, what was done, how it can be sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from register.acts.addressing import directory_of
from register.acts.involving import involved_in
from register.acts.zero_owing import day_of
from register.conflicts import Conflicts
from register.draft import Draft
from register.duties import Deadline
from register.ids import DraftId, OrganisationId, PersonId, RecordId
from register.onward import bases_of, done, known_of, way_on
from register.organisations import Addressee, Organisation
from register.people import Role
from register.permissions import Right, ensure
from register.ports import Clock, Store, UnitOfWork
from register.provisions import Field
from register.record import Record
from register.referrals import (
    Known,
    Referral,
    Step,
    deciding_questions,
    facts_of,
    onward_steps,
)
from register.routes import Facts
from register.routing import watching_office

PROPOSED = "serious_proposed"
"""The question by which a recorder proposes that a matter is serious."""
_OWN = frozenset({"own_discipline", "unit_head", "circular"})
"""Addressees of the house itself."""
_SUPERIOR = frozenset(
    {"superior_discipline", "superior_supervision", "superior_organ", "court_above"}
)
"""Addressees that the organisation above the house is, or holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """An organisation of this deployment through which an addressee is reached."""

    organisation: OrganisationId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepNow:
    """One step as things stand: its last day if it runs by one, how it was done if it was.

    `on_paper` are the addressees of the directory who are reached by letter.
    """

    step: Step
    due: Deadline | None
    done: Referral | None
    channels: tuple[Channel, ...]
    on_paper: tuple[Addressee, ...]
    inside: bool

    @property
    def is_open(self) -> bool:
        return self.step.is_noted and self.done is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Onward:
    """The way on of a record, with the questions on which it depends and what is known of them."""

    record: Record
    steps: tuple[StepNow, ...]
    questions: tuple[Field, ...]
    facts: Facts
    proposed: bool

    def step(self, step_id: str) -> StepNow | None:
        return next((each for each in self.steps if each.step.id == step_id), None)


@dataclass(frozen=True, slots=True)
class PlanOnward:
    """What the review shows before filing: where the record goes on to afterwards."""

    store: Store
    clock: Clock
    zone: ZoneInfo
    conflicts: Conflicts

    async def __call__(self, draft_id: DraftId, *, by: PersonId) -> tuple[Step, ...]:
        """Raise NotAllowed or Gone."""
        async with self.store.read() as uow:
            draft = await uow.drafts.get(draft_id)
            ensure(Right.WRITE_DRAFT, by, draft)
            barred = await barred_in(
                uow, draft, self.conflicts, on=day_of(self.clock(), self.zone), besides=by
            )
        return onward_steps(draft.answers, draft.binding, Known(barred=barred))


@dataclass(frozen=True, slots=True)
class ShowOnward:
    """Read the way on of a record: for the office that has it alone."""

    store: Store
    clock: Clock
    zone: ZoneInfo
    conflicts: Conflicts

    async def __call__(self, record_id: RecordId, *, by: PersonId) -> Onward:
        """Raise NotAllowed or Gone."""
        async with self.store.read() as uow:
            record = await uow.records.get(record_id)
            ensure(Right.REFER_RECORD, by, record)
            today = day_of(self.clock(), self.zone)
            barred = await barred_in(
                uow, record, self.conflicts, on=today, besides=record.recorder
            )
            house = await uow.organisations.get(record.organisation)
            mine = (await uow.people.get(by)).organisation
            steps = [await _now(uow, record, step, house, mine) for step in way_on(record, barred)]
        bases = bases_of(record)
        return Onward(
            record=record,
            steps=tuple(steps),
            questions=deciding_questions(bases),
            facts=facts_of(record.answers_now, bases, known_of(record).found),
            proposed=record.said(PROPOSED) == "yes",
        )


async def barred_in(
    uow: UnitOfWork,
    thing: Draft | Record,
    conflicts: Conflicts,
    *,
    on: date,
    besides: PersonId,
) -> frozenset[str]:
    """Return the addressees of the house who stand in it: its head, or its discipline office.

    The office where the record goes past it, the head where one is named.
    """
    involved = await involved_in(uow, thing, conflicts)
    recorder = await uow.people.get(thing.recorder)
    systems = thing.binding if isinstance(thing, Draft) else bases_of(thing)
    directory = await directory_of(uow, thing.organisation, recorder.department, systems, on=on)
    barred = set()
    watching = watching_office(involved=involved, directory=directory, besides=besides)
    own = {each.id for each in directory.offices["discipline"].own}
    if own and own.isdisjoint(each.id for each in watching):
        barred.add("own_discipline")
    chiefs = await uow.people.holding(Role.CHIEF, organisation=thing.organisation)
    if any(involved.stands_in(each) for each in chiefs):
        barred.add("unit_head")
    return frozenset(barred)


async def channels_to(uow: UnitOfWork, step: Step, house: Organisation) -> tuple[Channel, ...]:
    """Return the organisations of this deployment through which a step can be done."""
    named = [each.organisation for each in house.addressees if each.kind == step.to]
    if step.to in _SUPERIOR:
        named.append(house.superior)
    known = [await uow.organisations.get(each) for each in dict.fromkeys(named) if each]
    return tuple(Channel(organisation=each.id, name=each.name) for each in known)


def is_inside(step: Step, channels: Sequence[Channel], mine: OrganisationId) -> bool:
    """Tell whether a step is done inside the house of who does it, with nothing to be sent."""
    return (
        step.to in _OWN
        or step.rule.act.is_desk_work
        or any(each.organisation == mine for each in channels)
    )


async def _now(
    uow: UnitOfWork, record: Record, step: Step, house: Organisation, mine: OrganisationId
) -> StepNow:
    owed = await uow.duties.open_about(record.id, step.clock) if step.clock else ()
    channels = await channels_to(uow, step, house)
    return StepNow(
        step=step,
        due=owed[0].deadline if owed else None,
        done=done(record, step),
        channels=tuple(each for each in channels if each.organisation != mine),
        on_paper=tuple(
            each for each in house.addressees if each.kind == step.to and each.organisation is None
        ),
        inside=is_inside(step, channels, mine),
    )

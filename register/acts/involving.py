"""Finding out who stands in a draft or record: by its answers, its evidence and the directory."""

from dataclasses import replace

from register.conflicts import Conflicts, Involved
from register.draft import POST, SUBJECT, Answer, Draft
from register.ports import UnitOfWork
from register.profile import load
from register.record import Record
from register.transfer import Transfer
from register.units import Vocabulary, speaking_of, vocabulary


async def involved_in(uow: UnitOfWork, thing: Draft | Record, conflicts: Conflicts) -> Involved:
    """Return who may not learn of it (RUDONG 13, 15; house rule CH29); who withdrew neither."""
    if isinstance(thing, Draft):
        draft, said = thing.id, conflicts.of(thing.answers, thing.organisation)
    else:
        before = thing.answers_before
        draft, said = (
            thing.draft,
            conflicts.of(thing.answers_now, thing.organisation, before=before),
        )
    involved = said.with_messages(
        await uow.evidence.of_draft(draft), recorder=await uow.people.get(thing.recorder)
    )
    if isinstance(thing, Record):
        involved = replace(involved, people=involved.people | thing.recused)
    return await _with_units(uow, involved, thing)


async def involved_in_transfer(
    uow: UnitOfWork, transfer: Transfer, conflicts: Conflicts
) -> Involved:
    """Return who may not have handed-on material in hand: whose it is, or whose message it was."""
    said = {
        SUBJECT: Answer(value=transfer.received.source),
        POST: Answer(value=transfer.received.source_post),
    }
    involved = conflicts.of(said, transfer.organisation).with_messages(
        [await uow.evidence.get(each) for each in transfer.evidence],
        recorder=await uow.people.get(transfer.registrar),
    )
    return await _with_units(uow, involved, transfer)


async def _with_units(
    uow: UnitOfWork, involved: Involved, thing: Draft | Record | Transfer
) -> Involved:
    """Add who is meant by a unit that is named."""
    words = await _vocabulary(uow, thing)
    mentions = tuple(words.mentions(involved.designations))
    houses = dict.fromkeys(each.unit.organisation for each in mentions)
    staff = [person for house in houses for person in await uow.people.of(house)]
    return speaking_of(involved, mentions, staff)


async def _vocabulary(uow: UnitOfWork, thing: Draft | Record | Transfer) -> Vocabulary:
    own = await uow.organisations.get(thing.organisation)
    superior = await uow.organisations.get(own.superior) if own.superior else None
    houses = [own, superior] if superior else [own]
    departments = [
        each for house in houses for each in await uow.organisations.departments(house.id)
    ]
    called = load(thing.profile, on=thing.profile_version).called
    return vocabulary(own, superior, departments, called)

"""Delivery: notes become messages. Effects are exactly once, messages at least once.

A note is claimed, told from its object as it is now, and marked as told. What Telegram's moods
keep from being told is told later; what our own code fails at backs off and is never dropped.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram.exceptions import TelegramRetryAfter

from bot.bell import OutboxBell, heard
from bot.outages import is_outage
from bot.outcomes import Unreachable
from bot.ports import DueNote, Notes, Pace
from bot.telling import Telling
from register.acts.leaving import RouteAgain
from register.acts.reaching import MarkReachable
from register.acts.serving import ServeOnPaper
from register.acts.telling import TellableAt
from register.errors import Gone
from register.ids import Cause, OmissionId, OrganisationId, PersonId, RecordId
from register.notes import NoteKind
from register.people import Person
from register.ports import Clock, Store

log = logging.getLogger(__name__)

LOOK_AGAIN = 1.0
"""Seconds after which the outbox is looked at unasked: another process, or a moved clock."""
NO_CHAT = timedelta(hours=1)
"""How long a note rests whose addressee has no chat."""
_NO_CHAT = 0
"""Stands for the chat of who has none."""
FIRST_RETRY = timedelta(seconds=2)
LONGEST_RETRY = timedelta(minutes=5)


@dataclass(slots=True)
class Delivery:
    """The one worker of a process that tells notes, the most urgent first."""

    notes: Notes
    pace: Pace
    clock: Clock
    store: Store
    telling: Telling
    mark_reachable: MarkReachable
    serve_on_paper: ServeOnPaper
    route_again: RouteAgain
    tellable_at: TellableAt
    bell: OutboxBell
    busy: bool = False
    stopping: bool = False

    async def run(self) -> None:
        """Tell what is due until `stop()`; an outage only makes it wait."""
        while not self.stopping:
            ring = self.bell.next_ring()
            try:
                worked = await self.step()
            except Exception as error:  # noqa: BLE001 - an outage of the database must not end it
                log.warning("delivery waits: %s", type(error).__name__)
                worked = False
            if not worked:
                await heard(ring, within=LOOK_AGAIN)

    def stop(self) -> None:
        self.stopping = True
        self.bell.ring()

    async def step(self) -> bool:
        """Tell one note; False when none is due."""
        note = await self.notes.claim(now=self.clock())
        if note is None:
            return False
        self.busy = True
        try:
            await self._tell(note)
        finally:
            self.busy = False
        return True

    async def _tell(self, note: DueNote) -> None:
        """Tell a note, or say when to look at it again; whatever fails, it is not lost."""
        now = self.clock()
        try:
            until = await self._told_or_until(note, now)
        except Gone:
            await self.notes.dropped(note)
        except Unreachable:
            cause = Cause(f"note:{note.id}:{note.tries}")
            await self.mark_reachable(PersonId(note.addressee), reachable=False, cause=cause)
            await self.notes.later(note, until=now + NO_CHAT, failed=True)
        except Exception as error:  # noqa: BLE001 - one note that fails must not stop the others
            log.warning("note %d waits: %s", note.id, type(error).__name__)
            await self.notes.later(
                note, until=_retry_at(note, error, now), failed=not is_outage(error)
            )
        else:
            if until is None:
                await self.notes.told(note)
            else:
                await self.notes.later(note, until=until, failed=False)

    async def _told_or_until(self, note: DueNote, now: datetime) -> datetime | None:
        """Tell a note and return None, or return when it may be told. Raise Gone if never."""
        house = OrganisationId(note.organisation)
        open_at = await self.tellable_at(note.kind, note.object, organisation=house, now=now)
        if open_at > now:
            return open_at
        if note.kind == NoteKind.OMISSION_ANSWERED:
            return await self._answer_outsider(note, now)
        async with self.store.read() as uow:
            person = await uow.people.get(PersonId(note.addressee))
        if note.kind == NoteKind.TAKE_BACK and person.account is None:
            await self.telling(note, person, _NO_CHAT)  # what was opened in a chat of theirs
            return None
        if person.left_on is not None:
            await self._pass_on(note, person)
            raise Gone
        if person.account is None or not person.reachable:
            if note.kind == NoteKind.RECORD_RECEIVED:
                await self.serve_on_paper(RecordId(note.object), to=person.id)
            return now + NO_CHAT
        chat = int(person.account)  # in private chats the chat has the account's id
        free_at = await self.pace.turn(chat, now=now)
        if free_at > now:
            return free_at
        await self.telling(note, person, chat)
        return None

    async def _answer_outsider(self, note: DueNote, now: datetime) -> datetime | None:
        """Tell who reported from outside, by the account that stands in the report alone.

        Raise Gone where nobody reads that chat any more: of strangers nothing is remembered.
        """
        async with self.store.read() as uow:
            omission = await uow.omissions.get(OmissionId(note.object))
        chat = int(omission.account)
        free_at = await self.pace.turn(chat, now=now)
        if free_at > now:
            return free_at
        try:
            await self.telling.outsider(omission, chat)
        except Unreachable as gone:
            raise Gone from gone
        return None

    async def _pass_on(self, note: DueNote, gone: Person) -> None:
        """Route a record again that its addressee never received before they left."""
        if note.kind == NoteKind.RECORD_RECEIVED:
            cause = Cause(f"note:{note.id}")
            await self.route_again(RecordId(note.object), gone=gone.id, cause=cause)


def _retry_at(note: DueNote, error: Exception, now: datetime) -> datetime:
    if isinstance(error, TelegramRetryAfter):
        return now + timedelta(seconds=error.retry_after)
    backed_off: timedelta = FIRST_RETRY * 2 ** min(note.tries, 10)
    return now + min(backed_off, LONGEST_RETRY)

"""A small world for acts: real SQLite, real vault, a clock that stands until it is moved."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select

from app.calendar import china
from register.acts.changing import ChangeRecord
from register.acts.digesting import Digest, ShowDigest
from register.acts.drafting import (
    AnswerQuestion,
    ChangeDraft,
    DiscardDraft,
    LayAside,
    ReportDirectly,
    StartDraft,
    TakeUp,
)
from register.acts.filing import FileRecord, PlanRoute
from register.acts.forwarding import Forward, NoteReceipt
from register.acts.owing import Owing
from register.acts.passing_on import PassOnDuties
from register.acts.reminding import WatchDuties
from register.acts.sealing import PutEvidence, Receive, Seal, Withdraw
from register.conflicts import Conflicts
from register.draft import Answer, Draft
from register.duties import Duty, Rung
from register.evidence import Evidence, Kind, Origin
from register.ids import Cause, OrganisationId, PersonId
from register.journal import Link
from register.notes import NoteKind
from register.ports import Store
from register.record import Record
from register.workdays import Calendar
from storage.engine import Engine
from storage.journal import SqlJournal
from storage.outbox import notes
from storage.transactions import Transaction, reading
from storage.vault import FileVault
from tests import cast
from tests.custody.keyring import keys

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = china(range(2026, 2027))

ANSWERS = {
    "subject_name": Answer(value="赵干预"),
    "subject_post": Answer(value="某局局长"),
    "encountered_at": Answer(value="2026-09-30T10:00"),
    "channel": Answer(value="phone"),
    "case": Answer(value="张某盗窃案"),
    "case_stage": Answer(value="prosecution_review"),
    "narrative": Answer(value="要求从轻处理"),
    "reply": Answer(value="refused_orally"),
}
"""A complete form. Recording is due on 2026-10-10, a Saturday that is worked."""


def at(text: str) -> datetime:
    """Read local time, such as `2026-09-30 10:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


@dataclass(slots=True)
class SetClock:
    """Tells what it was set to."""

    now: datetime = field(default_factory=lambda: at("2026-09-30 15:00"))

    def __call__(self) -> datetime:
        return self.now

    def set(self, text: str) -> None:
        self.now = at(text)

    def move(self, by: timedelta) -> None:
        self.now += by


@dataclass
class World:
    """The ports, the acts that most tests need, and looks behind the scenes."""

    engine: Engine
    store: Store
    vault: FileVault
    evidence: Path
    clock: SetClock = field(default_factory=SetClock)
    calendar: Calendar = CALENDAR
    conflicts: Conflicts = cast.CONFLICTS
    zone: ZoneInfo = ZONE
    _causes: Iterator[int] = field(default_factory=lambda: count(1))

    def cause(self) -> Cause:
        """Return a cause that never acted."""
        return Cause(f"update {next(self._causes)}")

    def current_calendar(self) -> Calendar:
        """Be the port of the same name: a test puts another `calendar` in its place."""
        return self.calendar

    # ── The recorder's way ─────────────────────────────────────────────────────────────────────

    async def start(self, by: PersonId = cast.LI.id, cause: Cause | None = None) -> Draft:
        start = StartDraft(self.store, self.clock, self.zone)
        return await start(by=by, cause=cause or self.cause())

    async def answer(
        self,
        draft: Draft,
        question: str,
        value: Answer | str | None,
        *,
        by: PersonId = cast.LI.id,
        cause: Cause | None = None,
    ) -> Draft:
        fill = AnswerQuestion(self._change, self.owing)
        answer = Answer(value=value) if isinstance(value, str) else value
        return await fill(draft.id, question, answer, by=by, cause=cause or self.cause())

    async def complete(
        self, answers: Mapping[str, Answer] = ANSWERS, by: PersonId = cast.LI.id
    ) -> Draft:
        """Start a draft and answer everything."""
        draft = await self.start(by)
        for question, answer in answers.items():
            draft = await self.answer(draft, question, answer, by=by)
        return draft

    async def report_directly(
        self,
        draft: Draft,
        *,
        direct: bool = True,
        superior: bool = False,
        cause: Cause | None = None,
    ) -> Draft:
        choose = ReportDirectly(self._change)
        return await choose(
            draft.id,
            direct=direct,
            superior=superior,
            by=draft.recorder,
            cause=cause or self.cause(),
        )

    async def take_up(self, draft: Draft, cause: Cause | None = None) -> Draft:
        return await TakeUp(self._change)(draft.id, by=draft.recorder, cause=cause or self.cause())

    async def lay_aside(self, by: PersonId = cast.LI.id, cause: Cause | None = None) -> None:
        await LayAside(self.store, self.clock)(by=by, cause=cause or self.cause())

    async def discard(self, draft: Draft, cause: Cause | None = None) -> Draft:
        discard = DiscardDraft(self.store, self.clock)
        return await discard(draft.id, by=draft.recorder, cause=cause or self.cause())

    async def file(
        self, draft: Draft, *, by: PersonId | None = None, cause: Cause | None = None
    ) -> Record:
        file = FileRecord(self.store, self.clock, self.owing, self.conflicts)
        return await file(draft.id, by=by or draft.recorder, cause=cause or self.cause())

    def plan(self) -> PlanRoute:
        return PlanRoute(self.store, self.clock, self.zone, self.conflicts)

    # ── Evidence ───────────────────────────────────────────────────────────────────────────────

    async def receive(
        self,
        *,
        by: PersonId = cast.LI.id,
        kind: Kind = Kind.DOCUMENT,
        origin: Origin | None = None,
        cause: Cause | None = None,
    ) -> Evidence:
        receive = Receive(self.store, self.clock)
        return await receive(
            kind,
            name="截图.png",
            caption="",
            origin=origin or Origin(),
            by=by,
            cause=cause or self.cause(),
        )

    async def seal(
        self,
        content: bytes,
        *,
        by: PersonId = cast.LI.id,
        kind: Kind = Kind.DOCUMENT,
        origin: Origin | None = None,
        cause: Cause | None = None,
    ) -> Evidence:
        """Take bytes in as the edge does: row, bytes, digests."""
        cause = cause or self.cause()
        row = await self.receive(by=by, kind=kind, origin=origin, cause=cause)
        if row.sealed_at is not None:
            return row
        stored = await self.vault.store(row.place, chunks(content))
        seal = Seal(self.store, self.clock, self.vault)
        return await seal(row.id, stored, mime="image/png", by=by, cause=cause)

    async def put(
        self, item: Evidence, draft: Draft | None, *, cause: Cause | None = None
    ) -> Evidence:
        put = PutEvidence(self.store, self.clock)
        return await put(
            item.id, draft.id if draft else None, by=item.sender, cause=cause or self.cause()
        )

    async def withdraw(self, item: Evidence, *, cause: Cause | None = None) -> Evidence:
        withdraw = Withdraw(self.store, self.clock, self.vault)
        return await withdraw(item.id, by=item.sender, cause=cause or self.cause())

    async def bytes_of(self, item: Evidence) -> bytes:
        return b"".join([piece async for piece in self.vault.read(item.place)])

    def kept_files(self) -> int:
        return len(list(self.evidence.iterdir()))

    # ── The head's way, and the clocks ─────────────────────────────────────────────────────────

    async def arrive(
        self, record: Record, to: PersonId = cast.WANG.id, *, cause: Cause | None = None
    ) -> Record:
        """Let the card reach an addressee, as delivery does."""
        note = NoteReceipt(self.store, self.clock, self.owing)
        return await note(record.id, to=to, cause=cause or self.cause())

    async def forward(
        self, record: Record, *, by: PersonId = cast.WANG.id, cause: Cause | None = None
    ) -> Record:
        forward = Forward(self.store, self.clock, self.owing, self.conflicts)
        return await forward(record.id, by=by, cause=cause or self.cause())

    async def tick(self) -> int:
        """Do what every tick does to duties; return how many were reminded of."""
        await PassOnDuties(self.store, self.clock, self.owing, self.conflicts)()
        return await WatchDuties(self.store, self.clock, self.owing)()

    async def duties(self, owner: PersonId = cast.LI.id) -> list[Duty]:
        """Return what a person owes, the next due first."""
        async with self.store.read() as uow:
            return list(await uow.duties.open_of(owner))

    async def duty(self, owner: PersonId = cast.LI.id) -> Duty:
        (duty,) = await self.duties(owner)
        return duty

    async def kept(self, duty: Duty) -> Duty:
        """Return a duty as it is now."""
        async with self.store.read() as uow:
            return await uow.duties.get(duty.id)

    async def digest(self, person: PersonId = cast.LI.id) -> list[tuple[str, Rung]]:
        """Return what the person's digest would say now: clocks, and how near they are."""
        digest = await self.show_digest(person)
        return [(duty.clock, rung) for duty, rung in digest.duties]

    async def show_digest(self, person: PersonId = cast.LI.id) -> Digest:
        return await ShowDigest(self.store, self.clock, self.owing)(person)

    async def digests(self, person: PersonId = cast.LI.id) -> list[datetime]:
        """Return when the person's digests are told, in local time."""
        return [
            note.not_before.astimezone(self.zone)
            for note in await self.notes(NoteKind.DIGEST)
            if note.addressee == person
        ]

    # ── Behind the scenes ──────────────────────────────────────────────────────────────────────

    async def draft(self, draft: Draft) -> Draft:
        async with self.store.read() as uow:
            return await uow.drafts.get(draft.id)

    async def links(self, organisation: OrganisationId = cast.COUNTY.id) -> list[Link]:
        """Return the organisation's chain."""
        async with reading(self.engine) as connection:
            journal = SqlJournal(Transaction(connection, keys()))
            return [link async for link in journal.links(organisation)]

    async def acts(self) -> Counter[str]:
        """Return how often each act stands in the county's journal."""
        return Counter(link.entry.act for link in await self.links())

    async def notes(self, kind: str | None = None) -> list[Row[tuple[object, ...]]]:
        """Return the notes, the oldest first."""
        query = select(notes).order_by(notes.c.id)
        async with reading(self.engine) as connection:
            found = await connection.execute(query if kind is None else query.filter_by(kind=kind))
            return list(found)

    @property
    def owing(self) -> Owing:
        return Owing(self.current_calendar, self.zone)

    @property
    def change_record(self) -> ChangeRecord:
        return ChangeRecord(self.store, self.clock)

    @property
    def _change(self) -> ChangeDraft:
        return ChangeDraft(self.store, self.clock)


async def chunks(content: bytes) -> AsyncIterator[bytes]:
    await asyncio.sleep(0)
    yield content

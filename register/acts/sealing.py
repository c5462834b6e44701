"""Sealing evidence: fix what arrived before anything else happens to it. Two commits by design."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from register.acts.journaling import write_down
from register.acts.owing import owed_by
from register.bases import earliest
from register.case_note import NotedItem
from register.draft import Draft, DraftState, in_hand
from register.duties import RECORD, Deadline
from register.errors import EvidenceInNote, EvidenceInRecord, Gone
from register.evidence import Evidence, Kind, Origin, State, mark_of
from register.ids import Cause, DraftId, EvidenceId, PersonId, derive
from register.notes import Note, NoteKind
from register.numbers import evidence_number
from register.permissions import Right, ensure
from register.ports import Clock, CurrentCalendar, Store, Stored, UnitOfWork, Vault
from register.transfer import COMPETENT

ALBUM_PAUSE = timedelta(seconds=2)
"""How long after its latest item an album is answered."""


@dataclass(frozen=True, slots=True)
class Receive:
    """First commit: the row "receiving" exists before the first byte does."""

    store: Store
    clock: Clock

    async def __call__(
        self,
        kind: Kind,
        *,
        name: str,
        caption: str,
        origin: Origin,
        by: PersonId,
        cause: Cause,
    ) -> Evidence:
        """Return the item with its place in the vault.

        After a crash it is the same one again; what was sealed meanwhile is not received twice.
        """
        item_id = EvidenceId(derive(cause, "receive"))
        async with self.store.begin() as uow:
            if await uow.journal.seen(cause, "receive", item_id):
                return await _original(uow, await uow.evidence.get(item_id))
            sender = await uow.people.get(by)
            item = Evidence(
                id=item_id,
                number=evidence_number(),
                organisation=sender.organisation,
                sender=by,
                kind=kind,
                mark=mark_of(kind, forwarded=bool(origin.forwarded_from)),
                received_at=self.clock(),
                place=secrets.token_hex(16),
                name=name,
                caption=caption,
                origin=origin,
                first_sender=await _first_sender(uow, origin),
            )
            content = await uow.evidence.add(item)
            await write_down(
                uow,
                "receive",
                item,
                by=by,
                cause=cause,
                at=item.received_at,
                content=content,
                codes={"kind": kind},
            )
        return item


@dataclass(frozen=True, slots=True)
class Seal:
    """Second commit: the bytes lie in the vault, their digests are fixed.

    While the sender has a draft in hand the item goes into it. Bytes that the sender has loose, or
    there already, are not kept twice; in another record, or from somebody else, they stand for
    themselves. An album is answered once, after its latest item.
    """

    store: Store
    clock: Clock
    vault: Vault

    async def __call__(
        self, item_id: EvidenceId, stored: Stored, *, mime: str, by: PersonId, cause: Cause
    ) -> Evidence:
        """Return the sealed item, or the sender's earlier one with the same bytes."""
        async with self.store.begin() as uow:
            item = await uow.evidence.get(item_id)
            if not await uow.journal.seen(cause, "seal", item_id):
                ensure(Right.USE_EVIDENCE, by, item)
                item = await self._sealed(uow, replace(item, mime=mime), stored, cause)
                content = await uow.evidence.save(item)
                await write_down(
                    uow,
                    "seal",
                    item,
                    by=by,
                    cause=cause,
                    at=self.clock(),
                    content=content,
                    codes={"state": item.state},
                )
                if item.origin.group:
                    await uow.outbox.put_off(self._album(item))
            original = await _original(uow, item)
        if item.state is State.DUPLICATE:
            await self.vault.discard(item.place)
        return original

    async def _sealed(
        self, uow: UnitOfWork, item: Evidence, stored: Stored, cause: Cause
    ) -> Evidence:
        now = self.clock()
        sealed = item.seal(
            at=now,
            size=stored.size,
            sha256=stored.sha256,
            sm3=stored.sm3,
            ciphertext_sha256=stored.ciphertext_sha256,
        )
        working_on = in_hand(await uow.drafts.open_of(item.sender), now=now)
        draft = working_on.id if working_on else None
        earlier = await uow.evidence.same_bytes(sealed)
        if earlier is None or earlier.draft not in {None, draft}:
            return replace(sealed, draft=draft)
        if earlier.draft != draft:
            await _put(uow, earlier, draft, by=item.sender, cause=cause, at=now)
        return replace(sealed, state=State.DUPLICATE, same_as=earlier.id)

    def _album(self, item: Evidence) -> Note:
        album = album_of(item)
        return Note(
            kind=NoteKind.ALBUM_SEALED,
            organisation=item.organisation,
            object=album,
            addressee=item.sender,
            key=f"album:{album}",
            not_before=self.clock() + ALBUM_PAUSE,
            urgent=True,
        )


def album_of(item: Evidence) -> str:
    """Return the id under which the items of one album are answered."""
    return f"{item.sender}/{item.origin.group}"


async def _first_sender(uow: UnitOfWork, origin: Origin) -> PersonId | None:
    """Return who of the staff sent it first, by their account (H18)."""
    person = await uow.people.bound_to(origin.account) if origin.account else None
    return person.id if person else None


async def _original(uow: UnitOfWork, item: Evidence) -> Evidence:
    return await uow.evidence.get(item.same_as) if item.same_as else item


async def _put(
    uow: UnitOfWork,
    item: Evidence,
    draft: DraftId | None,
    *,
    by: PersonId,
    cause: Cause,
    at: datetime,
) -> Evidence:
    put = item.put_into(draft)
    content = await uow.evidence.save(put)
    codes = {"draft": draft or ""}
    await write_down(uow, "put", put, by=by, cause=cause, at=at, content=content, codes=codes)
    return put


@dataclass(frozen=True, slots=True)
class Abandon:
    """The bytes of a received item will never come: nothing of it is kept but the row."""

    store: Store
    clock: Clock
    vault: Vault

    async def __call__(self, item_id: EvidenceId, *, by: PersonId, cause: Cause) -> None:
        async with self.store.begin() as uow:
            item = await uow.evidence.get(item_id)
            if item.sealed_at is not None:
                return  # another worker got the bytes after all
            if not await uow.journal.seen(cause, "abandon", item_id):
                ensure(Right.USE_EVIDENCE, by, item)
                item = item.abandon()
                content = await uow.evidence.save(item)
                await write_down(
                    uow, "abandon", item, by=by, cause=cause, at=self.clock(), content=content
                )
        await self.vault.discard(item.place)


@dataclass(frozen=True, slots=True)
class PutEvidence:
    """The sender puts a sealed item into a draft of theirs, or takes it out again."""

    store: Store
    clock: Clock

    async def __call__(
        self, item_id: EvidenceId, draft_id: DraftId | None, *, by: PersonId, cause: Cause
    ) -> Evidence:
        """Raise NotAllowed, NotSealed, Gone or AlreadyFiled."""
        now = self.clock()
        async with self.store.begin() as uow:
            item = await uow.evidence.get(item_id)
            if await uow.journal.seen(cause, "put", item_id):
                return item
            ensure(Right.USE_EVIDENCE, by, item)
            for each in {item.draft, draft_id} - {None}:
                draft = await uow.drafts.get(DraftId(str(each)))
                ensure(Right.WRITE_DRAFT, by, draft)
                draft.ensure_open()
                await uow.drafts.save(draft.take_up(at=now) if each == draft_id else draft)
            return await _put(uow, item, draft_id, by=by, cause=cause, at=now)


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The sender takes back what is in no record; its digest and time stay."""

    store: Store
    clock: Clock
    vault: Vault

    async def __call__(self, item_id: EvidenceId, *, by: PersonId, cause: Cause) -> Evidence:
        """Raise NotAllowed, EvidenceInRecord, EvidenceInNote, EvidenceInDraft, NotSealed or Gone.

        What a note names stays: of material that was destroyed it is all there is (CH27).
        """
        async with self.store.begin() as uow:
            item = await uow.evidence.get(item_id)
            if not await uow.journal.seen(cause, "withdraw", item_id):
                ensure(Right.USE_EVIDENCE, by, item)
                if item.draft and (await uow.drafts.get(item.draft)).state is DraftState.FILED:
                    raise EvidenceInRecord
                if any(item.id == each.id for each in await _noted(uow, by)):
                    raise EvidenceInNote
                item = item.withdraw()
                content = await uow.evidence.save(item)
                await write_down(
                    uow, "withdraw", item, by=by, cause=cause, at=self.clock(), content=content
                )
        await self.vault.discard(item.place)
        return item


async def _noted(uow: UnitOfWork, owner: PersonId) -> Sequence[NotedItem]:
    return [item for note in await uow.case_notes.of(owner) for item in note.items]


@dataclass(frozen=True, slots=True)
class Album:
    """Read what was sealed together with an item: the whole album, or the item alone."""

    store: Store

    async def __call__(self, item_id: EvidenceId) -> Sequence[Evidence]:
        async with self.store.read() as uow:
            item = await uow.evidence.get(item_id)
            if not item.origin.group:
                return [item]
            return await _kept(uow, await uow.evidence.of_group(item.sender, item.origin.group))


async def _kept(uow: UnitOfWork, items: Sequence[Evidence]) -> Sequence[Evidence]:
    """Return what is sealed of the items; in place of a duplicate the one that was kept."""
    originals = {item.id: item for item in [await _original(uow, each) for each in items]}
    return [item for item in originals.values() if item.state is State.SEALED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """What the answer to sealing shows: the items, where they went, and by when to record."""

    items: tuple[Evidence, ...]
    draft: Draft | None
    open_drafts: tuple[Draft, ...]
    due: Deadline
    met: bool
    """Whether `due` counts from a time of encounter, or from the day of the message."""
    may_transfer: bool = False
    """Whether the sender has the function to receive material for others (CHANGCHUN 7)."""


@dataclass(frozen=True, slots=True)
class ShowSealed:
    """Read what was sealed, duplicates as the items that were kept.

    Without a time of encounter the day of the message stands for it.
    """

    store: Store
    clock: Clock
    calendar: CurrentCalendar
    zone: ZoneInfo

    async def __call__(self, items: Sequence[Evidence], *, by: PersonId) -> Sealed:
        """Raise Gone when nothing of it is kept."""
        async with self.store.read() as uow:
            kept = await _kept(uow, items)
            if not kept:
                raise Gone
            first = kept[0]
            sender = await uow.people.get(by)
            house = await uow.organisations.get(sender.organisation)
            drafts = await uow.drafts.open_of(by)
            draft = await uow.drafts.get(first.draft) if first.draft else None
            duty = await owed_by(uow, by, RECORD, draft.id) if draft else None
        met_at = first.origin.sent_at or first.received_at
        today = self.clock().astimezone(self.zone).date()
        systems = house.systems(today)
        expected = earliest(
            systems,
            RECORD,
            met_at,
            {},
            calendar=self.calendar(),
            zone=self.zone,
        )
        promised = duty.deadline if duty else None
        return Sealed(
            items=tuple(kept),
            draft=draft,
            open_drafts=tuple(drafts),
            due=promised or expected.deadline,
            met=duty is not None,
            may_transfer=any(each.transfer for each in systems)
            and not sender.roles.isdisjoint(COMPETENT)
            and first.transfer is None,
        )

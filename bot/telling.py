"""What a note becomes: a view of its object as it is now, sent, edited or taken back."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from aiogram import Bot

from bot.cosigning import COSIGN, CosignCards
from bot.covering import Covering
from bot.inquiries import OMISSION
from bot.omission_views import OmissionViews
from bot.opening import OPENED_FILE, OPENED_TEXT
from bot.owed import worded
from bot.ports import Card, Cards, DueNote
from bot.record_views import RecordViews
from bot.sealed import ALBUM
from bot.texts import Texts
from bot.transfers import TRANSFER, TransferCards
from bot.unbinding import UNBINDING, UnbindingCards
from bot.views import View, Views
from register.acts.advising import RulesToday
from register.acts.digesting import ShowDigest
from register.acts.forwarding import NoteReceipt
from register.acts.month_end import ShowUnstated
from register.acts.opening import OPEN_FOR
from register.acts.owing import owed_by
from register.acts.referral_owing import referral_duty
from register.acts.sealing import ShowSealed
from register.draft import DraftState
from register.duties import FORWARD
from register.duties import RECORD as RECORD_CLOCK
from register.ids import (
    Cause,
    DraftId,
    DutyId,
    OmissionId,
    OrganisationId,
    PersonId,
    RecordId,
    ZeroReportId,
)
from register.notes import NoteKind
from register.omission import Omission
from register.people import Person
from register.ports import Clock, CurrentCalendar, Store, UnitOfWork
from register.profile import Profile
from register.zero_report import rules_owing

RECORD = "record"

_SLACK = timedelta(minutes=1)
"""Between the act of opening and the message that shows it."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells one note to one person, whose chat is known."""

    bot: Bot
    store: Store
    clock: Clock
    calendar: CurrentCalendar
    cards: Cards
    covering: Covering
    show_sealed: ShowSealed
    show_digest: ShowDigest
    show_unstated: ShowUnstated
    note_receipt: NoteReceipt
    rules: RulesToday
    views: Views
    unbinding: UnbindingCards
    cosign: CosignCards
    transfers: TransferCards
    record_views: RecordViews
    omission_views: OmissionViews
    texts: Texts

    async def __call__(self, note: DueNote, person: Person, chat: int) -> None:
        """Send, edit or take back. Raise what Telegram raises."""
        tell: Mapping[str, Callable[[DueNote, Person, int], Awaitable[None]]] = {
            NoteKind.RECORD_RECEIVED: self._record_received,
            NoteKind.RECORD_CHANGED: self._record_changed,
            NoteKind.RECORD_ACKNOWLEDGED: self._about_addressee,
            NoteKind.RECORD_SUPPLEMENTED: self._supplemented,
            NoteKind.OPINION_SIGNED: self._about_addressee,
            NoteKind.ASKED_BACK: self._asked_back,
            NoteKind.ANSWERED_BACK: self._about_record,
            NoteKind.CONSENT_SAID: self._about_record,
            NoteKind.ADDRESSEE_RECUSED: self._about_addressee,
            NoteKind.COSIGN_ASKED: self._cosign_asked,
            NoteKind.COSIGN_CHANGED: self._cosign_changed,
            NoteKind.COSIGN_REMINDED: self._cosign_reminded,
            NoteKind.COSIGN_SAID: self._cosign_said,
            NoteKind.TRANSFER_ASKED: self._transfer_asked,
            NoteKind.TRANSFER_CHANGED: self._transfer_changed,
            NoteKind.TRANSFER_REMINDED: self._transfer_reminded,
            NoteKind.TRANSFER_ARRIVED: self._transfer_arrived,
            NoteKind.DIGEST: self._digest,
            NoteKind.DUTY_PASSED: self._duty_passed,
            NoteKind.SERVE_ON_PAPER: self._serve_on_paper,
            NoteKind.ALBUM_SEALED: self._album_sealed,
            NoteKind.TAKE_BACK: self._take_back,
            NoteKind.ZERO_REPORT_OWED: self._zero_report,
            NoteKind.ZERO_REPORT_SUBMITTED: self._zero_reports_wait,
            NoteKind.ZERO_REPORT_RETURNED: self._zero_report,
            NoteKind.ZERO_REPORT_CONFIRMED: self._zero_report,
            NoteKind.ZERO_REPORT_SUPERSEDED: self._zero_report,
            NoteKind.CASE_GIVEN: self._case_given,
            NoteKind.LEAVER_DRAFT: self._leaver_draft,
            NoteKind.DEPUTY_CHANGED: self._deputy_changed,
            NoteKind.UNBINDING_ASKED: self._unbinding_asked,
            NoteKind.UNBINDING_CHANGED: self._unbinding_changed,
            NoteKind.UPDATE_SET_ASIDE: self._set_aside,
            NoteKind.CALENDAR_ENDS: self._calendar_ends,
            NoteKind.PERSON_UNREACHABLE: self._unreachable,
            NoteKind.MONTH_ENDS: self._month_ends,
            NoteKind.OMISSION_RECEIVED: self._omission_received,
            NoteKind.OMISSION_CHANGED: self._omission_changed,
        }
        await tell[note.kind](note, person, chat)

    async def _record_received(self, note: DueNote, person: Person, chat: int) -> None:
        async with self.store.read() as uow:
            record = await uow.records.get(RecordId(note.object))
            duty = await owed_by(uow, person.id, FORWARD, record.id)
            onward = await referral_duty(uow, record, person.id)
        card = self.record_views.card(record, person=person.id, duty=duty, onward=onward)
        await self._show(card, RECORD, note, chat)
        await self.note_receipt(record.id, to=person.id, cause=Cause(f"note:{note.id}"))

    async def _record_changed(self, note: DueNote, person: Person, chat: int) -> None:
        """Render the person's card anew; one who has none yet will get it as it is then."""
        if await self._card(RECORD, note, chat):
            await self._record_received(note, person, chat)

    async def _about_record(self, note: DueNote, person: Person, chat: int) -> None:
        worded = {
            NoteKind.ANSWERED_BACK: self.record_views.answered_back,
            NoteKind.CONSENT_SAID: self.record_views.consent_said,
        }
        async with self.store.read() as uow:
            record = await uow.records.get(RecordId(note.object))
        await self._send(worded[NoteKind(note.kind)](record), chat)

    async def _supplemented(self, note: DueNote, person: Person, chat: int) -> None:
        async with self.store.read() as uow:
            record = await uow.records.get(RecordId(note.object))
        await self._send(self.record_views.supplemented(record, person.id), chat)

    async def _about_addressee(self, note: DueNote, person: Person, chat: int) -> None:
        worded = {
            NoteKind.RECORD_ACKNOWLEDGED: self.record_views.acknowledged,
            NoteKind.OPINION_SIGNED: self.record_views.opinion_signed,
            NoteKind.ADDRESSEE_RECUSED: self.record_views.addressee_recused,
        }
        record_id, by = note.object.split("/")
        async with self.store.read() as uow:
            record = await uow.records.get(RecordId(record_id))
        await self._send(worded[NoteKind(note.kind)](record, PersonId(by)), chat)

    async def _asked_back(self, note: DueNote, person: Person, chat: int) -> None:
        """Tell the recorder that a question waits; what it asks is opened by a tap."""
        record_id, by = note.object.split("/")
        async with self.store.read() as uow:
            record = await uow.records.get(RecordId(record_id))
        if record.question_of(PersonId(by)).answered_at is None:
            await self._send(self.record_views.asked_back(record, PersonId(by)), chat)

    async def _digest(self, note: DueNote, person: Person, chat: int) -> None:
        """Tell what is owed as it is now; what was done meanwhile is no longer mentioned."""
        digest = await self.show_digest(person.id)
        async with self.store.read() as uow:
            owed = [await worded(uow, duty, rung) for duty, rung in digest.duties]
            zero = await self._zero(uow, person.organisation)
        if owed or digest.zero_reports:
            await self._send(self.views.digest(owed, digest, zero), chat)

    async def _duty_passed(self, note: DueNote, person: Person, chat: int) -> None:
        record_id, duty_id = note.object.split("/")
        async with self.store.read() as uow:
            duty = await uow.duties.get(DutyId(duty_id))
            record = await uow.records.get(RecordId(record_id))
        await self._send(self.record_views.duty_passed(record, duty), chat)

    async def _serve_on_paper(self, note: DueNote, person: Person, chat: int) -> None:
        record_id, to = note.object.split("/")
        async with self.store.read() as uow:
            record = await uow.records.get(RecordId(record_id))
            addressee = await uow.people.get(PersonId(to))
        if record.reception_of(addressee.id).received_at is None and not addressee.left_on:
            await self._send(self.views.serve_on_paper(record, addressee), chat)

    async def _album_sealed(self, note: DueNote, person: Person, chat: int) -> None:
        group = note.object.removeprefix(f"{person.id}/")
        async with self.store.read() as uow:
            items = await uow.evidence.of_group(person.id, group)
        sealed = await self.show_sealed(items, by=person.id)
        await self._show(self.views.sealed(sealed), ALBUM, note, chat)

    async def _take_back(self, note: DueNote, person: Person, chat: int) -> None:
        shown_before = self.clock() - OPEN_FOR + _SLACK
        for kind in (OPENED_TEXT, OPENED_FILE):
            for card in await self.cards.of(note.object, kind=kind):
                if card.person == person.id and card.sent_at <= shown_before:
                    await self._remove(card)
                    await self.cards.forget(card.id)

    async def _remove(self, card: Card) -> None:
        """Delete a message, or cover it with a neutral line when it is too old for that."""
        if self.covering.is_deletable(card.sent_at):
            await self.bot.delete_message(card.chat, card.message)
        elif card.kind == OPENED_FILE:
            await self.covering.file(card.chat, card.message)
        else:
            await self.covering.text(card.chat, card.message)

    async def _zero_report(self, note: DueNote, person: Person, chat: int) -> None:
        """Tell the handler what still holds: of a superseded report nothing but that it is."""
        kind = NoteKind(note.kind)
        async with self.store.read() as uow:
            report = await uow.zero_reports.get(ZeroReportId(note.object))
            owes = any(each.to_sign for each in await uow.zero_reports.of(person.id))
            zero = await self._zero(uow, report.organisation)
        if kind is NoteKind.ZERO_REPORT_OWED:
            holds = owes
        else:
            holds = report.superseded_at is None or kind is NoteKind.ZERO_REPORT_SUPERSEDED
        if holds:
            await self._send(self.views.zero_report(kind, report, zero), chat)

    async def _zero_reports_wait(self, note: DueNote, person: Person, chat: int) -> None:
        async with self.store.read() as uow:
            waiting = await uow.zero_reports.to_confirm(person.id, limit=1)
            zero = await self._zero(uow, waiting[0].organisation) if waiting else None
        if waiting:
            await self._send(self.views.zero_reports_wait(zero), chat)

    async def _zero(self, uow: UnitOfWork, house: OrganisationId) -> Profile | None:
        """Return the rules by which a house owes zero reports."""
        return rules_owing(await self.rules.of_house(uow, house))

    async def _case_given(self, note: DueNote, person: Person, chat: int) -> None:
        await self._send(View(text=self.texts.render("messages/case_given")), chat)

    async def _leaver_draft(self, note: DueNote, person: Person, chat: int) -> None:
        """Tell whose draft is still open and until when, and nothing of its content."""
        async with self.store.read() as uow:
            draft = await uow.drafts.get(DraftId(note.object))
            gone = await uow.people.get(draft.recorder)
            duty = await owed_by(uow, gone.id, RECORD_CLOCK, draft.id)
        if draft.state is DraftState.OPEN and gone.left_on:
            text = self.texts.render("messages/leaver_draft", person=gone, duty=duty)
            await self._send(View(text=text), chat)

    async def _deputy_changed(self, note: DueNote, person: Person, chat: int) -> None:
        """Tell a deputy on which days they stand in, as it is now; for whom, the window says."""
        async with self.store.read() as uow:
            box = (await uow.people.get(PersonId(note.object))).deputyship
        days = box if box and box.deputy == person.id else None
        text = self.texts.render("messages/deputy_changed", days=days)
        await self._send(View(text=text), chat)

    async def _unbinding_asked(self, note: DueNote, person: Person, chat: int) -> None:
        await self._show(await self.unbinding.view(note.object), UNBINDING, note, chat)

    async def _unbinding_changed(self, note: DueNote, person: Person, chat: int) -> None:
        if await self._card(UNBINDING, note, chat):
            await self._unbinding_asked(note, person, chat)

    async def _cosign_asked(self, note: DueNote, person: Person, chat: int) -> None:
        await self._show(await self.cosign.card(note.object, person.id), COSIGN, note, chat)

    async def _cosign_changed(self, note: DueNote, person: Person, chat: int) -> None:
        if await self._card(COSIGN, note, chat):
            await self._cosign_asked(note, person, chat)

    async def _cosign_reminded(self, note: DueNote, person: Person, chat: int) -> None:
        """Remind who has neither signed nor refused by now."""
        record_id, _day = note.object.split("/")
        if view := await self.cosign.reminder(record_id, person.id):
            await self._send(view, chat)

    async def _cosign_said(self, note: DueNote, person: Person, chat: int) -> None:
        record_id, by = note.object.split("/")
        await self._send(await self.cosign.said(record_id, PersonId(by)), chat)

    async def _transfer_asked(self, note: DueNote, person: Person, chat: int) -> None:
        await self._show(await self.transfers.card(note.object, person.id), TRANSFER, note, chat)

    async def _transfer_changed(self, note: DueNote, person: Person, chat: int) -> None:
        if await self._card(TRANSFER, note, chat):
            await self._transfer_asked(note, person, chat)

    async def _transfer_reminded(self, note: DueNote, person: Person, chat: int) -> None:
        """Remind of what still waits for the person at that level."""
        transfer_id, level, _day = note.object.split("/")
        if view := await self.transfers.reminder(transfer_id, level, person.id):
            await self._send(view, chat)

    async def _transfer_arrived(self, note: DueNote, person: Person, chat: int) -> None:
        await self._send(await self.transfers.arrived(note.object), chat)

    async def _set_aside(self, note: DueNote, person: Person, chat: int) -> None:
        await self._send(View(text=self.texts.render("messages/set_aside")), chat)

    async def _calendar_ends(self, note: DueNote, person: Person, chat: int) -> None:
        """Ask for a year's notice, unless it was loaded meanwhile."""
        year = int(note.object.partition("/")[0])
        if not self.calendar().is_announced(year):
            await self._send(self.views.calendar_ends(year), chat)

    async def _unreachable(self, note: DueNote, person: Person, chat: int) -> None:
        async with self.store.read() as uow:
            lost = await uow.people.get(PersonId(note.object))
        await self._send(View(text=self.texts.render("messages/unreachable", person=lost)), chat)

    async def _month_ends(self, note: DueNote, person: Person, chat: int) -> None:
        """Tell what is missing as it is now; who has signed meanwhile hears nothing."""
        async with self.store.read() as uow:
            own = any(each.to_sign for each in await uow.zero_reports.of(person.id))
        office = bool(await self.show_unstated(by=person.id))
        if own or office:
            await self._send(self.views.month_ends(own=own, office=office), chat)

    async def _omission_received(self, note: DueNote, person: Person, chat: int) -> None:
        async with self.store.read() as uow:
            omission = await uow.omissions.get(OmissionId(note.object))
        await self._show(self.omission_views.card(omission), OMISSION, note, chat)

    async def _omission_changed(self, note: DueNote, person: Person, chat: int) -> None:
        if await self._card(OMISSION, note, chat):
            await self._omission_received(note, person, chat)

    async def outsider(self, omission: Omission, chat: int) -> None:
        """Tell who reported an omission that it was dealt with: the one line they get."""
        async with self.store.read() as uow:
            house = await uow.organisations.get(omission.organisation)
        await self._send(self.omission_views.answered(omission, house.name), chat)

    async def _show(self, view: View, kind: str, note: DueNote, chat: int) -> None:
        """Edit the card that shows the object already, or send it and remember it."""
        card = await self._card(kind, note, chat)
        if card is not None:
            edited = await self.bot.edit_message_text(
                view.text, chat_id=card.chat, message_id=card.message, reply_markup=view.markup
            )
            if edited is not False:
                return
            await self.cards.forget(card.id)
        message = await self._send(view, chat)
        await self.cards.remember(
            kind=kind,
            about=note.object,
            person=note.addressee,
            chat=chat,
            message=message,
            at=self.clock(),
        )

    async def _card(self, kind: str, note: DueNote, chat: int) -> Card | None:
        """Return the addressee's card; one in a chat that is no longer theirs is none."""
        cards = await self.cards.of(note.object, kind=kind)
        return next((c for c in cards if (c.person, c.chat) == (note.addressee, chat)), None)

    async def _send(self, view: View, chat: int) -> int:
        sent = await self.bot.send_message(
            chat,
            view.text,
            reply_markup=view.markup,
            disable_notification=view.silent,
            protect_content=view.protected,
        )
        return sent.message_id

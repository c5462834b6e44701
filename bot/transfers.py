"""Material handed on level by level: its card, its content, and the signatures (CHANGCHUN 7)."""

from dataclasses import dataclass

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka, inject

from bot.buttons import Resume, Row, button, keyboard
from bot.media_types import ending_of
from bot.messages import answer, message_of
from bot.opening import OPENED_FILE, OPENED_TEXT
from bot.shown import Shown
from bot.texts import Texts
from bot.transfer_papers import TransferPapers
from bot.views import View
from register.acts.owing import owed_by
from register.acts.transferring import HandOn, OpenTransfer
from register.duties import RECORD, Duty
from register.errors import Gone, NotAllowed
from register.evidence import Evidence
from register.ids import Cause, EvidenceId, PersonId, TransferId
from register.people import Person
from register.permissions import Right, ensure
from register.ports import Store, Vault
from register.profile import load
from register.transfer import Level, Transfer

TRANSFER = "transfer"
"""The kind of card that shows how far material is."""
_PER_ROW = 2


class OpenMaterial(CallbackData, prefix="tr_open"):
    transfer: str


class OpenMaterialItem(CallbackData, prefix="tr_item"):
    transfer: str
    evidence: str


class PrintFiling(CallbackData, prefix="tr_form"):
    """Print the form on which it was filed."""

    transfer: str


class SignFor(CallbackData, prefix="tr_sign"):
    """Sign for material at a level; a second tap signs no other."""

    transfer: str
    level: Level


@dataclass(frozen=True, slots=True)
class TransferCards:
    """Words and sends what somebody sees of a transfer, as it is now."""

    store: Store
    vault: Vault
    texts: Texts
    open_transfer: OpenTransfer
    papers: TransferPapers
    shown: Shown

    async def card(self, transfer_id: str, person: PersonId) -> View:
        """Show how far it is, and what the person does: no names, no case (K3)."""
        async with self.store.read() as uow:
            transfer = await uow.transfers.get(TransferId(transfer_id))
            begun = transfer.draft
            duty = await owed_by(uow, person, RECORD, begun) if begun else None
        return transfer_card(self.texts, transfer, person, duty)

    async def reminder(self, transfer_id: str, level: str, person: PersonId) -> View | None:
        """Return what is said once more, None where it no longer waits for the person."""
        async with self.store.read() as uow:
            transfer = await uow.transfers.get(TransferId(transfer_id))
        hop = transfer.current
        if hop is None or hop.level != level or person not in hop.people:
            return None
        text = self.texts.render("messages/transfer_reminded", transfer=transfer, hop=hop)
        rows = _ways(self.texts, transfer, person)
        return View(text=text, markup=keyboard(*rows), silent=False)

    async def arrived(self, transfer_id: str) -> View:
        """Tell who registered it that the handler has it."""
        async with self.store.read() as uow:
            transfer = await uow.transfers.get(TransferId(transfer_id))
        return View(text=self.texts.render("messages/transfer_arrived", transfer=transfer))

    async def again(self, transfer_id: TransferId, chat: Message, *, me: Person) -> None:
        """Bring the card down to where the person is. Raise NotAllowed or Gone."""
        async with self.store.read() as uow:
            ensure(Right.SEE_TRANSFER, me.id, await uow.transfers.get(transfer_id))
        await self.shown.bring_down(
            TRANSFER, await self.card(transfer_id, me.id), transfer_id, chat, me=me
        )

    async def open(
        self, transfer_id: TransferId, chat: Message, *, me: Person, cause: Cause
    ) -> None:
        """Show everything, protected; it is taken back after ten minutes."""
        transfer = await self.open_transfer(transfer_id, by=me.id, cause=cause)
        evidence = await self._evidence(transfer)
        shown = await answer(chat, material(self.texts, transfer, evidence))
        await self.shown.remember(OPENED_TEXT, shown, transfer.id, me=me)

    async def item(
        self,
        transfer_id: TransferId,
        evidence_id: EvidenceId,
        chat: Message,
        *,
        me: Person,
        cause: Cause,
    ) -> None:
        """Send one item as the bytes that were sealed, protected.

        Raise NotAllowed or Gone; Unreadable when the bytes are not those that were sealed (EC7).
        """
        transfer = await self.open_transfer(transfer_id, by=me.id, cause=cause)
        evidence = await self._evidence(transfer)
        item = next((each for each in evidence if each.id == evidence_id), None)
        if item is None:
            raise Gone
        content = b"".join([chunk async for chunk in self.vault.read(item.place)])
        name = self.texts.label("papers.evidence", number=item.number, ending=ending_of(item.mime))
        shown = await chat.answer_document(
            BufferedInputFile(content, name),
            caption=self.texts.render("messages/transfer_item", item=item, transfer=transfer),
            protect_content=True,
            disable_notification=True,
        )
        await self.shown.remember(OPENED_FILE, shown, transfer.id, me=me)

    async def filing_form(
        self, transfer_id: TransferId, chat: Message, *, me: Person, cause: Cause
    ) -> None:
        """Send the filing form to who keeps it. Raise NotAllowed or Gone."""
        transfer = await self.open_transfer(transfer_id, by=me.id, cause=cause)
        if not transfer.may_print(me.id):
            raise NotAllowed
        shown = await chat.answer_document(
            await self.papers.filing_form(transfer, await self._evidence(transfer)),
            caption=self.texts.render("messages/filing_form", transfer=transfer),
            disable_notification=True,
        )
        await self.shown.remember(OPENED_FILE, shown, transfer.id, me=me)

    async def _evidence(self, transfer: Transfer) -> list[Evidence]:
        async with self.store.read() as uow:
            return [await uow.evidence.get(each) for each in transfer.evidence]


def transfer_card(texts: Texts, transfer: Transfer, person: PersonId, duty: Duty | None) -> View:
    """Return the card; `duty` is what its handler owes now that they have it."""
    rules = load(transfer.profile, on=transfer.profile_version)
    title = rules.articles[rules.transfer.article].title if rules.transfer else ""
    text = texts.render(
        "cards/transfer",
        transfer=transfer,
        waits=transfer.waits_for(person),
        article=texts.label("format.cited", title=title) if title else "",
        due=duty.deadline if duty else None,
    )
    rows = _ways(texts, transfer, person)
    if duty:
        rows.append([button(texts.label("sealed.resume"), Resume(draft=duty.about))])
    return View(text=text, markup=keyboard(*rows))


def material(texts: Texts, transfer: Transfer, evidence: list[Evidence]) -> View:
    """Return what came, with whose signature it went on, and what is sealed of it."""
    items = [
        button(
            texts.label("card.evidence", number=each.number),
            OpenMaterialItem(transfer=transfer.id, evidence=each.id),
        )
        for each in evidence
    ]
    rows = [items[start : start + _PER_ROW] for start in range(0, len(items), _PER_ROW)]
    text = texts.render("messages/transfer", transfer=transfer, evidence=evidence)
    return View(text=text, markup=keyboard(*rows), protected=True)


def _ways(texts: Texts, transfer: Transfer, person: PersonId) -> list[Row]:
    rows: list[Row] = []
    if transfer.may_read(person):
        opens = OpenMaterial(transfer=transfer.id)
        row = [button(texts.label("transfer.open"), opens)]
        if transfer.may_print(person):
            form = PrintFiling(transfer=transfer.id)
            row.append(button(texts.label("transfer.form"), form))
        rows.append(row)
    hop = transfer.current
    if hop and transfer.waits_for(person):
        signs = SignFor(transfer=transfer.id, level=hop.level)
        rows.append([button(texts.label(f"transfer.sign_{hop.level}"), signs)])
    return rows


def router() -> Router:
    transfers = Router(name="transfers")
    transfers.callback_query.register(open_material, OpenMaterial.filter())
    transfers.callback_query.register(open_item, OpenMaterialItem.filter())
    transfers.callback_query.register(print_filing, PrintFiling.filter())
    transfers.callback_query.register(sign_for, SignFor.filter())
    return transfers


@inject
async def open_material(
    query: CallbackQuery,
    callback_data: OpenMaterial,
    me: Person,
    cause: Cause,
    cards: FromDishka[TransferCards],
) -> None:
    await cards.open(TransferId(callback_data.transfer), message_of(query), me=me, cause=cause)
    await query.answer()


@inject
async def open_item(
    query: CallbackQuery,
    callback_data: OpenMaterialItem,
    me: Person,
    cause: Cause,
    cards: FromDishka[TransferCards],
) -> None:
    await cards.item(
        TransferId(callback_data.transfer),
        EvidenceId(callback_data.evidence),
        message_of(query),
        me=me,
        cause=cause,
    )
    await query.answer()


@inject
async def print_filing(
    query: CallbackQuery,
    callback_data: PrintFiling,
    me: Person,
    cause: Cause,
    cards: FromDishka[TransferCards],
) -> None:
    transfer = TransferId(callback_data.transfer)
    await cards.filing_form(transfer, message_of(query), me=me, cause=cause)
    await query.answer()


@inject
async def sign_for(
    query: CallbackQuery,
    callback_data: SignFor,
    me: Person,
    cause: Cause,
    texts: Texts,
    hand_on: FromDishka[HandOn],
) -> None:
    """Sign, and pass it on. Delivery renders the card anew, and asks the next level."""
    transfer_id = TransferId(callback_data.transfer)
    transfer = await hand_on(transfer_id, callback_data.level, by=me.id, cause=cause)
    await query.answer(texts.plain("alerts/handed_on", transfer=transfer))

"""What the discipline office does with omission reports by button: cards, content, files."""

from dataclasses import dataclass

from aiogram import Router
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka, inject

from bot.media_types import ending_of
from bot.messages import answer, message_of
from bot.omission_buttons import OpenReport, OpenReportFile, ShowReport
from bot.omission_views import OmissionViews
from bot.opening import OPENED_FILE, OPENED_TEXT
from bot.shown import Shown
from bot.texts import Texts
from register.acts.omission_inquiry import OpenOmission
from register.errors import Gone
from register.ids import Cause, OmissionId
from register.people import Person
from register.permissions import Right, ensure
from register.ports import Store, Vault

OMISSION = "omission"
"""The kind of their cards."""


def router() -> Router:
    inquiries = Router(name="inquiries")
    inquiries.callback_query.register(open_report, OpenReport.filter())
    inquiries.callback_query.register(open_file, OpenReportFile.filter())
    inquiries.callback_query.register(show_report, ShowReport.filter())
    return inquiries


@dataclass(frozen=True, slots=True)
class Inquiries:
    """Shows reports to who has them: as a card, opened, file by file."""

    store: Store
    vault: Vault
    open_omission: OpenOmission
    views: OmissionViews
    texts: Texts
    shown: Shown

    async def card(self, omission_id: OmissionId, chat: Message, *, me: Person) -> None:
        """Bring the card down to the end of the chat. Raise NotAllowed or Gone."""
        async with self.store.read() as uow:
            omission = await uow.omissions.get(omission_id)
        ensure(Right.READ_OMISSION, me.id, omission)
        await self.shown.bring_down(OMISSION, self.views.card(omission), omission.id, chat, me=me)

    async def text(
        self, omission_id: OmissionId, chat: Message, *, me: Person, cause: Cause
    ) -> None:
        """Open what was told. Raise NotAllowed or Gone."""
        omission = await self.open_omission(omission_id, by=me.id, cause=cause)
        for view in self.views.opened(omission):
            await self.shown.remember(OPENED_TEXT, await answer(chat, view), omission.id, me=me)

    async def file(
        self, omission_id: OmissionId, number: int, chat: Message, *, me: Person, cause: Cause
    ) -> None:
        """Send one file as the bytes that were sealed. Raise NotAllowed, Gone or Unreadable."""
        omission = await self.open_omission(omission_id, by=me.id, cause=cause)
        if not 1 <= number <= len(omission.files):
            raise Gone
        file = omission.files[number - 1]
        content = b"".join([chunk async for chunk in self.vault.read(file.place)])
        name = self.texts.label(
            "omission.file_name",
            number=omission.number,
            ordinal=number,
            ending=ending_of(file.mime),
        )
        shown = await chat.answer_document(
            BufferedInputFile(content, name),
            caption=self.texts.render(
                "messages/omission_file", omission=omission, file=file, number=number
            ),
            protect_content=True,
            disable_notification=True,
        )
        await self.shown.remember(OPENED_FILE, shown, omission.id, me=me)


@inject
async def open_report(
    query: CallbackQuery,
    callback_data: OpenReport,
    me: Person,
    cause: Cause,
    inquiries: FromDishka[Inquiries],
) -> None:
    omission = OmissionId(callback_data.omission)
    await inquiries.text(omission, message_of(query), me=me, cause=cause)
    await query.answer()


@inject
async def open_file(
    query: CallbackQuery,
    callback_data: OpenReportFile,
    me: Person,
    cause: Cause,
    inquiries: FromDishka[Inquiries],
) -> None:
    omission, number = OmissionId(callback_data.omission), callback_data.number
    await inquiries.file(omission, number, message_of(query), me=me, cause=cause)
    await query.answer()


@inject
async def show_report(
    query: CallbackQuery, callback_data: ShowReport, me: Person, inquiries: FromDishka[Inquiries]
) -> None:
    await inquiries.card(OmissionId(callback_data.omission), message_of(query), me=me)
    await query.answer()

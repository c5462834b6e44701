"""What waits for somebody's signature beside records to report on: as a witness, for material."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.cosigning import CosignCards
from bot.dialogs.talk import Talk
from bot.messages import message_of
from bot.texts import Texts
from bot.transfers import TransferCards
from register import cosigning
from register.ids import PersonId, RecordId, TransferId
from register.ports import UnitOfWork

_WITNESS, _MATERIAL = "witness", "material"
READ = 50
"""Among how many records and transfers, the latest, it is looked for what waits."""


async def waiting(uow: UnitOfWork, person: PersonId, texts: Texts) -> list[tuple[str, str]]:
    """Return label and key of each, by number: no names (K3)."""
    witnessed = await uow.records.witnessed_by(person, limit=READ)
    transfers = await uow.transfers.of(person, limit=READ)
    return [
        *(
            (texts.label("todo.cosign", number=each.number), f"{_WITNESS}/{each.id}")
            for each in witnessed
            if cosigning.may_read(each, person)
        ),
        *(
            (texts.label("transfer.underway", number=each.number), f"{_MATERIAL}/{each.id}")
            for each in transfers
            if each.waits_for(person)
        ),
    ]


@inject
async def signature_shown(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    key: str,
    cosign: FromDishka[CosignCards],
    transfers: FromDishka[TransferCards],
) -> None:
    """Bring the card down to where the person is."""
    kind, _slash, thing = key.partition("/")
    chat, me = message_of(query), Talk(manager).me
    if kind == _WITNESS:
        await cosign.again(RecordId(thing), chat, me=me)
    else:
        await transfers.again(TransferId(thing), chat, me=me)
    manager.show_mode = ShowMode.NO_UPDATE

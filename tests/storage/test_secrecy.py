"""What somebody learns who takes the database away: ids, times, states; no word and no name."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import select

from bot.ports import Incoming
from register.ports import Keys
from storage.duties import duties
from storage.engine import Engine, make_engine
from storage.store import SqlStore
from storage.updates import SqlUpdates
from tests.storage.databases import SqliteFiles
from tests.storage.samples import (
    CASE,
    CASE_NOTE,
    DEPARTMENT,
    DRAFT,
    DUTY,
    HEAD,
    HOUSE,
    INVITE,
    ITEM,
    NOTE,
    NOW,
    RECORD,
    RECORDER,
    TRANSFER,
    ZERO_REPORT,
    sealed,
)

PLAINTEXT_SHA256 = b"\xd1\x6e" * 16
SECRETS = (
    HOUSE.name,
    DEPARTMENT.name,
    RECORDER.name,
    RECORDER.post,
    RECORDER.contact,
    HEAD.name,
    HEAD.contact,
    "赵干预",
    "(2026)苏0623刑初1号",
    "电话里没有说",
    ITEM.name,
    ITEM.origin.file,
    CASE.name,
    CASE.number,
    CASE.charge,
    CASE_NOTE.source,
    CASE_NOTE.text,
    CASE_NOTE.case_words,
    CASE_NOTE.answers["duty_document"].text,
    CASE_NOTE.places[0].page,
    ZERO_REPORT.returned_reason,
    TRANSFER.received.source,
    TRANSFER.received.material,
    TRANSFER.received.case,
    "请你关照一下",
    "窗口里的字",
)


def _disguises(secret: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
        yield secret.encode(encoding)
    yield secret.encode("unicode_escape")
    yield quote(secret).encode()
    yield secret.encode().hex().encode()
    for offset in range(3):
        # Without its first and last signs, which depend on the neighbours.
        yield base64.b64encode(b"\0" * offset + secret.encode())[4:-4]


@pytest.mark.req("K1")
async def test_the_file_and_its_log_hold_no_secret(
    sqlite: SqliteFiles, tmp_path: Path, keys: Keys
) -> None:
    engine = make_engine(sqlite.migrated(tmp_path))
    file = Path(str(engine.url.database))
    await _fill(SqlStore(engine, keys))
    updates = SqlUpdates(engine, keys, lambda: NOW, bot=1)
    await updates.keep([Incoming(update_id=1, chat=5, payload="请你关照一下".encode())])
    lane = await updates.lease()
    assert lane is not None
    update = await updates.next(lane)
    assert update is not None
    await updates.keep([Incoming(update_id=2, chat=5, payload="请你关照一下".encode())])
    await updates.handled(lane, update, {"1:5": {"text": "窗口里的字"}})

    bytes_kept = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    await engine.dispose()

    assert b"rudong" in bytes_kept  # the dump is a real one
    found = [s for s in SECRETS for hidden in _disguises(s) if hidden in bytes_kept]
    assert found == []
    assert PLAINTEXT_SHA256 not in bytes_kept
    assert PLAINTEXT_SHA256.hex().encode() not in bytes_kept


async def _fill(store: SqlStore) -> None:
    async with store.begin() as uow:
        await uow.organisations.add(HOUSE)
        await uow.organisations.add_department(DEPARTMENT)
        await uow.people.add(RECORDER)
        await uow.people.add(HEAD)
        await uow.invites.add(INVITE)
        await uow.drafts.add(DRAFT)
        await uow.duties.add(DUTY)
        await uow.evidence.add(replace(sealed(ITEM, sha256=PLAINTEXT_SHA256), draft=DRAFT.id))
        await uow.records.add(RECORD)
        await uow.cases.add(CASE)
        await uow.case_notes.add(CASE_NOTE)
        await uow.zero_reports.add(ZERO_REPORT)
        await uow.transfers.add(TRANSFER)
        await uow.outbox.add(NOTE)


@pytest.mark.req("K1")
async def test_a_duty_shows_who_owes_what_by_when_and_hides_how_it_was_counted(
    house: SqlStore, engine: Engine
) -> None:
    async with house.begin() as uow:
        await uow.duties.add(DUTY)

    async with engine.connect() as connection:
        row = (await connection.execute(select(duties))).mappings().one()
    plain = {name for name, value in row.items() if name != "content" and value is not None}
    assert plain == {
        "id",
        "organisation",
        "owner",
        "clock",
        "about",
        "profile",
        "profile_version",
        "event_at",
        "due_on",
        "due_at",
        "calendar_version",
        "state",
        "remind_at",
        "version",
    }
    assert b"former" not in row["content"]

"""What lies on the disk, the log included, tells nobody anything."""

import base64
import json
import zlib
from collections.abc import Mapping
from urllib.parse import quote

import pytest

from tests.harness.journey import Journey, Journeys
from tests.harness.leaks import leaks, remains
from tests.harness.town import CITY, COUNTY, LI, QIAN, WANG, invite
from tests.journeys.story import Matter, tell

over_http = pytest.mark.asyncio(loop_scope="session")

SECRETS = {
    "subject": "欧阳慕容雪",
    "post": "镜湖新区管委会副主任",
    "contact": "13577778888",
    "case": "闻人锦绣涉嫌合同诈骗案",
    "case number": "东检刑诉〔2026〕87号",
    "place": "望江楼听涛包厢",
    "narrative": "他说这个案子要往轻里办",
    "correction": "他又说过节之后来拜访",
    "reply": "我当场请他依法反映情况",
    "remarks": "当时另有驾驶员在场",
    "caption": "三张截图按先后排列",
    "photo": "PHOTO-MARK-0b1c2d3e4f",
    "voice": "VOICE-MARK-5a6b7c8d9e",
    "letter": "LETTER-MARK-1f2e3d4c5b",
    "chat": "CHAT-MARK-6a7b8c9d0e",
    "photo's name": "截图-云中锦书.jpg",
    "letter's name": "关于慕容雪的情况说明.pdf",
    "stray text": "顺便问一句能不能匿名",
    "handler": LI.name,
    "head": WANG.name,
    "handler's contact": LI.contact,
    "department": LI.department,
    "house": COUNTY,
    "superior": CITY,
}


def matter() -> Matter:
    said, head = SECRETS, b"\xff\xd8\xff\xe0"
    return Matter(
        subject=said["subject"],
        post=said["post"],
        contact=said["contact"],
        case=f"{said['case number']} {said['case']}",
        place=said["place"],
        narrative=said["narrative"],
        corrected=said["correction"],
        reply=said["reply"],
        caption=said["caption"],
        photos=tuple(
            (said["photo's name"], head + said["photo"].encode() + bytes([n])) for n in range(3)
        ),
        voice=("voice.ogg", b"OggS" + said["voice"].encode()),
        letter=(said["letter's name"], b"%PDF" + said["letter"].encode()),
        forwarded=("chat.jpg", head + said["chat"].encode()),
    )


@over_http
async def test_the_disk_holds_no_secret_of_a_whole_record(journeys: Journeys) -> None:
    async with journeys.begin() as journey:
        code = await invite(journey.register, QIAN)
        secrets = SECRETS | {"token": journey.bot.token.partition(":")[2], "invite": code}
        qian = await journey.phone(QIAN)
        await qian.start(code)
        story = await tell(journey, matter())
        await story.seal_first()
        await story.answer()
        hides(journey, secrets)
        await story.add_files()
        await story.li.write(SECRETS["stray text"])
        await story.li.tap("🔒 固定为证据材料", "📝 继续填写")
        for section, line, said in (
            ("过问经过", "✓ 主要内容", "correction"),
            ("答复", "答复的内容", "reply"),
            ("过问人", "联系方式", "contact"),
            ("过问经过", "过问地点", "place"),
            ("其他", "记录人需要特别说明的事项", "remarks"),
        ):
            await story.edit(section, line, SECRETS[said])
        await story.file()
        await story.acknowledge()
        journey.kill()
        await journey.rest()
        hides(journey, secrets)
        (record,) = await journey.books.records(LI)
        for field in ("narrative", "reply_text", "remarks", "place", "subject_contact"):
            assert record.said(field) in SECRETS.values()


def hides(journey: Journey, secrets: Mapping[str, str]) -> None:
    """Database and WAL, vault, log, temporary files: none of them says anything."""
    found = remains(journey.folder)
    names = {path.name for path in found}
    assert {"liuhen.db", "liuhen.db-wal", "log", "key"} <= names
    assert any(path.parts[0] == "evidence" for path in found)
    for path, data in found.items():
        assert list(leaks(str(path).encode() + b"\n" + data, secrets)) == [], path


@pytest.mark.parametrize(
    "hidden",
    [
        "欧阳慕容雪".encode(),
        "欧阳慕容雪".encode("utf-16"),
        "欧阳慕容雪".encode("utf-16-be"),
        "欧阳慕容雪".encode("gb18030"),
        json.dumps({"name": "欧阳慕容雪"}).encode(),
        quote("欧阳慕容雪").lower().encode(),
        "欧阳慕容雪".encode().hex().encode(),
        *[base64.b64encode(b"x" * n + "欧阳慕容雪先生".encode()) for n in range(5)],
        zlib.compress(json.dumps(["x" * 99, "欧阳慕容雪"]).encode()),
    ],
)
def test_a_leak_is_found_in_every_shape(hidden: bytes) -> None:
    assert list(leaks(b"before" + hidden + b"after", {"name": "欧阳慕容雪"}))

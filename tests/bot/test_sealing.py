"""The answers to what people send: sealed at once whatever it is, or refused in one sentence."""

import io
import json
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from bot.bell import Bell
from bot.ports import Incoming, Updates
from register.evidence import Evidence, State
from register.ports import Store
from sandbox.driver import Message, Phone
from tests.bot.stage import SAMPLES, Actor, Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
MEGABYTE = 1024 * 1024


def picture(form: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (32, 32), "teal").save(file, form)
    return file.getvalue()


def heic() -> bytes:
    """Return the head of a photo as phones make them; nobody here can write a whole one."""
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 64


def recorded(folder: Path, name: str) -> Path:
    """Let ffmpeg make a second of sound or film, a voice as Telegram's apps do."""
    file = folder / name
    made = ["-f", "lavfi", "-i", "sine=duration=1"]
    if file.suffix == ".mp4":
        made += ["-f", "lavfi", "-i", "testsrc=duration=1:size=64x64:rate=5", "-shortest"]
    if file.suffix == ".ogg":
        made += ["-c:a", "libopus"]
    subprocess.run(["ffmpeg", "-v", "error", *made, file], check=True, capture_output=True)
    return file


def short(content: bytes) -> str:
    digest = sha256(content).hexdigest()[:12]
    return " ".join(digest[i : i + 4] for i in (0, 4, 8))


async def answered(phone: Phone, after: int) -> Message:
    return await phone.see("已固定", after=after)


async def kept(stage: Stage, actor: Actor) -> list[Evidence]:
    """Return what a person has sealed and not put anywhere."""
    store: Store = await stage.container.get(Store)
    async with store.read() as uow:
        return list(await uow.evidence.loose(actor.person.id))


@pytest.mark.req("EC5")
@pytest.mark.parametrize(
    ("kind", "file", "word", "mark"),
    [
        ("photo", ("截图.jpg", picture("JPEG")), "图片", "经聊天软件压缩"),
        ("document", ("通知.pdf", PDF), "文件", ""),
        ("document", ("照片.heic", heic()), "文件", ""),
        ("document", ("截图.png", picture("PNG")), "文件", ""),
        ("voice", ("v.ogg", (SAMPLES / "voice.ogg").read_bytes()), "语音", "首次固定形态"),
        ("audio", ("通话.mp3", b"ID3\x03" + b"\x00" * 64), "音频", ""),
    ],
    ids=["photo", "pdf", "heic", "png as file", "voice", "audio"],
)
async def test_what_is_sent_is_sealed_and_answered(
    shared: Stage, kind: str, file: tuple[str, bytes], word: str, mark: str
) -> None:
    li = await shared.recorder()

    (sent,) = await li.phone.upload(kind, file)

    answer = await answered(li.phone, sent)
    assert f"　{word}，" in answer.text
    assert f"SHA-256 {short(file[1])}" in answer.text
    assert mark in answer.text
    assert ("原件" in answer.text) == (kind == "photo")
    assert answer.reply_to == sent
    assert answer.silent
    assert answer.button("📝 开始登记")
    assert "最迟应于 10月10日（周六）" in answer.text


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize(
    ("kind", "name", "mimes"),
    [
        ("voice", "v.ogg", {"audio/ogg", "application/ogg", "audio/opus"}),
        ("audio", "a.mp3", {"audio/mpeg"}),
        ("video", "v.mp4", {"video/mp4"}),
        ("video_note", "n.mp4", {"video/mp4"}),
    ],
    ids=["voice", "audio", "video", "video note"],
)
async def test_sound_and_film_are_sealed_byte_for_byte(
    shared: Stage, tmp_path: Path, kind: str, name: str, mimes: set[str]
) -> None:
    li = await shared.recorder()
    file = recorded(tmp_path, name)

    (sent,) = await li.phone.upload(kind, file)

    await answered(li.phone, sent)
    (item,) = await kept(shared, li)
    assert item.kind == kind
    assert item.sha256 == sha256(file.read_bytes()).digest()
    assert item.mime in mimes


@pytest.mark.req("EC4")
async def test_a_forward_keeps_the_claim_of_who_said_it(shared: Stage) -> None:
    li = await shared.recorder()

    text = await li.phone.send("那个案子关照一下", forward_from="赵德海")
    answer = await answered(li.phone, text)
    (voice,) = await li.phone.upload("voice", SAMPLES / "voice.ogg", forward_from="赵德海")
    spoken = await answered(li.phone, voice)

    assert "　文字，" in answer.text
    assert "语音按转发收到" in spoken.text
    assert {item.origin.forwarded_from for item in await kept(shared, li)} == {"赵德海"}


@pytest.mark.req("EC4", "H18")
async def test_a_forward_from_somebody_of_the_house_keeps_their_account(shared: Stage) -> None:
    li, wang = await shared.pair()

    text = await li.phone.send("那个案子关照一下", forward_from=str(wang.phone.user))
    await answered(li.phone, text)

    (item,) = await kept(shared, li)
    assert item.origin.account == str(wang.phone.user)
    assert item.first_sender == wang.person.id


@pytest.mark.req("T23")
async def test_an_album_is_answered_once(shared: Stage) -> None:
    li = await shared.recorder()
    pages = [(f"{n}.png", picture("PNG") + bytes([n])) for n in range(10)]

    await li.phone.upload("document", *pages)
    await shared.idle()
    assert len(await kept(shared, li)) == 10
    await shared.pass_time(3)

    answer = await li.phone.see("已固定")
    assert answer.text.count("🔒") == 10
    assert len([m for m in await li.phone.messages() if "已固定" in m.text]) == 1


async def test_too_big_a_file_is_refused_before_a_byte_is_fetched(shared: Stage) -> None:
    li = await shared.recorder()

    await li.phone.upload("document", ("大.zip", b"PK"), pretend_size=20 * MEGABYTE + 1)

    await li.phone.see("文件超过 20 MB")
    assert not await kept(shared, li)


async def test_an_empty_file_is_refused(shared: Stage) -> None:
    li = await shared.recorder()

    await li.phone.upload("document", ("空.txt", b"x"), pretend_size=0)

    await li.phone.see("文件是空的")
    assert not await kept(shared, li)


async def test_the_same_bytes_are_kept_once(shared: Stage) -> None:
    li = await shared.recorder()
    (first,) = await li.phone.upload("document", ("一.pdf", PDF))
    one = await answered(li.phone, first)

    (second,) = await li.phone.upload("document", ("二.pdf", PDF))

    two = await answered(li.phone, second)
    assert one.text == two.text
    assert len(await kept(shared, li)) == 1


@pytest.mark.req("EC6")
async def test_an_edited_forward_is_a_version_of_its_own(shared: Stage) -> None:
    li = await shared.recorder()
    text = await li.phone.send("从轻处理", forward_from="赵德海")
    first = await answered(li.phone, text)

    await li.phone.edit(text, "依法处理")

    second = await answered(li.phone, first.id)
    assert {item.sha256 for item in await kept(shared, li)} == {
        sha256(words.encode()).digest() for words in ("从轻处理", "依法处理")
    }
    assert first.text != second.text


async def test_a_plain_text_is_asked_about_and_can_be_sealed(shared: Stage) -> None:
    li = await shared.recorder()
    text = await li.phone.send("刚才在走廊有人打听案子")
    asked = await li.phone.see("这段文字没有对应的问题")
    assert asked.reply_to == text

    await li.phone.click("🔒 固定为证据材料")

    answer = await li.phone.see("已固定")
    assert answer.id == asked.id
    assert short("刚才在走廊有人打听案子".encode()) in answer.text


async def test_a_plain_text_can_begin_a_record(shared: Stage) -> None:
    li = await shared.recorder()
    await li.phone.send("刚才在走廊有人打听案子")
    await li.phone.see("这段文字没有对应的问题")

    await li.phone.click("📝 以此开始登记")

    await li.phone.see("1/8")
    await li.phone.click("去核对")
    assert "（文字）" in (await li.phone.see("请核对")).text


async def test_a_plain_text_can_be_left_alone(shared: Stage) -> None:
    li = await shared.recorder()
    await li.phone.send("收到")
    await li.phone.see("这段文字没有对应的问题")

    await li.phone.click("不作处理")

    await li.phone.gone("这段文字没有对应的问题")
    assert not await kept(shared, li)


async def test_a_sticker_is_refused_in_one_sentence(shared: Stage) -> None:
    li = await shared.recorder()

    await receive(shared, li.phone, sticker={**_STICKER, "width": 1, "height": 1})

    await li.phone.see("这类消息无法固定")


_STICKER = {
    "file_id": "s",
    "file_unique_id": "s",
    "type": "regular",
    "is_animated": False,
    "is_video": False,
}


async def receive(stage: Stage, phone: Phone, **content: object) -> None:
    """Let a message come in that the sandbox's phones cannot send."""
    who = {"id": phone.user, "is_bot": False, "first_name": "李"}
    chat = {"id": phone.user, "type": "private", "first_name": "李"}
    message = {"message_id": 9000, "date": 1790000000, "from": who, "chat": chat, **content}
    payload = json.dumps({"update_id": 900_000 + phone.user, "message": message}).encode()
    updates: Updates = await stage.container.get(Updates)
    await updates.keep(
        [Incoming(update_id=900_000 + phone.user, chat=phone.user, payload=payload)]
    )
    (await stage.container.get(Bell)).ring()


async def test_what_is_in_no_record_can_be_withdrawn(shared: Stage) -> None:
    li = await shared.recorder()
    await li.phone.upload("document", ("误发.pdf", PDF))
    answer = await li.phone.see("已固定")

    await li.phone.click("撤回材料")
    await li.phone.see("不能恢复")
    await li.phone.click("‹ 返回")
    assert (await li.phone.see("已固定")).id == answer.id
    await li.phone.click("撤回材料")
    await li.phone.click("确认撤回")

    gone = await li.phone.see("已撤回，内容不再保存")
    assert gone.id == answer.id
    assert short(PDF) in gone.text
    assert not gone.buttons
    assert not [item for item in await kept(shared, li) if item.state is State.SEALED]


async def test_an_item_is_added_to_a_draft_and_taken_out_again(shared: Stage) -> None:
    li = await shared.recorder()
    await li.phone.send("/new")
    await li.phone.see("1/8")
    await li.phone.upload("document", ("通知.pdf", PDF))
    answer = await li.phone.see("已放入正在填写的登记")

    await li.phone.click("移出草稿")
    await li.phone.see("如当日遇到")
    await li.phone.click("📎 加入草稿")
    which = await li.phone.see("要放入哪一份登记")
    await li.phone.click(which.buttons[0].text, message=which)

    again = await li.phone.see("已放入正在填写的登记")
    assert again.id == which.id
    assert answer.id != which.id


async def test_the_capture_guide_is_a_button_away(shared: Stage) -> None:
    li = await shared.recorder()
    await li.phone.upload("photo", SAMPLES / "chat.png")
    await li.phone.see("已固定")

    await li.phone.click("取证提示")

    assert "完整对话" in (await li.phone.see("取证提示")).text


async def test_why_this_date_is_counted_out(shared: Stage) -> None:
    li = await shared.recorder()
    await li.phone.upload("photo", SAMPLES / "chat.png")
    await li.phone.see("已固定")

    await li.phone.click("为什么是这一天")

    assert "10月10日（周六）　调休上班" in (await li.phone.see("为什么是10月10日")).text

"""The main job as two people do it: from the first screenshot to the head's "received"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.providers import WORDS
from register.acts.sealing import ALBUM_PAUSE
from sandbox.driver import Message, Phone
from tests.harness.journey import LONG, Journey
from tests.harness.town import LI, WANG

Named = tuple[str, bytes]
"""A file: its name, its bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What happened to the handler, in the words and files in which it is told."""

    subject: str = "赵德海"
    post: str = "某某局局长"
    contact: str = "13900001234"
    case: str = "东检刑诉〔 2026 〕12号 张三涉嫌盗窃案"
    place: str = "临江茶楼二层"
    narrative: str = "对方发来微信，请求关照张三一案。"
    corrected: str = "对方发来微信并来电，请求关照张三一案，被我拒绝。"
    reply: str = "此事请依法依程序办理，我无权也不会答应。"
    caption: str = "聊天截图三张"
    photos: tuple[Named, ...] = (
        ("a.jpg", b"\xff\xd8\xff\xe0 first screenshot"),
        ("b.jpg", b"\xff\xd8\xff\xe0 second screenshot"),
        ("c.jpg", b"\xff\xd8\xff\xe0 third screenshot"),
    )
    voice: Named = ("voice.ogg", b"OggS spoken words")
    letter: Named = ("来函.pdf", b"%PDF-1.7 a letter")
    forwarded: Named = ("chat.jpg", b"\xff\xd8\xff\xe0 forwarded chat")

    @property
    def files(self) -> tuple[Named, ...]:
        return (*self.photos, self.voice, self.letter)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at their phone, who looks up after every step until nothing moves any more."""

    phone: Phone
    journey: Journey

    async def write(self, text: str) -> None:
        await self.phone.send(text)
        await self.journey.rest()

    async def send(self, kind: str, *files: Named, caption: str | None = None) -> None:
        await self.phone.upload(kind, *files, caption=caption)
        await self.journey.rest()

    async def tap(self, *labels: str) -> str | None:
        """Tap buttons one after the other, each on the newest message that has it.

        Return what the last tap popped up, if anything.
        """
        said = None
        for label in labels:
            said = (await self.phone.click(label, timeout=LONG)).text
            await self.journey.rest()
        return said

    async def sees(self, text: str) -> Message:
        return await self.phone.see(text, timeout=LONG)


@dataclass(frozen=True, slots=True)
class Story:
    """The handler and the head, and the steps that they take."""

    journey: Journey
    li: Person
    wang: Person
    matter: Matter

    async def begin(self) -> None:
        await self.li.write("/new")
        await self.li.sees("过问人姓名")

    async def seal_first(self) -> None:
        """Forward what the subject wrote, and begin the record with it."""
        phone, (name, data) = self.li.phone, self.matter.forwarded
        await phone.upload("photo", (name, data), forward_from=self.matter.subject)
        await self.journey.rest()
        await self.li.tap("📝 开始登记")

    async def answer(self) -> None:
        """Answer every question between a blank record and its review."""
        li, matter = self.li, self.matter
        await li.write(matter.subject)
        await li.write(matter.post)
        await li.write("今天 14:30")
        await li.tap("微信")
        await li.write(matter.case)
        await li.tap("审查起诉")
        await li.write(matter.narrative)
        await li.tap("口头拒绝")
        await li.sees("请核对")

    async def edit(self, section: str, line: str, text: str) -> None:
        """Change one line at review."""
        await self.li.tap("✏️ 修改", section, line)
        await self.li.write(text)

    async def add_files(self) -> None:
        """Send an album, a voice and a document into the draft in hand."""
        matter = self.matter
        await self.li.send("photo", *matter.photos, caption=matter.caption)
        await self.pass_time(ALBUM_PAUSE)
        await self.li.sees("图片")
        await self.li.send("voice", matter.voice)
        await self.li.send("document", matter.letter)

    async def file(self) -> str:
        """Confirm; return the record's number."""
        await self.li.tap("📝 继续填写", "✅ 确认提交")
        receipt = await self.li.sees("存证回执")
        return receipt.text.split("编号 ")[1].split()[0]

    async def acknowledge(self) -> str | None:
        """The head opens the record and signs for it; return what the tap popped up."""
        await self.wang.sees("收到一份登记表")
        await self.wang.tap("👁 查看")
        said = await self.wang.tap("✅ 签收")
        await self.li.sees("已由部门负责人签收")
        return said

    async def pass_time(self, time: timedelta) -> None:
        await self.journey.sandbox.clock.advance(time.total_seconds())
        await self.journey.tick()


async def tell(journey: Journey, matter: Matter | None = None) -> Story:
    """Put the phones into their owners' hands."""
    li, wang = await journey.phone(LI), await journey.phone(WANG)
    await journey.rest()
    return Story(journey, Person(li, journey), Person(wang, journey), matter or Matter())


def texts(messages: Sequence[Message]) -> list[str]:
    return [message.text for message in messages if message.by_bot]


def sentence(name: str) -> str:
    """Return the words of a template that has no gaps to fill."""
    return (WORDS / f"{name}.j2").read_text("utf-8").strip()

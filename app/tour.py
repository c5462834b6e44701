"""The tour: a whole story played through the phones, step by step, over real HTTP.

What a step is stands in `app/tale.py`; here is how it is played. It holds when everything it
expects is seen in time; the first that does not hold ends the tour.
"""

import hashlib
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.demo import Demonstration
from app.tale import WORDS, Step, Story
from sandbox.driver import Chat, Message, Phone, Refused

FILES = WORDS / "tour"
SAMPLES = Path(__file__).parents[1] / "sandbox" / "page" / "samples"
_PDF = b"%PDF-"
_GROUP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What came of a step; `trouble` says what was waited for in vain."""

    number: int
    at: datetime
    step: Step
    saw: tuple[str, ...]
    trouble: str
    seconds: float

    @property
    def ok(self) -> bool:
        return not self.trouble

    def as_json(self) -> dict[str, object]:
        return {
            "step": self.number,
            "at": self.at.isoformat(timespec="seconds"),
            "who": self.step.who,
            "did": self.step.did,
            "saw": list(self.saw),
            "ok": self.ok,
            "seconds": round(self.seconds, 3),
        }


async def play(demo: Demonstration, story: Story, folder: Path) -> AsyncIterator[Played]:
    """Play the story and yield each step as it was; papers are left in `folder`."""
    eyes = {name: Eye(phone) for name, phone in demo.phones.items()}
    stage = _Stage(demo, folder, eyes)
    stranger = story.stranger
    for number, step in enumerate(story.steps, start=1):
        if stranger and step.who == stranger.name and step.who not in eyes:
            phone = await demo.sandbox.user(
                stranger.account, stranger.name, group=story.house, bot=demo.bot
            )
            eyes[stranger.name] = Eye(phone)
        played = await stage.play(number, step)
        yield played
        if not played.ok:
            return


@dataclass(slots=True)
class Eye:
    """One person's phone, what they have seen on it, and the button they tapped last."""

    phone: Phone
    seen: dict[int, str] = field(default_factory=dict)
    tapped: tuple[int, str] | None = None

    async def sees(self, part: str) -> Message:
        """Wait for something new that contains the text."""
        return await self.phone.until(
            lambda chat: next((each for each in self._new(chat) if part in each.text), None),
            f"something new with {part!r}",
        )

    async def look(self) -> Sequence[Message]:
        """Return what is new, which from now on is not."""
        chat = await self.phone.chat()
        new = self._new(chat)
        self.seen = {each.id: each.text for each in chat.messages}
        return new

    async def tap(self, label: str) -> str:
        """Tap a button, waiting for it to come; return the pop-up's words."""
        message = await self.phone.see_button(label)
        button = message.button(label)
        assert button is not None
        assert button.data is not None, f"{button!r} is a link"
        self.tapped = message.id, button.data
        return await self.tap_again()

    async def tap_again(self) -> str:
        """Tap the same button as before, as a hasty thumb or an old screen would."""
        assert self.tapped is not None, "nothing was tapped before"
        return (await self.phone.tap(*self.tapped)).text or ""

    def _new(self, chat: Chat) -> list[Message]:
        return [
            each for each in chat.messages if each.by_bot and self.seen.get(each.id) != each.text
        ]


@dataclass(frozen=True, slots=True)
class _Stage:
    demo: Demonstration
    folder: Path
    eyes: dict[str, Eye]

    async def play(self, number: int, step: Step) -> Played:
        began = time.monotonic()
        saw: list[str] = []
        trouble = ""
        try:
            await self._play(step, saw)
        except (AssertionError, Refused) as error:
            trouble = str(error)
        return Played(
            number=number,
            at=(await self.demo.sandbox.clock.read()).now.astimezone(self.demo.zone),
            step=step,
            saw=tuple(saw),
            trouble=trouble,
            seconds=time.monotonic() - began,
        )

    async def _play(self, step: Step, saw: list[str]) -> None:
        if step.at is not None:
            await self.demo.sandbox.clock.to(step.at)
            await self._rest()
        if not step.who:
            return
        eye = self.eyes[step.who]
        sent, alert = await self._do(step, eye)
        if alert:
            saw.append(alert)
        assert (step.alert or "") in alert, f"the pop-up says {alert!r}, not {step.alert!r}"
        found = [await eye.sees(part) for part in step.sees]
        for part in step.gone:
            await eye.phone.gone(part)
        saw += [each.text for each in await eye.look()]
        if step.sealed:
            digest = _digest(await eye.phone.download(await _by_id(eye.phone, sent[0])))
            assert digest in found[0].text, f"the digest {digest} is not in the answer"
        assert not step.protected or found[0].protected, "what was opened can be forwarded"
        if step.saves:
            paper = await eye.phone.download(found[-1])
            assert paper.startswith(_PDF), f"{found[-1]!r} is no PDF"
            (self.folder / step.saves).write_bytes(paper)
        if step.lacks:
            await self._rest()
            await _ensure_absent(eye.phone, step.lacks)

    async def _do(self, step: Step, eye: Eye) -> tuple[list[int], str]:
        """Do the deed; return the ids of what was sent, and the words of the pop-up."""
        if step.say is not None:
            return [await eye.phone.send(step.say)], ""
        if step.reply is not None:
            return [await eye.phone.reply(step.reply)], ""
        if step.upload is not None:
            files = [_sample(name) for name in step.upload.files]
            return await eye.phone.upload(
                step.upload.kind, *files, forward_from=step.upload.forward_from
            ), ""
        if step.tap is not None:
            return [], await eye.tap(step.tap)
        return [], await eye.tap_again() if step.tap_again else ""

    async def _rest(self) -> None:
        """Let the service tick, and wait until it has nothing left to do."""
        facts = await self.demo.panel.settle()
        assert facts.idle, f"the service finds no rest: {facts}"


def _sample(name: str) -> Path:
    own = FILES / name
    return own if own.exists() else SAMPLES / name


async def _by_id(phone: Phone, message_id: int) -> Message:
    return next(each for each in await phone.messages() if each.id == message_id)


async def _ensure_absent(phone: Phone, parts: Sequence[str]) -> None:
    shown = [each.text for each in await phone.messages()]
    for part in parts:
        assert not any(part in text for text in shown), f"{part!r} is in the chat of {phone!r}"


def _digest(data: bytes) -> str:
    """The first signs of SHA-256 as the bot shows them."""
    signs = hashlib.sha256(data).hexdigest()[: 3 * _GROUP]
    return " ".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))

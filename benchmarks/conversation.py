"""The conversation that is played: who says and taps what, and what was shown for it."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

ROOT = Path(__file__).parents[1]
FIRST_RECORDER = 1000
FIRST_HEAD = 2000
"""Telegram's numbers of the first recorder and of their head; the next pair has the next ones."""


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AnswerStep(_Data):
    """One answer of the guided record: typed, or tapped by the button's beginning."""

    question: str
    say: str | None = None
    tap: str | None = None


class House(_Data):
    """The organisation and its people; `number` in braces tells the pairs apart."""

    name: str
    superior: str
    profile: str
    department: str
    recorder: str
    recorder_post: str
    head: str
    head_post: str
    contact: str


class Conversation(_Data):
    username: str
    photo: str
    begin: str
    confirm: str
    acknowledge: str
    house: House
    answers: tuple[AnswerStep, ...]


def read_conversation() -> Conversation:
    text = Path(__file__).with_name("conversation.toml").read_text("utf-8")
    return Conversation.model_validate(tomllib.loads(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A message of the service as people saw it: plain text, and rows of labels."""

    text: str
    keyboard: tuple[tuple[str, ...], ...]


Recording = Mapping[str, Sequence[Shown]]
"""What each phase of the conversation showed, for the contestant that imitates it."""


def write_recording(recording: Recording, path: Path) -> None:
    plain = {
        phase: [{"text": each.text, "keyboard": each.keyboard} for each in shown]
        for phase, shown in recording.items()
    }
    path.write_text(json.dumps(plain, ensure_ascii=False), "utf-8")


def read_recording(path: Path) -> Recording:
    plain = json.loads(path.read_text("utf-8"))
    return {
        phase: [
            Shown(text=each["text"], keyboard=tuple(tuple(row) for row in each["keyboard"]))
            for each in shown
        ]
        for phase, shown in plain.items()
    }

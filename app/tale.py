"""The stories of the demonstration as data: all words of one are a file in `templates/zh`."""

import tomllib
from enum import StrEnum
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict

WORDS = Path(__file__).parents[1] / "templates" / "zh"


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Upload(_Data):
    """Files of the story's folder or of the samples; several are an album."""

    kind: str
    files: tuple[str, ...]
    forward_from: str | None = None


class Step(_Data):
    """One thing that happens: at most one deed, then what must be seen of it.

    `who` is a person's name; without one the world's time moves to `at`. `reply` answers the
    message that asked for one. `sees` are parts of messages that are new or changed since the
    person last looked, `alert` is of the pop-up over the chat. `gone` must vanish, `lacks` must be
    nowhere once the service is at rest. `saves` keeps the document that came, `sealed` wants the
    digest of what was sent in the answer.
    """

    did: str
    who: str = ""
    at: AwareDatetime | None = None
    say: str | None = None
    reply: str | None = None
    tap: str | None = None
    tap_again: bool = False
    upload: Upload | None = None
    sees: tuple[str, ...] = ()
    alert: str | None = None
    gone: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    protected: bool = False
    sealed: bool = False
    saves: str | None = None


class Stranger(_Data):
    """Somebody with a phone whom nobody invited."""

    name: str
    account: int


class Tale(StrEnum):
    """The stories that there are, by the names under which they are asked for."""

    PROCURATORATE = "procuratorate"
    COURT = "court"


class Story(_Data):
    """A tale of one `house`; `title` and `about` say to whoever may play it what it is."""

    house: str
    title: str
    about: str
    stranger: Stranger | None = None
    steps: tuple[Step, ...]


def read_story(tale: Tale = Tale.PROCURATORATE) -> Story:
    return Story.model_validate(tomllib.loads((WORDS / _SCRIPTS[tale]).read_text("utf-8")))


_SCRIPTS = {Tale.PROCURATORATE: "tour.toml", Tale.COURT: "tour_court.toml"}

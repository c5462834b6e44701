"""A chat as the driver reads it off a phone, with reprs that make a failure readable."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

TAIL = 8
SHOWN = 160


@dataclass(frozen=True, slots=True)
class Button:
    text: str
    data: str | None
    url: str | None

    def __repr__(self) -> str:
        return f"[{self.text}]"


@dataclass(frozen=True, slots=True)
class Media:
    kind: str
    file_id: str
    file_unique_id: str
    name: str | None
    size: int
    mime: str | None
    duration: int | None
    width: int | None
    height: int | None
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tap brought: the bot's pop-up words, if any, or the link that was opened."""

    text: str | None = None
    show_alert: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Message:
    """One message; `text` is plain, of a text or a caption; `html` is the same with looks."""

    id: int
    date: datetime
    by_bot: bool
    text: str
    html: str
    media: Media | None
    album: str | None
    keyboard: list[list[Button]]
    prompt: bool
    placeholder: str | None
    reply_to: int | None
    forward_from: str | None
    protected: bool
    silent: bool
    edited: bool

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.keyboard for button in row]

    def button(self, label: str) -> Button | None:
        """The button with this label, or else the first whose label begins so."""
        exact = (each for each in self.buttons if each.text == label)
        prefixed = (each for each in self.buttons if each.text.startswith(label))
        return next(exact, None) or next(prefixed, None)

    def __repr__(self) -> str:
        marks = [
            f"<{self.media.kind} {self.media.name or ''}>".replace(" >", ">")
            if self.media
            else "",
            f"(from {self.forward_from})" if self.forward_from else "",
            "(protected)" if self.protected else "",
            "(asks for a reply)" if self.prompt else "",
        ]
        text = self.text if len(self.text) <= SHOWN else f"{self.text[:SHOWN]}…"
        rows = "".join(f"\n      {' '.join(map(repr, row))}" for row in self.keyboard)
        words = " ".join(part for part in [*marks, text.replace("\n", "\n      ")] if part)
        return f"{'bot ' if self.by_bot else 'user'} #{self.id} {words}{rows}"

    @classmethod
    def read(cls, view: dict[str, Any]) -> Self:
        """From the JSON of the user API."""
        prompt = view["force_reply"]
        return cls(
            id=view["message_id"],
            date=datetime.fromtimestamp(view["date"]).astimezone(),
            by_bot=view["from"] == "bot",
            text=view["text"],
            html=view["html"],
            media=Media(**view["media"]) if view["media"] else None,
            album=view["media_group_id"],
            keyboard=[[Button(**each) for each in row] for row in view["keyboard"] or []],
            prompt=prompt is not None,
            placeholder=prompt and prompt["placeholder"],
            reply_to=view["reply_to"],
            forward_from=view["forward_from"],
            protected=view["protected"],
            silent=view["silent"],
            edited=view["edited"],
        )


@dataclass(frozen=True, slots=True, repr=False)
class Chat:
    """All that a phone shows; `commands` maps a command to its description."""

    version: int
    messages: list[Message]
    commands: dict[str, str]
    menu: str
    typing: bool
    blocked: bool
    toast: Answer | None
    title: str

    def __repr__(self) -> str:
        """The chat's tail, oldest first."""
        lines = [f"  {message!r}" for message in self.messages[-TAIL:]]
        return "\n".join([f"{self.title}, {len(self.messages)} messages:", *lines])

    @classmethod
    def read(cls, view: dict[str, Any]) -> Self:
        """From the JSON of the user API."""
        toast = view["toast"]
        return cls(
            version=view["version"],
            messages=[Message.read(each) for each in view["messages"]],
            commands={each["command"]: each["description"] for each in view["commands"]},
            menu=view["menu"],
            typing=view["typing"],
            blocked=view["blocked"],
            toast=toast and Answer(toast["text"], toast["show_alert"]),
            title=f"{view['user']['first_name']} with @{view['bot']['username']}",
        )

"""Formatted text: Telegram's HTML in, text with entities out; and entities that it finds itself.

Follows the parser of Telegram's own Bot API server, so that what passes here passes there.
Offsets and lengths count UTF-16 code units.
"""

import html
import re
from dataclasses import dataclass
from typing import Any

from aiogram.types import MessageEntity

from sandbox.errors import bad_request

Parsed = tuple[str, list[MessageEntity]]

SIMPLE_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "blockquote": "blockquote",
}
OTHER_TAGS = ("pre", "a", "tg-emoji")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_TAG = re.compile(r"<(/?)([^\s>/]*)((?:\s+[^<>]*)?)>")
_ATTRIBUTE = re.compile(r"""([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_CHARACTER = re.compile(r"&(#x[0-9a-fA-F]+|#\d+|lt|gt|amp|quot);")
_LANGUAGE = "language-"
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"，。；）】]*[^\s<>\"，。；）】.,;:!?]|(?<![\w@/.])t\.me/[\w?=/+-]+)"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@\w+)?)(?![\w/])"
    r"|(?<!\w)(?P<mention>@[A-Za-z]\w{3,31})"
    r"|(?<![\w#])(?P<hashtag>#\w*[^\W\d]\w*)"
)


def utf16(text: str) -> int:
    """Length in UTF-16 code units: an emoji counts two."""
    return len(text.encode("utf-16-le")) // 2


def found_entities(text: str) -> list[MessageEntity]:
    """Links, commands, mentions and hashtags that Telegram marks by itself."""
    return [
        MessageEntity(
            type=str(match.lastgroup),
            offset=utf16(text[: match.start()]),
            length=utf16(match.group()),
        )
        for match in _FOUND.finditer(text)
    ]


def with_found(text: str, entities: list[MessageEntity]) -> list[MessageEntity]:
    """The given entities and those found outside of them, in order."""
    taken = [(each.offset, each.offset + each.length) for each in entities]
    free = [
        each
        for each in found_entities(text)
        if all(each.offset + each.length <= start or end <= each.offset for start, end in taken)
    ]
    return sorted([*entities, *free], key=lambda each: (each.offset, -each.length))


@dataclass(slots=True)
class _Open:
    """A start tag that waits for its end."""

    tag: str
    offset: int
    attributes: dict[str, str]


def parse_html(source: str) -> Parsed:
    """Text and entities of Telegram's HTML.

    Raises `ApiError` 400 "can't parse entities: …" for what Telegram refuses.
    """
    text = ""
    opened: list[_Open] = []
    entities: list[MessageEntity] = []
    position = 0
    while position < len(source):
        if source[position] != "<":
            end = source.find("<", position)
            end = len(source) if end < 0 else end
            text += _characters(source[position:end])
            position = end
            continue
        tag = _tag_at(source, position)
        if tag.group(1):
            entity = _closed(tag, opened, text)
            entities.extend([entity] if entity else [])
        else:
            opened.append(_opened(tag, text))
        position = tag.end()
    if opened:
        raise _cannot(f'Can\'t find end tag corresponding to start tag "{opened[-1].tag}"')
    return trimmed(text, entities)


def trimmed(text: str, entities: list[MessageEntity]) -> Parsed:
    """Text without white space around it, its entities moved and cut accordingly."""
    bare = text.strip()
    cut = utf16(text[: len(text) - len(text.lstrip())])
    size = utf16(bare)
    kept = []
    for entity in entities:
        start = max(0, entity.offset - cut)
        end = min(size, entity.offset + entity.length - cut)
        if start < end:
            kept.append(entity.model_copy(update={"offset": start, "length": end - start}))
    return bare, sorted(kept, key=lambda each: (each.offset, -each.length))


def _cannot(why: str) -> Exception:
    return bad_request(f"can't parse entities: {why}")


def _offset(source: str, position: int) -> int:
    return len(source[:position].encode())


def _tag_at(source: str, position: int) -> re.Match[str]:
    tag = _TAG.match(source, position)
    at = _offset(source, position)
    if tag is None:
        raise _cannot(f"Unclosed start tag at byte offset {at}")
    name = tag.group(2).lower()
    if not tag.group(1) and name not in SIMPLE_TAGS and name not in OTHER_TAGS:
        raise _cannot(f'Unsupported start tag "{name}" at byte offset {at}')
    return tag


def _characters(source: str) -> str:
    """Replace the four named and all numeric characters; Telegram knows no others."""

    def character(match: re.Match[str]) -> str:
        name = match.group(1)
        return html.unescape(match.group()) if name[0] == "#" else NAMED[name]

    return _CHARACTER.sub(character, source)


def _opened(tag: re.Match[str], text: str) -> _Open:
    attributes = {
        match.group(1).lower(): _characters(match.group(2) or match.group(3) or match[4] or "")
        for match in _ATTRIBUTE.finditer(tag.group(3))
    }
    name = tag.group(2).lower()
    if name == "span" and attributes.get("class") != "tg-spoiler":
        at = _offset(tag.string, tag.start())
        raise _cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
    return _Open(name, utf16(text), attributes)


def _closed(tag: re.Match[str], opened: list[_Open], text: str) -> MessageEntity | None:
    name = tag.group(2).lower()
    at = _offset(tag.string, tag.start())
    if not opened:
        raise _cannot(f"Unexpected end tag at byte offset {at}")
    start = opened.pop()
    if name not in ("", start.tag):
        raise _cannot(
            f'Unmatched end tag at byte offset {at}, expected "</{start.tag}>", found "</{name}>"'
        )
    length = utf16(text) - start.offset
    return _entity(start, text, length, opened) if length else None


def _entity(start: _Open, text: str, length: int, opened: list[_Open]) -> MessageEntity | None:
    if start.tag == "code" and opened and opened[-1].tag == "pre":
        # <pre><code class="language-…"> is one block: the class moves to the outer tag.
        opened[-1].attributes.update(start.attributes)
        return None
    looks = _looks(start, text)
    if looks is None:
        return None
    return MessageEntity(offset=start.offset, length=length, **looks)


def _looks(start: _Open, text: str) -> dict[str, Any] | None:
    """The entity's type and what belongs to it; none for a link that leads nowhere."""
    attributes = start.attributes
    match start.tag:
        case "a":
            inner = text.encode("utf-16-le")[2 * start.offset :].decode("utf-16-le")
            url = _address(attributes.get("href") or inner)
            return {"type": "text_link", "url": url} if url else None
        case "tg-emoji":
            return {"type": "custom_emoji", "custom_emoji_id": attributes.get("emoji-id")}
        case "blockquote" if "expandable" in attributes:
            return {"type": "expandable_blockquote"}
        case "pre":
            language = attributes.get("class", "").removeprefix(_LANGUAGE) or None
            return {"type": "pre", "language": language}
        case tag:
            return {"type": SIMPLE_TAGS[tag]}


def _address(url: str) -> str | None:
    """A web address; Telegram drops what is none, silently."""
    if re.fullmatch(r"(https?|tg|tonsite)://\S+", url) or url.startswith("mailto:"):
        return url
    return f"http://{url}/" if re.fullmatch(r"[\w.-]+\.\w{2,}(/\S*)?", url) else None

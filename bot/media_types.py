"""Of what type some bytes are, by themselves alone: names and senders' claims count for nothing.

Only the head is looked at. Nothing is unpacked, rendered or run. `filetype` knows exact
signatures; libraries that weigh likelihoods call a zip a Word file, and any text an OpenDocument.
"""

import codecs

import filetype

UNKNOWN = "application/octet-stream"
TEXT = "text/plain"
HEAD = 8192
"""How many bytes suffice to tell a type; office files name their parts that late."""

_TEXTS = ("utf-8-sig", "gb18030")
_SHOWN = ("image/", "audio/", "video/")
_DOCUMENTS = frozenset(
    {
        "application/pdf",
        "application/zip",
        "application/x-7z-compressed",
        "application/x-rar-compressed",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)


class _Silk(filetype.Type):  # type: ignore[misc]  # the library has no types
    """A voice of WeChat, with the byte that it puts before the head of the codec, or without."""

    def __init__(self) -> None:
        super().__init__(mime="audio/silk", extension="silk")

    def match(self, buf: bytes) -> bool:
        return bytes(buf[:10]).lstrip(b"\x02").startswith(b"#!SILK_V3")


filetype.add_type(_Silk())


def type_of(head: bytes) -> str:
    """Return the media type that the first `HEAD` bytes show (EC4)."""
    found = filetype.guess(head)
    if found is not None:
        return str(found.mime)
    return TEXT if _is_text(head) else UNKNOWN


def ending_of(mime: str) -> str:
    """Return the ending under which a file of this type is handed out, with its dot.

    Programs, pages and whatever is not known get one that no double click runs.
    """
    if mime == TEXT:
        return ".txt"
    known = filetype.get_type(mime=mime)
    shown = mime.startswith(_SHOWN) or mime in _DOCUMENTS
    return f".{known.extension}" if known and shown else ".bin"


def _is_text(head: bytes) -> bool:
    return any(_reads_as(encoding, head) for encoding in _TEXTS)


def _reads_as(encoding: str, head: bytes) -> bool:
    """Tell whether the bytes are readable signs and breaks; a sign cut off at the end may be."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    return all(sign.isprintable() or sign in "\t\r\n\f\u3000" for sign in text)

"""What a file is, told by its bytes, and the ending under which it is handed out."""

import io
import zipfile

import pytest

from bot.media_types import TEXT, UNKNOWN, ending_of, type_of

PADDING = b"\0" * 64
PROGRAM = b"MZ\x90\0" + PADDING
WEB_PAGE = b"<!DOCTYPE html><script>alert(1)</script>"


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "0" * 1000)
    return file.getvalue()


@pytest.mark.req("EC4", "AC8")
@pytest.mark.parametrize(
    ("head", "mime", "ending"),
    [
        (b"\xff\xd8\xff\xe0\0\x10JFIF" + PADDING, "image/jpeg", ".jpg"),
        (b"\x89PNG\r\n\x1a\n" + PADDING, "image/png", ".png"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + PADDING, "image/heic", ".heic"),
        (b"OggS\0\x02" + PADDING, "audio/ogg", ".ogg"),
        (b"#!AMR\n" + PADDING, "audio/amr", ".amr"),
        (b"#!SILK_V3" + PADDING, "audio/silk", ".silk"),
        (b"\x02#!SILK_V3" + PADDING, "audio/silk", ".silk"),
        (b"\0\0\0\x20ftypisom\0\0\x02\0isom" + PADDING, "video/mp4", ".mp4"),
        (b"%PDF-1.7\n", "application/pdf", ".pdf"),
        (zipped("bomb.txt"), "application/zip", ".zip"),
        ("原件的全部内容\n".encode(), TEXT, ".txt"),
        ("原件的全部内容\r\n".encode("gb18030"), TEXT, ".txt"),
    ],
)
def test_the_bytes_tell_the_type_and_the_type_the_ending(
    head: bytes, mime: str, ending: str
) -> None:
    assert type_of(head) == mime
    assert ending_of(mime) == ending


@pytest.mark.req("AC8")
@pytest.mark.parametrize("head", [PROGRAM, WEB_PAGE, b"#!/bin/sh\nrm -rf /\n", bytes(range(256))])
def test_no_double_click_runs_what_is_handed_out(head: bytes) -> None:
    assert ending_of(type_of(head)) in {".txt", ".bin"}


def test_a_sign_that_the_head_cuts_in_two_does_not_hide_a_text() -> None:
    assert type_of("字".encode() * 100 + "字".encode()[:2]) == TEXT


@pytest.mark.parametrize("mime", [UNKNOWN, "application/x-shockwave-flash", "no type at all"])
def test_what_is_not_known_gets_an_ending_that_opens_nothing(mime: str) -> None:
    assert ending_of(mime) == ".bin"

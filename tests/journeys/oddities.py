"""Odd files as people send them: what phones record, what was renamed, what wants to do harm."""

import io
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

MEGABYTE = 1024 * 1024
PROMISED = 4 * 1024 * MEGABYTE
"""Bytes that the zip bomb would fill, if somebody opened it."""


@dataclass(frozen=True, slots=True)
class Odd:
    """One sending: by which way, under which name, and the ending under which it comes back."""

    kind: str
    name: str
    data: bytes
    ending: str


def picture(form: str, colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 64), colour).save(file, form)
    return file.getvalue()


def recorded(folder: Path, name: str, *made: str) -> bytes:
    """Let ffmpeg make a second of sound or film."""
    file = folder / name
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", *made, file], check=True, capture_output=True
    )
    return file.read_bytes()


def bomb() -> bytes:
    """Return a zip in a zip of a few KB that would come to gigabytes."""
    zeros = io.BytesIO()
    with zipfile.ZipFile(zeros, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("zeros", bytes(16 * MEGABYTE))
    layers = io.BytesIO()
    with zipfile.ZipFile(layers, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for number in range(PROMISED // (16 * MEGABYTE)):
            archive.writestr(f"{number}.zip", zeros.getvalue())
    assert len(layers.getvalue()) < MEGABYTE // 4
    return layers.getvalue()


def heic() -> bytes:
    """Return the boxes that a phone's photo begins with; nobody here can write a whole one."""
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0\0\0\x0cmeta" + bytes(4096)


def odd_names() -> dict[str, bytes]:
    """Return a letter under names that try to look like something else, or to break out."""
    names = (
        "通知\u202ecod.exe",  # reads as 通知exe.doc
        "../../etc/passwd",
        "C:\\x\\y.png",
        "长" * 296 + ".txt",
        "🙂👨‍👩‍👧.txt",
        "bell\x07\x1b[31m\x7f.txt",
        "<b>&amp;{{7*7}}</b>.html",
        "没有后缀",
        "两\u2028行\u200b.txt",
    )
    return {name: f"第{number}封信的内容。\n".encode() for number, name in enumerate(names)}


def odd_files(folder: Path) -> list[Odd]:
    tone = ("-i", "sine=duration=1")
    film = ("-i", "testsrc=duration=1:size=64x64:rate=5")
    return [
        Odd("document", "IMG_0001.HEIC", heic(), ".heic"),
        Odd("voice", "v.ogg", recorded(folder, "v.ogg", *tone, "-c:a", "libopus"), ".ogg"),
        Odd("document", "通话.amr", b"#!AMR\n" + b"\x3c\x48\xf5\x1f" * 400, ".amr"),
        Odd("document", "msg_001.silk", b"\x02#!SILK_V3" + bytes(range(256)) * 8, ".silk"),
        Odd("video", "v.mp4", recorded(folder, "v.mp4", *film), ".mp4"),
        Odd("document", "压缩包.zip", bomb(), ".zip"),
        Odd("document", "来函.docx", picture("PNG", "teal"), ".png"),
        Odd("document", "安装.pdf", b"MZ\x90\0" + bytes(600), ".bin"),
        Odd("document", "网页.jpg", b"<html><script>alert(1)</script></html>", ".txt"),
        Odd("document", "大文件.bin", bytes([7]) * int(19.9 * MEGABYTE), ".bin"),
        *(Odd("document", name, data, ".txt") for name, data in odd_names().items()),
    ]

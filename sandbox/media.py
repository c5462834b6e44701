"""A stored file as the part of a message that shows it."""

from typing import Any

from aiogram.types import (
    Animation,
    Audio,
    Document,
    Message,
    PhotoSize,
    TelegramObject,
    Video,
    VideoNote,
    Voice,
)

from sandbox.files import Files, StoredFile, Upload

MEDIA_KINDS = ("photo", "document", "voice", "audio", "video", "video_note", "animation")

# The sandbox decodes nothing: pictures and recordings all claim the same measures, and every
# size of a photo has the bytes that were uploaded (Telegram would compress them).
DURATION = 3
SMALLER_SIZES = {"s": (90, 67), "m": (320, 240)}
PHOTO_SIZE = (1280, 960)
MOVING = {"width": 1280, "height": 720, "duration": DURATION}

_SHAPES: dict[str, tuple[type[TelegramObject], dict[str, int]]] = {
    "document": (Document, {}),
    "voice": (Voice, {"duration": DURATION}),
    "audio": (Audio, {"duration": DURATION}),
    "video": (Video, MOVING),
    "video_note": (VideoNote, {"duration": DURATION, "length": 240}),
    "animation": (Animation, MOVING),
}


def message_part(files: Files, file: StoredFile) -> dict[str, Any]:
    """Fields of `Message` for the file, e.g. `{"document": Document(...)}`."""
    if file.kind == "photo":
        return {"photo": _photo_sizes(files, file)}
    part = {file.kind: _shaped(file, *_SHAPES[file.kind])}
    if file.kind == "animation":
        # Old clients know animations as documents only, so Telegram sends both.
        part["document"] = _shaped(file, *_SHAPES["document"])
    return part


def _shaped(
    file: StoredFile, model: type[TelegramObject], measures: dict[str, int]
) -> TelegramObject:
    """The file in the given shape, with its name and type where the shape has them."""
    about = {"file_name": file.name, "mime_type": file.mime}
    known = {name: value for name, value in about.items() if name in model.model_fields}
    return model(**_ids(file), **known, **measures)


def _ids(file: StoredFile) -> dict[str, Any]:
    return {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": file.size}


def _photo_sizes(files: Files, file: StoredFile) -> list[PhotoSize]:
    """The photo in all its sizes, the largest last."""
    upload = Upload(file.name, file.data, file.mime)
    smaller = [
        files.keep(file.bot_id, "photo", upload, size=file.size, variant=variant)
        for variant in SMALLER_SIZES
    ]
    measures = [*SMALLER_SIZES.values(), PHOTO_SIZE]
    return [
        PhotoSize(**_ids(kept), width=width, height=height)
        for kept, (width, height) in zip([*smaller, file], measures, strict=True)
    ]


def main_part(message: Message) -> tuple[str, Any] | None:
    """The kind of a message's medium and the object that carries it (a photo's largest size)."""
    for kind in reversed(MEDIA_KINDS):  # an animation is also a document
        part = getattr(message, kind)
        if part:
            return kind, part[-1] if kind == "photo" else part
    return None


def content_of(message: Message) -> dict[str, Any]:
    """What a forward or a copy of the message carries on."""
    fields = ("text", "entities", "caption", "caption_entities", *MEDIA_KINDS)
    return {name: getattr(message, name) for name in fields if getattr(message, name)}

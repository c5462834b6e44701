"""Methods that put something into a chat."""

from typing import Any

from aiogram.methods import (
    CopyMessage,
    ForwardMessage,
    SendAnimation,
    SendAudio,
    SendChatAction,
    SendDocument,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    SendVideo,
    SendVideoNote,
    SendVoice,
)
from aiogram.types import InputFile, Message, MessageId, MessageOriginUser

from sandbox.errors import bad_request
from sandbox.files import StoredFile, Upload
from sandbox.limits import ALBUM, check_upload
from sandbox.media import content_of, message_part
from sandbox.methods.composing import SendFile, caption_fields, deliver, text_fields
from sandbox.methods.registry import Call, answers
from sandbox.world import Room

ATTACHED = "attach://"


@answers(SendMessage)
def send_message(call: Call[SendMessage]) -> Message:
    asked = call.asked
    room = call.world.open_room(call.bot, asked.chat_id)
    content = text_fields(asked.text, asked.parse_mode, asked.entities)
    return deliver(call, asked, room, content)


def take_file(call: Call[Any], kind: str, source: str | InputFile) -> StoredFile:
    """The file meant by a `file_id` or by an upload, `attach://name` or the field itself."""
    if isinstance(source, InputFile):
        upload: Upload | None = call.uploads[kind]
    elif source.startswith(ATTACHED):
        upload = call.uploads.get(source.removeprefix(ATTACHED))
    elif source.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    else:
        known = call.world.files.of_bot(call.bot.user.id, source)
        if known.kind != kind:
            raise bad_request(f"can't use file of type {known.kind} as {kind}")
        return call.world.files.again(known)
    if upload is None:
        raise bad_request(f"there is no file {source} in the request")
    check_upload(kind, upload)
    return call.world.files.keep(call.bot.user.id, kind, upload)


def _send_file(call: Call[Any], kind: str) -> Message:
    asked: SendFile = call.asked
    room = call.world.open_room(call.bot, asked.chat_id)
    caption = {} if isinstance(asked, SendVideoNote) else _caption(asked)
    file = take_file(call, kind, getattr(asked, kind))
    return deliver(call, asked, room, caption | message_part(call.world.files, file))


def _caption(asked: Any) -> dict[str, Any]:
    return caption_fields(asked.caption, asked.parse_mode, asked.caption_entities)


@answers(SendPhoto)
def send_photo(call: Call[SendPhoto]) -> Message:
    return _send_file(call, "photo")


@answers(SendDocument)
def send_document(call: Call[SendDocument]) -> Message:
    return _send_file(call, "document")


@answers(SendVoice)
def send_voice(call: Call[SendVoice]) -> Message:
    return _send_file(call, "voice")


@answers(SendAudio)
def send_audio(call: Call[SendAudio]) -> Message:
    return _send_file(call, "audio")


@answers(SendVideo)
def send_video(call: Call[SendVideo]) -> Message:
    return _send_file(call, "video")


@answers(SendVideoNote)
def send_video_note(call: Call[SendVideoNote]) -> Message:
    return _send_file(call, "video_note")


@answers(SendAnimation)
def send_animation(call: Call[SendAnimation]) -> Message:
    return _send_file(call, "animation")


@answers(SendMediaGroup)
def send_media_group(call: Call[SendMediaGroup]) -> list[Message]:
    asked = call.asked
    room = call.world.open_room(call.bot, asked.chat_id)
    if len(asked.media) not in ALBUM:
        raise bad_request("wrong number of messages in an album: 2-10 are allowed")
    # All items are checked before the first is shown: an album comes whole or not at all.
    contents = [
        _caption(item)
        | message_part(call.world.files, take_file(call, str(item.type), item.media))
        for item in asked.media
    ]
    group = f"album-{next(call.world.numbers)}"
    return [
        deliver(call, asked, room, content | {"media_group_id": group}) for content in contents
    ]


@answers(ForwardMessage)
def forward_message(call: Call[ForwardMessage]) -> Message:
    source = _source(call, "forward")
    origin = source.forward_origin or MessageOriginUser(
        date=source.date, sender_user=source.from_user or call.bot.user
    )
    return _resend(call, content_of(source) | {"forward_origin": origin})


@answers(CopyMessage)
def copy_message(call: Call[CopyMessage]) -> MessageId:
    content = content_of(_source(call, "copy"))
    if call.asked.caption is not None and "text" not in content:
        content |= _caption(call.asked)
    return MessageId(message_id=_resend(call, content).message_id)


def _resend(call: Call[Any], content: dict[str, Any]) -> Message:
    room: Room = call.world.open_room(call.bot, call.asked.chat_id)
    return deliver(call, call.asked, room, content)


def _source(call: Call[Any], act: str) -> Message:
    room = call.world.room_for_bot(call.bot, call.asked.from_chat_id)
    missing = bad_request(f"message to {act} not found")
    message = call.world.post_of(room, call.asked.message_id, missing).message
    if message.has_protected_content:
        raise bad_request(f"message can't be {'copied' if act == 'copy' else 'forwarded'}")
    return message


@answers(SendChatAction)
def send_chat_action(call: Call[SendChatAction]) -> bool:
    room = call.world.open_room(call.bot, call.asked.chat_id)
    room.typing_since = call.world.clock.timestamp()
    call.world.changed(room)
    return True

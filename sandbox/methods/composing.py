"""What all sending methods share: formatting, replying, keyboards, the message itself."""

from typing import Any

from aiogram.client.default import Default
from aiogram.methods import (
    SendAnimation,
    SendAudio,
    SendDocument,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    SendVideo,
    SendVideoNote,
    SendVoice,
)
from aiogram.types import (
    ForceReply,
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
    TelegramObject,
)

from sandbox.entities import Parsed, parse_html, trimmed, with_found
from sandbox.errors import bad_request
from sandbox.limits import check_caption, check_keyboard, check_text
from sandbox.methods.registry import Call, given
from sandbox.world import Post, Room, World

SendFile = (
    SendAnimation | SendAudio | SendDocument | SendPhoto | SendVideo | SendVideoNote | SendVoice
)
Sending = SendMessage | SendMediaGroup | SendFile


def formatted(
    text: str | None, parse_mode: str | Default | None, entities: list[MessageEntity] | None
) -> Parsed:
    """Text with all its entities. The sandbox reads HTML; for other modes send entities."""
    mode = given(parse_mode)
    if mode and mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    bare, marks = parse_html(text or "") if mode else trimmed(text or "", entities or [])
    return bare, with_found(bare, marks)


def text_fields(
    text: str | None, parse_mode: str | Default | None, entities: list[MessageEntity] | None
) -> dict[str, Any]:
    """`Message` fields of a text message."""
    bare, marks = formatted(text, parse_mode, entities)
    check_text(bare)
    return {"text": bare, "entities": marks or None}


def caption_fields(
    caption: str | None, parse_mode: str | Default | None, entities: list[MessageEntity] | None
) -> dict[str, Any]:
    """`Message` fields of a caption; an empty one is none."""
    bare, marks = formatted(caption, parse_mode, entities)
    check_caption(bare)
    return {"caption": bare or None, "caption_entities": marks or None}


def inline_keyboard(markup: TelegramObject | None) -> InlineKeyboardMarkup | None:
    """The keyboard that stays with the message; an empty one is none."""
    if not isinstance(markup, InlineKeyboardMarkup):
        return None
    check_keyboard(markup)
    return markup if any(markup.inline_keyboard) else None


def replied(world: World, room: Room, sending: Any) -> Message | None:
    """The message that is replied to, without its own reply, as Telegram nests one level."""
    asked = sending.reply_parameters
    message_id = asked.message_id if asked else sending.reply_to_message_id
    lenient = given(asked.allow_sending_without_reply) if asked else None
    if message_id is None or (
        (lenient or sending.allow_sending_without_reply) and message_id not in room.posts
    ):
        return None
    missing = bad_request("message to be replied not found")
    post = world.post_of(room, message_id, missing)
    return post.message.model_copy(update={"reply_to_message": None})


def deliver(call: Call[Any], sending: Sending, room: Room, content: dict[str, Any]) -> Message:
    """Put a message of the bot into the chat."""
    markup = None if isinstance(sending, SendMediaGroup) else sending.reply_markup
    message = Message(
        message_id=next(call.bot.message_ids),
        date=call.world.clock.now(),
        chat=room.chat,
        from_user=call.bot.user,
        reply_to_message=replied(call.world, room, sending),
        reply_markup=inline_keyboard(markup),
        has_protected_content=given(sending.protect_content) or None,
        **content,
    )
    room.typing_since = None
    return call.world.put(
        room,
        Post(
            message,
            silent=bool(sending.disable_notification),
            force_reply=markup if isinstance(markup, ForceReply) else None,
        ),
    )

"""Methods that change or take back what is in a chat, and answers to taps."""

from typing import Any

from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    DeleteMessages,
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
    PinChatMessage,
    SetMessageReaction,
    UnpinAllChatMessages,
    UnpinChatMessage,
)
from aiogram.types import Message

from sandbox.errors import bad_request
from sandbox.limits import CALLBACK_ANSWER_LENGTH, DELETABLE_FOR, check_deletable
from sandbox.media import MEDIA_KINDS, main_part, message_part
from sandbox.methods.composing import caption_fields, inline_keyboard, text_fields
from sandbox.methods.registry import Call, answers
from sandbox.methods.sending import take_file
from sandbox.world import QUERY_LASTS, Post, Room

Edit = EditMessageCaption | EditMessageMedia | EditMessageReplyMarkup | EditMessageText


def _edited_post(call: Call[Any]) -> tuple[Room, Post]:
    asked: Edit = call.asked
    if asked.chat_id is None or asked.message_id is None:
        raise bad_request("message identifier is not specified")
    room = call.world.open_room(call.bot, asked.chat_id)
    missing = bad_request("message to edit not found")
    post = call.world.post_of(room, asked.message_id, missing)
    if not post.by_bot:
        raise bad_request("message can't be edited")
    return room, post


def _edit(call: Call[Any], room: Room, post: Post, content: dict[str, Any]) -> Message:
    """Replace fields of a message; refused when nothing would change."""
    content |= {"reply_markup": inline_keyboard(call.asked.reply_markup)}
    if all(getattr(post.message, name) == value for name, value in content.items()):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are "
            "exactly the same as a current content and reply markup of the message"
        )
    now = int(call.world.clock.timestamp())
    post.message = post.message.model_copy(update=content | {"edit_date": now})
    call.world.changed(room)
    return post.message


@answers(EditMessageText)
def edit_message_text(call: Call[EditMessageText]) -> Message:
    room, post = _edited_post(call)
    if post.message.text is None:
        raise bad_request("there is no text in the message to edit")
    asked = call.asked
    return _edit(call, room, post, text_fields(asked.text, asked.parse_mode, asked.entities))


@answers(EditMessageCaption)
def edit_message_caption(call: Call[EditMessageCaption]) -> Message:
    room, post = _edited_post(call)
    if main_part(post.message) is None:
        raise bad_request("there is no caption in the message to edit")
    asked = call.asked
    caption = caption_fields(asked.caption, asked.parse_mode, asked.caption_entities)
    return _edit(call, room, post, caption)


@answers(EditMessageReplyMarkup)
def edit_message_reply_markup(call: Call[EditMessageReplyMarkup]) -> Message:
    room, post = _edited_post(call)
    return _edit(call, room, post, {})


@answers(EditMessageMedia)
def edit_message_media(call: Call[EditMessageMedia]) -> Message:
    room, post = _edited_post(call)
    media: Any = call.asked.media
    file = take_file(call, str(media.type), media.media)
    content = dict.fromkeys(("text", "entities", *MEDIA_KINDS))
    content |= caption_fields(media.caption, media.parse_mode, media.caption_entities)
    return _edit(call, room, post, content | message_part(call.world.files, file))


@answers(DeleteMessage)
def delete_message(call: Call[DeleteMessage]) -> bool:
    room = call.world.room_for_bot(call.bot, call.asked.chat_id)
    missing = bad_request("message to delete not found")
    post = call.world.post_of(room, call.asked.message_id, missing)
    check_deletable(post.message.date, call.world.clock.now())
    _remove(call, room, call.asked.message_id)
    return True


@answers(DeleteMessages)
def delete_messages(call: Call[DeleteMessages]) -> bool:
    """Unknown and too old messages are skipped, as Telegram does."""
    if not 1 <= len(call.asked.message_ids) <= 100:
        raise bad_request("wrong number of message identifiers specified")
    room = call.world.room_for_bot(call.bot, call.asked.chat_id)
    now = call.world.clock.now()
    for message_id in call.asked.message_ids:
        post = room.posts.get(message_id)
        if post and now - post.message.date <= DELETABLE_FOR:
            _remove(call, room, message_id)
    return True


def _remove(call: Call[Any], room: Room, message_id: int) -> None:
    del room.posts[message_id]
    call.world.changed(room)


@answers(AnswerCallbackQuery)
def answer_callback_query(call: Call[AnswerCallbackQuery]) -> bool:
    asked = call.asked
    world = call.world
    tap = world.queries.get(asked.callback_query_id)
    now = world.clock.timestamp()
    if tap is None or tap.room.bot is not call.bot or now - tap.asked_at > QUERY_LASTS:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if asked.text and len(asked.text) > CALLBACK_ANSWER_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    tap.answer = {"text": asked.text or None, "show_alert": bool(asked.show_alert)}
    if asked.text:
        tap.room.toast = tap.answer | {"at": now, "query_id": asked.callback_query_id}
    world.changed(tap.room)
    return True


@answers(PinChatMessage)
def pin_chat_message(call: Call[PinChatMessage]) -> bool:
    """Phones of the sandbox show no pins; the call is only checked."""
    return _touch(call, "message to pin not found")


@answers(UnpinChatMessage)
def unpin_chat_message(call: Call[UnpinChatMessage]) -> bool:
    return _touch(call, "message to unpin not found")


@answers(UnpinAllChatMessages)
def unpin_all_chat_messages(call: Call[UnpinAllChatMessages]) -> bool:
    call.world.room_for_bot(call.bot, call.asked.chat_id)
    return True


@answers(SetMessageReaction)
def set_message_reaction(call: Call[SetMessageReaction]) -> bool:
    """Phones of the sandbox show no reactions; the call is only checked."""
    return _touch(call, "message to react not found")


def _touch(call: Call[Any], missing: str) -> bool:
    room = call.world.open_room(call.bot, call.asked.chat_id)
    if call.asked.message_id is not None:
        call.world.post_of(room, call.asked.message_id, bad_request(missing))
    return True

"""A chat as a phone shows it."""

import html
from typing import Any

from aiogram.enums import MessageOriginType
from aiogram.types import InlineKeyboardMarkup, Message
from aiogram.utils.text_decorations import HtmlDecoration

from sandbox.media import main_part
from sandbox.methods.profile import commands_for, menu_for
from sandbox.world import TYPING_LASTS, Person, Post, Room, World

Json = dict[str, Any]
SAFE_LINKS = ("http://", "https://", "mailto:", "tg://")


class PageHtml(HtmlDecoration):
    """HTML that a page may show as it is: nothing of the bot's gets into it unescaped."""

    def link(self, value: str, link: str) -> str:
        if not link.startswith(SAFE_LINKS):
            return value
        return f'<a href="{html.escape(link)}" target="_blank" rel="noopener">{value}</a>'

    def pre_language(self, value: str, language: str) -> str:
        return self.pre(value)

    def spoiler(self, value: str) -> str:
        return f'<span class="tg-spoiler">{value}</span>'

    def custom_emoji(self, value: str, custom_emoji_id: str) -> str:
        return value


PAGE_HTML = PageHtml()


def chat_view(world: World, person: Person, room: Room) -> Json:
    """All that the page needs to draw the chat of one person and one bot."""
    bot, user = room.bot, person.user
    typing = room.typing_since
    return {
        "version": room.signal.version,
        "user": {
            "id": user.id,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "username": user.username,
        },
        "bot": {"id": bot.user.id, "username": bot.username, "name": bot.user.first_name},
        "commands": [
            {"command": each.command.removeprefix("/"), "description": each.description}
            for each in commands_for(bot, user)
        ],
        "menu": menu_for(bot, user.id),
        "typing": typing is not None and world.clock.timestamp() - typing < TYPING_LASTS,
        "blocked": room.blocked,
        "toast": room.toast,
        "messages": [message_view(world, post) for post in room.posts.values()],
    }


def message_view(world: World, post: Post) -> Json:
    message = post.message
    text = message.text or message.caption or ""
    entities = message.entities or message.caption_entities
    reply = message.reply_to_message
    return {
        "message_id": message.message_id,
        "date": int(message.date.timestamp()),
        "from": "bot" if post.by_bot else "user",
        "text": text,
        "html": PAGE_HTML.unparse(text, entities),
        "media": _media(world, message),
        "media_group_id": message.media_group_id,
        "keyboard": _keyboard(message.reply_markup),
        "force_reply": post.force_reply
        and {"placeholder": post.force_reply.input_field_placeholder},
        "reply_to": reply and reply.message_id,
        "forward_from": _forwarded(message),
        "protected": bool(message.has_protected_content),
        "silent": post.silent,
        "edited": message.edit_date is not None,
    }


def _media(world: World, message: Message) -> Json | None:
    found = main_part(message)
    if found is None:
        return None
    kind, part = found
    file = world.files.find(part.file_id)
    return {
        "kind": kind,
        "file_id": part.file_id,
        "file_unique_id": part.file_unique_id,
        "name": getattr(part, "file_name", None),
        "size": part.file_size,
        "mime": file.mime if file else None,
        "duration": getattr(part, "duration", None),
        "width": getattr(part, "width", None),
        "height": getattr(part, "height", None),
        "url": f"/sandbox/files/{part.file_id}",
    }


def _keyboard(markup: InlineKeyboardMarkup | None) -> list[list[Json]] | None:
    if markup is None:
        return None
    return [
        [{"text": each.text, "data": each.callback_data, "url": each.url} for each in row]
        for row in markup.inline_keyboard
    ]


def _forwarded(message: Message) -> str | None:
    origin: Any = message.forward_origin
    if origin is None:
        return None
    if origin.type == MessageOriginType.USER:
        return str(origin.sender_user.full_name)
    return str(origin.sender_user_name)

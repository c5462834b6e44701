"""Methods by which a bot gets updates, files and facts about chats."""

import re
from typing import Any

from aiogram.methods import (
    DeleteWebhook,
    GetChat,
    GetChatMember,
    GetFile,
    GetUpdates,
    GetWebhookInfo,
    SetWebhook,
)
from aiogram.types import (
    AcceptedGiftTypes,
    ChatFullInfo,
    ChatMemberLeft,
    ChatMemberMember,
    File,
    WebhookInfo,
)

from sandbox.errors import bad_request, conflict
from sandbox.limits import check_download
from sandbox.methods.registry import Call, answers
from sandbox.world import Bot, Webhook

BATCH = 100
LONGEST_POLL = 50


@answers(GetUpdates)
async def get_updates(call: Call[GetUpdates]) -> list[dict[str, Any]]:
    if call.bot.webhook:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    asked = call.asked
    if asked.allowed_updates is not None:
        call.bot.updates.allowed = asked.allowed_updates
    return await call.bot.updates.poll(
        offset=asked.offset or 0,
        limit=min(asked.limit or BATCH, BATCH),
        seconds=min(asked.timeout or 0, LONGEST_POLL),
    )


@answers(SetWebhook)
def set_webhook(call: Call[SetWebhook]) -> bool:
    """Unlike Telegram the sandbox posts to plain http, too: everything is on this machine."""
    asked = call.asked
    if not asked.url:
        return _drop_webhook(call.bot, forget=bool(asked.drop_pending_updates))
    if not re.match(r"https?://[^/]+", asked.url):
        raise bad_request("bad webhook: invalid webhook URL specified")
    if asked.secret_token and not re.fullmatch(r"[\w-]{1,256}", asked.secret_token, re.ASCII):
        raise bad_request("secret token contains unallowed characters")
    if asked.allowed_updates is not None:
        call.bot.updates.allowed = asked.allowed_updates
    if asked.drop_pending_updates:
        call.bot.updates.clear()
    call.bot.webhook = Webhook(
        asked.url, asked.secret_token, max_connections=asked.max_connections or 40
    )
    call.bot.updates.cut()
    return True


@answers(DeleteWebhook)
def delete_webhook(call: Call[DeleteWebhook]) -> bool:
    return _drop_webhook(call.bot, forget=bool(call.asked.drop_pending_updates))


def _drop_webhook(bot: Bot, *, forget: bool) -> bool:
    bot.webhook = None
    if forget:
        bot.updates.clear()
    return True


@answers(GetWebhookInfo)
def get_webhook_info(call: Call[GetWebhookInfo]) -> WebhookInfo:
    hook = call.bot.webhook
    return WebhookInfo(
        url=hook.url if hook else "",
        has_custom_certificate=False,
        pending_update_count=len(call.bot.updates),
        max_connections=hook.max_connections if hook else None,
        last_error_message=hook.last_error if hook else None,
        last_error_date=hook.last_error_at if hook else None,
        allowed_updates=call.bot.updates.allowed or None,
    )


@answers(GetFile)
def get_file(call: Call[GetFile]) -> File:
    file = call.world.files.of_bot(call.bot.user.id, call.asked.file_id)
    check_download(file)
    return File(
        file_id=file.file_id,
        file_unique_id=file.unique_id,
        file_size=file.size,
        file_path=file.path,
    )


@answers(GetChat)
def get_chat(call: Call[GetChat]) -> ChatFullInfo:
    chat = call.world.room_for_bot(call.bot, call.asked.chat_id).chat
    return ChatFullInfo(
        id=chat.id,
        type=chat.type,
        title=chat.title,
        username=chat.username,
        first_name=chat.first_name,
        last_name=chat.last_name,
        accent_color_id=0,
        max_reaction_count=11,
        accepted_gift_types=AcceptedGiftTypes(
            unlimited_gifts=False,
            limited_gifts=False,
            unique_gifts=False,
            premium_subscription=False,
            gifts_from_channels=False,
        ),
    )


@answers(GetChatMember)
def get_chat_member(call: Call[GetChatMember]) -> ChatMemberMember | ChatMemberLeft:
    room = call.world.room_for_bot(call.bot, call.asked.chat_id)
    person = call.world.people.get(call.asked.user_id)
    if person is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if person.user.id in room.members:
        return ChatMemberMember(user=person.user)
    return ChatMemberLeft(user=person.user)

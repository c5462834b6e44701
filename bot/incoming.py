"""Raw updates, as Telegram sends them, on their way into the inbox."""

import json
from collections.abc import Mapping
from typing import Any

from bot.ports import Incoming

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
"""The kinds that have a handler; Telegram keeps the others to itself."""

NOBODYS_LANE = 0


def incoming(update: Mapping[str, Any], *, payload: bytes | None = None) -> Incoming:
    """Address an update to its lane; `payload` is its JSON where that is at hand.

    Raises:
        KeyError: this is no update.
    """
    return Incoming(
        update_id=update["update_id"],
        chat=lane_of(update),
        payload=payload or json.dumps(update, ensure_ascii=False).encode(),
    )


def lane_of(update: Mapping[str, Any]) -> int:
    """Return the chat whose order the update keeps: the chat's id, else the user's, else nobody's.

    Reads raw JSON, because a kind that the library does not know yet still has to be kept.
    """
    events = (event for event in update.values() if isinstance(event, Mapping))
    event = next(events, {})
    message = event.get("message", event)
    place = message.get("chat") or event.get("from") or {}
    return int(place.get("id", NOBODYS_LANE))

"""Which button of which window was tapped: what the walks through all windows keep."""

from collections.abc import Iterator
from typing import Any

from aiogram.fsm.state import State
from aiogram_dialog.widgets.kbd import Group

from sandbox.driver import Button
from tests.bot.examples import PROFILE

Edge = tuple[State, str]
"""A widget of a window. Sections and the calendar's ways count one by one, lines by their kind."""


def widgets(keyboard: Any) -> Iterator[str]:
    """Return the ids of what can be tapped."""
    if isinstance(keyboard, Group):
        for inner in keyboard.buttons:
            yield from widgets(inner)
    else:
        yield keyboard.widget_id


def edge_of(state: State, button: Button) -> Edge:
    data = (button.data or "").split("\x1d")[-1]
    widget, _, item = data.partition(":")
    if widget == "section":
        return state, data
    if widget == "line":
        field, filled = PROFILE.field(item), button.text.startswith("✓")
        return state, f"line:{field.kind}:{field.mandatory}:{filled}"
    return state, f"day:{item.strip('-0123456789')}" if widget == "day" else widget


def noting(render: Any, state: State, rendered: list[State]) -> Any:
    async def noted(*args: Any, **kwargs: Any) -> Any:
        rendered.append(state)
        return await render(*args, **kwargs)

    return noted

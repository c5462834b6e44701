"""What windows are rendered with where no phone is: a manager with memory, a clock that stands."""

from typing import Any

from aiogram.fsm.state import State
from aiogram_dialog.api.entities import Context
from aiogram_dialog.tools.preview import FakeManager
from dishka import Provider, Scope, provide

from register.ports import Clock
from tests.bot import examples as an


class Manager(FakeManager):
    """aiogram-dialog's manager of previews, with a dialog's memory and real getters."""

    def __init__(self, state: State, start_data: dict[str, Any], memory: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._start_data = start_data
        self._context = Context(
            _intent_id="0",
            _stack_id="0",
            start_data=start_data,
            widget_data={},
            dialog_data=memory,
            state=state,
        )

    def is_preview(self) -> bool:
        return False

    @property
    def start_data(self) -> Any:
        return self._start_data


class StandingClock(Provider):
    scope = Scope.APP

    @provide(override=True)
    def clock(self) -> Clock:
        return lambda: an.NOW

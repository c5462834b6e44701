"""Faults on request: what a network, a busy Telegram or an angry user does to a bot."""

from dataclasses import dataclass
from typing import Literal, get_args

FaultKind = Literal["delay", "429", "5xx", "drop", "down", "blocked", "twice", "shuffle"]
FAULT_KINDS: tuple[str, ...] = get_args(FaultKind)
_OF_CALLS = ("delay", "429", "5xx", "drop", "blocked")


@dataclass(slots=True)
class Fault:
    """One wish for trouble; `bot` is a username, `times` counts down, `down` lasts until cleared.

    `method` "*" means every method but `getUpdates`: trouble with polling is asked for by name.
    """

    kind: FaultKind
    bot: str | None = None
    method: str = "*"
    times: int = 1
    seconds: float = 0.0
    retry_after: int = 1
    user: int | None = None

    def strikes(self, *, bot: str, method: str, chat: int | None) -> bool:
        if self.bot not in (None, bot) or self.user not in (None, chat):
            return False
        if self.method == "*":
            return method != "getupdates"
        return self.method.lower() == method


class Faults:
    """The open wishes, oldest first."""

    def __init__(self) -> None:
        self._open: list[Fault] = []

    def ask(self, fault: Fault) -> None:
        self._open.append(fault)

    def clear(self) -> None:
        self._open.clear()

    def for_call(self, *, bot: str, method: str, chat: int | None) -> Fault | None:
        """Use up one strike of the oldest fault that befalls this call (method in lower case)."""
        for fault in self._open:
            if fault.kind in _OF_CALLS and fault.strikes(bot=bot, method=method, chat=chat):
                return self._use(fault)
        return None

    def use(self, kind: Literal["twice", "shuffle"], bot: str) -> bool:
        for fault in self._open:
            if fault.kind == kind and fault.bot in (None, bot):
                self._use(fault)
                return True
        return False

    def down(self, bot: str) -> bool:
        """Whether Telegram is out of this bot's reach."""
        return any(fault.kind == "down" and fault.bot in (None, bot) for fault in self._open)

    def _use(self, fault: Fault) -> Fault:
        fault.times -= 1
        if fault.times <= 0:
            self._open.remove(fault)
        return fault

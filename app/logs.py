"""The log: ids only. Nothing that a person said, and no name, token or file name, may reach it.

Our own code logs ids and kinds; of an exception the log says its type and where it came from. What
libraries say is not ours to vouch for: of their warnings the log keeps who warned and where.
"""

import logging
from collections.abc import Iterable

from bot.traces import trace

OURS = frozenset({"app", "bot", "custody", "papers", "register", "scheduler", "storage"})

_HIDDEN = "[hidden]"


def configure(secrets: Iterable[str] = (), *, level: str = "INFO") -> None:
    """Log to the error stream from `level` on; `secrets` are blotted out, should one get there."""
    handler = logging.StreamHandler()
    handler.addFilter(_worth_saying)
    handler.setFormatter(Reticent(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # else a record that cannot be written is printed whole


class Reticent(logging.Formatter):
    """One line a record: when, how grave, who, what."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        said = record.getMessage() if _is_ours(record) else f"{record.module}:{record.lineno}"
        error = record.exc_info[1] if record.exc_info else None
        record.message = said if error is None else f"{said}: {trace(error)}"
        record.asctime = self.formatTime(record)
        line = " ".join(self.formatMessage(record).split())
        for secret in self._secrets:
            line = line.replace(secret, _HIDDEN)
        return line


def _worth_saying(record: logging.LogRecord) -> bool:
    return _is_ours(record) or record.levelno >= logging.WARNING


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] in OURS

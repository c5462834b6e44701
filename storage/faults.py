"""What a failing database means to the core: an outage of the machine, or a lost race."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from register.errors import LostRace, Outage, StorageBusy, StorageFull

# SQLite's result codes (the low byte of an extended code), and PostgreSQL's SQLSTATE.
_SQLITE: dict[int, type[Exception]] = {5: StorageBusy, 6: StorageBusy, 13: StorageFull}
_SQLITE_UNIQUE = {1555, 2067}  # primary key, unique
_POSTGRES: dict[str, type[Exception]] = {
    "23505": LostRace,  # unique_violation
    "40001": StorageBusy,  # serialization_failure
    "40P01": StorageBusy,  # deadlock_detected
    "55P03": StorageBusy,  # lock_not_available
    "53300": StorageBusy,  # too_many_connections
    "53100": StorageFull,  # disk_full
}


@contextmanager
def translated() -> Iterator[None]:
    """Raise LostRace, StorageBusy, StorageFull or Outage where the database says as much.

    A broken unique rule is a lost race: an act looks before it writes, so somebody else wrote the
    same in between. Every other fault is a defect and passes unchanged.
    """
    try:
        yield
    except PoolTimeout as fault:
        raise StorageBusy from fault
    except (DBAPIError, sqlite3.Error) as fault:  # the latter where a transaction begins
        meaning = _meaning(fault)
        if meaning is None:
            raise
        raise meaning from fault


def _meaning(fault: DBAPIError | sqlite3.Error) -> type[Exception] | None:
    said = fault.orig if isinstance(fault, DBAPIError) else fault
    code = getattr(said, "sqlite_errorcode", None)
    if code is not None:
        return LostRace if code in _SQLITE_UNIQUE else _SQLITE.get(code & 0xFF)
    state = getattr(said, "sqlstate", None)
    if state in _POSTGRES:
        return _POSTGRES[state]
    return Outage if getattr(fault, "connection_invalidated", False) else None

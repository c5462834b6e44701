"""Files that a command is given: opened, and taken whole or refused with every fault by line."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from app.cli.errors import WrongInput
from app.faults import Faults

ReadT = TypeVar("ReadT")


@contextmanager
def opening(file: Path) -> Iterator[None]:
    """Raise WrongInput where the block cannot open the file."""
    try:
        yield
    except OSError as error:
        raise WrongInput(f"{file}: {error.strerror}") from None


def sound(file: Path, read: ReadT | Faults) -> ReadT:
    """Return what was read. Raise WrongInput after listing its faults, if it has any."""
    if isinstance(read, Faults):
        raise WrongInput(f"{listed(file, read)}, nothing was written")
    return read


def listed(file: Path, faults: Faults) -> str:
    """List the faults on the error stream, and return how many they are."""
    for fault in faults.found:
        print(fault, file=sys.stderr)
    return f"{file}: {len(faults.found)} faults"

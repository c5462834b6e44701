"""Machine time: for leases between processes, never for anything that a rule counts."""

import secrets
import time
from collections.abc import Callable

MachineTime = Callable[[], float]
"""Seconds since the epoch by the machine's own clock, which a demonstration does not move."""

machine_time: MachineTime = time.time


def new_token() -> str:
    """Return what proves that a lease or a claim is still one's own."""
    return secrets.token_hex(16)

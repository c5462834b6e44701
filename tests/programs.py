"""The programs that some tests take from the machine, and the packages that bring them.

Run as a script it prints the packages that are missing; it needs nothing but Python, because
`make system` runs it before anything is installed.
"""

import os
import shutil
import sys
from collections.abc import Iterable

PACKAGES = {"chromium": "chromium", "ffmpeg": "ffmpeg", "pdftoppm": "poppler-utils"}
"""Program → Debian package."""


def missing(programs: Iterable[str] = PACKAGES) -> list[str]:
    """Those of `programs` that are not on this machine's path."""
    return [program for program in programs if shutil.which(program) is None]


def nothing_may_be_left_out() -> bool:
    """Whether a missing program is an error (`LIUHEN_CHECK=full`)."""
    return os.environ.get("LIUHEN_CHECK") == "full"


def closing_line(absent: Iterable[str]) -> str:
    """What was left out for want of these programs, and the command that brings them."""
    programs = sorted(absent)
    if not programs:
        return "Nothing was left out."
    packages = " ".join(PACKAGES[program] for program in programs)
    return f"Left out: what needs {', '.join(programs)}; `apt-get install {packages}` brings it."


if __name__ == "__main__":
    sys.stdout.write(" ".join(PACKAGES[program] for program in missing()))

"""What docs/profiles.md writes: a seventh rule system, and the file into which it goes."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "profiles.md").read_text("utf-8")


def _one(pattern: str) -> str:
    (found,) = re.findall(pattern, GUIDE, flags=re.DOTALL)
    return str(found)


SEVENTH = _one(r"```toml\n(.+?)```")
FILE = _one(r"`register/profiles/(yunxi-[\d-]+\.toml)`")

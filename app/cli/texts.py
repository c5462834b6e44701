"""Words that commands print for people; they stand in `templates/zh/cli`."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parents[2] / "templates" / "zh" / "cli"


@cache
def _environment() -> "Environment":
    from jinja2 import (  # noqa: PLC0415 - not wanted where a machine reads
        Environment,
        FileSystemLoader,
        StrictUndefined,
    )

    # Plain text for a terminal: escaping would put entities into names.
    return Environment(  # noqa: S701 - no HTML is made here
        loader=FileSystemLoader(_FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(name: str, **facts: object) -> str:
    """The template `<name>.txt.j2` with its facts filled in."""
    return _environment().get_template(f"{name}.txt.j2").render(facts).rstrip()


def show(kind: str, rows: Sequence[Mapping[str, object]], *, as_json: bool) -> None:
    """Print rows for a machine, or for people by the template of their kind."""
    if as_json:
        print(json.dumps({kind: rows}, indent=2, ensure_ascii=False))
    else:
        print(render(kind, rows=rows))

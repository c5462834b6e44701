"""`liuhen demo`: the whole service on one page, or played through as a tour."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.errors import CheckFailed, WrongInput
from app.tale import Tale, read_story

if TYPE_CHECKING:
    from app.tour import Played

EXAMPLE = "liuhen demo --tour court --keep tour"

_MARGIN = " " * 13
_FIRST = 2
_WIDTH = 60


def demo(
    port: Annotated[
        int, typer.Option(help="Where the page is served; 0 takes a free port.")
    ] = 8080,
    tour: Annotated[
        bool, typer.Option("--tour", help="Play a whole story here, without a browser.")
    ] = False,
    story: Annotated[
        Tale | None, typer.Argument(help="With --tour: whose story.  [default: procuratorate]")
    ] = None,
    keep: Annotated[
        Path | None, typer.Option(help="A new folder for database, evidence and papers.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="With --tour: one line of JSON a step.")
    ] = False,
) -> None:
    """Serve phones on a page with the whole service behind them; nothing else is needed.

    Time is the page's own: its side panel moves it. Ctrl-C ends it, and everything vanishes that
    is not kept. The tour plays the story of the procuratorate or of the court, leaves its papers
    in the folder `tour`, or in the one kept, and fails with exit code 1 at the first step that
    does not hold.
    """
    if as_json and not tour:
        raise WrongInput("--json is for --tour")
    if story and not tour:
        raise WrongInput(f"a story is for --tour: liuhen demo --tour {story}")
    with _folder(keep) as folder:
        if tour:
            tale = story or Tale.PROCURATORATE
            _play(folder, tale, papers=keep or Path("tour"), as_json=as_json)
        else:
            _serve(folder, port)


def _serve(folder: Path, port: int) -> None:
    from app import logs  # noqa: PLC0415 - Telegram and SQL are heavy
    from app.cli.session import asynchronously  # noqa: PLC0415
    from app.demo import demonstration  # noqa: PLC0415
    from app.main import until_asked_to_stop  # noqa: PLC0415
    from app.story import panel_beside  # noqa: PLC0415

    async def show() -> None:
        async with (
            until_asked_to_stop() as stop,
            demonstration(folder, port) as running,
            panel_beside(running, folder),
        ):
            print(f"{running.url}  (Ctrl-C ends it)", flush=True)
            await stop.wait()

    logs.configure(level="WARNING")
    try:
        asynchronously(show())
    except OSError as error:
        raise CheckFailed(f"{error}; --port takes another one") from None


def _play(folder: Path, tale: Tale, *, papers: Path, as_json: bool) -> None:
    from app import logs  # noqa: PLC0415 - Telegram and SQL are heavy
    from app.cli.session import asynchronously  # noqa: PLC0415
    from app.demo import demonstration  # noqa: PLC0415
    from app.tour import play  # noqa: PLC0415

    async def through() -> "Played":
        async with demonstration(folder) as running:
            async for played in play(running, read_story(tale), papers):
                print(_as_json(played) if as_json else _as_text(played), flush=True)
        return played

    logs.configure(level="WARNING")
    papers.mkdir(parents=True, exist_ok=True)
    last = asynchronously(through())
    if not last.ok:
        raise CheckFailed(f"step {last.number} does not hold: {last.trouble}")


def _as_json(played: "Played") -> str:
    return json.dumps(played.as_json(), ensure_ascii=False)


def _as_text(played: "Played") -> str:
    """One step as a reader follows it: when, who, what; beneath it the bot's words, shortened."""
    what = f"{played.step.who}　{played.step.did}" if played.step.who else f"── {played.step.did}"
    lines = [f"{played.at:%m-%d %H:%M}  {what}"]
    if played.step.say and played.step.say not in what:
        lines.append(f"{_MARGIN}» {played.step.say}")
    for text in played.saw:
        lines += [f"{_MARGIN}│ {line}" for line in _shortened(text, played.step.sees)]
    return "\n".join(lines)


def _shortened(text: str, expected: Sequence[str]) -> Iterator[str]:
    """The first lines, and those in which something stands that the step is about."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    skipped = False
    for number, line in enumerate(lines):
        if number < _FIRST or any(part in line for part in expected):
            yield line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"
            skipped = False
        elif not skipped:
            yield "…"
            skipped = True


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="liuhen-demo-") as folder:
            yield Path(folder)
        return
    keep.mkdir(parents=True, exist_ok=True)
    if any(keep.iterdir()):
        raise WrongInput(f"{keep} is not empty, and a demonstration begins anew")
    yield keep

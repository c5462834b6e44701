"""`make preview`: every window, card and message on one page, as a phone would show it.

The page is made from the cases that the snapshots hold, so that nothing is shown that no test has.
"""

import asyncio
import sys
import tempfile
from html import escape
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from storage.migrate import upgrade
from tests.bot.cases import Case, furnished, messages, plain, windows

PAGE = Path(__file__).parents[1] / "build" / "preview.html"

_HEAD = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Liuhen</title>
<style>
  body { margin: 2rem; background: #dfe5e2; color: #1c2426;
         font: 15px/1.5 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif; }
  section { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: start; }
  h2 { margin: 2.5rem 0 .75rem; font-size: 1.1rem; }
  figure { width: 23rem; margin: 0; }
  figcaption { color: #5b686a; font-size: .8rem; }
  .text { padding: .6rem .8rem; border-radius: .8rem; background: #fff;
          white-space: pre-wrap; overflow-wrap: anywhere; max-height: 36rem; overflow-y: auto; }
  .row { display: flex; gap: .25rem; margin-top: .25rem; }
  .row span { flex: 1; padding: .3rem; border-radius: .5rem; background: #2b6f6122;
              text-align: center; overflow: hidden; text-overflow: ellipsis; }
</style>
"""


def page(cases: list[Case]) -> str:
    """Return the gallery; cases stand under the template behind them."""
    ordered = sorted(cases, key=attrgetter("template"))
    parts = [
        f"<h2>{escape(template)}</h2>\n<section>\n{''.join(map(_figure, some))}</section>\n"
        for template, some in groupby(ordered, key=attrgetter("template"))
    ]
    return _HEAD + "".join(parts)


def _figure(case: Case) -> str:
    # Telegram's HTML is a small part of the web's; plain texts are no HTML at all.
    text = case.text if case.is_html else escape(case.text)
    rows = "".join(
        f'<div class="row">{"".join(f"<span>{escape(label)}</span>" for label in row)}</div>'
        for row in case.rows
    )
    name = escape(case.name)
    return (
        f'<figure><figcaption>{name}</figcaption><div class="text">{text}</div>{rows}</figure>\n'
    )


async def all_cases() -> list[Case]:
    """Render everything, the windows from a house that lives as long as this takes."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/preview.db"
        await upgrade(url)
        async with furnished(url, Path(folder)) as container:
            shown = await windows(container)
    return [*shown, *messages(), *plain()]


def main() -> None:
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(asyncio.run(all_cases())), "utf-8")
    sys.stdout.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()

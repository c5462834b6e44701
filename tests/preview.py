"""`make preview`: every window, card, message and refusal on one page, as a phone would show it.

The page is made from the cases that the snapshots hold, so that nothing is shown that no test has.
It follows the reader's colour scheme, and a button turns it over.
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from storage.migrate import upgrade
from tests.bot import examples as an
from tests.bot.cases import FILLED, Case, furnished, messages, plain, windows

PAGE = Path(__file__).parents[1] / "build" / "preview.html"

_HEAD = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>留痕 · 窗口总览</title>
<style>
  :root { color-scheme: light dark; --accent: light-dark(#2b6f61, #7cc7b2); }
  * { box-sizing: border-box; }
  body { margin: 0; padding: 1.5rem; background: light-dark(#e9ede8, #12181a);
         color: light-dark(#1c2426, #e8ecea);
         font: 14px/1.5 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif; }
  h1, h2 { margin: 0 0 1rem; font-size: 1.4rem; }
  h2 small, figcaption { color: light-dark(#566063, #a9b5b3); font-weight: 400; }
  h2 small { font-size: 0.9rem; }
  nav { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; align-items: baseline; }
  nav a, nav button { color: var(--accent); font: inherit; }
  nav button { border: 1px solid; border-radius: 1rem; background: none; padding: .1rem .8rem; }
  section { margin: 1.5rem -1.5rem; padding: 1.5rem; }
  .wall { columns: 17rem; column-gap: 1.2rem; }
  figure { margin: 0 0 1.2rem; break-inside: avoid; }
  figcaption { margin-bottom: .2rem; font-size: .75rem; }
  .text { padding: .5rem .75rem; border-radius: 1rem 1rem 1rem .3rem;
          background: light-dark(#fff, #232b2e); white-space: pre-wrap; overflow-wrap: anywhere; }
  .text a { color: var(--accent); }
  .row { display: flex; gap: 4px; margin-top: 4px; }
  .row span { flex: 1 1 0; min-width: 0; padding: .3rem; border-radius: .6rem;
              background: light-dark(#ffffffd9, #2a3437); color: var(--accent);
              text-align: center; line-height: 1.3; overflow-wrap: anywhere; }
</style>
<h1>留痕 · 窗口总览</h1>
"""
_TURN = """<button onclick="
  const worn = document.documentElement.style;
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  worn.colorScheme = (worn.colorScheme || (dark ? 'dark' : 'light')) === 'dark' ? 'light' : 'dark';
">浅色 / 深色</button>"""


@dataclass(frozen=True, slots=True)
class Group:
    """Some templates under one heading; `pattern` matches their names from the beginning."""

    key: str
    title: str
    english: str
    pattern: str


GROUPS = (
    Group("alerts", "弹窗与拒绝", "Alerts and refusals", "alerts/|refusals/"),
    Group("papers", "文书与命令行用语", "Words of papers and commands", "papers/|cli/|answers/"),
    Group("zero", "零报告", "Zero reports", "windows/(zero|todo)|messages/zero"),
    Group(
        "cases",
        "案件与本人事项",
        "Cases and what is one's own",
        "windows/(case|mine|note)|messages/(case|note)",
    ),
    Group(
        "review",
        "核对、提交与回执",
        "Review, filing, receipt",
        "windows/(review|full|edit|discard|drafts)|messages/(receipt|count|discarded|left|form)",
    ),
    Group(
        "advice", "要不要登记，怎样回绝", "The adviser, and words to say no", "windows/(check|say)"
    ),
    Group("questions", "逐项登记", "The guided record, question by question", "windows/"),
    Group(
        "sealing",
        "收到即固定",
        "Sealed on arrival",
        "messages/(sealed|withdraw|which_draft|about_text|guide|cannot_keep|edited)",
    ),
    Group(
        "door", "绑定与帮助", "At the door", "messages/(bound|welcome|stranger|help|group|unknown)"
    ),
    Group("reminders", "提醒", "Reminders", "messages/(digest|tomorrow|calendar|duty|remind)"),
    Group("cards", "卡片、查看与送达", "Cards, reading and service", ""),
)
"""In the order in which they are tried; whatever fits nowhere stands with the last."""
TALL = 240
"""Lines after which a section ends: a picture of it stays small enough to be looked at."""

SIGNS = 20
"""Signs of a line, about."""
_TRAPS = {
    an.HOSTILE: "赵德海",
    "李<承>办": "李承办",
    "<能不能> 关照一下 & ": "能不能关照一下，",
    "带<话>": "带话",
}
"""What the examples hold to break out of HTML, and what a reader of pictures sees instead."""

_SHOWN = (
    "sealing",
    "questions",
    "advice",
    "review",
    "cards",
    "reminders",
    "cases",
    "zero",
    "door",
)


def grouped(cases: Sequence[Case]) -> Mapping[Group, Sequence[Case]]:
    """Return the cases by their groups, in the order in which a reader meets them."""
    found = {
        group: [case for case in cases if _group_of(case) is group]
        for group in sorted(GROUPS, key=_rank)
    }
    return {group: some for group, some in found.items() if some}


def _group_of(case: Case) -> Group:
    return next(group for group in GROUPS if re.match(group.pattern, case.template))


def _rank(group: Group) -> int:
    return _SHOWN.index(group.key) if group.key in _SHOWN else len(_SHOWN)


def page(cases: Sequence[Case]) -> str:
    """Return the gallery as a page that needs nothing beside it."""
    groups = grouped(cases)
    links = "".join(f'<a href="#{group.key}">{group.title}</a>' for group in groups)
    sections = "".join(_sections(group, some) for group, some in groups.items())
    return f"{_HEAD}<nav>{links}{_TURN}</nav>\n{sections}"


def _sections(group: Group, cases: Sequence[Case]) -> str:
    """Return a group as one section, or as several where it is long."""
    parts: list[list[Case]] = [[]]
    for case in cases:
        if sum(map(_height, parts[-1])) >= TALL:
            parts.append([])
        parts[-1].append(case)
    return "".join(_section(group, part, number, len(parts)) for number, part in enumerate(parts))


def _height(case: Case) -> int:
    """Return about how many lines a case takes, its caption and its buttons counted."""
    lines = _shortened(case.text).splitlines()
    return 2 + sum(1 + len(line) // SIGNS for line in lines) + 2 * len(case.rows)


def _section(group: Group, cases: Sequence[Case], number: int, parts: int) -> str:
    key = f"{group.key}-{number + 1}" if number else group.key
    nth = f" {number + 1}/{parts}" if parts > 1 else ""
    heading = f"<h2>{group.title}{nth} <small>{group.english}</small></h2>"
    wall = "".join(map(_figure, cases))
    return f'<section id="{key}">{heading}\n<div class="wall">{wall}</div></section>\n'


def _figure(case: Case) -> str:
    # Telegram's HTML is a small part of the web's; plain texts are no HTML at all.
    text = case.text if case.is_html else escape(case.text)
    text = _calm(_shortened(text))
    rows = "".join(
        f'<div class="row">{"".join(f"<span>{_calm(escape(it))}</span>" for it in row)}</div>'
        for row in case.rows
    )
    name = escape(f"{case.template} · {case.name}")
    return (
        f'<figure><figcaption>{name}</figcaption><div class="text">{text}</div>{rows}</figure>\n'
    )


def _shortened(text: str) -> str:
    return FILLED.sub(lambda run: f"（{len(run.group())} 字）", text)


def _calm(text: str) -> str:
    for trap, plain_words in _TRAPS.items():
        text = text.replace(escape(trap), plain_words)
    return text


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

"""Every text that people read, as it stands: reviewed in `tests/snapshots`, one file a template.

After a wanted change write them anew and read the difference:
`LIUHEN_SNAPSHOTS=write pytest tests/bot/test_templates.py`.
"""

import os
import re
import tomllib
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import pytest
import pytest_asyncio

from app.providers import WORDS
from bot.dialogs.states import (
    Advising,
    Away,
    Cases,
    Desk,
    Inquiry,
    Mine,
    Notes,
    Recording,
    Referring,
    Supplementing,
    Todo,
    Transferring,
    Zero,
)
from register.errors import Refusal
from sandbox.entities import parse_html, utf16
from tests import cast
from tests.bot import examples as an
from tests.bot.cases import Case, furnished, messages, plain, windows
from tests.bot.digests import OWED, RECORD_VIEWS, VIEWS, ZERO_REPORTS, digest_of
from tests.storage.databases import SqliteFiles

ROOT = Path(__file__).parents[2]
SNAPSHOTS = ROOT / "tests" / "snapshots"
WRITE = os.environ.get("LIUHEN_SNAPSHOTS") == "write"

ALERT, MESSAGE, CAPTION = 200, 4096, 1024
"""How many signs Telegram takes."""
GROUPS = (
    Recording,
    Supplementing,
    Referring,
    Mine,
    Cases,
    Notes,
    Zero,
    Todo,
    Transferring,
    Away,
    Advising,
    Desk,
    Inquiry,
)
CAPTIONS = {
    "messages/form",
    "messages/evidence",
    "messages/zero_report_form",
    "messages/note_paper",
    "messages/filing_form",
    "messages/transfer_item",
    "messages/omission_file",
}

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def cases(schema: SqliteFiles, tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    folder = tmp_path_factory.mktemp("templates")
    async with furnished(schema.migrated(folder), folder) as container:
        shown = await windows(container)
    return [*messages(), *plain(), *shown]


def templates() -> set[str]:
    """Return the names of all templates; a part of others begins with an underscore."""
    found = (path.relative_to(WORDS) for path in WORDS.rglob("*.j2"))
    return {str(path).split(".")[0] for path in found if not path.name.startswith("_")}


def snapshots(cases: list[Case]) -> Iterator[tuple[Path, str]]:
    ordered = sorted(cases, key=attrgetter("template"))
    for template, some in groupby(ordered, key=attrgetter("template")):
        held = list(some)
        path = SNAPSHOTS / f"{template}.{'html' if held[0].is_html else 'txt'}"
        yield path, "\n".join(map(str, held))


def shown(case: Case) -> str:
    """Return what a person sees, parsed as Telegram does."""
    return parse_html(case.text)[0] if case.is_html else case.text


async def test_every_text_stands_as_it_was_reviewed(cases: list[Case]) -> None:
    now = dict(snapshots(cases))
    if WRITE:
        for path, text in now.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    before = {path: path.read_text("utf-8") for path in SNAPSHOTS.rglob("*.*")}

    assert before.keys() == now.keys()
    for path, text in now.items():
        assert text == before[path], path


async def test_every_template_has_a_case(cases: list[Case]) -> None:
    assert {case.template for case in cases} == templates()


async def test_every_window_is_shown(cases: list[Case]) -> None:
    shown = {case.state for case in cases if case.state}
    assert shown == {state for group in GROUPS for state in group.__all_states__}


async def test_every_refusal_has_its_sentence_and_no_sentence_is_left_over() -> None:
    kinds = {kind.__name__ for kind in _with_subclasses(Refusal)}

    assert {path.name.split(".")[0] for path in (WORDS / "refusals").iterdir()} == kinds


def _with_subclasses(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _with_subclasses(below)


async def test_every_label_is_used() -> None:
    sources = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "app").rglob("*.py"), *WORDS.rglob("*.j2")]
    code = "\n".join(path.read_text("utf-8") for path in sources)
    labels = tomllib.loads((WORDS / "labels.toml").read_text("utf-8"))
    unused = {
        f"{section}.{name}"
        for section, names in labels.items()
        if not re.search(rf"""words\("{section}"\)""", code)
        for name in names
        if f'"{section}.{name}"' not in code and f'f"{section}.{{' not in code
    }

    assert not unused


async def test_everything_fits_into_what_telegram_takes(cases: list[Case]) -> None:
    for case in cases:
        folder = case.template.split("/")[0]
        if folder == "cli":
            continue  # a terminal takes as much as there is
        limit = ALERT if folder in {"alerts", "refusals"} else MESSAGE
        if case.template in CAPTIONS:
            limit = CAPTION
        assert utf16(shown(case)) <= limit, case.name
        assert sum(map(len, case.rows)) <= 100, case.name


async def test_names_never_become_markup(cases: list[Case]) -> None:
    hostile = [case for case in cases if case.is_html and "德" in case.text]

    assert {"windows/review", "messages/record", "messages/bound"} <= {
        case.template for case in hostile
    }
    for case in hostile:
        assert an.HOSTILE in shown(case), case.name


@pytest.mark.req("K3")
async def test_cards_and_titles_of_drafts_name_neither_people_nor_cases() -> None:
    said = {answer.text for answer in an.ANSWERS.values() if len(answer.text) > 1}
    secrets = said | {person.name for person in cast.EVERYBODY} | {an.RECORD.by.name}
    neutral = (
        RECORD_VIEWS.card(an.DELIVERED, person=cast.WANG.id, duty=an.TO_FORWARD).text,
        RECORD_VIEWS.card(an.ACKNOWLEDGED, person=cast.WANG.id, duty=None).text,
        RECORD_VIEWS.acknowledged(an.ACKNOWLEDGED, cast.WANG.id).text,
        *(
            digest_of(owed, ZERO_REPORTS["of a case that closes soon"]).text
            for owed in OWED.values()
        ),
        RECORD_VIEWS.duty_passed(an.RECORD, an.TO_FORWARD).text,
        *VIEWS.draft_titles([an.FULL], an.DUTIES).values(),
        RECORD_VIEWS.receipt(an.RECORD, (an.PHOTO,)).text,
    )

    assert not [secret for text in neutral for secret in secrets if secret in text]


@pytest.mark.req("F3")
async def test_the_guide_asks_for_the_whole_thread_the_profile_and_the_time() -> None:
    guide = (WORDS / "messages" / "guide.html.j2").read_text("utf-8")

    for wanted in ("完整对话", "对方资料页", "日期和时间"):
        assert wanted in guide

"""The administrator's commands about people who leave, are absent, or lose an account."""

import asyncio
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

from app.core_providers import make_register
from app.invitation_sheet import code_of
from app.settings import load_settings
from register.acts.binding import Bind, InvitePerson
from register.acts.casework import AddCase
from register.ids import Account, Cause
from register.people import Person, Role
from register.ports import Store
from sandbox.driver import Sandbox
from sandbox.server import running
from tests.unit.commanding import Run

HOUSE = "临江县人民检察院"
HEADING = "姓名,部门,职务,角色,联系方式"
LI, WANG, ZHOU = (
    "李承办,第一检察部,检察官,承办人,0513-1",
    "王建国,第一检察部,主任,部门负责人,0513-2",
    "周纪检,纪检组,组长,纪检监察人员,0513-3",
)


@pytest.fixture(autouse=True)
def _fresh_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return the command, with everybody of the house in the directory."""
    run = Run(capsys)
    assert run("migrate")[0] == 0
    assert bring_in(run, LI, WANG, ZHOU)[0] == 0
    return run


def bring_in(run: Run, *lines: str, more: tuple[str, ...] = ()) -> tuple[object, str, str]:
    Path("staff.csv").write_text("\n".join((HEADING, *lines)), "utf-8")
    return run("staff", "import", "staff.csv", "--organisation", HOUSE, *more)


def listed(run: Run, *more: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(run("staff", "list", "--json", *more)[1])["staff"]
    return rows


def names(run: Run, *more: str) -> list[object]:
    return [row["name"] for row in listed(run, *more)]


async def bound(name: str, account: str) -> Person:
    """Bind somebody, and give them a case."""
    register = make_register(load_settings())
    store: Store = await register.get(Store)
    async with store.read() as uow:
        (house,) = await uow.organisations.all()
        (person,) = await uow.people.named(name, organisation=house.id)
    code = await (await register.get(InvitePerson))(person.id, cause=Cause(f"invite {name}"))
    bind = await register.get(Bind)
    await bind(code, account=Account(account), cause=Cause(f"bind {name}"))
    add = await register.get(AddCase)
    await add("张某盗窃案", by=person.id, cause=Cause(f"case of {name}"))
    await register.close()
    return person


# ── Leavers ────────────────────────────────────────────────────────────────────────────────────


def test_who_is_missing_in_a_file_is_listed_and_nothing_more(run: Run) -> None:
    asyncio.run(bound("李承办", "7"))

    code, out, _ = bring_in(run, WANG, ZHOU)

    assert (code, out.splitlines()) == (
        0,
        [
            "staff.csv: 2 people, utf-8",
            "通讯录中有、名单中没有（未作改动；加 --leavers 标记为离任）：",
            "  李承办　第一检察部　检察官　仍承办 1 件案件，请移交",
        ],
    )
    assert "李承办" in names(run)


def test_with_leavers_they_are_marked_one_line_each(run: Run) -> None:
    asyncio.run(bound("李承办", "7"))

    _, out, _ = bring_in(run, ZHOU, more=("--leavers",))

    assert out.splitlines()[1:] == [
        "已标记为离任：",
        "  李承办　第一检察部　检察官　仍承办 1 件案件，请移交",
        "  王建国　第一检察部　主任",
    ]
    assert names(run) == ["周纪检"]
    assert names(run, "--left") == ["李承办", "王建国"]
    (gone, _) = listed(run, "--left")
    assert gone["left_on"]
    assert not gone["bound"]


def test_a_dry_run_shows_who_would_be_marked(run: Run) -> None:
    _, out, _ = bring_in(run, LI, WANG, more=("--leavers", "--dry-run"))

    assert out.splitlines() == [
        "staff.csv: 2 people, utf-8; nothing was written",
        "将标记为离任：",
        "  周纪检　纪检组　组长",
    ]
    assert "周纪检" in names(run)


def test_who_comes_back_works_here_again(run: Run) -> None:
    bring_in(run, LI, more=("--leavers",))

    _, out, _ = bring_in(run, LI, WANG, ZHOU)

    assert out == "staff.csv: 3 people, utf-8\n"
    assert len(names(run)) == 3
    assert names(run, "--left") == []


# ── Deputies ───────────────────────────────────────────────────────────────────────────────────

DAYS = ("--from", "2026-10-08", "--until", "2026/10/16")


@pytest.mark.req("T11")
def test_a_deputy_is_named_shown_and_taken_back(run: Run) -> None:
    named = run("staff", "deputy", "王建国", "--deputy", "李承办", *DAYS)
    (wang,) = [row for row in listed(run) if row["name"] == "王建国"]
    shown = run("staff", "list")[1]
    ended = run("staff", "deputy", "王建国", "--end")

    assert named == (0, "王建国: 李承办 from 2026-10-08 until 2026-10-16\n", "")
    assert (wang["deputy"], wang["deputy_since"], wang["deputy_until"]) == (
        "李承办",
        "2026-10-08",
        "2026-10-16",
    )
    assert "  王建国　第一检察部　主任　未绑定　代理人 李承办（2026-10-08 至 2026-10-16）" in shown
    assert ended == (0, "王建国: no deputy\n", "")
    assert not [row for row in listed(run) if row["deputy"]]


@pytest.mark.req("T11")
@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["王建国"], "say --deputy, --from and --until, or --end"),
        (["王建国", "--end", "--deputy", "李承办"], "say --deputy, --from and --until, or --end"),
        (["王建国", "--deputy", "李承办"], "say --deputy, and --from and --until as days"),
        (
            ["王建国", "--deputy", "李承办", "--from", "2026-10-08", "--until", "2026-10-07"],
            "say --deputy, and --from and --until as days",
        ),
        (["王建国", "--deputy", "张三", *DAYS], "nobody is named 张三"),
        (["王建国", "--deputy", "王建国", *DAYS], "王建国 cannot stand in for 王建国"),
    ],
)
def test_a_deputy_who_cannot_be_is_one_line(run: Run, words: list[str], complaint: str) -> None:
    code, out, err = run("staff", "deputy", *words)

    assert (code, out) == (2, "")
    assert complaint in err
    assert err.count("\n") == 1


def test_namesakes_are_told_apart_by_their_department(run: Run) -> None:
    bring_in(run, LI, WANG, ZHOU, "李承办,第二检察部,检察官,承办人,")

    code, _, err = run("staff", "deputy", "王建国", "--deputy", "李承办", *DAYS)

    assert (code, err) == (
        2,
        "liuhen: several are named 李承办: 李承办(第一检察部), 李承办(第二检察部)\n",
    )
    assert run("staff", "deputy", "王建国", "--deputy", "李承办（第二检察部）", *DAYS)[0] == 0


@pytest.mark.req("T11")
def test_a_file_that_closes_a_circle_with_the_directory_is_one_line(run: Run) -> None:
    run("staff", "deputy", "王建国", "--deputy", "李承办", *DAYS)
    Path("staff.csv").write_text(
        f"{HEADING},代理人,代理起,代理止\n{LI},王建国,2026-10-08,2026-10-08\n{WANG},,,\n", "utf-8"
    )

    code, out, err = run("staff", "import", "staff.csv")

    assert (code, out) == (2, "")
    assert "go in a circle; nothing was written" in err


# ── Accounts ───────────────────────────────────────────────────────────────────────────────────


async def inviting(run: Run, monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    """Run an invite against a Telegram, and return what it prints."""
    async with running() as telegram, Sandbox(telegram.url) as sandbox:
        await sandbox.bot("1001:abc", "liuhen_bot")
        monkeypatch.setenv("LIUHEN_BOT_TOKEN", "1001:abc")
        monkeypatch.setenv("LIUHEN_BOT_API_URL", telegram.url)
        return (await asyncio.to_thread(run, "staff", "invite", *words))[1]


def test_the_sheet_of_invites_holds_all_who_have_no_account(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asyncio.run(bound("周纪检", "7"))

    said = asyncio.run(inviting(run, monkeypatch, "--all", "--sheet", "invites.xlsx"))

    assert said == "invites.xlsx: 2 invitations\n"
    content = Path("invites.xlsx").read_bytes()
    (sheet,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    rows = [[str(cell) for cell in row] for row in sheet.iter_rows(min_row=3, values_only=True)]
    assert [row[0] for row in rows] == ["李承办", "王建国"]
    links = [row[3] for row in rows]
    assert all(re.fullmatch(r"https://t\.me/liuhen_bot\?start=[\w-]{24}", link) for link in links)
    assert [picture._data() for picture in sheet._images] == [code_of(link) for link in links]
    assert Path("invites.xlsx").stat().st_mode & 0o077 == 0, "only who made it can read it"


@pytest.mark.parametrize(
    ("sheet", "complaint"),
    [
        ("invites.pdf", "the sheet is an .xlsx file"),
        ("staff.xlsx", "exists already"),
        ("nowhere/invites.xlsx", "no such folder"),
    ],
)
def test_no_link_is_made_for_a_sheet_that_cannot_be_written(
    run: Run, sheet: str, complaint: str
) -> None:
    Path("staff.xlsx").touch()

    code, _, err = run("staff", "invite", "--all", "--sheet", sheet)

    assert (code, err.count("\n")) == (2, 1)
    assert complaint in err


@pytest.mark.req("W5")
def test_an_account_is_taken_away_by_two(run: Run) -> None:
    person = asyncio.run(bound("李承办", "7"))
    asyncio.run(bound("周纪检", "8"))

    code, out, _ = run("staff", "unbind", "李承办", "--reason", "手机遗失")

    assert (code, out) == (
        0,
        "李承办: 1 of the discipline office can decide now, in their chats\n",
    )
    (li,) = [row for row in listed(run) if row["name"] == "李承办"]
    assert li["bound"], "the administrator alone takes nothing away"
    assert person.holds(Role.HANDLER)


@pytest.mark.req("W5")
def test_without_an_inspector_who_can_decide_it_is_said_what_to_do(run: Run) -> None:
    asyncio.run(bound("周纪检", "8"))

    code, _, err = run("staff", "unbind", "周纪检", "--reason", "手机遗失")

    assert (code, err.count("\n")) == (1, 1)
    assert "neither 周纪检 nor an administrator: invite one first" in err


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["张三", "--reason", "手机遗失"], "nobody is named 张三"),
        (["李承办", "--reason", " "], "say why: the inspector decides by it"),
        (["李承办", "--reason", "手机遗失"], "李承办 has no account; invite them"),
    ],
)
def test_an_account_that_cannot_be_taken_away_is_one_line(
    run: Run, words: list[str], complaint: str
) -> None:
    code, out, err = run("staff", "unbind", *words)

    assert (code, out) == (2, "")
    assert complaint in err
    assert err.count("\n") == 1

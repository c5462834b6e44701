"""The administrator's commands: migrate, staff, updates, run, demo, each told in one line."""

import asyncio
import json
import re
from pathlib import Path

import pytest

from app.core_providers import make_register
from app.settings import load_settings
from register.acts.binding import Bind
from register.ids import Account, Cause
from sandbox.driver import Sandbox
from sandbox.server import running
from tests.unit.commanding import Run

STAFF = """姓名,部门,职务,角色,联系方式
李承办,第一检察部,检察官,承办人,0513-1
王建国,第一检察部,主任,部门负责人,0513-2
"""
HOUSE = "临江县人民检察院"
ABOVE = "东海市人民检察院"


@pytest.fixture(autouse=True)
def _fresh_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "staff.csv").write_text(STAFF, "utf-8")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


@pytest.fixture
def migrated(run: Run) -> Run:
    assert run("migrate")[0] == 0
    return run


def people(run: Run) -> list[dict[str, object]]:
    _, out, _ = run("staff", "list", "--json")
    listed: list[dict[str, object]] = json.loads(out)["staff"]
    return listed


def test_migrating_makes_the_database_and_then_has_nothing_to_do(run: Run) -> None:
    first = run("migrate")
    second = run("migrate")

    assert first == second
    assert first[0] == 0
    assert Path("data/liuhen.db").exists()


@pytest.mark.parametrize("words", [("staff", "list"), ("updates", "list")])
def test_without_its_schema_nothing_is_done(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)

    assert (code, out) == (1, "")
    assert err.startswith("liuhen: the database has schema none")
    assert err.endswith("run liuhen migrate\n")
    assert not Path("data").exists()


def test_running_without_a_token_is_one_line_and_exit_code_two(run: Run) -> None:
    code, out, err = run("run")

    assert (code, out) == (2, "")
    assert err.startswith("liuhen: LIUHEN_BOT_TOKEN is missing")
    assert err.count("\n") == 1


def test_a_staff_file_is_imported_once_and_then_kept_up(migrated: Run) -> None:
    done = migrated("staff", "import", "staff.csv", "--organisation", HOUSE)
    again = migrated("staff", "import", "staff.csv")

    assert done == again == (0, "staff.csv: 2 people, utf-8\n", "")
    assert [(row["name"], row["roles"], row["bound"]) for row in people(migrated)] == [
        ("李承办", ["handler"], False),
        ("王建国", ["head"], False),
    ]


def test_a_dry_run_writes_nothing(migrated: Run) -> None:
    code, out, _ = migrated("staff", "import", "staff.csv", "--organisation", HOUSE, "--dry-run")

    assert (code, out) == (0, "staff.csv: 2 people, utf-8; nothing was written\n")
    assert people(migrated) == []


def test_all_faults_of_a_staff_file_are_listed_before_anything_is_written(migrated: Run) -> None:
    Path("staff.csv").write_text(
        STAFF + ",第一检察部,,承办人,\n赵敏,办公室,主任,掌门人,\n", "utf-8"
    )

    code, out, err = migrated("staff", "import", "staff.csv", "--organisation", HOUSE)

    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "第 4 行：缺少姓名。",
        "第 5 行：没有“掌门人”这个角色。",
        "liuhen: staff.csv: 2 faults, nothing was written",
    ]
    assert people(migrated) == []


def test_an_organisation_is_set_up_under_its_superior(migrated: Run) -> None:
    migrated("staff", "import", "staff.csv", "--organisation", ABOVE)
    words = ("staff", "import", "staff.csv", "--organisation", HOUSE, "--superior")

    assert migrated(*words, ABOVE)[0] == 0
    assert migrated(*words, HOUSE)[0] == 2
    assert {row["organisation"] for row in people(migrated)} == {HOUSE, ABOVE}


@pytest.mark.req("A17")
@pytest.mark.parametrize("profile", ["c-lead", "nmg", "rudong", "changchun", "c-int", "spc"])
def test_a_house_may_keep_its_records_by_any_of_the_rule_systems(
    migrated: Run, profile: str
) -> None:
    words = ("staff", "import", "staff.csv", "--organisation", HOUSE, "--profile", profile)

    assert migrated(*words)[0] == 0
    assert {row["organisation"] for row in people(migrated)} == {HOUSE}


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["import", "nothing.csv"], "nothing.csv: No such file or directory"),
        (["import", "staff.csv"], "name the organisation; there are: none"),
        (["import", "staff.csv", "--profile", "x"], "no profile 'x' is in force"),
        (
            ["import", "staff.csv", "--organisation", HOUSE, "--superior", ABOVE],
            f"no organisation {ABOVE}; there are: none",
        ),
        (["invite"], "name who is invited, or say --all"),
        (["invite", "李承办", "--all"], "name who is invited, or say --all"),
        (["invite", "--all"], "LIUHEN_BOT_TOKEN is missing"),
    ],
)
def test_wrong_input_about_staff_is_one_line_and_exit_code_two(
    migrated: Run, words: list[str], complaint: str
) -> None:
    code, out, err = migrated("staff", *words)

    assert (code, out) == (2, "")
    assert err.startswith("liuhen: ")
    assert complaint in err
    assert err.count("\n") == 1


def test_without_telegram_nobody_is_invited(
    migrated: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrated("staff", "import", "staff.csv", "--organisation", HOUSE)
    monkeypatch.setenv("LIUHEN_BOT_TOKEN", "1001:abc")
    monkeypatch.setenv("LIUHEN_BOT_API_URL", "http://127.0.0.1:9")

    code, out, err = migrated("staff", "invite", "--all")

    assert (code, out) == (1, "")
    assert err == "liuhen: Telegram does not answer: TelegramNetworkError\n"


async def test_an_invitation_is_a_link_to_the_bot(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running() as telegram, Sandbox(telegram.url) as sandbox:
        await sandbox.bot("1001:abc", "liuhen_bot")
        monkeypatch.setenv("LIUHEN_BOT_TOKEN", "1001:abc")
        monkeypatch.setenv("LIUHEN_BOT_API_URL", telegram.url)
        await asyncio.to_thread(run, "migrate")
        await asyncio.to_thread(run, "staff", "import", "staff.csv", "--organisation", HOUSE)

        code, out, _ = await asyncio.to_thread(run, "staff", "invite", "王建国", "--json")
        shown = await asyncio.to_thread(run, "staff", "invite", "--all")
        unknown = await asyncio.to_thread(run, "staff", "invite", "张三")

    (invitation,) = json.loads(out)["invitations"]
    assert code == 0
    assert invitation["name"] == "王建国"
    assert re.fullmatch(r"https://t\.me/liuhen_bot\?start=[\w-]{24}", invitation["link"])
    assert len(shown[1].splitlines()) == 2
    assert unknown[::2] == (2, "liuhen: nobody is named 张三\n")


async def test_who_has_no_account_yet_can_be_listed_alone(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running() as telegram, Sandbox(telegram.url) as sandbox:
        await sandbox.bot("1001:abc", "liuhen_bot")
        monkeypatch.setenv("LIUHEN_BOT_TOKEN", "1001:abc")
        monkeypatch.setenv("LIUHEN_BOT_API_URL", telegram.url)
        await asyncio.to_thread(run, "migrate")
        await asyncio.to_thread(run, "staff", "import", "staff.csv", "--organisation", HOUSE)
        _, out, _ = await asyncio.to_thread(run, "staff", "invite", "王建国", "--json")
    (invitation,) = json.loads(out)["invitations"]
    code = invitation["link"].partition("=")[2]
    register = make_register(load_settings())
    await (await register.get(Bind))(code, account=Account("7"), cause=Cause("a start"))
    await register.close()

    _, out, _ = await asyncio.to_thread(run, "staff", "list", "--unbound")

    assert out.splitlines() == [HOUSE, "  李承办　第一检察部　检察官　未绑定"]


def test_a_list_for_people_says_whose_account_is_bound(migrated: Run) -> None:
    migrated("staff", "import", "staff.csv", "--organisation", HOUSE)

    _, out, _ = migrated("staff", "list")

    assert out.splitlines() == [
        HOUSE,
        "  李承办　第一检察部　检察官　未绑定",
        "  王建国　第一检察部　主任　未绑定",
    ]


def test_a_lost_key_file_is_one_line(migrated: Run) -> None:
    migrated("staff", "import", "staff.csv", "--organisation", HOUSE)
    Path("data/key").unlink()

    code, _, err = migrated("staff", "list")

    assert code == 1
    assert err.startswith("liuhen: data/key: the key file is gone")
    assert err.count("\n") == 1


def test_only_what_is_set_aside_is_tried_again(migrated: Run) -> None:
    assert migrated("updates", "list", "--json")[1] == '{\n  "updates": []\n}\n'

    code, _, err = migrated("updates", "retry", "7")

    assert (code, err) == (1, "liuhen: there is no update 7 to try again\n")


def test_a_demonstration_is_kept_in_an_empty_folder_only(run: Run) -> None:
    code, _, err = run("demo", "--keep", ".")

    assert (code, err) == (2, "liuhen: . is not empty, and a demonstration begins anew\n")


def test_only_a_tour_speaks_json(run: Run) -> None:
    assert run("demo", "--json")[::2] == (2, "liuhen: --json is for --tour\n")


def test_only_a_tour_has_a_story_and_only_one_that_there_is(run: Run) -> None:
    code, _, err = run("demo", "court")
    assert (code, err) == (2, "liuhen: a story is for --tour: liuhen demo --tour court\n")

    code, _, err = run("demo", "--tour", "police")
    assert code == 2
    assert "'procuratorate', 'court'" in err

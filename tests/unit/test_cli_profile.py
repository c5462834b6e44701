"""The command `liuhen profile`."""

import json
from pathlib import Path

import pytest

from tests.unit.commanding import Run

RUDONG = Path(__file__).parents[2] / "register" / "profiles" / "rudong-2016-03-01.toml"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


@pytest.mark.req("PD21")
def test_all_six_are_listed_for_a_machine(run: Run) -> None:
    code, said, _ = run("profile", "list", "--json")

    listed = json.loads(said)
    assert code == 0
    assert {each["id"] for each in listed} == {
        "c-lead",
        "nmg",
        "rudong",
        "changchun",
        "c-int",
        "spc",
    }
    (spc,) = (each for each in listed if each["id"] == "spc")
    assert (spc["version"], spc["effective_from"]) == ("2015-08-20", "2015-08-20")


def test_they_are_listed_for_people_too(run: Run) -> None:
    code, said, _ = run("profile", "list")

    assert code == 0
    assert "rudong     version 2016-03-01  in force from 2016-03-01" in said


def test_one_is_shown_as_a_person_reads_it(run: Run) -> None:
    code, said, _ = run("profile", "show", "rudong")

    assert code == 0
    assert "填写登记表：3 个工作日（第七条）" in said
    assert "※ 过问人姓名（第七条）" in said
    assert "检察人员遇有干预、插手、过问司法办案活动情形的" in said


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("nobody",), "no profile 'nobody'; there are: c-int, c-lead, changchun"),
        (("rudong", "--version", "2001-01-01"), "rudong has no version 2001-01-01; there are: 2"),
    ],
)
def test_what_there_is_not_is_one_line_with_what_there_is(
    run: Run, words: tuple[str, ...], complaint: str
) -> None:
    code, _, errors = run("profile", "show", *words)

    assert code == 2
    assert complaint in errors


def spoilt(folder: Path, old: str, new: str) -> tuple[str, int]:
    """Write RUDONG's file with one slip; return its name and the line of the slip."""
    text = RUDONG.read_text("utf-8")
    assert text.count(old) == 1
    file = folder / "ours.toml"
    file.write_text(text.replace(old, new), "utf-8")
    return str(file), text[: text.index(old)].count("\n") + 1


def test_a_sound_file_is_said_to_be_sound(run: Run) -> None:
    code, said, _ = run("profile", "check", str(RUDONG))

    assert code == 0
    assert "rudong 2016-03-01, 43 questions, sound" in said


@pytest.mark.req("PD21")
@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('owed = "per_case"', 'owed = "per_week"', "zero_report.owed 应为：'none', 'per_case'"),
        ('duty_holder = "any_staff"', "duty_holder = 3", "现为：3"),
        ('called = "登记表"', 'calld = "登记表"', "不认识 paper.calld"),
        ("chain = true\n", "chain = true\nlenght = 3\n", "way.lenght"),
        ("chain = true", "chain = yes", "有效的 TOML"),
        ('like = "remarks"', 'like = "remark"', "共用问题中没有 remark"),
        ('like = "letter"', 'like = "leter"', "共用问题中没有 leter"),
        (
            'like = "handed_at"\narticle',
            'like = "handed_at"\narticel',
            "不认识 notes.2.fields.1.articel",
        ),
    ],
)
def test_a_slip_is_named_by_its_line_with_what_was_expected(
    run: Run, tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    file, line = spoilt(tmp_path, old, new)

    code, _, errors = run("profile", "check", file)

    assert code == 1
    assert complaint in errors
    near = range(line, line + new.count("\n") + 3)
    assert any(f"第 {each} 行" in errors for each in near), errors


def test_every_question_that_nobody_shares_is_named_at_once(run: Run, tmp_path: Path) -> None:
    text = RUDONG.read_text("utf-8").replace('like = "remarks"', 'like = "remark"')
    file = tmp_path / "ours.toml"
    file.write_text(text.replace('like = "place"', 'like = "places"'), "utf-8")

    code, _, errors = run("profile", "check", str(file))

    assert code == 1
    assert "共用问题中没有 remark，" in errors
    assert "共用问题中没有 places，" in errors


def test_what_does_not_fit_together_is_said(run: Run, tmp_path: Path) -> None:
    file, _ = spoilt(tmp_path, 'article = "16"\n\n[late_entry]', 'article = "99"\n\n[late_entry]')

    code, _, errors = run("profile", "check", file)

    assert code == 1
    assert "articles without text: ['99']" in errors


def test_a_file_that_is_not_there_is_one_line(run: Run) -> None:
    code, _, errors = run("profile", "check", "nowhere.toml")

    assert code == 2
    assert "nowhere.toml" in errors

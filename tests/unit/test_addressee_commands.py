"""The administrator's directory of addressees outside the house."""

import json
from pathlib import Path

import pytest

from tests.unit.commanding import Run

HOUSE, CITY = "临江县人民检察院", "江州市人民检察院"
LINES = "姓名,部门,职务,角色,联系方式\n周纪检,纪检组,组长,纪检监察人员,0513-3\n"


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.chdir(tmp_path)
    run = Run(capsys)
    assert run("migrate")[0] == 0
    Path("staff.csv").write_text(LINES, "utf-8")
    for house in (HOUSE, CITY):
        assert run("staff", "import", "staff.csv", "--organisation", house)[0] == 0
    return run


def entered(run: Run) -> list[dict[str, str]]:
    _, out, _ = run("addressees", "list", "--organisation", HOUSE, "--json")
    return [each for each in json.loads(out)["addressees"] if each["name"]]


@pytest.mark.req("AD15", "AD21")
def test_an_addressee_is_entered_said_anew_and_taken_out(run: Run) -> None:
    house = ("--organisation", HOUSE)
    assert (
        run("addressees", "set", "political_legal", "县委政法委", "--post", "一号楼", *house)[0]
        == 0
    )
    assert run("addressees", "set", "superior_organ", CITY, "--through", CITY, *house)[0] == 0

    assert [(each["kind"], each["through"], each["postal"]) for each in entered(run)] == [
        ("political_legal", "", "一号楼"),
        ("superior_organ", CITY, ""),
    ]

    run("addressees", "set", "political_legal", "县委政法委", "--post", "二号楼", *house)
    assert [each["postal"] for each in entered(run)] == ["二号楼", ""]

    assert run("addressees", "remove", "political_legal", "县委政法委", *house)[0] == 0
    assert [each["kind"] for each in entered(run)] == ["superior_organ"]


def test_who_is_not_entered_is_listed_by_the_word_of_the_rules(run: Run) -> None:
    _, out, _ = run("addressees", "list", "--organisation", HOUSE)

    assert "superior_discipline　上一级人民检察院纪检监察机构（未登记" in out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("set", "nobody", "某机关", "--organisation", HOUSE), "know no addressee 'nobody'"),
        (("set", "political_legal", "某机关"), "name the organisation; there are:"),
        (
            ("set", "political_legal", "某", "--through", "无", "--organisation", HOUSE),
            "no organisation 无",
        ),
        (("set", "political_legal", "某", "--through", CITY, "--post", "x"), "not both"),
        (("remove", "political_legal", "某", "--organisation", HOUSE), "is called 某"),
    ],
)
def test_a_slip_is_one_line(run: Run, words: tuple[str, ...], complaint: str) -> None:
    code, _, errors = run("addressees", *words)

    assert code == 2
    assert complaint in errors

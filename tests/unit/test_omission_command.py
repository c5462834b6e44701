"""`liuhen omission link`: the public link of a house, and its picture."""

import asyncio
import json
from pathlib import Path

import pytest

from app.core_providers import make_register
from app.invitation_sheet import code_of
from app.settings import load_settings
from register.acts.staffing import FoundOrganisation
from register.ids import Cause
from sandbox.driver import Sandbox
from sandbox.server import running
from tests.unit.commanding import Run

NMG, RUDONG = "临河市人民检察院", "临江县人民检察院"


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Run:
    """Return the command over two houses, one of which lets outsiders report."""
    monkeypatch.chdir(tmp_path)
    run = Run(capsys)
    assert run("migrate")[0] == 0
    asyncio.run(found())
    return run


async def found() -> None:
    register = make_register(load_settings())
    act = await register.get(FoundOrganisation)
    for name, profile in ((NMG, "nmg"), (RUDONG, "rudong")):
        await act(name, profiles=(profile,), cause=Cause(name))
    await register.close()


async def linking(run: Run, monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    """Call the command before a Telegram on loopback, which it asks for the bot's name."""
    async with running() as telegram, Sandbox(telegram.url) as sandbox:
        await sandbox.bot("1:link", "liuhen_bot", "留痕")
        monkeypatch.setenv("LIUHEN_BOT_TOKEN", "1:link")
        monkeypatch.setenv("LIUHEN_BOT_API_URL", telegram.url)
        code, out, errors = await asyncio.to_thread(run, "omission", "link", *words)
    assert code == 0, errors
    return out


@pytest.mark.req("B10", "PD20")
def test_the_link_is_printed_again_and_put_up_as_a_code(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = asyncio.run(linking(run, monkeypatch, "--organisation", NMG, "--code", "link.png"))
    again = asyncio.run(linking(run, monkeypatch, "--organisation", NMG, "--json"))
    renewed = asyncio.run(linking(run, monkeypatch, "--organisation", NMG, "--renew", "--json"))

    (row,) = json.loads(again)["omission_link"]
    assert row["organisation"] == NMG
    assert row["link"].startswith("https://t.me/liuhen_bot?start=report_")
    assert row["link"] in said
    assert Path("link.png").read_bytes() == code_of(row["link"])
    assert json.loads(renewed)["omission_link"] != [row]


@pytest.mark.req("PD20")
@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--organisation", "没有"), "no organisation 没有; there are: "),
        ((), "name the organisation; there are: "),
        (("--organisation", NMG, "--code", "link.gif"), "link.gif: name a new .png file"),
        (("--organisation", NMG, "--code", "no/link.png"), "no: no such folder"),
    ],
)
def test_what_is_wrong_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], complaint: str
) -> None:
    async def refused() -> tuple[object, str, str]:
        async with running() as telegram, Sandbox(telegram.url) as sandbox:
            await sandbox.bot("1:link", "liuhen_bot", "留痕")
            monkeypatch.setenv("LIUHEN_BOT_TOKEN", "1:link")
            monkeypatch.setenv("LIUHEN_BOT_API_URL", telegram.url)
            return await asyncio.to_thread(run, "omission", "link", *words)

    code, _, errors = asyncio.run(refused())

    assert (code, errors.count("\n")) == (2, 1)
    assert complaint in errors


@pytest.mark.req("PD20")
def test_a_house_whose_rules_know_no_such_report_has_no_link(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(AssertionError, match="know no reports by outsiders"):
        asyncio.run(linking(run, monkeypatch, "--organisation", RUDONG))

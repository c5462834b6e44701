"""The tour: the whole story through the installed command, as a newcomer plays it."""

import asyncio
import signal
from pathlib import Path

import aiohttp
import pytest

from app.demo_data import read_cast
from app.tale import Tale, read_story
from sandbox.driver import Sandbox
from tests.journeys.touring import PATIENCE, command, toured


@pytest.mark.req("CH4", "CH22", "K3", "C1")
def test_every_step_of_the_tour_holds_and_leaves_its_papers(tmp_path: Path) -> None:
    tour = toured(tmp_path, Tale.PROCURATORATE, "--tour")

    assert {*tour.steps[0]} == {"step", "at", "who", "did", "saw", "ok", "seconds"}
    saved = {step.saves for step in read_story().steps if step.saves}
    assert {*tour.papers} == saved
    assert all(paper.startswith(b"%PDF-") for paper in tour.papers.values())


async def test_the_demonstration_waits_with_its_phones_bound_until_it_is_interrupted(
    tmp_path: Path,
) -> None:
    with command(tmp_path, "demo", "--port", "0") as demo:
        assert demo.stdout is not None
        url = demo.stdout.readline().split()[0]
        async with Sandbox(url) as sandbox, aiohttp.ClientSession(url) as browser:
            chats = [
                await sandbox.phone(figure.account).messages() for figure in read_cast().people
            ]
            users = await (await browser.get("/sandbox/users")).json()
            page = await browser.get("/")
            panel = await (await browser.get("/sandbox/panel")).json()
            clock = await sandbox.clock.read()
            state = await (await browser.get(f"{panel['url']}/state")).json()
        demo.send_signal(signal.SIGINT)
        _, err = demo.communicate(timeout=PATIENCE)

    assert (demo.returncode, err) == (0, "")
    assert page.status == 200
    assert [(each["name"], each["state"]) for each in state["stories"]["offers"]] == [
        ("procuratorate", "ready"),
        ("court", "ready"),
    ]
    assert clock.now >= read_cast().start
    assert [[message.by_bot for message in chat] for chat in chats] == [[False, True]] * 21
    shown = [user["group"] for user in users if user["on_page"]]
    houses = [offer["house"] for offer in state["stories"]["offers"]]
    assert shown == [house for house in houses for _ in range(4)]
    assert await asyncio.to_thread(lambda: [*tmp_path.iterdir()]) == []

"""The tour: the whole story through the installed command, as a newcomer plays it."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import pytest

from app.demo_data import read_cast
from app.tour import read_story
from sandbox.driver import Sandbox

COMMAND = Path(sys.executable).with_name("liuhen")
PATIENCE = 240


@contextmanager
def command(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("LIUHEN_")
    }
    with subprocess.Popen(
        [COMMAND, *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            yield running
        finally:
            running.kill()


@pytest.mark.req("CH4", "CH22", "K3")
def test_every_step_of_the_tour_holds_and_leaves_its_papers(tmp_path: Path) -> None:
    with command(tmp_path, "demo", "--tour", "--json", "--keep", "kept") as tour:
        out, err = tour.communicate(timeout=PATIENCE)

    steps = [json.loads(line) for line in out.splitlines()]
    assert (tour.returncode, err) == (0, "")
    assert len(steps) == len(read_story().steps)
    assert all(step["ok"] for step in steps)
    assert {*steps[0]} == {"step", "at", "who", "did", "saw", "ok", "seconds"}
    papers = sorted((tmp_path / "kept").glob("*.pdf"))
    saved = {step.saves for step in read_story().steps if step.saves}
    assert {paper.name for paper in papers} == saved
    assert all(paper.read_bytes().startswith(b"%PDF-") for paper in papers)


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
    assert state["story"]["state"] == "ready"
    assert clock.now >= read_cast().start
    assert [[message.by_bot for message in chat] for chat in chats] == [[False, True]] * 12
    assert sum(user["on_page"] for user in users) == 4
    assert await asyncio.to_thread(lambda: [*tmp_path.iterdir()]) == []

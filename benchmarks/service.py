"""Liuhen as a contestant: its database and people prepared, then `liuhen run` as in production."""

import asyncio
import socket
import sys
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
from pydantic import Secret

from app.core_providers import make_register
from app.directory import Directory
from app.settings import Settings
from benchmarks.conversation import House
from benchmarks.processes import Measured, Start
from register.acts.staffing import StaffLine
from register.people import Role
from storage.migrate import upgrade

LOOK_AGAIN = 0.05


def settings_in(folder: Path, token: str, url: str) -> Settings:
    """Return settings of a service that keeps everything in one folder."""
    return Settings.model_construct(
        bot_token=Secret(token),
        bot_api_url=url,
        database_url=f"sqlite+aiosqlite:///{folder / 'liuhen.db'}",
        evidence_url=f"file:{folder / 'evidence'}",
        key_file=folder / "key",
        timezone=ZoneInfo("Asia/Shanghai"),
        health_port=_free_port(),
    )


async def prepare(settings: Settings, house: House, pairs: int) -> Sequence[tuple[str, str]]:
    """Found the house with its people; return each pair's invite codes, the recorder's first."""
    await upgrade(settings.database_url)
    register = make_register(settings)
    try:
        directory = await register.get(Directory)
        await directory.found(house.superior, profiles=(house.profile,))
        founded = await directory.found(
            house.name, profiles=(house.profile,), superior=house.superior
        )
        await directory.keep(
            founded.id, [line for number in range(pairs) for line in _staff(house, number)]
        )
        codes = {each.member.person.name: each.code or "" for each in await directory.invite()}
    finally:
        await register.close()
    return [
        (codes[house.recorder.format(number=number)], codes[house.head.format(number=number)])
        for number in range(pairs)
    ]


def _staff(house: House, number: int) -> tuple[StaffLine, StaffLine]:
    department = house.department.format(number=number)
    recorder = StaffLine(
        name=house.recorder.format(number=number),
        department=department,
        post=house.recorder_post,
        roles=frozenset({Role.HANDLER}),
        contact=house.contact.format(number=number),
    )
    head = StaffLine(
        name=house.head.format(number=number),
        department=department,
        post=house.head_post,
        roles=frozenset({Role.HEAD, Role.HANDLER}),
        contact=house.contact.format(number=number),
    )
    return recorder, head


def as_production(settings: Settings, start: Start) -> AbstractAsyncContextManager[Measured]:
    """Start `liuhen run` with these settings."""
    environment = {
        "LIUHEN_BOT_TOKEN": settings.required_bot_token(),
        "LIUHEN_BOT_API_URL": settings.bot_api_url,
        "LIUHEN_DATABASE_URL": settings.database_url,
        "LIUHEN_EVIDENCE_URL": settings.evidence_url,
        "LIUHEN_KEY_FILE": str(settings.key_file),
        "LIUHEN_HEALTH_PORT": str(settings.health_port),
    }
    command = [sys.executable, "-m", "benchmarks.working_day"]
    return start(command, environment)


async def at_rest(settings: Settings) -> None:
    """Wait until nothing is left to do: what an update set off is part of its cost."""
    url = f"http://127.0.0.1:{settings.health_port}/health"
    async with aiohttp.ClientSession(raise_for_status=True) as session:
        while True:
            async with session.get(url) as answer:
                if (await answer.json())["idle"]:
                    return
            await asyncio.sleep(LOOK_AGAIN)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port

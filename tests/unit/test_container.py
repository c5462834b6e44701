"""The container: the whole graph is sound, complete, and changes only where a test says so."""

import inspect
import pkgutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest
from dishka import AsyncContainer, Provider, Scope, provide
from dishka.exceptions import (
    ImplicitOverrideDetectedError,
    NothingOverriddenError,
)
from pydantic import Secret

from app.core_providers import KeyFileLost
from app.directory import Directory
from app.providers import make_container
from app.service import Service
from app.settings import Settings
from bot.delivery import Delivery
from bot.receiver import Receiver
from bot.webhook import Webhook
from register import acts
from register.ports import Clock
from storage.migrate import WrongSchema, upgrade

NOON = datetime(2026, 9, 30, 4, tzinfo=UTC)


class _AtNoon(Provider):
    scope = Scope.APP

    @provide(override=True)
    def clock(self) -> Clock:
        return lambda: NOON


class _OneMoreClock(Provider):
    scope = Scope.APP

    @provide
    def clock(self) -> Clock:
        return lambda: NOON


class _OverNothing(Provider):
    scope = Scope.APP

    @provide(override=True)
    def number(self) -> int:
        return 1


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.model_construct(
        bot_token=Secret("1001:abc"),
        database_url=f"sqlite+aiosqlite:///{tmp_path / 'liuhen.db'}",
        evidence_url=f"file:{tmp_path / 'evidence'}",
        key_file=tmp_path / "key",
        webhook_secret=Secret("word"),
    )


@pytest.fixture
async def container(settings: Settings) -> AsyncIterator[AsyncContainer]:
    await upgrade(settings.database_url)
    made = make_container(settings)
    yield made
    await made.close()


def every_act() -> list[type]:
    modules = [
        import_module(f"{acts.__name__}.{each.name}")
        for each in pkgutil.iter_modules(acts.__path__)
    ]
    return [
        thing
        for module in modules
        for thing in vars(module).values()
        if inspect.isclass(thing)
        and thing.__module__ == module.__name__
        and inspect.iscoroutinefunction(vars(thing).get("__call__"))
    ]


async def test_every_act_can_be_asked_for(container: AsyncContainer) -> None:
    acts_there = every_act()

    made: list[object] = [await container.get(act) for act in acts_there]

    assert len(made) > 20
    assert [type(each) for each in made] == acts_there


async def test_the_service_is_one_whole(container: AsyncContainer) -> None:
    service = await container.get(Service)

    assert service is await container.get(Service)
    assert service.delivery is await container.get(Delivery)
    assert isinstance(service.receiving, Receiver)


async def test_with_an_address_that_telegram_can_call_it_listens(settings: Settings) -> None:
    await upgrade(settings.database_url)
    url = {"webhook_url": "https://bot.example.org/"}
    container = make_container(settings.model_copy(update=url))

    service = await container.get(Service)
    await container.close()

    assert isinstance(service.receiving, Webhook)


async def test_an_override_takes_the_place_of_what_it_overrides(settings: Settings) -> None:
    await upgrade(settings.database_url)
    container = make_container(settings, _AtNoon())

    delivery = await container.get(Delivery)
    await container.close()

    assert delivery.clock() == NOON


def test_nothing_is_overridden_in_silence(settings: Settings) -> None:
    with pytest.raises(ImplicitOverrideDetectedError):
        make_container(settings, _OneMoreClock())


def test_an_override_of_nothing_is_an_error(settings: Settings) -> None:
    with pytest.raises(NothingOverriddenError):
        make_container(settings, _OverNothing())


async def test_a_database_of_another_schema_is_not_handed_out(settings: Settings) -> None:
    container = make_container(settings)

    with pytest.raises(WrongSchema):
        await container.get(Directory)
    await container.close()

    assert not settings.key_file.exists()


async def test_a_lost_key_file_is_not_made_anew(
    container: AsyncContainer, settings: Settings
) -> None:
    directory = await container.get(Directory)
    await directory.found("临江县人民检察院", profiles=("rudong",))
    settings.key_file.unlink()
    again = make_container(settings)

    with pytest.raises(KeyFileLost):
        await again.get(Directory)
    await again.close()

    assert not settings.key_file.exists()

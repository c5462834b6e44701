"""How a Bot API method finds its function."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from aiogram.client.default import Default
from aiogram.methods import TelegramMethod

from sandbox.files import Upload
from sandbox.world import Bot, World

Method = TelegramMethod[Any]
AskedT = TypeVar("AskedT", bound=Method)
ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class Call(Generic[AskedT]):
    """One call by one bot; `uploads` are the files of the request, by field name."""

    world: World
    bot: Bot
    asked: AskedT
    uploads: Mapping[str, Upload] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answering:
    """aiogram's model of a method's parameters, and what answers it (perhaps an awaitable)."""

    model: type[Method]
    function: Callable[[Any], object]


METHODS: dict[str, Answering] = {}
"""By name in lower case, since Telegram minds no case."""


def answers(
    model: type[AskedT],
) -> Callable[[Callable[[Call[AskedT]], ValueT]], Callable[[Call[AskedT]], ValueT]]:
    """Register a function as the answer to a method."""

    def register(function: Callable[[Call[AskedT]], ValueT]) -> Callable[[Call[AskedT]], ValueT]:
        METHODS[model.__api_method__.lower()] = Answering(model, function)
        return function

    return register


def given(value: ValueT | Default | None) -> ValueT | None:
    """A parameter's value; aiogram marks those left to the bot's own defaults."""
    return None if isinstance(value, Default) else value

"""One command's work with the register: opened, used, closed, its troubles told in one line.

Commands import this module where they need it: SQL takes a second, Telegram three more.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from dishka import AsyncContainer

from app.cli.errors import CheckFailed
from app.core_providers import KeyFileLost, make_register
from app.settings import load_settings
from custody.key_file import BadKeyFile
from register.errors import Outage
from storage.migrate import WrongSchema

T = TypeVar("T")


def with_register(task: Callable[[AsyncContainer], Awaitable[T]]) -> T:
    """Do something with the register of the settings, without Telegram."""
    return asynchronously(_with(make_register(load_settings()), task))


def with_bot(task: Callable[[AsyncContainer], Awaitable[T]]) -> T:
    """Do something with the register and the bot of the settings."""
    settings = load_settings()
    settings.required_bot_token()

    from app.providers import make_container  # noqa: PLC0415 - Telegram is heavy

    return asynchronously(_with(make_container(settings), task))


async def _with(container: AsyncContainer, task: Callable[[AsyncContainer], Awaitable[T]]) -> T:
    try:
        return await task(container)
    finally:
        await container.close()


def asynchronously(task: Coroutine[Any, Any, T]) -> T:
    """Run the asynchronous part of a command; what an operator can mend is one line."""
    with _in_one_line():
        return asyncio.run(task)


@contextmanager
def _in_one_line() -> Iterator[None]:
    try:
        yield
    except WrongSchema as error:
        found = error.found or "none"
        raise CheckFailed(
            f"the database has schema {found} and needs {error.wanted}: run liuhen migrate"
        ) from None
    except KeyFileLost as error:
        raise CheckFailed(
            f"{error}: the key file is gone, and nothing in the database opens without it; "
            "put its copy back"
        ) from None
    except BadKeyFile as error:
        raise CheckFailed(str(error)) from None
    except Outage as error:
        raise CheckFailed(f"the database does not answer: {type(error).__name__}") from None

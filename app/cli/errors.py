"""How a command ends badly: each kind is one line on the error stream and an exit code."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from register.profile import UnknownProfile


class WrongInput(typer.TyperException):
    """What was asked cannot be done as it was asked."""

    exit_code = 2


class CheckFailed(typer.TyperException):
    """The command did its work, and what it looked at is not in order."""

    exit_code = 1


@contextmanager
def knowing_profiles() -> Iterator[None]:
    """Raise WrongInput where the block asks for a rule system that there is not."""
    try:
        yield
    except UnknownProfile as error:
        known = ", ".join(error.known)
        raise WrongInput(f"no profile {error.asked!r}; there are: {known}") from None

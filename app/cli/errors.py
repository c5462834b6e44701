"""How a command ends badly: each kind is one line on the error stream and an exit code."""

import typer


class WrongInput(typer.TyperException):
    """What was asked cannot be done as it was asked."""

    exit_code = 2


class CheckFailed(typer.TyperException):
    """The command did its work, and what it looked at is not in order."""

    exit_code = 1

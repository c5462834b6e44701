"""The command line `liuhen`: one module per command, errors of one line.

Exit codes: 0 done, 1 a check failed, 2 wrong input or setting.
"""

import sys
from collections.abc import Sequence

import typer

from app.cli import accounts, deadline, demo, deputy, migrate, run
from app.cli.addressees import addressees
from app.cli.calendar import calendar
from app.cli.cases import cases
from app.cli.omission import omission
from app.cli.profile import profile
from app.cli.records import records
from app.cli.staff import staff
from app.cli.updates import updates
from app.settings import SettingsError

cli = typer.Typer(
    name="liuhen",
    help="Records of interference in cases, their deadlines and their proof.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


cli.command(epilog="Example: " + run.EXAMPLE)(run.run)
cli.command(epilog="Example: " + demo.EXAMPLE)(demo.demo)
cli.command(epilog="Example: " + migrate.EXAMPLE)(migrate.migrate)
cli.add_typer(addressees, name="addressees")
cli.add_typer(calendar, name="calendar")
staff.command(epilog="Example: " + accounts.EXAMPLE_INVITE)(accounts.invite)
staff.command(epilog="Example: " + accounts.EXAMPLE_UNBIND)(accounts.unbind)
staff.command(epilog="Example: " + deputy.EXAMPLE)(deputy.deputy)
cli.add_typer(staff, name="staff")
cli.add_typer(cases, name="cases")
cli.add_typer(records, name="records")
cli.add_typer(profile, name="profile")
cli.add_typer(omission, name="omission")
cli.add_typer(updates, name="updates")
cli.command(epilog="Example: " + deadline.EXAMPLE)(deadline.deadline)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave the process with its exit code."""
    words = sys.argv[1:] if arguments is None else [*arguments]
    try:
        status = cli(args=words or ["--help"], prog_name="liuhen", standalone_mode=False)
    except typer.TyperException as error:
        _say(error.format_message())
        status = error.exit_code
    except SettingsError as error:
        _say(str(error))
        status = 2
    sys.exit(status or 0)


def _say(trouble: str) -> None:
    print("liuhen: " + " ".join(trouble.split()), file=sys.stderr)

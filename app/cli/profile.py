"""`liuhen profile`: the rule systems that are known, one as a person reads it, and a new one."""

import json
from pathlib import Path
from typing import Annotated

import typer

from app.cli.errors import CheckFailed, WrongInput, knowing_profiles
from app.cli.files import listed, opening
from app.faults import Faults
from app.profile_file import check_profile
from register.profile import Profile, load_all, versions_of

EXAMPLE_LIST = "liuhen profile list --json"
EXAMPLE_SHOW = "liuhen profile show rudong"
EXAMPLE_CHECK = "liuhen profile check our-house-2027-01-01.toml"

profile = typer.Typer(help="The rule systems: which there are, what they say, and new ones.")


@profile.command("list", epilog="Example: " + EXAMPLE_LIST)
def list_profiles(
    as_json: Annotated[bool, typer.Option("--json", help="Print for a machine.")] = False,
) -> None:
    """List every rule system in every version."""
    if as_json:
        print(json.dumps([_facts(each) for each in load_all()], indent=2, ensure_ascii=False))
        return
    for each in load_all():
        since = each.effective_from or "(none printed)"
        print(f"{each.id:<10} version {each.version}  in force from {since!s:<15} {each.short}")


@profile.command(epilog="Example: " + EXAMPLE_SHOW)
def show(
    profile_id: Annotated[str, typer.Argument(metavar="ID", help="Such as rudong.")],
    version: Annotated[
        str | None, typer.Option(help="Such as 2016-03-01; the newest, if left out.")
    ] = None,
) -> None:
    """Print a rule system as a person reads it: who, by when, to whom, what is asked, why."""
    found = _found(profile_id, version)

    from app.cli.texts import render  # noqa: PLC0415 - not wanted where a machine reads

    print(render("profile", rules=found))


@profile.command(epilog="Example: " + EXAMPLE_CHECK)
def check(
    file: Annotated[Path, typer.Argument(help="The TOML of a rule system.")],
) -> None:
    """Look a rule system over; every fault is a line, with what was expected there."""
    with opening(file):
        read = check_profile(file)
    if isinstance(read, Faults):
        raise CheckFailed(listed(file, read))
    print(f"{file}: {read.id} {read.version}, {len(read.fields)} questions, sound")


def _facts(each: Profile) -> dict[str, object]:
    return {
        "id": each.id,
        "version": each.version.isoformat(),
        "effective_from": each.effective_from and each.effective_from.isoformat(),
        "short": each.short,
        "name": each.name,
        "parents": each.parents,
    }


def _found(profile_id: str, version: str | None) -> Profile:
    with knowing_profiles():
        versions = versions_of(profile_id)
    if version is None:
        return versions[-1]
    for each in versions:
        if each.version.isoformat() == version:
            return each
    known = ", ".join(each.version.isoformat() for each in versions)
    raise WrongInput(f"{profile_id} has no version {version}; there are: {known}")

"""The administrator's work with cases, from the command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4
from zoneinfo import ZoneInfo

from app.case_file import CaseFile, read_cases
from app.directory import Directory
from app.faults import Faults
from register.acts.case_import import CaseLine, ImportCases
from register.ids import Cause, OrganisationId
from register.organisations import Organisation
from register.ports import Clock
from register.profile import load

BLOCK = 200
"""Cases of one transaction: a large file keeps nobody waiting for long."""


@dataclass(frozen=True, slots=True)
class Caseload:
    """Checks case files against the directory, and writes them."""

    directory: Directory
    import_cases: ImportCases
    clock: Clock
    zone: ZoneInfo

    async def check(self, content: bytes, house: Organisation) -> CaseFile | Faults:
        """Read a whole case file of an organisation; nothing is written."""
        members = await self.directory.members()
        staff = [each for each in members if each.person.organisation == house.id]
        profile = load(house.profile, on=self.clock().astimezone(self.zone).date())
        return read_cases(content, staff=staff, styles=profile.case_numbers)

    async def keep(self, organisation: OrganisationId, lines: Sequence[CaseLine]) -> None:
        """Write the lines block by block; one that stopped in the middle is simply run again."""
        command = uuid4().hex
        for start in range(0, len(lines), BLOCK):
            cause = Cause(f"command:{command}:{start}")
            await self.import_cases(organisation, lines[start : start + BLOCK], cause=cause)

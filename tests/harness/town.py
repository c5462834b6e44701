"""The town of the journeys: a procuratorate with its superior, and a database in which they stand.

It is set up once; each journey gets a copy of its files.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from dishka import AsyncContainer

from app.core_providers import make_register
from app.directory import Directory
from register.acts.binding import Bind
from register.acts.staffing import StaffLine
from register.ids import Account, Cause
from register.people import Role
from storage.migrate import upgrade
from tests.harness.life import MovedTime, Orders


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody with a phone; `bound` says that the account is theirs from the beginning."""

    account: int
    name: str
    post: str
    roles: frozenset[Role]
    department: str = "第一检察部"
    contact: str = "0513-8899"
    bound: bool = True

    def staff_line(self) -> StaffLine:
        return StaffLine(
            name=self.name,
            department=self.department,
            post=self.post,
            roles=self.roles,
            contact=self.contact,
        )


def _resident(account: int, name: str, post: str, role: Role, *, bound: bool = True) -> Resident:
    return Resident(account, name, post, frozenset({role}), bound=bound)


LI = _resident(101, "李承办", "检察官", Role.HANDLER)
WANG = _resident(102, "王建国", "主任", Role.HEAD)
ZHOU = _resident(103, "周正", "组长", Role.INSPECTOR)
QIAN = _resident(104, "钱新来", "检察官", Role.HANDLER, bound=False)
SUN = _resident(105, "孙后到", "检察官", Role.HANDLER, bound=False)
CROWD = tuple(_resident(200 + n, f"检察员{n}", "检察官", Role.HANDLER) for n in range(1, 21))
"""Twenty who write at the same moment."""

RESIDENTS = (LI, WANG, ZHOU, QIAN, SUN, *CROWD)
CITY = "东海市人民检察院"
COUNTY = "临江县人民检察院"


async def build(orders: Orders) -> None:
    """Set the town up in an empty folder."""
    await upgrade(orders.read_settings().database_url)
    async with register_of(orders) as register:
        directory = await register.get(Directory)
        await directory.found(CITY, profiles=("rudong",))
        house = await directory.found(COUNTY, profiles=("rudong",), superior=CITY)
        await directory.keep(house.id, [each.staff_line() for each in RESIDENTS])
        bind = await register.get(Bind)
        for number, resident in enumerate(each for each in RESIDENTS if each.bound):
            account = Account(str(resident.account))
            code = await invite(register, resident)
            await bind(code, account=account, cause=Cause(f"town:{number}"))


async def invite(register: AsyncContainer, resident: Resident) -> str:
    """Return the code of a fresh invite."""
    directory = await register.get(Directory)
    (invitation,) = await directory.invite([resident.name])
    assert invitation.code is not None
    return invitation.code


@asynccontextmanager
async def register_of(orders: Orders) -> AsyncIterator[AsyncContainer]:
    """Open the register of a service, running or not, without Telegram."""
    register = make_register(orders.read_settings(), MovedTime(orders.clock_file))
    try:
        yield register
    finally:
        await register.close()


def orders_in(folder: Path, *, clock_file: Path, bot_api_url: str, token: str) -> Orders:
    """Return the orders of a service whose every file lies in `folder`."""
    settings = {
        "bot_token": token,
        "bot_api_url": bot_api_url,
        "database_url": f"sqlite+aiosqlite:///{folder / 'liuhen.db'}",
        "evidence_url": f"file:{folder / 'evidence'}",
        "key_file": folder / "key",
        "health_port": 0,
    }
    temp = folder / "temp"
    temp.mkdir(exist_ok=True)
    return Orders(settings=settings, clock_file=clock_file, log=folder / "log", temp=temp)


def copy(town: Path, folder: Path) -> None:
    shutil.copytree(town, folder, dirs_exist_ok=True)

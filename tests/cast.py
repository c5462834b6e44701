"""The cast: a county procuratorate with two departments, and its superior's discipline office."""

from datetime import date

from app.readings import readings
from register.conflicts import Conflicts
from register.ids import Account, DepartmentId, OrganisationId, PersonId
from register.organisations import Department, Organisation
from register.people import Person, Role
from register.profile import load
from register.provisions import Receiver
from register.routing import Office

RUDONG = load("rudong", date(2026, 9, 1))
CITY = Organisation(id=OrganisationId("city"), name="江州市人民检察院", profiles=("rudong",))
COUNTY = Organisation(
    id=OrganisationId("county"), name="云溪县人民检察院", profiles=("rudong",), superior=CITY.id
)
FIRST = Department(id=DepartmentId("first"), organisation=COUNTY.id, name="第一检察部")
SECOND = Department(id=DepartmentId("second"), organisation=COUNTY.id, name="第二检察部")

CONFLICTS = Conflicts(readings)


def person(
    key: str,
    name: str,
    post: str,
    *roles: Role,
    department: Department | None = None,
    organisation: Organisation = COUNTY,
) -> Person:
    """Return a member of staff whose account is named like them."""
    return Person(
        id=PersonId(key),
        organisation=organisation.id,
        department=department.id if department else None,
        roles=frozenset(roles),
        name=name,
        post=post,
        contact=f"0513-{len(key):04}",
        account=Account(f"account of {key}"),
    )


LI = person("li", "李承办", "检察官", Role.HANDLER, department=FIRST)
WANG = person("wang", "王主任", "第一检察部主任", Role.HEAD, department=FIRST)
QIAN = person("qian", "钱同事", "检察官", Role.HANDLER, department=SECOND)
SUN = person("sun", "孙部长", "第二检察部主任", Role.HEAD, department=SECOND)
CHEN = person("chen", "陈副检", "副检察长", Role.LEADER)
ZHOU = person("zhou", "周纪检", "纪检组组长", Role.INSPECTOR)
ZHENG = person("zheng", "郑管理", "技术员", Role.ADMINISTRATOR)
WU = person("wu", "吴监察", "纪检组副组长", Role.INSPECTOR, organisation=CITY)

EVERYBODY = (LI, WANG, QIAN, SUN, CHEN, ZHOU, ZHENG, WU)


def discipline(own: tuple[Person, ...], above: tuple[Person, ...]) -> dict[Receiver, Office]:
    """Return the offices of a house in which the discipline office receives records."""
    return {"discipline": Office(own=own, above=above)}

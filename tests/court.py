"""A court under two rule systems at once: people of a bench, and the two offices of records."""

from datetime import date

from register.ids import DepartmentId, OrganisationId
from register.organisations import Department, Organisation
from register.people import Role
from register.profile import load
from tests.cast import person

CHANGCHUN = load("changchun", date(2026, 9, 1))
SPC = load("spc", date(2026, 9, 1))
COURT = Organisation(
    id=OrganisationId("court"), name="云溪县人民法院", profiles=("changchun", "spc")
)
BENCH = Department(id=DepartmentId("bench"), organisation=COURT.id, name="民事审判庭")

HAN = person("han", "韩法官", "审判员", Role.HANDLER, department=BENCH, organisation=COURT)
LUO = person("luo", "罗庭长", "民事审判庭庭长", Role.HEAD, department=BENCH, organisation=COURT)
MENG = person("meng", "孟审管", "审判管理办公室主任", Role.ADJUDICATION, organisation=COURT)
TANG = person("tang", "唐监察", "监察室主任", Role.INSPECTOR, organisation=COURT)

EVERYBODY = (HAN, LUO, MENG, TANG)

"""The demonstration's people and cases: a whole county house, and nobody in it twice."""

from app.demo_data import read_cast
from register.people import Role

CAST = read_cast()
CITY, COUNTY = CAST.organisations


def holders(role: Role) -> list[str]:
    return [figure.name for figure in COUNTY.people if role in figure.roles]


def test_twelve_people_work_on_six_cases() -> None:
    assert len(CAST.people) == 12
    assert len(COUNTY.cases) == 6
    assert len({figure.name for figure in CAST.people}) == 12
    assert len({figure.account for figure in CAST.people}) == 12


def test_every_way_of_the_rules_has_somebody_at_its_end() -> None:
    departments = {figure.department for figure in COUNTY.people if Role.HANDLER in figure.roles}
    assert len(departments) == 3
    assert len(holders(Role.HEAD)) == len(holders(Role.LEADER)) == 2
    assert len(holders(Role.INSPECTOR)) == 2
    assert len(holders(Role.CHIEF)) == len(holders(Role.ADMINISTRATOR)) == 1
    leaders = [figure for figure in COUNTY.people if Role.LEADER in figure.roles]
    assert sorted(led for leader in leaders for led in leader.leads) == sorted(departments)
    assert COUNTY.superior == CITY.name
    assert any(Role.INSPECTOR in figure.roles for figure in CITY.people)


def test_every_case_is_in_hands_of_the_house() -> None:
    names = {figure.name for figure in COUNTY.people if Role.HANDLER in figure.roles}
    assert all(names.issuperset(case.handlers) for case in COUNTY.cases)


def test_the_page_shows_one_phone_of_each_station() -> None:
    shown = [figure for figure in CAST.people if figure.phone]
    assert [figure.account for figure in shown] == [101, 102, 105, 103]

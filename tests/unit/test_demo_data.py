"""The demonstration's people and cases: whole county houses, and nobody in them twice."""

import pytest

from app.demo_data import House, read_cast
from register.cases import read_case
from register.people import Role
from register.profile import load

CAST = read_cast()
CITY, PROCURATORATE, INTERMEDIATE, COURT = CAST.organisations
COUNTY = (PROCURATORATE, COURT)


def holders(role: Role, house: House) -> list[str]:
    return [figure.name for figure in house.people if role in figure.roles]


def test_each_house_has_its_people_and_cases_and_no_account_is_two_peoples() -> None:
    assert [len(house.people) for house in CAST.organisations] == [1, 11, 2, 7]
    assert [len(house.cases) for house in CAST.organisations] == [0, 6, 0, 3]
    assert len({figure.name for figure in CAST.people}) == 21
    assert len({figure.account for figure in CAST.people}) == 21
    numbers = [case.number for house in COUNTY for case in house.cases]
    assert len({*numbers}) == len(numbers)


def test_every_way_of_the_procuratorates_rules_has_somebody_at_its_end() -> None:
    house = PROCURATORATE
    departments = {figure.department for figure in house.people if Role.HANDLER in figure.roles}
    assert len(departments) == 3
    assert len(holders(Role.HEAD, house)) == len(holders(Role.LEADER, house)) == 2
    assert len(holders(Role.INSPECTOR, house)) == 2
    assert len(holders(Role.CHIEF, house)) == len(holders(Role.ADMINISTRATOR, house)) == 1
    leaders = [figure for figure in house.people if Role.LEADER in figure.roles]
    assert sorted(led for leader in leaders for led in leader.leads) == sorted(departments)
    assert house.superior == CITY.name
    assert holders(Role.INSPECTOR, CITY)


@pytest.mark.req("PD23")
def test_every_way_of_the_courts_rules_has_somebody_at_its_end() -> None:
    assert COURT.profiles == INTERMEDIATE.profiles == ("changchun", "spc")
    assert COURT.superior == INTERMEDIATE.name
    receivers = {load(each, on=CAST.start.date()).way.receiver for each in COURT.profiles}
    assert receivers == {"adjudication", "discipline"}
    for house in (COURT, INTERMEDIATE):
        assert holders(Role.ADJUDICATION, house)
        assert holders(Role.INSPECTOR, house)
    (leader,) = (figure for figure in COURT.people if Role.LEADER in figure.roles)
    (head,) = (figure for figure in COURT.people if Role.HEAD in figure.roles)
    colleagues = [figure for figure in COURT.people if figure.department == head.department]
    assert leader.leads == (head.department,)
    assert len(colleagues) == 3, "somebody else is there when a call comes"
    assert holders(Role.CHIEF, COURT)


@pytest.mark.parametrize("house", COUNTY, ids=lambda house: house.name)
def test_every_case_is_in_hands_of_the_house_and_numbered_as_its_kind_does(house: House) -> None:
    names = {figure.name for figure in house.people if Role.HANDLER in figure.roles}
    assert all(names.issuperset(case.handlers) for case in house.cases)
    styles = load(house.profiles[0], on=CAST.start.date()).case_numbers
    for case in house.cases:
        assert read_case(f"{case.number}{case.name}", styles).number == case.number


def test_the_page_shows_one_phone_of_each_station_and_four_of_a_house_at_most() -> None:
    shown = [
        [figure.account for figure in house.people if figure.phone] for house in CAST.organisations
    ]
    assert shown == [[], [101, 102, 105, 103], [], [201, 202, 205, 206]]

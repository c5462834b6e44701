"""Units as subjects: a department, the house, those who lead it, and who is meant beside them."""

from dataclasses import replace

import pytest

from register.conflicts import Involved
from register.draft import Answer
from register.ids import DepartmentId
from register.organisations import Department
from register.people import Person, Role
from register.units import speaking_of, vocabulary
from tests import cast

CALLED = cast.RUDONG.called
CHIEF = cast.person("zhu", "朱检察长", "检察长", Role.CHIEF)
DISCIPLINE = Department(
    id=DepartmentId("discipline"), organisation=cast.COUNTY.id, name="纪检督察室"
)
ABOVE = Department(id=DepartmentId("first above"), organisation=cast.CITY.id, name=cast.FIRST.name)
INSPECTOR = replace(cast.ZHOU, department=DISCIPLINE.id)
MAYOR = cast.person("mayor", "马一市", "主任", Role.HEAD, department=ABOVE, organisation=cast.CITY)
STAFF = (
    cast.LI,
    cast.WANG,
    cast.QIAN,
    cast.SUN,
    cast.CHEN,
    CHIEF,
    INSPECTOR,
    cast.ZHENG,
    MAYOR,
    cast.WU,
)
DEPARTMENTS = (cast.FIRST, cast.SECOND, DISCIPLINE, ABOVE)


def involved(subject: str, **others: Answer) -> Involved:
    answers = {"subject_name": Answer(value=subject), **others}
    if not subject:
        answers["subject_name"] = Answer(unknown=True, reason="没有说")
    words = vocabulary(cast.COUNTY, cast.CITY, DEPARTMENTS, CALLED)
    named = cast.CONFLICTS.of(answers, cast.COUNTY.id)
    return speaking_of(named, tuple(words.mentions(named.designations)), STAFF)


def left_out(subject: str, **others: Answer) -> set[Person]:
    found = involved(subject, **others)
    return {person for person in STAFF if found.stands_in(person)}


FIRST = {cast.LI, cast.WANG}
ABOVE_THE_CHAIN = {cast.WANG, cast.SUN, cast.CHEN, CHIEF}


@pytest.mark.req("A7", "H18")
@pytest.mark.parametrize(
    "written",
    [
        "第一检察部",
        "第一 检察部",
        "本院第一检察部",
        "云溪县人民检察院第一检察部",
        "云溪县检察院 第一检察部",
        "第一检察部全体人员",
        "第一检察部、县公安局",
        "县公安局，第一检察部",
        "第一检察部有关同志",
    ],
)
def test_a_department_as_subject_is_everybody_in_it(written: str) -> None:
    assert left_out(written) == FIRST


@pytest.mark.req("A7", "H18")
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("第一检察部李承办", {cast.LI}),
        ("本院第一检察部 李成办", {cast.LI}),
        ("第一检察部李检察官", {cast.LI}),
        ("第一检察部检察官李承办", {cast.LI}),
        ("李承办（第一检察部）", {cast.LI}),
        ("本院钱同事", {cast.QIAN}),
        ("院领导陈副检", {cast.CHEN}),
        ("第一检察部孙部长", {cast.SUN}),
    ],
)
def test_a_person_named_beside_a_unit_is_one_person(written: str, meant: set[Person]) -> None:
    assert cast.WANG not in meant
    assert left_out(written) == meant


@pytest.mark.req("A7", "H18", "W4")
def test_a_name_that_nobody_bears_beside_a_unit_may_be_anybody_there() -> None:
    assert left_out("第一检察部冯二") == FIRST


@pytest.mark.req("H18", "W4")
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("第一检察部主任", {cast.WANG}),
        ("本院副检察长", {cast.CHEN}),
        ("副检察长", {cast.CHEN}),
        ("检察长", {cast.CHEN, CHIEF}),
        ("第二检察部主任、县公安局局长", {cast.SUN}),
        ("纪检组组长", {INSPECTOR}),
    ],
)
def test_a_title_without_a_name_is_everybody_who_bears_it(
    written: str, meant: set[Person]
) -> None:
    assert left_out(written) == meant


@pytest.mark.req("H18")
@pytest.mark.parametrize("written", ["县住建局主任", "县公安局副局长", "省检察院副检察长"])
def test_a_title_of_somewhere_else_is_nobodys_here(written: str) -> None:
    assert left_out(written) == set()


@pytest.mark.req("A7", "H18")
@pytest.mark.parametrize(
    "written",
    [
        "本院",
        "我院",
        "云溪县人民检察院",
        "云溪县检察院",
        "院领导",
        "院党组",
        "某院领导",
        "本院院领导",
        "云溪县人民检察院党组",
    ],
)
def test_the_house_or_its_leadership_is_everybody_above_the_chain(written: str) -> None:
    assert left_out(written) == ABOVE_THE_CHAIN


@pytest.mark.req("A7", "H18", "AD9")
@pytest.mark.parametrize("written", ["本院纪检监察机构", "纪检组", "纪检督察室"])
def test_the_discipline_office_may_be_a_subject_too(written: str) -> None:
    assert left_out(written) == {INSPECTOR}


@pytest.mark.req("A7", "H18")
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("江州市人民检察院第一检察部", {MAYOR}),
        ("江州市检察院", {MAYOR}),
        ("江州市检察院第二检察部", set()),
        ("江州市人民检察院纪检组", {cast.WU}),
    ],
)
def test_a_unit_of_the_superior_house_is_none_of_the_own(written: str, meant: set[Person]) -> None:
    assert left_out(written) == meant


@pytest.mark.req("A7")
@pytest.mark.parametrize(
    "written", ["县公安局", "市中级人民法院领导", "赵干预", "县法院院领导", "县纪检委"]
)
def test_other_units_are_nobody_here(written: str) -> None:
    assert left_out(written) == set()


@pytest.mark.req("A7", "H18")
def test_the_post_of_somebody_who_is_named_makes_no_unit_the_subject() -> None:
    assert left_out("赵干预", subject_post=Answer(value="第一检察部检察官")) == set()


@pytest.mark.req("A7", "H18")
def test_where_the_subject_has_no_name_the_post_says_who_may_be_meant() -> None:
    assert left_out("", subject_post=Answer(value="纪检督察室")) == {INSPECTOR}
    assert left_out("", subject_post=Answer(value="第一检察部")) == FIRST
    assert left_out("", subject_post=Answer(unknown=True, reason="没有说")) == set()


@pytest.mark.req("A7", "A8", "H18")
def test_a_unit_may_stand_behind_a_proxy() -> None:
    assert left_out("赵干预", principal=Answer(value="本院领导班子")) == ABOVE_THE_CHAIN


def test_a_house_without_a_superior_has_its_words_too() -> None:
    words = vocabulary(cast.CITY, None, [ABOVE], CALLED)

    (mention,) = words.mentions(["本院第一检察部马一市"])

    assert mention.unit.includes(MAYOR)
    assert not mention.unit.includes(cast.WU)
    assert mention.after == "马一市"

"""Who stands in a record: by name, by surname and title, or because nobody is named."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register.conflicts import normalise
from register.draft import Answer
from register.people import Person
from tests import cast

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4)


def stands_in(person: Person, subject: str, principal: str = "") -> bool:
    answers = {"subject_name": Answer(value=subject)}
    if principal:
        answers["principal"] = Answer(value=principal)
    return cast.CONFLICTS.of(answers).stands_in(person)


@pytest.mark.req("H18", "CH29")
@pytest.mark.parametrize(
    "written",
    [
        "王主任",
        "第一检察部王主任",
        "王 主 任",
        "王\u3000主任、赵某",
        "王第一检察部主任",
        "王检察部主任",
    ],
)
def test_a_person_is_known_by_name_or_by_surname_and_title(written: str) -> None:
    assert stands_in(replace(cast.WANG, name="王建国"), written)


@pytest.mark.parametrize("written", ["陈检察长", "陈副检察长", "陈副检"])
def test_a_title_may_be_longer_than_two_signs(written: str) -> None:
    assert stands_in(cast.CHEN, written)


@pytest.mark.parametrize("written", ["赵干预", "张主任", "王委员", "李承"])
def test_others_do_not_stand_in_it(written: str) -> None:
    assert not any(stands_in(person, written) for person in cast.EVERYBODY)


@pytest.mark.req("H18")
@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("王建国", "汪建国"),
        ("赵德海", "县住建局赵得海副局长"),
        ("仇和", "求和"),  # the surname is read qiu, the word chou
        ("单田芳", "善田方"),
        ("吕梁", "吕良"),
    ],
)
def test_a_name_that_sounds_the_same_is_the_same(name: str, written: str) -> None:
    person = replace(cast.WANG, name=name, post="")

    assert stands_in(person, written)
    assert not stands_in(replace(person, name=f"{name[0]}二二"), written)


@pytest.mark.req("H18")
def test_a_former_name_and_how_it_is_spelt_elsewhere_count() -> None:
    person = replace(cast.WANG, aliases=("王小虎", "Tiger Wang"))

    assert stands_in(person, "王小虎")
    assert stands_in(person, "王晓虎")
    assert stands_in(person, "ＴＩＧＥＲ　ＷＡＮＧ")


@pytest.mark.req("H18")
@pytest.mark.parametrize("written", ["王某", "王某某", "一姓王某人"])
def test_who_is_not_written_out_may_be_anybody_of_that_surname(written: str) -> None:
    assert stands_in(replace(cast.WANG, name="王建国", post=""), written)
    assert not stands_in(replace(cast.WANG, name="赵建国", post=""), written)


def test_a_surname_of_two_signs_has_its_titles() -> None:
    person = replace(cast.WANG, name="欧阳春", post="主任")

    assert stands_in(person, "欧阳主任")
    assert stands_in(person, "欧阳某")


@pytest.mark.parametrize("post", ["", " ", "员"])
def test_a_surname_alone_accuses_nobody(post: str) -> None:
    assert not stands_in(replace(cast.WANG, name="王建国", post=post), "王建军")


@pytest.mark.req("A8", "H18")
def test_whoever_stands_behind_stands_in_the_record_too() -> None:
    assert stands_in(cast.WANG, "赵干预", principal="王主任")


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"subject_name": Answer(unknown=True, reason="没有说")},
        {
            "subject_name": Answer(value="赵干预"),
            "principal": Answer(unknown=True, reason="没有说"),
        },
    ],
)
def test_where_somebody_is_not_named_anybody_may_be_the_one(answers: dict[str, Answer]) -> None:
    assert cast.CONFLICTS.of(answers).unknown


def test_no_principal_is_no_unknown_principal() -> None:
    assert not cast.CONFLICTS.of({"subject_name": Answer(value="赵干预")}).unknown


def test_what_is_unknown_names_nobody() -> None:
    unknown = Answer(value="王主任", unknown=True, reason="记不清楚")

    assert not cast.CONFLICTS.of({"subject_name": unknown}).stands_in(cast.WANG)


@settings(max_examples=300)
@given(before=st.text(max_size=10), name=HAN, after=st.text(max_size=10))
def test_a_name_is_found_wherever_it_stands_in_the_text(
    before: str, name: str, after: str
) -> None:
    person = replace(cast.WANG, name=name)

    assert stands_in(person, f"{before} {name} {after}")
    assert stands_in(person, f"{before} {'　'.join(name)} {after}")


@pytest.mark.parametrize("written", ["Ｗang  Wei", "WANG\tWEI", "wangwei", "ｗａｎｇｗｅｉ"])
def test_width_case_and_spaces_make_no_other_name(written: str) -> None:
    assert normalise(written) == "wangwei"

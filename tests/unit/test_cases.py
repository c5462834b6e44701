"""Case numbers: recognised however they are typed, and never in the way of what is typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.cases import CaseReference, read_case
from register.profile import load

STYLES = load("rudong", date(2026, 9, 30)).case_numbers


@pytest.mark.req("F1-7", "W4")
@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("东检刑诉〔2026〕12号", "东检刑诉〔2026〕12号"),
        ("东检刑诉[2026]12号", "东检刑诉〔2026〕12号"),
        ("东检刑诉（2026）12号", "东检刑诉〔2026〕12号"),
        ("东检刑诉【２０２６】第１２号", "东检刑诉〔2026〕12号"),
        (" 东检刑诉 〔 2026 〕 12 号 ", "东检刑诉〔2026〕12号"),
        ("东检 刑诉〔2026〕12号", "东检刑诉〔2026〕12号"),
        ("东检一部刑诉受〔2026〕0123号", "东检一部刑诉受〔2026〕0123号"),
        ("东检一部刑诉受[2026]32062300123号", "东检一部刑诉受〔2026〕32062300123号"),
        ("通崇检刑不诉〔2026〕3号", "通崇检刑不诉〔2026〕3号"),
        ("(2026)苏0623刑初12号", "（2026）苏0623刑初12号"),
        ("（2026）苏 06 民终 345 号", "（2026）苏06民终345号"),
        ("〔2026〕苏０６２３刑初１２号", "（2026）苏0623刑初12号"),
        ("( 2026 ) 苏 0623 刑 初 12 号", "（2026）苏0623刑初12号"),
        ("（2026）最高法民终3号", "（2026）最高法民终3号"),
        ("（2015）东刑初字第12号", "（2015）东刑初字第12号"),
        ("(2026)苏0623执恢12号之一", "（2026）苏0623执恢12号之一"),
    ],
)
def test_a_case_number_gets_the_form_of_its_office(typed: str, number: str) -> None:
    assert read_case(typed, STYLES) == CaseReference(text=number, number=number)


@pytest.mark.req("F1-7")
@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("李某故意伤害案，东检刑诉[2026] 12 号", "李某故意伤害案，东检刑诉〔2026〕12号"),
        ("盗窃案 东检刑诉[2026]12号（在审）", "盗窃案 东检刑诉〔2026〕12号（在审）"),
        ("案号：东检刑诉(2026)12号", "案号：东检刑诉〔2026〕12号"),
    ],
)
def test_a_number_inside_a_text_leaves_the_rest_as_typed(typed: str, text: str) -> None:
    assert read_case(typed, STYLES) == CaseReference(text=text, number="东检刑诉〔2026〕12号")


def test_a_court_s_number_may_follow_a_word_directly() -> None:
    case = read_case("合同纠纷(2026)苏0623民初7号上诉", STYLES)

    assert case.number == "（2026）苏0623民初7号"
    assert case.text == "合同纠纷（2026）苏0623民初7号上诉"


@pytest.mark.req("F1-7", "W4")
@pytest.mark.parametrize(
    "typed",
    [
        "李某故意伤害案",
        "12号",
        "2026年第12号案",
        "东检刑诉26-12",
        "东公(刑)立字[2026]12号",
        "盗窃案东检刑诉〔2026〕12号",  # where the office's name begins would be a guess
        "（2026年9月立案）12号",
        "不知道案号",
        "",
    ],
)
def test_any_other_text_stays_as_typed_and_is_never_refused(typed: str) -> None:
    assert read_case(typed, STYLES) == CaseReference(text=typed)


NUMBERS = st.one_of(
    st.builds(
        "东检{}〔{}〕{}号".format,
        st.sampled_from(["刑诉", "一部刑诉受", "控申"]),
        st.integers(1950, 2099),
        st.integers(1, 99999),
    ),
    st.builds(
        "（{}）苏{:04}{}{}号".format,
        st.integers(1950, 2099),
        st.integers(0, 9999),
        st.sampled_from(["刑初", "民终", "执恢"]),
        st.integers(1, 99999),
    ),
)


@given(number=NUMBERS)
def test_a_number_in_its_normal_form_stays_as_it_is(number: str) -> None:
    assert read_case(number, STYLES) == CaseReference(text=number, number=number)


@given(text=st.text(alphabet="东检刑诉苏案号第之一 　12026０〔〕()（）[]", max_size=60))
def test_reading_a_case_twice_changes_nothing_more(text: str) -> None:
    once = read_case(text, STYLES)

    assert read_case(once.text, STYLES) == once

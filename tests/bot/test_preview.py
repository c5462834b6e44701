"""The preview shows whatever there is, each thing once, and hides no template that is new."""

from app.providers import WORDS
from tests.bot import examples as an
from tests.bot.cases import Case
from tests.preview import GROUPS, TALL, grouped, page

TEMPLATES = sorted(
    f"{file.parent.name}/{file.name.partition('.')[0]}" for file in WORDS.glob("*/*.j2")
)


def case(template: str, name: str = "usual", text: str = "words") -> Case:
    return Case(template=template, name=name, text=text, rows=[])


def test_every_template_stands_under_one_heading_and_none_is_empty() -> None:
    cases = [case(template) for template in TEMPLATES]

    groups = grouped(cases)

    assert {*groups} == {*GROUPS}
    assert sorted(each.template for some in groups.values() for each in some) == TEMPLATES


def test_what_is_new_is_shown_with_the_last() -> None:
    (group,) = grouped([case("messages/of_tomorrow")])

    assert group is GROUPS[-1]


def test_a_long_group_is_cut_into_sections_and_loses_nothing() -> None:
    cases = [case("windows/question", f"question {number}") for number in range(TALL)]

    shown = page(cases)

    assert shown.count("<section") > 1
    assert [shown.count(f"question {number}<") for number in range(TALL)] == [1] * TALL


def test_a_reader_of_pictures_sees_plain_names() -> None:
    shown = page([case("messages/welcome", text="赵&lt;b&gt;德&amp;海，您好")])

    assert "赵德海，您好" in shown
    assert an.HOSTILE not in shown

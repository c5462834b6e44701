"""Every rule system of the sources: sound, word for word, and each list in one place alone."""

import re
from datetime import date
from pathlib import Path

import pytest

from register.advice import Advice, every_run
from register.profile import Profile, load_all

SOURCES = Path(__file__).parents[2] / "docs" / "sources"
PRINTED = {
    "c-int": "c-int-spc.txt",
    "c-lead": "c-lead.txt",
    "changchun": "changchun.txt",
    "nmg": "nmg.txt",
    "rudong": "rudong.txt",
    "spc": "c-int-spc.txt",
}
PROFILES = {profile.id: profile for profile in load_all()}
EACH = pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
CENTRAL = re.compile(r"(c-lead|c-int)\.(\d+\(\d+\))")


def print_of(profile: Profile) -> str:
    return "".join((SOURCES / PRINTED[profile.id]).read_text("utf-8").split())


def reached(profile: Profile, advice: Advice) -> set[str]:
    ends = [run.end for run in every_run(profile.check)]
    return {article for end in ends if end and end.advice is advice for article in end.articles}


@pytest.mark.req("PD21", "A17")
def test_there_are_six_and_each_stands_on_known_ones() -> None:
    assert sorted(PROFILES) == sorted(PRINTED)
    for profile in PROFILES.values():
        assert set(profile.parents) <= PROFILES.keys() - {profile.id}, profile.id


@pytest.mark.req("TX8", "J10")
def test_a_day_is_in_force_only_where_it_is_printed() -> None:
    assert {each.id: each.effective_from for each in PROFILES.values()} == {
        "c-int": None,
        "c-lead": date(2015, 3, 18),
        "changchun": None,
        "nmg": None,
        "rudong": date(2016, 3, 1),
        "spc": date(2015, 8, 20),
    }
    assert PROFILES["spc"].repeals == ("《关于在审判工作中防止法院内部人员干扰办案的若干规定》",)


@pytest.mark.req("E1", "C1")
@EACH
def test_every_article_is_cut_out_of_the_printed_text(profile: Profile) -> None:
    printed = print_of(profile)
    told = {name: "".join(each.text.split()) for name, each in profile.articles.items()}

    assert [n for n, text in told.items() if n != "form-note" and text not in printed] == []


@EACH
def test_every_label_fits_a_button(profile: Profile) -> None:
    labels = [choice.label for field in profile.fields for choice in field.choices]
    labels += [branch.label for question in profile.check for branch in question.branches]

    assert [label for label in labels if len(label) > 20] == []


@pytest.mark.req("B1", "CH35")
@EACH
def test_behaviours_point_to_items_that_the_central_lists_have(profile: Profile) -> None:
    for choice in profile.field("behaviours").choices:
        for item in choice.same_as:
            found = CENTRAL.fullmatch(item)
            assert found, item
            assert found[2] in PROFILES[found[1]].articles, item


@pytest.mark.req("CL8-1", "CL8-2", "CL8-3", "CL8-4", "CL8-5")
@pytest.mark.req("CI9-1", "CI9-2", "CI9-3", "CI9-4", "CI9-5")
@pytest.mark.req("SPC12-1", "SPC12-2", "SPC12-3", "SPC12-4", "SPC12-5")
@pytest.mark.req("CC10-1", "CC10-2", "CC10-3", "CC10-4", "CC10-5", "CC10-6", "CC10-7")
@pytest.mark.req(
    "CC10-8", "CC10-9", "CC10-10", "CC10-11", "CC10-12", "CC10-13", "CC10-14", "CC10-15"
)
@pytest.mark.req("NMG9-1", "NMG9-2", "NMG9-3")
@pytest.mark.parametrize(
    ("profile", "field", "prefix", "items"),
    [
        ("c-lead", "behaviours", "CL8", 5),
        ("nmg", "behaviours", "NMG8", 5),
        ("nmg", "aggravators", "NMG9", 3),
        ("c-int", "behaviours", "CI9", 5),
        ("spc", "behaviours", "SPC12", 5),
        ("changchun", "behaviours", "CC10", 15),
    ],
)
def test_each_text_offers_its_own_list(profile: str, field: str, prefix: str, items: int) -> None:
    codes = [choice.code for choice in PROFILES[profile].field(field).choices]

    assert codes[:items] == [f"{prefix}-{n}" for n in range(1, items + 1)]
    assert codes[-1] == "none"
    assert set(codes[items:-1]) <= {"CL10", "NMG11", "CI11", "CC11", "SPC16"}, (
        "orders not to record"
    )


@pytest.mark.req("G9", "G10", "PD1", "PD2", "CH10", "CH11")
def test_only_changchun_and_rudong_give_recorders_a_day() -> None:
    limits = {
        profile.id: [(c.id, c.n, c.unit) for c in profile.clocks if c.legal]
        for profile in PROFILES.values()
        if profile.id != "rudong"
    }

    assert limits.pop("changchun") == [("record", 2, "day"), ("handover", 3, "day")]
    assert set(map(tuple, limits.values())) == {()}


@pytest.mark.req("C1", "C3", "C4", "C5")
@pytest.mark.parametrize(
    ("profile", "exempt"),
    [
        ("c-lead", {"3"}),
        ("nmg", {"3"}),
        ("changchun", {"6"}),
        ("c-int", {"4"}),
        ("spc", {"6"}),
    ],
)
def test_every_exemption_is_reached_by_the_adviser(profile: str, exempt: set[str]) -> None:
    rules = PROFILES[profile]
    free = reached(rules, Advice.NEED_NOT) | reached(rules, Advice.NOTE)

    for article in exempt:
        assert any(each == article or each.startswith(f"{article}(") for each in free), free
    assert reached(rules, Advice.IN_DOUBT), "whoever is unsure records"

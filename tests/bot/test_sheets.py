"""Every answer finds its row on the sheet of its rule system, and every signer a box."""

from dataclasses import replace
from datetime import timedelta
from itertools import chain

import pytest

from bot.answers import in_words
from register.afterwards import Capacity, Supplement
from register.bases import basis_of
from register.draft import chosen
from register.forms import RegistrationSheet, SheetSignature
from register.profile import Profile
from tests import cast
from tests.bot import examples as an
from tests.bot.digests import TEXTS
from tests.bot.record_cases import LATER, opinion
from tests.bot.sheet_cases import ALL, SHEETS, USUAL, fullest, kept_by, longest, unknown, usual_of

CHANGCHUN, SPC = ALL[:2]
each_system = pytest.mark.parametrize("rules", ALL, ids=lambda rules: rules.id)


def rows(sheet: RegistrationSheet) -> dict[str, str]:
    """Return what was answered, by label; the recorder's own section is the last one."""
    lines = chain.from_iterable(section.lines for section in sheet.sections[:-1])
    return {line.label: line.text for line in lines}


def box(sheet: RegistrationSheet, label: str) -> tuple[SheetSignature, ...]:
    (found,) = (each for each in sheet.signers if each.label.replace("\n", "") == label)
    return found.entries


@pytest.mark.req("E5", "E7", "E8", "E11", "F5")
@each_system
def test_every_answer_stands_under_its_own_label(rules: Profile) -> None:
    record = fullest(rules)
    told = rows(SHEETS.of(record, ()))

    for field in rules.fields:
        if field.id in record.answers:
            assert told[field.label] == in_words(record.answers[field.id], field, TEXTS)


@pytest.mark.req("E8", "F5")
def test_what_article_four_wants_of_a_call_is_on_the_sheet_said_or_missing() -> None:
    told = rows(SHEETS.of(kept_by(CHANGCHUN), ()))

    assert told["所在单位及职务"] == "某县某局副局长"
    assert (told["过问地点"], told["在场人员"]) == ("未填写", "未填写")
    written = usual_of(CHANGCHUN, channel="letter")
    assert rows(SHEETS.of(kept_by(CHANGCHUN, answers=written), ()))["来文来函的形式"] == "未填写"


@each_system
def test_what_was_not_asked_and_not_answered_is_named_below_its_section(rules: Profile) -> None:
    sheet = SHEETS.of(kept_by(rules), ())
    blank = "、".join(section.blank.removeprefix("本栏未填写：") for section in sheet.sections)

    offered = {
        field.label for field in rules.fields if rules.shown(field, chosen(usual_of(rules)))
    }
    assert {label for label in blank.split("、") if label} == offered - rows(sheet).keys()


@each_system
def test_what_is_unknown_says_so_with_its_reason(rules: Profile) -> None:
    assert rows(SHEETS.of(unknown(rules), ()))["过问人姓名"] == "不详（对方没有说明）"


@pytest.mark.req("E5", "AD2")
def test_changchuns_sheet_is_signed_by_handler_those_present_and_adjudication_management() -> None:
    seen = SheetSignature(text="", name="何某", at=LATER)
    refused = SheetSignature(text="不签字。", name="吴某", at=LATER, signed=False)
    record = kept_by(CHANGCHUN, opinions=(opinion(cast.ZHOU, Capacity.ADJUDICATION, "已收到。"),))

    sheet = SHEETS.of(record, (), present=(seen, refused))

    assert [each.name for each in box(sheet, "案件承办人")] == ["李承办"]
    assert box(sheet, "其他在场的法院工作人员") == (seen, refused)
    (office,) = box(sheet, "审判管理部门")
    assert (office.text, office.name) == ("已收到。", cast.ZHOU.name)
    assert sheet.signers[-1].note == "2026年9月30日 15:01 送达"


@pytest.mark.req("CH21", "E7")
def test_a_record_under_two_systems_has_the_boxes_of_both_offices() -> None:
    by = (Capacity.ADJUDICATION, Capacity.INSPECTOR)
    record = kept_by(
        CHANGCHUN,
        answers=usual_of(CHANGCHUN, subject_kind="judicial_leader"),
        beside=(basis_of(SPC),),
        opinions=tuple(opinion(cast.ZHOU, each, each) for each in by),
    )

    sheet = SHEETS.of(record, ())

    assert [each.text for each in box(sheet, "审判管理部门")] == [Capacity.ADJUDICATION]
    assert [each.text for each in box(sheet, "监察部门")] == [Capacity.INSPECTOR]
    assert [each.label for each in sheet.signers].count("办案人员") == 0, "one recorder signs once"
    assert CHANGCHUN.name in sheet.basis
    assert f"{SPC.name}第九条、第十条" in sheet.basis


@pytest.mark.req("H12")
def test_whoever_receives_in_the_offices_place_signs_its_box() -> None:
    record = kept_by(CHANGCHUN, opinions=(opinion(cast.WU, Capacity.SUPERIOR_INSPECTOR, "阅。"),))

    (office,) = box(SHEETS.of(record, ()), "审判管理部门")
    assert (office.name, office.text) == (cast.WU.name, "阅。")


@pytest.mark.req("E8")
def test_those_present_sign_oral_contact_alone() -> None:
    letter = kept_by(CHANGCHUN, answers=usual_of(CHANGCHUN, channel="letter"))

    assert [each.label for each in SHEETS.of(letter, ()).signers] == ["案件承办人", "审判管理部门"]


@pytest.mark.req("E12")
@each_system
def test_a_title_that_the_text_does_not_name_is_marked_as_ours(rules: Profile) -> None:
    sheet = SHEETS.of(kept_by(rules), ())
    title = sheet.title.replace("\n", "")
    said = "".join(article.text for article in rules.articles.values())

    assert (title in said) == (rules.paper.named_in is not None)
    assert sheet.imprint.startswith("本表为本系统所拟") == (title not in said)


@pytest.mark.req("E12")
def test_the_head_tells_a_limit_from_a_target_and_marks_a_late_entry() -> None:
    late = SHEETS.of(fullest(CHANGCHUN, channel="letter"), ()).heads
    target = SHEETS.of(fullest(SPC), ()).heads

    assert late[1:] == ("登记期限：2026年10月8日（含当日）", "补记")
    assert target[1:] == ("建议完成：2026年10月8日",)


def test_a_long_text_and_a_question_for_one_share_no_row() -> None:
    lines = {
        line.label: line
        for section in SHEETS.of(longest(SPC), ()).sections
        for line in section.lines
    }

    assert len(lines["主要内容"].text) == 9000
    assert not lines["主要内容"].brief
    assert lines["过问人姓名"].brief


@pytest.mark.req("E7", "E12")
def test_evidence_and_what_came_later_are_annexed() -> None:
    later = Supplement(at=an.NOW + timedelta(days=1), text="次日又来电一次。")
    sheet = SHEETS.of(kept_by(SPC, supplements=(later,)), (an.PHOTO,))

    assert rows(sheet)["相关材料"] == "1 件，见附页清单"
    assert (sheet.evidence[0].sha256, sheet.evidence[0].sm3) == (
        an.PHOTO.sha256.hex(),
        an.PHOTO.sm3.hex(),
    )
    assert [each.text for each in sheet.annexes] == ["次日又来电一次。"]


def test_a_correction_leaves_the_sheet_as_it_was_filed() -> None:
    before = USUAL["subject_post"]
    corrected = Supplement(
        at=LATER, question="subject_post", before=before, after=replace(before, value="局长")
    )

    sheet = SHEETS.of(kept_by(SPC, supplements=(corrected,)), ())

    assert rows(sheet)["所在单位及职务"] == before.text
    assert "更正后：局长" in sheet.annexes[0].text


@each_system
def test_the_articles_it_rests_on_are_those_of_what_was_answered(rules: Profile) -> None:
    sheet = SHEETS.of(kept_by(rules), ())

    assert rules.articles[kept_by(rules).deadline.article].title in sheet.basis
    assert sheet.basis.startswith(f"依据：{rules.name}")

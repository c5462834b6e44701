"""The filing form of adjudication management: what came, who received it, who signed for it."""

import pytest

from bot.transfer_papers import TransferPapers
from tests.bot.digests import TEXTS
from tests.bot.stage import PlainPapers
from tests.bot.transfer_cases import AT_HEAD, LETTER

PAPERS = TransferPapers(PlainPapers(), TEXTS)


@pytest.mark.req("E9", "D7")
def test_it_names_what_came_and_bears_a_box_for_every_level() -> None:
    sheet = PAPERS.facts(AT_HEAD, [LETTER])

    assert sheet.title == "外部领导干部过问案件备案表"
    assert sheet.number == AT_HEAD.number
    told = {line.label: line.text for section in sheet.sections for line in section.lines}
    assert told["来源"] == AT_HEAD.received.source
    assert told["涉及的具体案件"] == AT_HEAD.received.case
    assert told["接收部门"] == "办公室"
    assert [box.label for box in sheet.signers] == [
        "审判管理部门",
        "分管院领导",
        "庭（处）长",
        "案件承办人",
    ]
    registry, leader, head, handler = sheet.signers
    assert [(each.text, each.name) for each in registry.entries] == [("登记备案", "孟审管")]
    assert leader.entries[0].house_rule == "由代理人办理（本院做法）"
    assert head.entries == handler.entries == ()
    assert [each.number for each in sheet.evidence] == [LETTER.number]
    assert "第七条第二款" in sheet.basis

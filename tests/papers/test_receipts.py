"""All receipts of a recorder in one file: proof of time and bytes, nothing of the content."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from register.forms import ReceiptLine, Receipts
from tests.papers.forms import evidence, opened, pages, papers

COUNT = "遇到之日起三个工作日内记录（第七条），当天不计：第1日10月8日（周四）。"


def receipt(n: int = 1, **facts: Any) -> ReceiptLine:
    usual: dict[str, Any] = {
        "number": f"2026-7K3MQ{n}-4",
        "recorder_post": "第一检察部 检察官",
        "encountered": "2026年9月30日 14:30",
        "filed_at": datetime(2026, 10, 9, 17, 5, tzinfo=UTC),
        "due_on": date(2026, 10, 10),
        "count": COUNT,
        "discharged": "记录和报告职责已按期履行。",
        "sent_to": "部门负责人、分管院领导",
        "evidence": (),
    }
    return ReceiptLine(**usual | facts)


def receipts(*lines: ReceiptLine) -> Receipts:
    return Receipts(
        recorder_name="李承办", made_at=datetime(2026, 10, 12, 1, tzinfo=UTC), receipts=lines
    )


@pytest.mark.req("E4", "EC8")
def test_a_receipt_says_when_by_when_how_it_was_counted_and_that_it_is_done() -> None:
    [page] = pages(papers().receipts(receipts(receipt())))

    for fact in (
        "记录人：李承办",
        "共1份",
        "编号2026-7K3MQ1-4",
        "提交登记2026年10月10日01:05",
        "过问时间2026年9月30日14:30",
        "登记期限2026年10月10日（含当日）",
        f"期限计算{COUNT}",
        "职责履行记录和报告职责已按期履行。",
        "已送部门负责人、分管院领导",
        "李承办（第一检察部检察官）",
    ):
        assert fact in page
    assert "摘要值" not in page


@pytest.mark.req("E4", "EC8")
def test_the_digests_of_all_records_stand_below_their_own_receipt() -> None:
    lines = [receipt(n, evidence=(evidence(2 * n), evidence(2 * n + 1))) for n in range(1, 10)]

    text = "".join(pages(papers().receipts(receipts(*lines))))

    places = [
        text.index(words)
        for line in lines
        for words in (line.number, *(item.sha256 for item in line.evidence))
    ]
    assert places == sorted(places)
    assert all(item.sm3 in text for line in lines for item in line.evidence)
    assert text.count("只能证明材料自收到之时起未被改动") == 1


def test_hundreds_of_receipts_are_one_archival_file_whose_metadata_name_nobody() -> None:
    pdf = papers().receipts(receipts(*(receipt(n) for n in range(300))))

    with opened(pdf) as document:
        told = document.get_metadata_dict(skip_empty=True)
        assert len(document) > 30
    assert "Author" not in told
    assert not any("李承办" in words for words in told.values())
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf

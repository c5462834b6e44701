"""Form 1 is the print's: its boxes, words and order, and nothing passed off as its own."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from register.forms import Annexed
from tests.papers.forms import evidence, form, new_papers, opened, papers, printed, signed

TITLE = "领导干部、司法机关内部人员干预、插手、过问案件登记表"
NOTE_OF_COPIES = "备注：此表一式两份，由记录人和纪检监察机构分别留存。"
NOTE_OF_DAYS = (
    "检察人员（被过问人）遇有干预、插手、过问司法办案情形的，应当于三日内填写此表，"
    "并向部门负责人报告。必要时也可直接向有关领导和纪检监察机构报告。"
)
LABELS = {
    "F1-1": "过问人姓名",
    "F1-2": "所在单位及职务",
    "F1-3": "联系方式",
    "F1-4": "记录人姓名",
    "F1-5": "所在部门及职务",
    "F1-6": "联系方式",
    "F1-7": "被过问案件的案由、诉讼阶段及承办人",
    "F1-8": "过问时间、方式、地点及主要内容",
    "F1-9": "记录人答复的形式及内容",
    "F1-10": "记录人需要特别说明的事项",
    "F1-11": "部门负责人意见",
    "F1-12": "分管院领导意见",
    "F1-13": "纪检监察机构意见",
}
FILLED = {
    "F1-1": "赵过问",
    "F1-2": "某县某局副局长",
    "F1-3": "13800000001",
    "F1-4": "李承办",
    "F1-5": "第一检察部检察官",
    "F1-6": "0513-84110002",
    "F1-7": "交通肇事罪；审查起诉；李承办",
    "F1-8": "2026年10月8日15时许；电话；办公室来电询问案件何时起诉，希望从轻处理。",
    "F1-9": "口头答复：案件依法办理。",
    "F1-10": "无特别说明。",
    "F1-11": "同意上报。签名：王主任2026年10月10日11:20",
    "F1-12": "请依规处理。签名：陈副检2026年10月10日11:20",
    "F1-13": "已收到。签名：孙纪检2026年10月10日11:20",
}
RUNNING = re.compile(r"记录编号：.*?（含当日）|本表依照.*?共\d+页")
"""What stands at the head and the foot of every page."""
EMPTY_OPINION = "签名：年月日"
HOSTILE = (
    r"""#panic("x") #{1+1} *b* _u_ $x$ "q" 'q' \n \u{41} <a> @ref // c /* c */"""
    r""" `raw` = [x] ~ --- {{x}}"""
)


def boxes(page: str) -> str:
    """Return the words of the table: between the title and the note."""
    return page.partition(TITLE)[2].partition(NOTE_OF_COPIES)[0]


@pytest.mark.req(
    "F1-1",
    "F1-2",
    "F1-3",
    "F1-4",
    "F1-5",
    "F1-6",
    "F1-7",
    "F1-8",
    "F1-9",
    "F1-10",
    "F1-11",
    "F1-12",
    "F1-13",
)
def test_every_box_stands_in_the_order_of_the_print_with_its_value_after_its_label() -> None:
    [page] = printed(
        head_opinions=(signed("同意上报。", "王主任"),),
        leader_opinions=(signed("请依规处理。", "陈副检"),),
        discipline_opinions=(signed("已收到。", "孙纪检"),),
    )

    assert boxes(page) == "".join(LABELS[box] + FILLED[box] for box in LABELS)


@pytest.mark.req("F1-11", "F1-12", "F1-13")
def test_an_empty_opinion_box_leaves_room_for_signature_and_date() -> None:
    [page] = printed()

    for box in ("F1-11", "F1-12", "F1-13"):
        assert LABELS[box] + EMPTY_OPINION in page


@pytest.mark.req("E2", "F1-11", "F1-12", "F1-13")
def test_several_people_sign_one_box_each_below_their_own_words() -> None:
    [page] = printed(
        head_opinions=(signed("同意上报。", "王主任"), signed("无补充。", "郑副主任")),
        leader_opinions=(replace(signed("代签。", "周纪检"), house_rule="依照本院做法代签"),),
    )

    assert (
        "部门负责人意见同意上报。签名：王主任2026年10月10日11:20"
        "无补充。签名：郑副主任2026年10月10日11:20分管院领导意见"
    ) in page
    assert "代签。签名：周纪检2026年10月10日11:20依照本院做法代签纪检监察机构意见" in page


@pytest.mark.req("E2", "F1-11")
@pytest.mark.parametrize("count", [1, 3, 9])
def test_opinions_too_long_for_their_box_name_all_who_signed_and_stand_whole_on_an_annex(
    count: int,
) -> None:
    opinions = tuple(
        signed(f"第{n}份：" + "请依规处理。" * 80, f"签名人{n}") for n in range(count)
    )

    page, *annex = printed(head_opinions=opinions)

    box = page.partition("部门负责人意见")[2].partition("分管院领导意见")[0]
    assert box.startswith("第0份：请依规处理。")
    assert box.count("……（全文见附页）") == 1
    whole = "".join(annex)
    for each in opinions:
        assert each.name in box
        assert f"{each.text}签名：{each.name}2026年10月10日11:20" in RUNNING.sub("", whole)


@pytest.mark.req("E6", "E11", "F1")
def test_what_came_after_filing_stands_on_an_annex_in_its_order() -> None:
    facts = [
        ("补充", "对方再次来电。"),
        ("询问", "是否提到材料？"),
        ("答复", "没有。"),
        ("同意补记", ""),
    ]
    later = tuple(
        Annexed(kind=kind, text=text, name="李承办", at=datetime(2026, 10, 12, 1, tzinfo=UTC))
        for kind, text in facts
    )

    page, annex = printed(annexes=later)

    assert "再次来电" not in page
    assert "附页：提交登记后的补充与办理" in annex
    assert "".join(f"{kind}李承办2026年10月12日09:00{text}" for kind, text in facts) in annex


@pytest.mark.req("E3", "F1-8", "F1-9")
def test_two_texts_of_a_whole_message_each_print_without_a_sign_lost() -> None:
    said = "".join(f"说{n}，" for n in range(2000))[:4096]
    answered = "".join(f"答{n}，" for n in range(2000))[:4096]

    page, *annex = printed(narrative=said, reply=answered)

    assert boxes(page).count("……（全文见附页）") == 2
    whole = "".join(RUNNING.sub("", each) for each in annex)
    assert said in whole
    assert answered in whole


@pytest.mark.req("F1-14", "F1-15", "F1-16")
@pytest.mark.req("K2", "K1")
def test_a_copy_bears_the_name_of_who_reads_it_on_every_page() -> None:
    mark = "周正 2026年10月9日 10:30 阅看"
    pages = printed(read_by=mark, evidence=(evidence(),))

    assert len(pages) == 2
    assert all("周正2026年10月9日10:30阅看" in page for page in pages)
    assert "阅看" not in "".join(printed())


def test_the_title_stands_above_the_boxes_and_the_note_below() -> None:
    [page] = printed()

    title, table, copies, days = (
        page.index(words) for words in (TITLE, LABELS["F1-1"], NOTE_OF_COPIES, NOTE_OF_DAYS)
    )
    assert title < table < copies < days


@pytest.mark.req("F1-17")
def test_the_imprint_is_left_off_and_the_copied_layout_owned_up_to() -> None:
    [page] = printed()

    assert "江苏省人民检察院印制" not in page
    assert "依照江苏省人民检察院统一制作的登记表版式打印，非其印制件" in page


@pytest.mark.req("E12")
def test_number_times_and_digests_never_stand_among_the_boxes() -> None:
    page, annex = printed(evidence=(evidence(),), late=True)

    own = ("2026-7K3MQX-4", "2026年10月10日01:05", "登记期限：2026年10月13日", "补记")
    assert all(words in page and words not in boxes(page) for words in own)
    assert evidence().sha256 not in page
    assert evidence().sha256 in annex


def test_a_timely_record_bears_no_mark_of_a_late_entry() -> None:
    [page] = printed()

    assert "补记" not in page


@pytest.mark.req("F1-1", "F1-2", "F1-3")
def test_an_unknown_value_prints_as_the_word_it_came_as() -> None:
    [page] = printed(subject_name="不详", subject_post="不详", subject_contact="不详")

    assert "过问人姓名不详所在单位及职务不详联系方式不详记录人" in page


@pytest.mark.req("EC8")
def test_twenty_items_of_evidence_are_listed_with_what_their_digests_prove() -> None:
    items = tuple(evidence(n) for n in range(1, 21))

    page, *annex = printed(evidence=items)

    listed = "".join(annex)
    assert boxes(page)
    assert annex[0].count("附页：证据材料清单") == 1
    for item in items:
        for fact in (item.number, item.name, item.sha256, item.sm3, item.mark):
            assert fact in listed
    assert listed.count("1,234,567字节") == listed.count("2026年10月8日15:30") == len(items)
    assert "只能证明材料自收到之时起未被改动，不能证明收到之前的来源、内容是否真实" in listed


def test_evidence_that_came_without_a_name_has_no_row_for_one() -> None:
    _, annex = printed(evidence=(evidence(name=""),))

    assert "名称" not in annex
    assert "种类图片收到时间" in annex


def test_without_evidence_the_form_is_one_page() -> None:
    assert len(printed()) == 1


@pytest.mark.parametrize("box", ["subject_name", "case", "narrative", "remarks"])
def test_markup_in_a_text_is_printed_and_never_evaluated(box: str) -> None:
    whole = "".join(printed(**{box: HOSTILE}))

    assert "".join(HOSTILE.split()) in whole


@pytest.mark.parametrize(
    ("sign", "shown"),
    [
        ("𠮷", "〔U+20BB7〕"),
        ("😀", "〔U+1F600〕"),
        ("\u202e", "〔U+202E〕"),
        ("\u200f", "〔U+200F〕"),
        ("\x00", "〔U+0000〕"),
        ("\ud800", "〔U+D800〕"),
        ("\u2005", ""),
        ("\r\n", ""),
    ],
)
def test_a_sign_that_the_font_cannot_show_is_never_dropped_in_silence(
    sign: str, shown: str
) -> None:
    [page] = printed(subject_name=f"王{sign}田")

    assert f"王{shown}田" in page


@pytest.mark.parametrize("box", ["subject_post", "case", "narrative", "reply", "remarks"])
@pytest.mark.parametrize("length", [4096, 8000])
def test_a_text_too_long_for_its_box_begins_there_and_stands_whole_on_an_annex(
    box: str, length: int
) -> None:
    text = "".join(f"第{n}句话。" for n in range(length))[:length]

    page, *annex = printed(**{box: text})

    table = boxes(page)
    assert "第0句话。" in table
    assert table.count("……（全文见附页）") == 1
    assert all(label in table for label in LABELS.values())
    assert text in "".join(RUNNING.sub("", each) for each in annex)


def test_a_long_word_without_spaces_stays_inside_its_box() -> None:
    pdf = papers().registration_form(form(reply="x" * 4096, subject_contact="x" * 64))

    with opened(pdf) as document:
        for page in document:
            words = page.get_textpage()
            right = max(
                words.get_charbox(i)[2]
                for i in range(words.count_chars())
                if words.get_text_range(i, 1) == "x"
            )
            assert right < page.get_width() - 62  # points: the margin


def test_a_usual_text_of_several_hundred_words_needs_no_annex() -> None:
    pages = printed(narrative="来电询问案件何时起诉。" * 40, reply="案件依法办理。" * 12)

    assert len(pages) == 1


def test_the_same_facts_give_the_same_bytes() -> None:
    facts = form(evidence=(evidence(),))

    again = new_papers().registration_form(facts)
    assert papers().registration_form(facts) == again


def test_threads_may_print_at_once() -> None:
    shared = papers()
    texts = [form(narrative=f"第{n}次来电。") for n in range(8)]

    with ThreadPoolExecutor(4) as threads:
        printed_at_once = list(threads.map(shared.registration_form, texts))

    assert printed_at_once == [shared.registration_form(each) for each in texts]


def test_the_file_is_archival_a4_and_its_metadata_name_nobody() -> None:
    pdf = papers().registration_form(form())

    with opened(pdf) as document:
        told = document.get_metadata_dict(skip_empty=True)
        size = [round(points) for points in document[0].get_size()]
    assert size == [595, 842]
    assert told["Title"] == TITLE
    assert "Author" not in told
    assert not any(name in words for words in told.values() for name in ("赵过问", "李承办"))
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf

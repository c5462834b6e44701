"""Facts of forms, and what a printed page says."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2

from papers.forms import TypstPapers
from register.forms import EvidenceLine, RegistrationForm, Signed

TEMPLATES = Path(__file__).parents[2] / "templates" / "papers"


def new_papers() -> TypstPapers:
    return TypstPapers(TEMPLATES, ZoneInfo("Asia/Shanghai"))


papers = cache(new_papers)  # reading the font takes half a second


def evidence(n: int = 1, **facts: Any) -> EvidenceLine:
    usual: dict[str, Any] = {
        "number": f"E-{n:02}",
        "kind": "图片",
        "name": f"聊天记录截图{n}.jpg",
        "received_at": datetime(2026, 10, 8, 7, 30, tzinfo=UTC),
        "size": 1234567,
        "sha256": hashlib.sha256(bytes([n])).hexdigest(),
        "sm3": hashlib.sha256(bytes([n, n])).hexdigest(),
        "mark": "经应用压缩",
    }
    return EvidenceLine(**usual | facts)


def signed(text: str, name: str) -> Signed:
    return Signed(text=text, name=name, at=datetime(2026, 10, 10, 3, 20, tzinfo=UTC))


def form(**facts: Any) -> RegistrationForm:
    usual: dict[str, Any] = {
        "subject_name": "赵过问",
        "subject_post": "某县某局副局长",
        "subject_contact": "13800000001",
        "recorder_name": "李承办",
        "recorder_post": "第一检察部检察官",
        "recorder_contact": "0513-84110002",
        "case": "交通肇事罪；审查起诉；李承办",
        "encounter": "2026年10月8日15时许；电话；办公室",
        "narrative": "来电询问案件何时起诉，希望从轻处理。",
        "reply": "口头答复：案件依法办理。",
        "remarks": "无特别说明。",
        "number": "2026-7K3MQX-4",
        "filed_at": datetime(2026, 10, 9, 17, 5, tzinfo=UTC),
        "due_on": date(2026, 10, 13),
        "late": False,
        "evidence": (),
    }
    return RegistrationForm(**usual | facts)


def squeezed(text: str) -> str:
    """Return the text without spaces, line ends and the places where a line may break."""
    return "".join(text.split()).replace("\u200b", "").replace("\ufffe", "")


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def pages(pdf: bytes) -> list[str]:
    """Return what each page says, squeezed."""
    with opened(pdf) as document:
        return [squeezed(page.get_textpage().get_text_range()) for page in document]


def printed(**facts: Any) -> list[str]:
    return pages(papers().registration_form(form(**facts)))

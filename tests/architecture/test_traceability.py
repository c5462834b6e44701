"""The traceability page tells the truth, and every mark names a requirement that exists."""

import re
from collections import Counter

from tests import traceability

WHOLE = {"1A", "1B", "1C", "1D", "1E", "1H", "1I", "1P"}
SOURCE = """
import pytest
pytestmark = pytest.mark.req("A1")
ROWS = [pytest.param(1, marks=pytest.mark.req(each)) for each in ("V2", "V3")]

@pytest.mark.req("G1", "G2")
@pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.req("V1"))])
def test_one(x): ...

@pytest.mark.req("H3")
class TestMore:
    async def test_two(self): ...

@pytest.mark.parametrize("x", ROWS)
def test_three(x): ...

def helper(): ...
"""

PAGE = """
### 1A. Scope

| ID | Rule | Source | Behaviour | Kind |
|---|---|---|---|---|
| A1 | a rule | X 1 | a field | law |
| J12 | another | X 2 | none | law |
| H3a | split | X 3 | step | law |
| H3b | split | X 3 | step | law |

| Article | Rows |
|---|---|
| 1 | CL8-1–CL8-5 |

## 6. Facts

| ID | Fact | Source |
|---|---|---|
| EV1 | something | — |

V12. A paragraph of its own.
"""


def test_the_page_is_up_to_date_and_no_mark_is_unknown() -> None:
    text, unknown = traceability.current_page()

    assert unknown == []
    assert traceability.PAGE.read_text(encoding="utf-8") == text, "run `make traceability`"


def test_every_law_row_on_records_routes_and_rule_systems_is_proved_or_named() -> None:
    """Sections 1A to 1E, 1H, 1I and 1P: what is not built says what it waits for."""
    text = traceability.REQUIREMENTS.read_text(encoding="utf-8")
    _, *parts = text.split("\n### ")
    rows = [row for part in parts if part[:2] in WHOLE for row in _law_rows(part)]
    found, _ = traceability.proofs(traceability.ROOT, set(rows))
    waiting = traceability.waiting_for()

    assert len(rows) > 150
    assert [each for each in rows if each not in found and each not in waiting] == []
    assert [each for each in waiting if each in found] == [], "it is built: take it off the list"


def _law_rows(part: str) -> list[str]:
    """Return the IDs of what a text orders: of kind law, or a row of the table of differences."""
    rows = re.findall(r"^\| ([A-Z]+\d+(?:-\d+)?[a-z]?) \|(.*)\|$", part, re.MULTILINE)
    differences = {f"PD{number}" for number in range(1, 21)}
    return [
        name
        for name, cells in rows
        if cells.rpartition("|")[2].strip() == "law" or name in differences
    ]


def test_every_requirement_id_stands_once() -> None:
    ids = Counter(
        each.id
        for each in traceability.requirements(
            traceability.REQUIREMENTS.read_text(encoding="utf-8")
        )
    )

    assert ids.total() >= 489
    assert [each for each, times in ids.items() if times > 1] == []


def test_ids_come_from_first_columns_and_paragraphs_alone() -> None:
    found = traceability.requirements(PAGE)

    assert [(each.id, each.section, each.owed) for each in found] == [
        ("A1", "1A. Scope", True),
        ("J12", "1A. Scope", False),
        ("H3a", "1A. Scope", True),
        ("H3b", "1A. Scope", True),
        ("EV1", "6. Facts", False),
        ("V12", "6. Facts", True),
    ]


def test_marks_are_read_from_functions_classes_modules_and_parameters() -> None:
    assert list(traceability.marks(SOURCE)) == [
        ("test_one", "A1"),
        ("test_one", "G1"),
        ("test_one", "G2"),
        ("test_one", "V1"),
        ("test_two", "A1"),
        ("test_two", "H3"),
        ("test_three", "A1"),
        ("test_three", "each"),
    ]


def test_a_split_id_without_its_letter_means_all_its_parts() -> None:
    known = {"H3a", "H3b", "H31a", "G1", "G1b"}

    assert traceability.covered("H3", known) == {"H3a", "H3b"}
    assert traceability.covered("G1", known) == {"G1"}
    assert traceability.covered("X9", known) == set()


def test_the_page_groups_what_is_proved_what_waits_and_what_asks_nothing() -> None:
    proof = traceability.Proof("tests/unit/test_a.py", "test_one")

    text = traceability.page(traceability.requirements(PAGE), {"A1": {proof}})

    assert "1 of 4 requirements" in text
    assert "| A1 | [tests/unit/test_a.py](../tests/unit/test_a.py): `test_one` |" in text
    assert "Not built yet: H3a, H3b\n\nAsks nothing of the software: J12\n" in text

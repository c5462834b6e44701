"""Numbers shown to people: random, readable, with a sign that catches slips of the pen."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register.numbers import case_note_number, check_sign, evidence_number, record_number

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BODIES = st.text(SIGNS, min_size=6, max_size=6).map(lambda signs: f"2026{signs}")


def test_a_record_is_numbered_by_year_signs_and_check_sign() -> None:
    number = record_number(2026)

    assert re.fullmatch(rf"2026-[{SIGNS}]{{6}}-[0-9A-Z]", number)
    year, signs, check = number.split("-")
    assert check == check_sign(year + signs)


def test_evidence_and_case_notes_are_numbered_by_six_signs() -> None:
    assert re.fullmatch(rf"E-[{SIGNS}]{{6}}", evidence_number())
    assert re.fullmatch(rf"N-[{SIGNS}]{{6}}", case_note_number())


@pytest.mark.req("I5")
def test_no_number_follows_from_another() -> None:
    """A running number would betray a record that somebody may not know of."""
    numbers = {record_number(2026) for _ in range(100)}

    assert len(numbers) == 100
    assert len({number[5:8] for number in numbers}) > 50


def test_the_check_sign_is_that_of_the_standard() -> None:
    """The example of ISO 7064, mod 37, 36."""
    assert check_sign("A12425GABC1234002") == "M"


@settings(max_examples=300)
@given(body=BODIES, place=st.integers(0, 9), sign=st.sampled_from(SIGNS))
def test_one_wrong_sign_is_caught(body: str, place: int, sign: str) -> None:
    wrong = body[:place] + sign + body[place + 1 :]

    assert (check_sign(wrong) == check_sign(body)) == (wrong == body)


@settings(max_examples=300)
@given(body=BODIES)
def test_nearly_every_swap_of_neighbours_is_caught(body: str) -> None:
    """The standard lets only few swaps pass; no number hides more than one of them in ten."""
    swaps = [body[:i] + body[i + 1] + body[i] + body[i + 2 :] for i in range(9)]
    passed = [swap for swap in swaps if swap != body and check_sign(swap) == check_sign(body)]

    assert len(passed) <= 1

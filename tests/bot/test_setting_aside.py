"""Updates that our own code fails: tried three times, then set aside, and no lane stands still."""

import json
import logging

import pytest
from aiogram.exceptions import (
    TelegramEntityTooLarge,
)
from aiogram.types import Message

from register.errors import LostRace
from tests.bot.inbox import message
from tests.bot.lane_house import CALL, LI, House, failing_with, working


async def test_an_update_is_set_aside_after_three_tries_and_the_lane_goes_on() -> None:
    async def handler(message: Message) -> None:
        if message.text == "poison":
            raise ValueError

    house = House(handler)
    await house.work_off(message(1, LI, "poison"), message(2, LI, "good"))

    assert house.inbox.states() == ["set aside", "handled"]
    assert house.set_aside == [1]
    assert house.inbox.rests == [(LI, 1.0), (LI, 1.0)]


async def test_who_loses_a_race_is_tried_again_and_not_bothered() -> None:
    tries = []

    async def handler(_: Message) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise LostRace

    house = House(handler)
    await house.work_off(message(1, LI))

    assert house.inbox.states() == ["handled"]


async def test_a_file_that_is_too_large_for_telegram_is_no_outage() -> None:
    house = House(failing_with(TelegramEntityTooLarge(CALL, "too large")))

    await house.work_off(message(1, LI))

    assert [row.tries for row in house.inbox.rows] == [1]


async def test_an_update_that_cannot_be_read_is_set_aside_too() -> None:
    house = House(working)
    broken = message(1, LI)
    broken["message"]["date"] = "no date"

    await house.work_off(broken)

    assert house.inbox.states() == ["set aside"]


async def test_an_update_of_a_kind_that_nobody_asked_for_is_passed_over() -> None:
    house = House(working)

    await house.work_off({"update_id": 1, "kind_of_next_year": {"chat": {"id": LI}}})

    assert house.inbox.states() == ["handled"]


async def test_the_log_of_a_failure_names_kind_and_place_but_no_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)

    async def handler(message: Message) -> None:
        try:
            json.loads(str(message.text))
        except ValueError as error:
            raise RuntimeError(message.text) from error

    house = House(handler)
    await house.work_off(message(1, LI, "planted words"))

    assert "RuntimeError at test_setting_aside.py:" in caplog.text
    assert "; from JSONDecodeError at decoder.py:" in caplog.text
    assert "planted" not in caplog.text

"""A walk through all windows: every button is tapped, leads somewhere, and is let go of."""

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiogram import Dispatcher, Router
from aiogram.fsm.state import State
from aiogram_dialog import Dialog, Window

from bot.dialogs.states import Recording
from register.people import Role
from sandbox.driver import Button, Message, Phone
from tests.bot.stage import Stage, answer_all, file_record
from tests.bot.walking import Edge, edge_of, noting, widgets
from tests.bot.windows import edit

pytestmark = pytest.mark.asyncio(loop_scope="module")

SELDOM = ("empty", "unknown", "suggested", "direct", "above", "chain")
"""Buttons that not every question and not every way has: tapped as soon as they show."""
ENDS = ("confirm", "sure", "later", "close", "begin", "draft")
"""Buttons that leave the draft behind: tapped in this order when nothing else is left."""
NEVER_SHOWN = {
    (Recording.when, "unknown"),
    (Recording.when, "empty"),
    (Recording.choices, "unknown"),
    (Recording.evidence, "unknown"),
    (Recording.evidence, "empty"),
    (Recording.choice, "order"),
    (Recording.review, "office"),
}
"""What the windows of questions share, and no question of this kind offers in the profile.

A choice comes first in courts alone, and there alone no way leads through the department.
"""
BY_HAND = {(Recording.words, "again")}
"""Behind one choice of many, where the walk takes the first: see `test_choosing.py`."""
STEPS, OFTEN = 300, 25


def dialog_of(dispatcher: Router) -> Dialog:
    return next(router for router in dispatcher.chain_tail if isinstance(router, Dialog))


@dataclass
class Walk:
    """Where one person has been. `rendered` grows with every window that is shown.

    Between two taps the service comes to rest: a window that is still on its way would be taken
    for the one before it.
    """

    stage: Stage
    phone: Phone
    rendered: list[State]
    led_to: dict[Edge, State | None] = field(default_factory=dict)
    seen: set[Edge] = field(default_factory=set)
    taken: Counter[Edge] = field(default_factory=Counter)

    async def step(self) -> bool:
        """Tap one button; False when there is nothing left to tap."""
        window = await self._window()
        if window is None:
            await self.phone.send("/new")
            await self.phone.until(_open_window, "a window")
            await self.stage.idle()
            return True
        state = self.rendered[-1]
        buttons = {edge_of(state, button): button for button in reversed(window.buttons)}
        self.seen = {edge for edge in self.seen if edge[0] != state} | buttons.keys()
        choice = self._choose(state, buttons)
        if choice is None:
            return False
        answer = await self.phone.tap(window, buttons[choice].data or "")
        assert not answer.show_alert or choice[1] == "confirm", (choice, answer)
        await self.stage.idle()
        self.taken[choice] += 1
        self.led_to[choice] = self.rendered[-1] if await self._window() else None
        return True

    async def _window(self) -> Message | None:
        return _open_window(await self.phone.chat())

    def _choose(self, state: State, buttons: dict[Edge, Button]) -> Edge | None:
        """Return what was never tapped, here before elsewhere, and what ends the draft last."""
        untapped = self.seen - self.led_to.keys()
        before_ends = {edge for edge in untapped if edge[1] not in ENDS}
        for wanted in (before_ends, *({e for e in untapped if e[1] == end} for end in ENDS)):
            here = sorted(
                wanted & buttons.keys(), key=lambda edge: (edge[1] not in SELDOM, edge[1])
            )
            if here:
                return here[0]
            if way := self._way(buttons, {there for there, _ in wanted}):
                return way
        return None

    def _way(self, buttons: dict[Edge, Button], goals: set[State]) -> Edge | None:
        """Return the first tap of the shortest known way to one of the goals.

        Where a button leads may depend on how one came: what was taken often led nowhere, and of
        ways of one length the one taken least comes first.
        """
        known = [edge for edge in buttons if edge in self.led_to and self.taken[edge] < OFTEN]
        known.sort(key=lambda edge: self.taken[edge])
        ways = deque((edge, self.led_to[edge]) for edge in known)
        been: set[State | None] = {None}
        while ways:
            first, there = ways.popleft()
            if there in goals:
                return first
            if there not in been:
                been.add(there)
                ways += [(first, to) for (at, _), to in self.led_to.items() if at == there]
        return None


def _open_window(chat: Any) -> Message | None:
    return next(
        (each for each in reversed(chat.messages) if each.by_bot and _is_window(each)), None
    )


def _is_window(message: Message) -> bool:
    return any("\x1d" in (button.data or "") for button in message.buttons)


async def test_every_button_of_every_window_leads_somewhere(
    shared: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = dialog_of(await shared.container.get(Dispatcher))
    rendered: list[State] = []
    for state, window in dialog.windows.items():
        monkeypatch.setattr(window, "render", noting(window.render, state, rendered))
    li, _ = await shared.pair()
    await shared.actor("周纪检", Role.INSPECTOR, department="纪检组")
    await shared.actor("吴监察", Role.INSPECTOR, department="纪检组", superior=True)
    await file_record(li.phone)  # from now on there is a case to suggest
    await li.phone.upload("document", ("通知.txt", b"loose"))
    await li.phone.see("已固定")
    await answer_all(li.phone, narrative="能不能关照一下。" * 20)
    await edit(li.phone, "联系方式")
    await li.phone.send("0513-84110003")
    await li.phone.see("联系方式：0513-84110003")
    await edit(li.phone, "是否告知对方相关规定")
    await li.phone.click("是")
    await shared.idle()

    walk = Walk(shared, li.phone, rendered)
    steps = 0
    while await walk.step():
        steps += 1
        assert steps < STEPS, "the walk goes in circles"

    tapped = {(state, widget.partition(":")[0]) for state, widget in walk.led_to}
    wanted = {
        (state, widget)
        for state, window in dialog.windows.items()
        if isinstance(window, Window)
        for widget in widgets(window.keyboard)
    }
    assert wanted - NEVER_SHOWN - BY_HAND <= tapped
    assert {state for state, _ in tapped | BY_HAND} == set(Recording.__all_states__)

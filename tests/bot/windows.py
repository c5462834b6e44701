"""How tests go about the windows of the guided record."""

from sandbox.driver import Message, Phone
from tests.bot.stage import Stage, answer_all


async def begin(stage: Stage) -> Phone:
    """Return the phone of a new recorder who is asked the first question."""
    phone = (await stage.recorder()).phone
    await phone.send("/new")
    await phone.see("1/8")
    return phone


async def at_review(stage: Stage) -> Phone:
    phone = (await stage.recorder()).phone
    await answer_all(phone)
    return phone


async def window(phone: Phone) -> Message:
    """Return the open window: the newest message with buttons."""
    return next(each for each in reversed(await phone.messages()) if each.by_bot and each.buttons)


def tap_of(message: Message, label: str) -> str:
    """Return what a button sends."""
    button = message.button(label)
    assert button is not None
    return button.data or ""


async def edit(phone: Phone, line: str) -> None:
    """From review, open the question of a line."""
    await phone.click("✏️ 修改")
    await phone.click(line)

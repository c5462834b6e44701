"""How tests go about the windows of the guided record."""

from sandbox.driver import Message, Phone
from tests.bot.examples import PROFILE
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
    """From review, open the question of a line, wherever its section is."""
    await phone.click("✏️ 修改")
    await open_line(phone, line)


async def open_line(phone: Phone, line: str) -> None:
    """In the list of lines, go to the section of one, and open its question."""
    label = line.removeprefix("✓ ")
    field = next(each for each in PROFILE.fields if each.label == label)
    section = next(each.label for each in PROFILE.sections if each.id == field.section)
    if (await window(phone)).button(f"【{section}】") is None:
        await phone.click(section)
    await phone.click(line)

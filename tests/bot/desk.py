"""How tests go about the lists: cases and zero reports, as handler and head have them in hand."""

from collections.abc import Sequence

from register.acts.case_import import CaseLine, ImportCases
from register.acts.zero_reporting import SubmitZeroReport
from register.ports import Store
from register.zero_report import ZeroReport
from sandbox.driver import Message, Phone
from tests.bot.stage import Actor, Stage

CASE = "周某诈骗案"
"""A case that no record on the stage speaks of."""
SIGN = "✍️ 签署"
CONFIRM = "✅ 确认本页"


async def open_list(actor: Actor, command: str) -> Message:
    """Send a command and return the window that it opens."""
    sent = await actor.phone.send(command)
    return await actor.phone.until(
        lambda chat: next(
            (each for each in chat.messages if each.by_bot and each.id > sent and each.buttons),
            None,
        ),
        f"the window of {command}",
    )


async def now(phone: Phone, window: Message) -> Message:
    """Return a window as it is by now."""
    return next(each for each in await phone.messages() if each.id == window.id)


async def add_case(actor: Actor, text: str = CASE) -> Message:
    """Type a case in and return its window."""
    await open_list(actor, "/cases")
    await actor.phone.click("➕ 新增案件")
    await actor.phone.send(text)
    return await actor.phone.see("状态：办理中")


async def sign(actor: Actor, case: str = CASE) -> None:
    """Mark a case as closing, and sign what that makes owed."""
    await add_case(actor, case)
    await actor.phone.click("拟结案")
    await actor.phone.click("✍️ 去签署零报告")
    await actor.phone.click(f"✍️ {case}")
    await actor.phone.click(SIGN)


async def bring_in(stage: Stage, actor: Actor, numbers: Sequence[int]) -> list[ZeroReport]:
    """Import cases that are about to close; return their zero reports, all owed."""
    put = await stage.container.get(ImportCases)
    lines = [
        CaseLine(
            number=f"云检刑诉〔2026〕{number}号",
            name=f"第{number}号诈骗案",
            charge="诈骗罪",
            handlers=(actor.person.id,),
            closing_on=(await stage.sandbox.clock.read()).now.date(),
        )
        for number in numbers
    ]
    await put(stage.house, lines, cause=stage.cause())
    return [report for report in await reports(stage, actor) if report.to_sign]


async def submit(stage: Stage, *owed: ZeroReport) -> None:
    """Sign zero reports as their handler would, without the taps."""
    act = await stage.container.get(SubmitZeroReport)
    for report in owed:
        await act(report.id, by=report.handler, cause=stage.cause())


async def reports(stage: Stage, actor: Actor) -> Sequence[ZeroReport]:
    store: Store = await stage.container.get(Store)
    async with store.read() as uow:
        return await uow.zero_reports.of(actor.person.id)

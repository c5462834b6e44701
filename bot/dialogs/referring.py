"""Sending a record onward: the steps with articles and last days, each noted when it is done."""

from typing import Any

from aiogram import F
from aiogram.enums import ContentType
from aiogram.fsm.state import State
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, Keyboard, Row, SwitchTo
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs import referral_handlers as handlers
from bot.dialogs.parts import NUMBER, choices, pages, texts_asked_about, to_close
from bot.dialogs.referral_handlers import (
    CHANNEL,
    DAY,
    PROOF,
    QUESTION,
    REASON,
    RECORD,
    STEP,
    YESTERDAY,
    record_of,
)
from bot.dialogs.states import Referring
from bot.dialogs.talk import Talk, open_window
from bot.dialogs.widgets import Label, Template
from bot.texts import Texts
from bot.ways import cites, way_lines
from register.acts.onward_reading import Onward, ShowOnward, StepNow
from register.ids import EvidenceId
from register.ports import Store
from register.profile import Profile, load
from register.provisions import Field
from register.record import Record

_PER_ROW = 5


def referring(texts: Texts) -> Dialog:
    """Return the dialog with all its windows."""

    def window(
        state: State, template: str, *widgets: Keyboard | MessageInput, typed: Any = None
    ) -> Window:
        taken = MessageInput(typed, content_types=ContentType.TEXT) if typed else None
        return Window(
            Template(texts, f"windows/{template}"),
            *widgets,
            taken or texts_asked_about(),
            state=state,
            getter=facts,
        )

    def tapped(name: str, handler: Any, **options: Any) -> Button:
        return Button(_label(name), name, handler, **options)

    def leads(name: str, state: State, **options: Any) -> SwitchTo:
        return SwitchTo(_label(name), name, state, **options)

    def _label(name: str) -> Label:
        return Label(texts, f"onward.{name}")

    def back(state: State) -> SwitchTo:
        return SwitchTo(Label(texts, "dialog.back"), "back", state)

    return Dialog(
        window(
            Referring.list,
            "onward",
            Group(choices("step", "numbers", handlers.step_chosen, shown=NUMBER), width=_PER_ROW),
            Row(
                leads("findings", Referring.findings),
                leads("serious", Referring.reason, when=~F["record"].serious),
                leads("not_serious", Referring.reason, when=F["record"].serious),
            ),
            to_close(texts),
        ),
        window(
            Referring.step,
            "onward_step",
            Column(choices("through", "channels", handlers.channel_chosen)),
            tapped("inside", handlers.inside_chosen, when="inside"),
            leads("paper", Referring.number, when="outside"),
            back(Referring.list),
        ),
        window(
            Referring.send_sure,
            "onward_send_sure",
            tapped("sure", handlers.sent),
            back(Referring.step),
        ),
        window(
            Referring.number,
            "onward_number",
            back(Referring.step),
            typed=handlers.number_given,
        ),
        window(
            Referring.day,
            "onward_day",
            Row(tapped("today", handlers.day_near), tapped(YESTERDAY, handlers.day_near)),
            back(Referring.number),
            typed=handlers.day_given,
        ),
        window(
            Referring.proof,
            "onward_proof",
            Column(choices("proof", "loose", handlers.proof_chosen)),
            tapped("no_proof", handlers.no_proof),
            back(Referring.day),
        ),
        window(
            Referring.sure,
            "onward_sure",
            tapped("sure", handlers.sent_on_paper),
            back(Referring.proof),
        ),
        window(
            Referring.findings,
            "onward_findings",
            pages(choices("question", "questions", handlers.question_chosen)),
            back(Referring.list),
        ),
        window(
            Referring.finding,
            "onward_finding",
            Group(choices("code", "codes", handlers.found), width=2),
            back(Referring.findings),
        ),
        window(
            Referring.reason,
            "onward_reason",
            back(Referring.list),
            typed=handlers.reason_given,
        ),
        window(
            Referring.weigh_sure,
            "onward_weigh_sure",
            tapped("sure", handlers.weighed),
            back(Referring.reason),
        ),
    )


async def open_onward(manager: DialogManager, record: Record) -> None:
    """Open the steps of a record in a new window."""
    await open_window(manager, Referring.list, {RECORD: record.id})


@inject
async def facts(
    dialog_manager: DialogManager,
    texts: Texts,
    show: FromDishka[ShowOnward],
    store: FromDishka[Store],
    **_: Any,
) -> dict[str, Any]:
    """Return the way on as it is now, and what is being said of one step or question."""
    talk, memory = Talk(dialog_manager), dialog_manager.dialog_data
    onward = await show(record_of(dialog_manager), by=talk.me.id)
    record = onward.record
    rules = load(record.profile, on=record.profile_version)
    async with store.read() as uow:
        loose = await uow.evidence.loose(talk.me.id)
        proof = await uow.evidence.get(EvidenceId(memory[PROOF])) if memory.get(PROOF) else None
    numbered = [each for each in onward.steps if each.step.is_noted]
    now, channel = onward.step(memory.get(STEP, "")), memory.get(CHANNEL)
    question = next((each for each in onward.questions if each.id == memory.get(QUESTION)), None)
    return {
        "record": record,
        "proposed": onward.proposed,
        "lines": [_line(each, rules, texts) for each in numbered],
        "numbers": [
            ("", each.step.id, n) for n, each in enumerate(numbered, start=1) if each.is_open
        ],
        "besides": way_lines(
            [s.step for s in onward.steps if s.step.is_ours and not s.step.is_noted], rules, texts
        ),
        "printed": way_lines([s.step for s in onward.steps if not s.step.is_ours], rules, texts),
        "line": _line(now, rules, texts) if now else None,
        "channels": [
            (texts.label("onward.through", name=each.name), each.organisation)
            for each in (now.channels if now and now.is_open else ())
        ],
        "channel": next(
            (each for each in (now.channels if now else ()) if each.organisation == channel), None
        ),
        "inside": now is not None and now.is_open and now.inside,
        "outside": now is not None and now.is_open and not now.inside,
        "loose": [(texts.label("onward.proof", number=each.number), each.id) for each in loose],
        "number": memory.get("number", ""),
        "day": memory.get(DAY, ""),
        "proof": proof,
        "questions": [(_known(each, onward, texts), each.id) for each in onward.questions],
        "field": question,
        "codes": _codes(question, texts) if question else [],
        "reason": memory.get(REASON, ""),
    }


def _line(now: StepNow, rules: Profile, texts: Texts) -> dict[str, Any]:
    return {"now": now, "step": now.step, "cites": cites(now.step, rules, texts)}


def _known(question: Field, onward: Onward, texts: Texts) -> str:
    """Name a question with what is known so far."""
    labels = dict(_codes(question, texts, by_code=True))
    known = [labels[code] for code in onward.facts.get(question.id, ()) if code in labels]
    key = "onward.known" if known else "onward.unknown"
    return texts.label(key, label=question.label, answer="".join(known))


def _codes(question: Field, texts: Texts, *, by_code: bool = False) -> list[tuple[str, str]]:
    """Return label and code of each choice, or code and label."""
    if question.kind == "yes_no":
        found = [(texts.words("yes_no")[code], code) for code in question.codes]
    else:
        found = [(choice.label, choice.code) for choice in question.choices]
    return [(code, label) for label, code in found] if by_code else found

"""/check and /say: whether a record is owed, question by question, and ready words to say no."""

from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Column, Keyboard, Row, SwitchTo
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.note_memory import ANSWERS, KIND, Offered
from bot.dialogs.ordering import to_new_order
from bot.dialogs.parts import choices, texts_asked_about, to_close
from bot.dialogs.states import Advising, Notes
from bot.dialogs.talk import Talk, open_window, resume
from bot.dialogs.widgets import Label, Template
from bot.texts import Texts
from bot.views import Views
from register.acts.advising import Advise, RulesToday
from register.acts.drafting import StartDraft
from register.acts.filling import FillIn
from register.advice import MOST_QUESTIONS, Run
from register.adviser import Adviser
from register.bases import order_in
from register.case_note import may_write
from register.draft import in_hand
from register.ids import DraftId
from register.people import Person
from register.ports import Clock, Store

CODES = "codes"
CARD = "card"
HELD = "held"
"""Keys of the memory: what was answered so far, which sentence is shown, and beside what draft."""


def advising(texts: Texts) -> Dialog:
    """Return the dialog with all its windows."""

    def window(state: State, template: str, getter: Any, *widgets: Keyboard) -> Window:
        return Window(
            Template(texts, f"windows/{template}"),
            *widgets,
            texts_asked_about(),
            state=state,
            getter=getter,
        )

    say = SwitchTo(Label(texts, "check.say"), "say", Advising.say)
    back = Button(Label(texts, "dialog.back"), "back", went_back, when="taken")
    return Dialog(
        window(
            Advising.check,
            "check",
            question,
            Column(choices("branch", "branches", answered)),
            to_new_order(texts),
            Row(back, say, to_close(texts)),
        ),
        window(
            Advising.check_advice,
            "check_advice",
            advice,
            Button(Label(texts, "check.note"), "note", noted, when="may_note"),
            Button(Label(texts, "check.start"), "start", started),
            Row(back, say, to_close(texts)),
        ),
        window(
            Advising.say,
            "say",
            cards,
            Column(choices("card", "cards", card_chosen)),
            Row(Button(Label(texts, "say.check"), "check", to_check), to_close(texts)),
        ),
        window(
            Advising.say_card,
            "say_card",
            card,
            Button(Label(texts, "say.fill"), "fill", filled_in, when="title"),
            SwitchTo(Label(texts, "dialog.back"), "back", Advising.say),
        ),
    )


@inject
async def noted(
    query: CallbackQuery, _: Button, manager: DialogManager, rules: FromDishka[RulesToday]
) -> None:
    """Go where the note is written that the advice asks for, with what is known of it."""
    adviser = Adviser(await rules(by=Talk(manager).me.id))
    run = adviser.follow(_codes(manager))
    assert run.end is not None
    system = adviser.rules_of(run)
    kind = Offered(rules=system, kind=system.note_kind(run.end.kind))
    known = {question: codes[0] for question, codes in run.end.known.items()}
    await open_window(manager, Notes.case, {KIND: kind.key, ANSWERS: known})


@inject
async def question(
    dialog_manager: DialogManager, me: Person, rules: FromDishka[RulesToday], **_: Any
) -> dict[str, Any]:
    """Return the question that is open, and where its answers lead."""
    run = await _run(dialog_manager, rules)
    systems = await rules(by=me.id)
    return {
        "question": run.asked[-1],
        "may_order": not run.taken and order_in(systems) is not None,
        "number": len(run.asked),
        "most": MOST_QUESTIONS,
        "taken": run.taken,
        "branches": [(branch.label, branch.code) for branch in run.asked[-1].branches],
    }


@inject
async def advice(
    dialog_manager: DialogManager, me: Person, rules: FromDishka[RulesToday], **_: Any
) -> dict[str, Any]:
    """Return the end of the run, with the articles that it rests on."""
    adviser = Adviser(await rules(by=me.id))
    run = adviser.follow(_codes(dialog_manager))
    assert run.end is not None
    return {
        "end": run.end,
        "may_note": _may_note(adviser, run, me),
        "taken": run.taken,
        "articles": adviser.articles(run),
    }


@inject
async def cards(
    me: Person, texts: Texts, rules: FromDishka[RulesToday], **_: Any
) -> dict[str, Any]:
    found = Adviser(await rules(by=me.id)).cards
    return {"cards": [(texts.label("say.card", card=each), key) for key, each in found.items()]}


@inject
async def card(
    dialog_manager: DialogManager,
    me: Person,
    rules: FromDishka[RulesToday],
    store: FromDishka[Store],
    clock: FromDishka[Clock],
    views: FromDishka[Views],
    **_: Any,
) -> dict[str, Any]:
    """Return the sentence, and the title of the draft in hand that may take it over.

    Which draft it names is kept: only that one is filled.
    """
    adviser = Adviser(await rules(by=me.id))
    key = dialog_manager.dialog_data[CARD]
    async with store.read() as uow:
        drafts = await uow.drafts.open_of(me.id)
        owed = {duty.about: duty for duty in await uow.duties.open_of(me.id)}
    held = in_hand(drafts, now=clock())
    dialog_manager.dialog_data[HELD] = held.id if held else None
    return {
        "card": adviser.cards[key],
        "articles": adviser.articles_of_card(key),
        "title": views.draft_titles(drafts, owed)[held.id] if held else "",
    }


@inject
async def answered(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    code: str,
    rules: FromDishka[RulesToday],
    advise: FromDishka[Advise],
) -> None:
    """Take one answer; a run that comes to its end is kept.

    A second tap on a button that did its work finds another question open, and answers nothing.
    """
    talk = Talk(manager)
    adviser = Adviser(await rules(by=talk.me.id))
    open_question = adviser.follow(_codes(manager)).asked[-1]
    if code not in {branch.code for branch in open_question.branches}:
        return
    codes = manager.dialog_data[CODES] = [*_codes(manager), code]
    run = adviser.follow(codes)
    if run.end:
        await advise(codes, by=talk.me.id, cause=talk.cause)
    await _show(manager, run)


async def went_back(query: CallbackQuery, _: Button, manager: DialogManager) -> None:
    """Take the last answer back."""
    manager.dialog_data[CODES] = _codes(manager)[:-1]
    await manager.switch_to(Advising.check)


@inject
async def to_check(
    query: CallbackQuery, _: Button, manager: DialogManager, rules: FromDishka[RulesToday]
) -> None:
    """Go to the adviser, where it stood."""
    run = await _run(manager, rules)
    await _show(manager, run)


@inject
async def started(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    rules: FromDishka[RulesToday],
    start: FromDishka[StartDraft],
    fill_in: FromDishka[FillIn],
) -> None:
    """Begin a record that holds what was said already."""
    talk = Talk(manager)
    run = await _run(manager, rules)
    draft = await start(by=talk.me.id, cause=talk.cause)
    if run.fills:
        draft = await fill_in(draft.id, run.fills, by=talk.me.id, cause=talk.cause)
    await resume(manager, draft)


async def card_chosen(query: CallbackQuery, _: Any, manager: DialogManager, card_id: str) -> None:
    manager.dialog_data[CARD] = card_id
    await manager.switch_to(Advising.say_card)


@inject
async def filled_in(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    rules: FromDishka[RulesToday],
    fill_in: FromDishka[FillIn],
) -> None:
    """Put the sentence into the draft as the recorder's reply, and go on there."""
    talk = Talk(manager)
    chosen = Adviser(await rules(by=talk.me.id)).cards[manager.dialog_data[CARD]]
    draft = await fill_in(
        DraftId(manager.dialog_data[HELD]),
        chosen.fills,
        texts={chosen.quoted_in: chosen.text},
        by=talk.me.id,
        cause=talk.cause,
    )
    await resume(manager, draft)


def _may_note(adviser: Adviser, run: Run, me: Person) -> bool:
    """Tell whether the advice names a note, and it is the person's to write."""
    if run.end is None or not run.end.kind:
        return False
    return may_write(adviser.rules_of(run).note_kind(run.end.kind), me)


async def _run(manager: DialogManager, rules: RulesToday) -> Run:
    """Return how far the questions got. Raise AnswerUnfit where other rules bind by now."""
    return Adviser(await rules(by=Talk(manager).me.id)).follow(_codes(manager))


async def _show(manager: DialogManager, run: Run) -> None:
    await manager.switch_to(Advising.check_advice if run.end else Advising.check)


def _codes(manager: DialogManager) -> list[str]:
    codes: list[str] = manager.dialog_data.get(CODES, [])
    return codes

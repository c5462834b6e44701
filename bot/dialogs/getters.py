"""What the windows show, read anew for every rendering."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram_dialog import DialogManager
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.answers import answer_lines, in_words
from bot.dialogs.choosing import labelled
from bot.dialogs.finishing import Way
from bot.dialogs.leafing import leaves
from bot.dialogs.ordering import may_order
from bot.dialogs.talk import SECTION, Talk, profile_of, questions_of
from bot.texts import Texts
from bot.views import Views
from bot.ways import MovedLine, told_to_recorders, way_lines
from register.acts.advising import RulesToday
from register.acts.cosigning import PlanCosigning
from register.acts.filing import PlanRoute
from register.acts.onward_reading import PlanOnward
from register.acts.owing import owed_by
from register.acts.suggesting import Suggest
from register.bases import order_in
from register.cases import read_case
from register.draft import CASE, EVIDENCE, Draft, chosen, offered
from register.duties import RECORD
from register.errors import NobodyToReceive
from register.evidence import Evidence
from register.people import Person
from register.ports import Clock, Store
from register.provisions import Field, Section
from register.referrals import Step
from register.routing import Route, Why

LONG = 60
"""Signs of an answer that review shows before "show in full"."""
WAYS_SHOWN = 6
"""How many routes onward review names: the most urgent ones."""
WAY = "way"
MOVED = "moved"
"""Keys of the memory: to whom the record goes on as last shown, and how that changed."""


@inject
async def drafts(
    me: Person,
    store: FromDishka[Store],
    rules: FromDishka[RulesToday],
    views: FromDishka[Views],
    **_: Any,
) -> dict[str, Any]:
    async with store.read() as uow:
        found = await uow.drafts.open_of(me.id)
        owed = {duty.about: duty for duty in await uow.duties.open_of(me.id)}
    titles = views.draft_titles(found, owed)
    return {
        "drafts": [(title, draft) for draft, title in titles.items()],
        "may_order": order_in(await rules(by=me.id)) is not None,
    }


@inject
async def question(
    dialog_manager: DialogManager,
    me: Person,
    texts: Texts,
    store: FromDishka[Store],
    clock: FromDishka[Clock],
    zone: FromDishka[ZoneInfo],
    suggest: FromDishka[Suggest],
    **_: Any,
) -> dict[str, Any]:
    """Return the question at hand with its answer so far, and what its buttons need."""
    talk = Talk(dialog_manager)
    now = clock().astimezone(zone)
    picked = date.fromisoformat(dialog_manager.dialog_data.get("day", "0001-01-01"))
    picked_hour = dialog_manager.dialog_data.get("hour")
    async with store.read() as uow:
        draft = await uow.drafts.get(talk.draft)
        profile = profile_of(draft)
        asked = profile.asked_as(profile.field(talk.question), chosen(draft.answers))
        about_evidence = asked.id == EVIDENCE
        evidence = await uow.evidence.of_draft(draft.id) if about_evidence else ()
        loose = await uow.evidence.loose(me.id) if about_evidence else ()
    answer = draft.answers.get(asked.id)
    order = [field.id for field in (await questions_of(dialog_manager, draft)).asked]
    return {
        "draft": draft,
        "may_order": may_order(draft),
        "field": asked,
        "article": profile.articles[asked.article],
        "rules": profile,
        "answer": in_words(answer, asked, texts),
        "step": order.index(asked.id) + 1 if asked.id in order else None,
        "steps": len(order),
        "items": _items(asked, texts, chosen=answer.codes if answer else ()),
        "suggestions": [
            (text, str(number))
            for number, text in enumerate(await suggest(draft.id, asked.id, by=me.id))
        ],
        "reasons": [(reason.label, reason.code) for reason in profile.unknown_reasons],
        "evidence": evidence,
        "loose": [(_evidence_label(item, texts), item.id) for item in loose],
        "kept": [(_evidence_label(item, texts), item.id) for item in evidence],
        "can_be_unknown": asked.unknown_allowed,
        "can_be_emptied": asked.id in draft.answers and asked.id not in order,
        "today": now.date(),
        "hours": [(f"{hour:02}", str(hour)) for hour in _hours(picked, now)],
        "minutes": [
            (f":{minute:02}", str(minute)) for minute in _minutes(picked, picked_hour, now)
        ],
        "picked_day": picked,
        "picked_hour": picked_hour,
    }


@inject
async def review(
    dialog_manager: DialogManager,
    me: Person,
    texts: Texts,
    store: FromDishka[Store],
    plan: FromDishka[PlanRoute],
    plan_onward: FromDishka[PlanOnward],
    plan_cosigning: FromDishka[PlanCosigning],
    **_: Any,
) -> dict[str, Any]:
    """Return everything that will stand in the record, its way and its last day."""
    talk = Talk(dialog_manager)
    async with store.read() as uow:
        draft = await uow.drafts.get(talk.draft)
        evidence = await uow.evidence.of_draft(draft.id)
        loose = await uow.evidence.loose(me.id)
        duty = await owed_by(uow, me.id, RECORD, draft.id)
        try:
            way = await plan(draft.id, by=me.id)
            names = {
                reception.person: await uow.people.get(reception.person)
                for reception in way.receptions
            }
        except NobodyToReceive:
            way, names = None, {}
        present = await plan_cosigning(draft.id, by=me.id)
    profile = profile_of(draft)
    questions = await questions_of(dialog_manager, draft)
    lines = answer_lines(draft.answers, profile, texts, missing=questions.gaps)
    long = {
        leaf: page
        for line in lines
        if len(line.text) > LONG
        for leaf, page in leaves(line, texts).items()
    }
    section = dialog_manager.dialog_data.get(SECTION, profile.sections[0].id)
    onward = told_to_recorders(await plan_onward(draft.id, by=me.id))
    return {
        "draft": draft,
        "rules": profile,
        "bases": draft.binding,
        "lines": lines,
        "evidence": evidence,
        "loose": loose,
        "gaps": questions.gaps,
        "late": questions.late,
        "route": way,
        "names": names,
        "onward": way_lines(onward, profile, texts)[:WAYS_SHOWN],
        "moved": _moved(dialog_manager, onward, texts),
        "present": present,
        "ways": _ways(way, draft),
        "can_be_filed": way is not None and duty is not None,
        "due": duty.deadline if duty else None,
        "has_due": duty is not None,
        "long": [(title, leaf) for leaf, (title, _) in long.items()],
        "has_long": bool(long),
        "shown": long.get(dialog_manager.dialog_data.get("full", ""), ("", "")),
        "sections": [(_section_label(each, section, texts), each.id) for each in profile.sections],
        "fields": [
            (_field_label(field, draft, evidence, texts), field.id)
            for field in offered(draft.answers, profile)
            if field.section == section
        ],
        "case_number": read_case(draft.said(CASE), profile.case_numbers).number,
    }


def _moved(manager: DialogManager, onward: Sequence[Step], texts: Texts) -> MovedLine:
    """Return how the way on differs from the last one that this review showed, in words.

    The difference stays up until the next one.
    """
    memory = manager.dialog_data
    now = list(dict.fromkeys(step.name for step in onward))
    before = memory.get(WAY, now)
    if before != now:
        joint = texts.words("ways")["and"]
        memory[MOVED] = {
            "added": joint.join(name for name in now if name not in before),
            "dropped": joint.join(name for name in before if name not in now),
        }
    memory[WAY] = now
    return MovedLine(**memory.get(MOVED, {}))


def _ways(way: Route | None, draft: Draft) -> set[Way]:
    """Return how else the record may go: it is always one button to a direct report.

    What goes around the house leaves nothing to choose.
    """
    found: set[Way] = set()
    if way is not None and way.why is Why.SUPPRESSION:
        return found
    if way is not None and way.why is Why.CHAIN:
        found.add(Way.DIRECT)
    if way is not None and way.may_go_up:
        found.add(Way.ABOVE)
    if not any(rules.way.chain for rules in draft.binding):
        return found | {Way.OFFICE} if draft.direct else found
    if draft.superior:
        found.add(Way.DIRECT)
    if draft.direct:
        found.add(Way.CHAIN)
    return found


def _hours(day: date, now: datetime) -> range:
    """Return the hours of a day that have begun."""
    return range(now.hour + 1 if day == now.date() else 24)


def _minutes(day: date, hour: int | None, now: datetime) -> range:
    """Return every tenth minute of an hour that is over."""
    begun = (day, hour) == (now.date(), now.hour)
    return range(0, now.minute + 1 if begun else 60, 10)


def _items(
    field: Field, texts: Texts, *, chosen: tuple[str, ...]
) -> list[tuple[str, str, str, int]]:
    """Return label, code, sign of the button and number of each choice; chosen ones are ticked."""
    return [
        (
            texts.label("format.chosen" if code in chosen else "format.open", label=label),
            code,
            texts.label("format.ticked", number=number) if code in chosen else str(number),
            number,
        )
        for number, (label, code) in enumerate(labelled(field, texts), start=1)
    ]


def _evidence_label(item: Evidence, texts: Texts) -> str:
    kind = texts.words("kinds")[item.kind]
    return texts.label("dialog.evidence", kind=kind, number=item.number)


def _section_label(section: Section, opened: str, texts: Texts) -> str:
    return texts.label(
        "format.opened" if section.id == opened else "format.open", label=section.label
    )


def _field_label(field: Field, draft: Draft, evidence: Sequence[Evidence], texts: Texts) -> str:
    filled = bool(evidence) if field.id == EVIDENCE else field.id in draft.answers
    return texts.label("format.filled" if filled else "format.open", label=field.label)

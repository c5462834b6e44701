"""Records by rule systems that print no form: usual, at their fullest, and with nothing known."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.sheets import Sheets
from register.afterwards import Capacity
from register.draft import Answer, chosen
from register.duties import deadline
from register.ids import RecordId
from register.profile import Profile, load
from register.provisions import Field
from register.record import Reception, Record
from tests import cast
from tests.bot import examples as an
from tests.bot.digests import TEXTS

SHEETS = Sheets(TEXTS)
ON = date(2026, 9, 30)
ALL = tuple(load(each, on=ON) for each in ("changchun", "spc", "c-lead", "nmg", "c-int"))

USUAL = {
    "subject_kind": Answer(value="leader"),
    "subject_name": Answer(value="赵过问"),
    "subject_post": Answer(value="某县某局副局长"),
    "encountered_at": Answer(value="2026-09-30T14:30+08:00"),
    "channel": Answer(value="phone"),
    "case": Answer(value="（2026）吉0104民初12号 甲公司与乙公司买卖合同纠纷案"),
    "narrative": Answer(value="来电询问案件何时宣判，希望“照顾一下本地企业”。"),
}
BY_HAND = {
    "place": Answer(value="本院办公楼三楼走廊"),
    "persons_present": Answer(value="书记员何某"),
    "physical_material": Answer(value="来信原件一封，存案件副卷第12页"),
    "reply_text": Answer(value="请依照程序办理，案件情况不便交流，您的过问我会如实记录。"),
    "remarks": Answer(value="当日在外开会，晚间才看到信息。"),
}


_OFFICE = {"discipline": Capacity.INSPECTOR, "adjudication": Capacity.ADJUDICATION}
RECEIVED = Reception(
    person=cast.ZHOU.id,
    capacity=Capacity.INSPECTOR,
    articles=(),
    received_at=an.NOW + timedelta(minutes=1),
)


def usual_of(rules: Profile, **other: str) -> dict[str, Answer]:
    """Return the usual answers to what a rule system asks, some of them another choice."""
    asked = {field.id for field in rules.fields}
    kind = {"subject_kind": Answer(value="court" if rules.id == "spc" else "leader")}
    changed = {key: Answer(value=code) for key, code in other.items()}
    return {key: said for key, said in (USUAL | kind | changed).items() if key in asked}


def kept_by(rules: Profile, **facts: Any) -> Record:
    """Return a record by a rule system, delivered to its office."""
    answers = facts.get("answers", usual_of(rules))
    limit = rules.limit("record", chosen(answers))
    told: dict[str, Any] = {
        "id": RecordId(f"record by {rules.id}"),
        "profile": rules.id,
        "profile_version": rules.version,
        "deadline": deadline(limit, an.NOW, an.CALENDAR, an.ZONE),
        "answers": answers,
        "by": replace(an.RECORD.by, name="李承办", department="民事审判第一庭", post="法官"),
        "receptions": (replace(RECEIVED, capacity=_OFFICE[rules.way.receiver]),),
    }
    return replace(an.RECORD, **(told | facts))


def fullest(rules: Profile, **other: str) -> Record:
    """Answer everything that is offered, the first choice always, two weeks later."""
    answers, usual = dict[str, Answer](), usual_of(rules, **other)
    for field in rules.fields:
        if rules.shown(field, chosen(answers)) and field.kind != "evidence":
            answers[field.id] = usual.get(field.id) or BY_HAND.get(field.id) or _some(field)
    late = an.NOW + timedelta(days=14)
    return kept_by(rules, answers=answers, filed_at=late)


def unknown(rules: Profile) -> Record:
    """Say of everything that is asked unbidden that it is not known, where that can be said."""
    reason = Answer(unknown=True, reason="对方没有说明")
    usual = usual_of(rules)
    told: dict[str, Answer] = {
        key: usual[key] for key in ("subject_kind", "encountered_at", "channel") if key in usual
    }
    said = {
        each.id: reason
        for each in rules.fields
        if each.unknown_allowed and rules.shown(each, chosen(told))
    }
    return kept_by(rules, answers=said | told)


def longest(rules: Profile, length: int = 9000) -> Record:
    """Fill the narrative with more than a page."""
    sentence = "对方在电话里反复要求从轻处理，并称已经同有关领导打过招呼。"
    words = (sentence * (length // len(sentence) + 1))[:length]
    return kept_by(rules, answers=usual_of(rules) | {"narrative": Answer(value=words)})


def _some(field: Field) -> Answer:
    match field.kind:
        case "choice":
            return Answer(value=field.codes[0])
        case "choices":
            return Answer(value=tuple(code for code in field.codes if code != "none")[:3])
        case "yes_no":
            return Answer(value="yes")
        case "when":
            return Answer(value="2026-09-30T21:10+08:00")
        case _:
            return Answer(value=f"{field.label}若干")

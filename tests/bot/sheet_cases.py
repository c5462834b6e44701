"""Records by rule systems that print no form: usual, at their fullest, and with nothing known."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.sheets import Sheets
from register.afterwards import Capacity
from register.draft import Answer, chosen
from register.duties import deadline
from register.ids import RecordId
from register.profile import Field, Profile, load
from register.record import Reception, Record
from tests import cast
from tests.bot import examples as an
from tests.bot.digests import TEXTS

SHEETS = Sheets(TEXTS)
ON = date(2026, 9, 30)
ALL = tuple(load(each, on=ON) for each in ("changchun", "spc", "c-lead", "nmg", "c-int"))

USUAL = {
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


RECEIVED = Reception(
    person=cast.ZHOU.id,
    capacity=Capacity.INSPECTOR,
    articles=(),
    received_at=an.NOW + timedelta(minutes=1),
)


def kept_by(rules: Profile, **facts: Any) -> Record:
    """Return a record by a rule system, delivered to the discipline office."""
    told: dict[str, Any] = {
        "id": RecordId(f"record by {rules.id}"),
        "profile": rules.id,
        "profile_version": rules.version,
        "deadline": deadline(rules.clock("record"), an.NOW, an.CALENDAR, an.ZONE),
        "answers": USUAL,
        "by": replace(an.RECORD.by, name="李承办", department="民事审判第一庭", post="法官"),
        "receptions": (RECEIVED,),
    }
    return replace(an.RECORD, **(told | facts))


def fullest(rules: Profile) -> Record:
    """Answer everything that is offered, the first choice always."""
    answers: dict[str, Answer] = {}
    for field in rules.fields:
        if rules.shown(field, chosen(answers)) and field.kind != "evidence":
            answers[field.id] = USUAL.get(field.id) or BY_HAND.get(field.id) or _some(field)
    late = an.NOW + timedelta(days=14)
    return kept_by(rules, answers=answers, filed_at=late)


def unknown(rules: Profile) -> Record:
    """Say of everything that is asked unbidden that it is not known, where that can be said."""
    reason = Answer(unknown=True, reason="对方没有说明")
    told = {key: USUAL[key] for key in ("encountered_at", "channel")}
    said = {f.id: reason for f in rules.fields if f.unknown_allowed and rules.shown(f, {})}
    return kept_by(rules, answers=said | told)


def longest(rules: Profile, length: int = 9000) -> Record:
    """Fill the narrative with more than a page."""
    sentence = "对方在电话里反复要求从轻处理，并称已经同有关领导打过招呼。"
    words = (sentence * (length // len(sentence) + 1))[:length]
    return kept_by(rules, answers=USUAL | {"narrative": Answer(value=words)})


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

"""A court by the rules of Changchun, and the messages that only it knows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.cosigning import cosign_card, decline_sure, witnessed
from bot.views import View
from register import cosigning
from register.bases import basis_of
from register.draft import Answer
from register.ids import DepartmentId, DraftId, RecordId
from register.organisations import Department
from tests import cast, court
from tests.bot import examples as an
from tests.bot.digests import TEXTS
from tests.court import BENCH, COURT, HAN

FILING = Department(id=DepartmentId("filing"), organisation=COURT.id, name="立案庭")
CLERK = cast.person("clerk", "林书记", "书记员", department=BENCH, organisation=COURT)
TWINS = tuple(
    cast.person(f"twin{n}", "何助理", "法官助理", department=each, organisation=COURT)
    for n, each in enumerate((BENCH, FILING))
)
BAILIFF = cast.person("bailiff", "鲁法警", "法警", organisation=COURT)
PEOPLE = (*court.EVERYBODY, CLERK, *TWINS, BAILIFF)
RULES = court.CHANGCHUN

ANSWERS = {
    "subject_kind": Answer(value="leader"),
    "subject_name": Answer(value="鲁法警"),
    "subject_post": Answer(value="某局局长"),
    "encountered_at": Answer(value="2026-09-30T14:30+08:00"),
    "channel": Answer(value="face_to_face"),
    "place": Answer(value="第三法庭<门口>"),
    "persons_present": Answer(value="林书记、何助理、鲁法警，某公司经理一人"),
    "case": Answer(value="（2026）江0101民初12号 张某买卖合同纠纷"),
    "narrative": Answer(value="要求 <尽快> 判决 & 支持原告。"),
}
DRAFT = replace(
    an.BLANK,
    id=DraftId("people present"),
    organisation=COURT.id,
    recorder=HAN.id,
    profile=RULES.id,
    profile_version=RULES.version,
    systems=tuple(basis_of(each) for each in (RULES, court.SPC)),
    answers=ANSWERS,
)
RECORD = cosigning.ask(
    replace(
        an.RECORD,
        id=RecordId("at a court"),
        number="2026-3N8QWD-2",
        organisation=COURT.id,
        recorder=HAN.id,
        draft=DRAFT.id,
        profile=RULES.id,
        profile_version=RULES.version,
        answers=ANSWERS,
    ),
    (CLERK, TWINS[0], BAILIFF),
    at=an.NOW,
)
_LATER = an.NOW + timedelta(hours=2)
ANSWERED = cosigning.decline(
    cosigning.sign(RECORD, CLERK.id, at=_LATER), TWINS[0].id, "当时<已>离开", at=_LATER
)
LONGEST = replace(
    RECORD,
    answers=ANSWERS
    | {
        field.id: Answer(value=an.FILLER * (field.max_length or 0))
        for field in RULES.fields
        if field.kind == "text"
    },
)


def court_views() -> Iterator[tuple[str, str, View]]:
    """Return template, name and view of each."""
    for name, record, person in (
        ("asked", RECORD, CLERK),
        ("signed", ANSWERED, CLERK),
        ("not signed", ANSWERED, TWINS[0]),
    ):
        yield "cards/cosign", name, cosign_card(TEXTS, record, person.id)
    for name, record in (("to be signed", RECORD), ("at its longest", LONGEST)):
        for number, view in enumerate(witnessed(TEXTS, record), start=1):
            yield "messages/witnessed", f"{name} {number}", view
    yield "messages/cosign_decline", "asked", decline_sure(TEXTS, RECORD)
    asked = cosigning.of(RECORD, CLERK.id)
    text = TEXTS.render("messages/cosign_reminded", record=RECORD, asked=asked)
    yield "messages/cosign_reminded", "silent", View(text=text)
    for name, person in (("signed", CLERK), ("not signed", TWINS[0])):
        said = cosigning.of(ANSWERED, person.id)
        text = TEXTS.render("messages/cosign_said", record=ANSWERED, asked=said)
        yield "messages/cosign_said", name, View(text=text)


def court_words() -> Iterator[tuple[str, str, str]]:
    """Return template, name and text of alerts and of lines on papers."""
    for name, each in zip(("signed", "not signed", "silent"), ANSWERED.cosignatures, strict=True):
        yield "papers/cosigned", name, TEXTS.plain("papers/cosigned", each=each)
        if not each.waits:
            text = TEXTS.plain("alerts/cosigned", record=ANSWERED, asked=each)
            yield "alerts/cosigned", name, text
    bare = replace(ANSWERED.cosignatures[1], reason="")
    yield "papers/cosigned", "no reason", TEXTS.plain("papers/cosigned", each=bare)

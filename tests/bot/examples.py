"""Things to show: drafts, evidence and records whose every part stands fixed.

Names and texts hold what HTML would trip over; `LONGEST` fills every box to its last sign.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from app.calendar import china
from register.acts.casework import WORDS_LENGTH
from register.acts.sealing import Sealed
from register.acts.zero_reporting import PAGE
from register.afterwards import Capacity
from register.cases import Case, CaseState, Handling
from register.draft import REASON_LENGTH, Answer, Draft, DraftState
from register.duties import Deadline, Duty, deadline
from register.evidence import Evidence, Kind, Origin, State, mark_of
from register.ids import CaseId, DraftId, DutyId, EvidenceId, RecordId, ZeroReportId
from register.people import Deputyship
from register.profile import load
from register.provisions import Field
from register.record import Reception, Record, Snapshot
from register.zero_report import ConfirmedAs, Confirmer, Occasion, ZeroReport, ZeroState
from tests import cast

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = china(range(2026, 2028))
NOW = datetime(2026, 9, 30, 15, 0, tzinfo=ZONE)
PROFILE = load("rudong", on=date(2026, 9, 30))
HOSTILE = "赵<b>德&海"
"""A name that must not become markup."""
FILLER = "字"
"""What the longest answers are made of; snapshots show runs of it shortened."""


def due(at: datetime) -> Deadline:
    return deadline(PROFILE.clock("record"), at, CALENDAR, ZONE)


# ── Drafts ─────────────────────────────────────────────────────────────────────────────────────

BLANK = Draft(
    id=DraftId("blank"),
    organisation=cast.COUNTY.id,
    recorder=cast.LI.id,
    profile="rudong",
    profile_version=PROFILE.version,
    started_at=NOW,
    touched_at=NOW,
)

TWIN = replace(BLANK, id=DraftId("twin"))
"""Begun in the same minute as the blank one."""

ANSWERS = {
    "subject_name": Answer(value=HOSTILE),
    "subject_post": Answer(value="县某局局长"),
    "encountered_at": Answer(value="2026-09-30T14:30+08:00"),
    "channel": Answer(value="chat"),
    "case": Answer(value="云检刑诉〔2026〕12号 张某某涉嫌盗窃案"),
    "case_stage": Answer(value="prosecution_review"),
    "narrative": Answer(value="对方说：“张某某的案子 <能不能> 关照一下 & 从轻处理。”" * 3),
    "reply": Answer(value="refused_orally"),
}

FULL = replace(BLANK, id=DraftId("full"), answers=ANSWERS)
HALF = replace(
    FULL,
    id=DraftId("half"),
    answers={
        "encountered_at": ANSWERS["encountered_at"],
        "subject_name": ANSWERS["subject_name"],
        "subject_post": Answer(unknown=True, reason="未能辨认对方身份"),
        "channel": Answer(value="face_to_face"),
    },
)
DAY_ALONE = replace(
    FULL,
    id=DraftId("day-alone"),
    answers=ANSWERS | {"encountered_at": Answer(value="2026-09-29")},
)
OTHERWISE = replace(
    FULL,
    id=DraftId("otherwise"),
    answers=ANSWERS | {"channel": Answer(value="other", words="托人带<话>")},
)
DIRECT = replace(FULL, id=DraftId("direct"), direct=True)
UNKNOWN = replace(
    FULL,
    id=DraftId("unknown"),
    answers=ANSWERS | {"subject_name": Answer(unknown=True, reason="未能辨认对方身份")},
)
HEAD_NAMED = replace(
    FULL,
    id=DraftId("head-named"),
    answers=ANSWERS | {"subject_name": Answer(value=cast.WANG.name)},
)
OVERDUE = replace(
    FULL,
    id=DraftId("overdue"),
    answers=ANSWERS | {"encountered_at": Answer(value="2026-09-10")},
)
LETTER = replace(FULL, id=DraftId("letter"), answers=ANSWERS | {"channel": Answer(value="letter")})
NOBODY = replace(
    FULL,
    id=DraftId("nobody"),
    organisation=cast.CITY.id,
    recorder=cast.WU.id,
    answers=ANSWERS | {"subject_name": Answer(value=cast.WU.name)},
)


def _at_its_longest(field: Field) -> Answer:
    match field.kind:
        case "choice" | "choices":
            codes = tuple(choice.code for choice in field.choices if choice.code != "none")
            return Answer(value=codes if field.kind == "choices" else codes[0])
        case "yes_no":
            return Answer(value="yes")
        case "when":
            return ANSWERS["encountered_at"]
        case _ if field.id == "principal":
            return Answer(unknown=True, reason=FILLER * REASON_LENGTH)
        case _:
            return Answer(value=FILLER * (field.max_length or 0))


LONGEST = replace(
    FULL,
    id=DraftId("longest"),
    answers={
        field.id: _at_its_longest(field) for field in PROFILE.fields if field.kind != "evidence"
    },
)
DRAFTS = (
    BLANK,
    FULL,
    HALF,
    DAY_ALONE,
    OTHERWISE,
    DIRECT,
    UNKNOWN,
    HEAD_NAMED,
    OVERDUE,
    LETTER,
    NOBODY,
    LONGEST,
)


def _owed(draft: Draft, met_at: datetime) -> Duty:
    return Duty(
        id=DutyId(f"owed {draft.id}"),
        organisation=draft.organisation,
        owner=draft.recorder,
        clock="record",
        about=draft.id,
        profile=draft.profile,
        profile_version=draft.profile_version,
        event_at=met_at,
        deadline=due(met_at),
    )


DUTIES: dict[str, Duty] = {
    draft.id: _owed(draft, met) for draft in DRAFTS if (met := draft.encounter(ZONE))
}


# ── Evidence ───────────────────────────────────────────────────────────────────────────────────


def item(
    number: int, kind: Kind, *, draft: Draft | None = None, forwarded_from: str = ""
) -> Evidence:
    """Return one sealed item; its number names it."""
    content = sha256(f"{number}".encode()).digest()
    return Evidence(
        id=EvidenceId(f"item{number}"),
        number=f"E-{number:06}",
        organisation=cast.COUNTY.id,
        sender=draft.recorder if draft else cast.LI.id,
        kind=kind,
        mark=mark_of(kind, forwarded=bool(forwarded_from)),
        received_at=NOW,
        state=State.SEALED,
        sealed_at=NOW,
        draft=draft.id if draft else None,
        size=number * 1024 + 700,
        sha256=content,
        sm3=content[::-1],
        ciphertext_sha256=content,
        origin=Origin(sent_at=NOW, forwarded_from=forwarded_from),
    )


PHOTO = item(1, Kind.PHOTO, draft=FULL)
VOICE = item(2, Kind.VOICE, draft=FULL)
FORWARDED_VOICE = item(3, Kind.VOICE, forwarded_from=HOSTILE)
DOCUMENT = item(4, Kind.DOCUMENT)
TWENTY = tuple(item(number, Kind.VIDEO_NOTE, draft=LONGEST) for number in range(101, 121))
EVIDENCE = (PHOTO, VOICE, FORWARDED_VOICE, DOCUMENT, *TWENTY)


def sealed(*items: Evidence, draft: Draft | None = None, drafts: tuple[Draft, ...] = ()) -> Sealed:
    owed = DUTIES.get(draft.id) if draft else None
    return Sealed(
        items=items,
        draft=draft,
        open_drafts=drafts,
        due=owed.deadline if owed else due(NOW),
        met=owed is not None,
    )


# ── Records ────────────────────────────────────────────────────────────────────────────────────

RECORD = Record(
    id=RecordId("record"),
    number="2026-7K4M2X-5",
    organisation=cast.COUNTY.id,
    department=cast.FIRST.id,
    recorder=cast.LI.id,
    draft=FULL.id,
    profile="rudong",
    profile_version=PROFILE.version,
    encountered_at=NOW - timedelta(minutes=30),
    filed_at=NOW,
    deadline=due(NOW - timedelta(minutes=30)),
    direct=False,
    by=Snapshot(name="李<承>办", department="第一检察部", post="检察官", contact="0513-1"),
    answers=ANSWERS,
    receptions=(Reception(person=cast.WANG.id, capacity=Capacity.HEAD, articles=("13",)),),
)
ACKNOWLEDGED = replace(
    RECORD,
    receptions=(replace(RECORD.receptions[0], acknowledged_at=NOW + timedelta(hours=1)),),
)
DELIVERED = replace(
    RECORD, receptions=(replace(RECORD.receptions[0], received_at=NOW + timedelta(minutes=1)),)
)
FORWARDED = replace(
    DELIVERED,
    receptions=(
        *DELIVERED.receptions,
        Reception(person=cast.CHEN.id, capacity=Capacity.LEADER, articles=("13",)),
        Reception(person=cast.ZHOU.id, capacity=Capacity.INSPECTOR, articles=("13", "15")),
    ),
    forwarded_at=NOW + timedelta(hours=2),
)
TO_FORWARD = replace(
    DUTIES[FULL.id],
    id=DutyId("to forward"),
    owner=cast.WANG.id,
    clock="forward",
    about=RECORD.id,
    event_at=NOW,
    deadline=deadline(PROFILE.clock("forward"), NOW, CALENDAR, ZONE),
)
LATE = replace(
    RECORD,
    filed_at=NOW + timedelta(days=14),
    direct=True,
    receptions=tuple(
        Reception(person=person.id, capacity=Capacity.SUPERIOR_INSPECTOR, articles=("13", "15"))
        for person in (cast.WU, cast.ZHOU)
    ),
)
LONGEST_RECORD = replace(RECORD, draft=LONGEST.id, answers=LONGEST.answers)
DISCARDED = replace(FULL, state=DraftState.DISCARDED)

# ── Cases and zero reports ─────────────────────────────────────────────────────────────────────

TAKEN = date(2026, 3, 2)
OPEN = Case(
    id=CaseId("open"),
    organisation=cast.COUNTY.id,
    name=f"{HOSTILE}盗窃案",
    number="云检刑诉〔2026〕12号",
    handlings=(Handling(person=cast.LI.id, since=TAKEN),),
)
CLOSING = replace(
    OPEN,
    id=CaseId("closing, of two"),
    charge="故意伤害罪",
    handlings=(*OPEN.handlings, Handling(person=cast.QIAN.id, since=NOW.date())),
    state=CaseState.CLOSING,
    closing_on=date(2026, 10, 20),
)
CLOSED = replace(OPEN, id=CaseId("closed"), number="", state=CaseState.CLOSED)
HANDED_OVER = replace(
    OPEN,
    id=CaseId("handed over"),
    handlings=(
        replace(OPEN.handlings[0], until=NOW.date()),
        Handling(person=cast.QIAN.id, since=NOW.date()),
    ),
)
LONGEST_CASE = replace(
    OPEN,
    id=CaseId("longest"),
    name=FILLER * WORDS_LENGTH,
    number=FILLER * WORDS_LENGTH,
    charge=FILLER * WORDS_LENGTH,
)
CASES = (OPEN, CLOSING, CLOSED, HANDED_OVER, LONGEST_CASE)

OWED = ZeroReport(
    id=ZeroReportId("owed"),
    organisation=cast.COUNTY.id,
    case=CLOSING.id,
    handler=cast.LI.id,
    since=TAKEN,
    opened_at=NOW,
    occasion=Occasion.CLOSING,
)
MONTHLY = replace(
    OWED,
    id=ZeroReportId("monthly"),
    case=None,
    since=date(2026, 9, 1),
    month=date(2026, 9, 1),
    occasion=Occasion.MONTH,
)
BESIDE_NOTES = replace(
    OWED,
    id=ZeroReportId("beside exempt notes"),
    case=HANDED_OVER.id,
    occasion=Occasion.HANDED_OVER,
)
SUBMITTED = replace(
    OWED,
    id=ZeroReportId("submitted"),
    case=OPEN.id,
    standing=ZeroState.SUBMITTED,
    stated_on=NOW.date(),
    confirmers=(Confirmer(person=cast.WANG.id, capacity=ConfirmedAs.HEAD),),
)
CONFIRMED = replace(
    SUBMITTED,
    id=ZeroReportId("confirmed"),
    standing=ZeroState.CONFIRMED,
    confirmed_by=cast.WANG.id,
    confirmed_at=NOW,
)
RETURNED = replace(
    SUBMITTED,
    id=ZeroReportId("returned"),
    standing=ZeroState.RETURNED,
    returned_reason=f"请与 {HOSTILE} 核对承办时间",
)
SUPERSEDED = replace(SUBMITTED, id=ZeroReportId("superseded"), superseded_at=NOW)
TO_CONFIRM = tuple(
    replace(SUBMITTED, id=ZeroReportId(f"a page, {number:02}"), case=LONGEST_CASE.id)
    for number in range(PAGE)
)
ZERO_REPORTS = (
    OWED,
    MONTHLY,
    BESIDE_NOTES,
    SUBMITTED,
    CONFIRMED,
    RETURNED,
    SUPERSEDED,
    *TO_CONFIRM,
)

SOON_AWAY = replace(
    cast.SUN,
    deputyship=Deputyship(deputy=cast.WANG.id, since=date(2026, 10, 8), until=date(2026, 10, 16)),
)

"""The cast, and one of each thing that is kept."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from register.afterwards import Capacity, Recusal
from register.case_note import CaseNote, NotedItem, Place
from register.cases import Case, CaseState, Handling
from register.draft import Answer, Draft
from register.duties import Deadline, Duty
from register.evidence import Evidence, Kind, Mark, Origin, State
from register.ids import (
    Account,
    CaseId,
    CaseNoteId,
    Cause,
    DepartmentId,
    DraftId,
    DutyId,
    EvidenceId,
    InviteId,
    OmissionId,
    OrganisationId,
    PersonId,
    RecordId,
    TransferId,
    ZeroReportId,
)
from register.invites import Invite
from register.notes import Note, NoteKind
from register.omission import (
    Ask,
    Finding,
    Omission,
    OmissionFile,
    OmissionState,
    Outcome,
    Reader,
    Status,
)
from register.organisations import Addressee, Department, Organisation
from register.people import Person, Role
from register.record import Reception, Record, Snapshot
from register.referrals import OfficeAnswer, Referral, Severity
from register.transfer import Hop, Level, Received, Standing, Transfer
from register.workdays import CountedDay, Why
from register.zero_report import ConfirmedAs, Confirmer, Occasion, ZeroReport, ZeroState

NOW = datetime(2026, 9, 30, 7, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CAUSE = Cause("command/1")
CHINA = timezone(timedelta(hours=8))

HOUSE = Organisation(
    id=OrganisationId("house"),
    name="云溪县人民检察院",
    profiles=("rudong",),
    addressees=(Addressee(kind="political_legal", name="云溪县委政法委", postal="人民路12号"),),
)
DEPARTMENT = Department(id=DepartmentId("first"), organisation=HOUSE.id, name="第一检察部")
RECORDER = Person(
    id=PersonId("li"),
    organisation=HOUSE.id,
    department=DEPARTMENT.id,
    roles=frozenset({Role.HANDLER}),
    name="李承办",
    post="一级检察官",
    contact="13900000001",
    account=Account("1001"),
)
HEAD = Person(
    id=PersonId("wang"),
    organisation=HOUSE.id,
    department=DEPARTMENT.id,
    roles=frozenset({Role.HEAD, Role.HANDLER}),
    name="王主任",
    post="部门主任",
    contact="13900000002",
)
DEADLINE = Deadline(
    clock_id="record",
    target_on=date(2026, 10, 9),
    target_on_day_off=False,
    due_on=date(2026, 10, 10),
    due_at=datetime(2026, 10, 11, tzinfo=CHINA),
    provisional=False,
    counted=(CountedDay(date=date(2026, 10, 1), counts=False, why=Why.HOLIDAY),),
    calendar_version="2026.1",
    article="rudong-7",
)
ANSWERS = {
    "subject_name": Answer(value="赵干预"),
    "case": Answer(value="(2026)苏0623刑初1号"),
    "behaviours": Answer(value=("lift", "hint")),
    "place": Answer(unknown=True, reason="电话里没有说"),
}
DRAFT = Draft(
    id=DraftId("draft"),
    organisation=HOUSE.id,
    recorder=RECORDER.id,
    profile="rudong",
    profile_version=date(2016, 3, 1),
    started_at=NOW,
    touched_at=NOW,
    answers=ANSWERS,
)
DUTY = Duty(
    id=DutyId("duty"),
    organisation=HOUSE.id,
    owner=RECORDER.id,
    clock="record",
    about=DRAFT.id,
    profile="rudong",
    profile_version=date(2016, 3, 1),
    event_at=NOW,
    deadline=DEADLINE,
    former=(date(2026, 10, 8),),
    remind_at=NOW + MINUTE,
)
ITEM = Evidence(
    id=EvidenceId("item"),
    number="2026-GHJKMN-5",
    organisation=HOUSE.id,
    sender=RECORDER.id,
    kind=Kind.PHOTO,
    mark=Mark.COMPRESSED,
    received_at=NOW,
    place="0f0e",
    name="截图.jpg",
    mime="image/jpeg",
    origin=Origin(file="file-id", group="album-1", sent_at=NOW, forwarded_from="赵干预"),
)
INVITE = Invite(
    id=InviteId("invite"),
    organisation=HOUSE.id,
    person=HEAD.id,
    code_hash="5f" * 32,
    expires_at=NOW + timedelta(days=7),
)
RECORD = Record(
    id=RecordId("record"),
    number="2026-ABCDEF-7",
    organisation=HOUSE.id,
    department=DEPARTMENT.id,
    recorder=RECORDER.id,
    draft=DRAFT.id,
    profile="rudong",
    profile_version=date(2016, 3, 1),
    encountered_at=NOW - MINUTE,
    filed_at=NOW,
    deadline=DEADLINE,
    direct=False,
    by=Snapshot(name="李承办", department="第一检察部", post="一级检察官", contact="13900000001"),
    answers=ANSWERS,
    receptions=(
        Reception(person=HEAD.id, capacity=Capacity.HEAD, articles=("rudong-8",)),
        Reception(
            person=RECORDER.id, capacity=Capacity.INSPECTOR, articles=(), acknowledged_at=NOW
        ),
    ),
    referrals=(
        Referral(
            step="subject_discipline",
            to="subject_discipline",
            name="过问人所在单位的纪检监察机构",
            settles=("subject_discipline",),
            person=HEAD.id,
            by=HEAD.name,
            at=NOW,
            copies=True,
            document="云检纪〔2026〕3号",
            document_on=date(2026, 9, 30),
            proof="E-7K3M9P",
            proof_sha256=b"\x5f" * 32,
        ),
    ),
    findings=(OfficeAnswer(question="internal_organ", code="police", person=HEAD.id, at=NOW),),
    severities=(Severity(serious=True, reason="多次", person=HEAD.id, name=HEAD.name, at=NOW),),
    recusals=(
        Recusal(
            person=HEAD.id,
            capacity=Capacity.HEAD,
            name="王建国",
            at=NOW,
            reason="与当事人是同学",
        ),
    ),
)
CASE = Case(
    id=CaseId("case"),
    organisation=HOUSE.id,
    name="张某交通肇事案",
    number="东检刑诉〔2026〕12号",
    charge="交通肇事罪",
    handlings=(
        Handling(person=HEAD.id, since=date(2026, 3, 2), until=date(2026, 5, 6)),
        Handling(person=RECORDER.id, since=date(2026, 5, 6)),
    ),
    state=CaseState.CLOSING,
    closing_on=date(2026, 10, 20),
    imported=True,
)
CASE_NOTE = CaseNote(
    id=CaseNoteId("case note"),
    number="N-7K4M2X",
    organisation=HOUSE.id,
    owner=RECORDER.id,
    kind="guidance",
    case=CASE.id,
    source="上级院孙指导",
    happened="2026-09-29T09:30+08:00",
    text="对证据审查提出口头指导意见",
    case_words="某乙合同纠纷一案",
    answers={"duty_document": Answer(value="函文一件")},
    items=(
        NotedItem(
            id=EvidenceId("noted"),
            number="E-4M2X7K",
            sealed_at=NOW,
            sha256="ab" * 32,
            sm3="cd" * 32,
        ),
    ),
    profile="spc",
    profile_version=date(2015, 8, 20),
    noted_at=NOW,
    places=(Place(volume="第二卷", page="第十五页", at=NOW),),
)
ZERO_REPORT = ZeroReport(
    id=ZeroReportId("zero"),
    organisation=HOUSE.id,
    case=CASE.id,
    handler=RECORDER.id,
    since=date(2026, 5, 6),
    opened_at=NOW,
    occasion=Occasion.CLOSING,
    standing=ZeroState.SUBMITTED,
    stated_on=date(2026, 9, 30),
    confirmers=(Confirmer(person=HEAD.id, capacity=ConfirmedAs.HEAD),),
    recused=frozenset({RECORDER.id}),
    returned_reason="承办日期有误",
    exempt_notes=(CASE_NOTE.number,),
)
TRANSFER = Transfer(
    id=TransferId("transfer"),
    number="T-7K4M2X",
    organisation=HOUSE.id,
    profile="changchun",
    profile_version=date(2026, 11, 22),
    registrar=RECORDER.id,
    registrar_name="李承办",
    registrar_department="办公室",
    registered_at=NOW,
    received=Received(
        source="钱某某",
        source_post="某委书记",
        material="来函一份，无文号",
        happened="2026-09-29",
        case="周某买卖合同纠纷",
    ),
    handler=HEAD.id,
    handler_name="王主任",
    department=DEPARTMENT.id,
    case=CASE.id,
    evidence=(ITEM.id,),
    levels=(Level.REGISTRY, Level.HANDLER),
    hops=(
        Hop(
            level=Level.REGISTRY,
            people=(HEAD.id,),
            standing=Standing.OWN,
            asked_at=NOW,
            signed_by=HEAD.id,
            name="王主任",
            signed_at=NOW + MINUTE,
        ),
    ),
)
OMISSION = Omission(
    id=OmissionId("omission"),
    organisation=HOUSE.id,
    profile="nmg",
    profile_version=date(2026, 11, 22),
    account=Account("77001"),
    started_at=NOW,
    state=OmissionState.DECIDED,
    number="J-7K4M2X",
    answers={
        Ask.GROUND: "not_recorded",
        Ask.CASE: "周某诈骗案",
        Ask.ACCOUNT: "有人说情，未见记录",
        Ask.NAME: "郭律师",
    },
    files=(
        OmissionFile(
            id="file",
            kind=Kind.PHOTO,
            name="通话记录.jpg",
            place="1f1e",
            received_at=NOW,
            sealed_at=NOW,
            mime="image/jpeg",
            size=3,
            sha256=b"\x00\xff" * 16,
        ),
    ),
    readers=(Reader(person=HEAD.id, capacity=Capacity.INSPECTOR),),
    submitted_at=NOW,
    statuses=(Status(text="正在核查录音", by=HEAD.id, at=NOW),),
    findings=(
        Finding(
            outcome=Outcome.SUBSTANTIATED,
            text="已责令补记入库",
            released="已依规处理完毕",
            by=HEAD.id,
            at=NOW,
        ),
    ),
)
NOTE = Note(
    kind=NoteKind.RECORD_RECEIVED,
    organisation=HOUSE.id,
    object=RECORD.id,
    addressee=HEAD.id,
    key="received:record:wang",
    not_before=NOW,
)


def sealed(item: Evidence, *, sha256: bytes) -> Evidence:
    """Return an item as the second commit of sealing writes it."""
    return replace(
        item,
        state=State.SEALED,
        sealed_at=NOW,
        size=3,
        sha256=sha256,
        sm3=b"\x00\xff" * 16,
        ciphertext_sha256=b"\xfe" * 32,
    )

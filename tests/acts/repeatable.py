"""Every act, ready to be done: each preparation returns what a cause may repeat."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import Any

from register.acts.amending import AmendCalendar
from register.acts.binding import Bind, InvitePerson
from register.acts.case_import import ImportCases
from register.acts.casework import (
    AddCase,
    AddHandler,
    ChangeCase,
    CloseCase,
    GiveAway,
    HandOver,
    MarkClosing,
    PlanClosing,
    ReopenCase,
)
from register.acts.changing import ChangeRecord
from register.acts.deputising import AppointDeputy
from register.acts.digesting import Snooze
from register.acts.drafting import (
    AnswerQuestion,
    ChangeDraft,
    DiscardDraft,
    LayAside,
    ReportDirectly,
    StartDraft,
    TakeUp,
)
from register.acts.filing import FileRecord
from register.acts.forwarding import Forward, NoteReceipt
from register.acts.leaving import MarkLeft, RouteAgain
from register.acts.omitting import ChangeOmission
from register.acts.reaching import MarkReachable, TellSetAside
from register.acts.receipts import TakeReceipts
from register.acts.sealing import Abandon, PutEvidence, Receive, Seal, Withdraw
from register.acts.serving import HandOverOnPaper
from register.acts.staffing import FoundOrganisation, ImportStaff, StaffLine
from register.acts.supervising import Acknowledge, OpenRecord
from register.acts.supplementing import SupplementRecord
from register.acts.unbinding import AskUnbinding, DecideUnbinding
from register.acts.zero_reporting import ConfirmZeroReports, ReturnZeroReport, SubmitZeroReport
from register.evidence import Origin
from register.ids import Account, Cause
from register.people import Role
from tests import cast
from tests.acts import (
    repeatable_advice,
    repeatable_court,
    repeatable_notes,
    repeatable_omissions,
    repeatable_records,
)
from tests.acts.casework import LINE, Casework, lines
from tests.acts.repeatable_records import SHOT, Act
from tests.acts.staff import Staff
from tests.acts.world import World, chunks
from tests.notices import NOTICE

Prepare = Callable[[World], Awaitable[Act]]


async def start(world: World) -> Act:
    return lambda cause: world.start(cause=cause)


async def answer(world: World) -> Act:
    draft = await world.start()
    return lambda cause: world.answer(draft, "encountered_at", "2026-09-30T10:00", cause=cause)


async def report_directly(world: World) -> Act:
    draft = await world.start()
    return lambda cause: world.report_directly(draft, cause=cause)


async def take_up(world: World) -> Act:
    draft = await world.start()
    return lambda cause: world.take_up(draft, cause=cause)


async def lay_aside(world: World) -> Act:
    await world.start()
    await world.start()
    return lambda cause: world.lay_aside(cause=cause)


async def discard(world: World) -> Act:
    draft = await world.start()
    await world.seal(SHOT)
    return lambda cause: world.discard(draft, cause=cause)


async def file(world: World) -> Act:
    draft = await world.complete()
    return lambda cause: world.file(draft, cause=cause)


async def receive(world: World) -> Act:
    return lambda cause: world.receive(cause=cause)


async def seal(world: World) -> Act:
    row = await world.receive()
    stored = await world.vault.store(row.place, chunks(SHOT))
    act = Seal(world.store, world.clock, world.vault)
    return lambda cause: act(row.id, stored, mime="image/png", by=cast.LI.id, cause=cause)


async def seal_of_an_album(world: World) -> Act:
    origin = Origin(group="album 1")
    return lambda cause: world.seal(SHOT, origin=origin, cause=cause)


async def seal_a_duplicate(world: World) -> Act:
    await world.seal(SHOT)
    return lambda cause: world.seal(SHOT, cause=cause)


async def put(world: World) -> Act:
    item = await world.seal(SHOT)
    draft = await world.start()
    return lambda cause: world.put(item, draft, cause=cause)


async def withdraw(world: World) -> Act:
    item = await world.seal(SHOT)
    return lambda cause: world.withdraw(item, cause=cause)


async def abandon(world: World) -> Act:
    item = await world.receive()
    act = Abandon(world.store, world.clock, world.vault)
    return lambda cause: act(item.id, by=item.sender, cause=cause)


async def open_record(world: World) -> Act:
    record = await world.file(await world.complete())
    act = OpenRecord(world.store, world.clock)
    return lambda cause: act(record.id, by=cast.WANG.id, cause=cause)


async def take_receipts(world: World) -> Act:
    record = await world.file(await world.complete())
    act = TakeReceipts(world.store, world.clock)
    return lambda cause: act(by=record.recorder, cause=cause)


async def acknowledge(world: World) -> Act:
    record = await world.file(await world.complete())
    act = Acknowledge(world.change_record)
    return lambda cause: act(record.id, by=cast.WANG.id, cause=cause)


async def note_receipt(world: World) -> Act:
    record = await world.file(await world.complete())
    return lambda cause: world.arrive(record, cause=cause)


async def forward(world: World) -> Act:
    record = await world.file(await world.complete())
    await world.arrive(record)
    return lambda cause: world.forward(record, cause=cause)


async def hand_over_on_paper(world: World) -> Act:
    record = await world.file(await world.complete())
    act = HandOverOnPaper(world.store, world.clock, world.owing, world.conflicts)
    return lambda cause: act(record.id, to=cast.WANG.id, by=cast.ZHOU.id, cause=cause)


async def snooze(world: World) -> Act:
    await world.complete()
    act = Snooze(world.store, world.clock, world.owing)
    return lambda cause: act(by=cast.LI.id, cause=cause)


async def bind(world: World) -> Act:
    person = (await import_lines(world, world.cause()))[0]
    code = await InvitePerson(world.store, world.clock)(person.id, cause=world.cause())
    act = Bind(world.store, world.clock)
    return lambda cause: act(code, account=Account("new"), cause=cause)


async def unreachable(world: World) -> Act:
    act = MarkReachable(world.store, world.clock)
    return lambda cause: act(cast.WANG.id, reachable=False, cause=cause)


async def reachable(world: World) -> Act:
    act = MarkReachable(world.store, world.clock)
    await act(cast.WANG.id, reachable=False, cause=world.cause())
    return lambda cause: act(cast.WANG.id, reachable=True, cause=cause)


async def set_aside(world: World) -> Act:
    act = TellSetAside(world.store, world.clock)
    account = cast.LI.account
    assert account is not None
    return lambda cause: act(account, cause=cause)


async def found(world: World) -> Act:
    act = FoundOrganisation(world.store, world.clock)
    return lambda cause: act("邻县人民检察院", profiles=("rudong",), cause=cause)


def import_lines(world: World, cause: Cause) -> Awaitable[list[Any]]:
    lines = [
        StaffLine(
            name=name,
            department="第三检察部",
            post="检察官",
            roles=frozenset({Role.HANDLER}),
            contact="",
        )
        for name in ("何新来", "吕新来")
    ]
    return ImportStaff(world.store, world.clock, world.owing)(cast.COUNTY.id, lines, cause=cause)


async def import_staff(world: World) -> Act:
    return lambda cause: import_lines(world, cause)


async def leave(world: World) -> Act:
    await Casework(world).submitted()
    await world.arrive(await world.file(await world.complete()))
    await world.complete(by=cast.QIAN.id)
    return lambda cause: Staff(world).let_go(cast.WANG, cast.QIAN, cause=cause)


async def route_again(world: World) -> Act:
    record = await world.file(await world.complete())
    await Staff(world).let_go(cast.WANG)
    act = Staff(world).route_again
    return lambda cause: act(record.id, gone=cast.WANG.id, cause=cause)


async def appoint_deputy(world: World) -> Act:
    return lambda cause: Staff(world).appoint(cast.WANG, cast.QIAN, cause=cause)


async def ask_unbinding(world: World) -> Act:
    await Staff(world).ask(cast.LI)
    return lambda cause: Staff(world).ask(cast.LI, "换了账号", cause=cause)


async def unbind(world: World) -> Act:
    await Staff(world).ask(cast.LI)
    return lambda cause: Staff(world).decide(cast.LI, by=cast.ZHOU, cause=cause)


async def amend_calendar(world: World) -> Act:
    return lambda cause: AmendCalendar(world.store, world.clock)(NOTICE, cause=cause)


async def add_case(world: World) -> Act:
    work = Casework(world)
    return lambda cause: work.add(cause=cause)


async def import_cases(world: World) -> Act:
    work = Casework(world)
    await work.bring_in(LINE)
    moved = replace(LINE, handlers=(cast.QIAN.id,))
    return lambda cause: work.bring_in(moved, *lines(3), cause=cause)


async def add_handler(world: World) -> Act:
    work = Casework(world)
    case = await work.add()
    return lambda cause: work.add_handler(case, cast.QIAN.id, cause=cause)


async def hand_over(world: World) -> Act:
    work = Casework(world)
    case = await work.add()
    return lambda cause: work.hand_over(case, cast.QIAN.id, cause=cause)


async def give_away(world: World) -> Act:
    work = Casework(world)
    case = await work.add()
    return lambda cause: work.give_away(case, cause=cause)


async def mark_closing(world: World) -> Act:
    work = Casework(world)
    case = await work.add()
    return lambda cause: work.mark_closing(case, cause=cause)


async def plan_closing(world: World) -> Act:
    work = Casework(world)
    case = await work.mark_closing(await work.add())
    return lambda cause: work.plan_closing(case, date(2026, 10, 20), cause=cause)


async def close_case(world: World) -> Act:
    work = Casework(world)
    case = await work.add()
    return lambda cause: work.close(case, cause=cause)


async def reopen_case(world: World) -> Act:
    work = Casework(world)
    case = await work.close(await work.add())
    return lambda cause: work.reopen(case, cause=cause)


async def submit_zero_report(world: World) -> Act:
    work = Casework(world)
    report = await work.owed()
    return lambda cause: work.submit(report, cause=cause)


async def confirm_zero_reports(world: World) -> Act:
    work = Casework(world)
    report = await work.submitted()
    return lambda cause: work.confirm(report, cause=cause)


async def return_zero_report(world: World) -> Act:
    work = Casework(world)
    report = await work.submitted()
    return lambda cause: work.give_back(report, cause=cause)


async def file_beside_a_zero_report(world: World) -> Act:
    work = Casework(world)
    await work.confirm(await work.submitted())
    draft = await world.complete()
    return lambda cause: world.file(draft, cause=cause)


ACTS: list[tuple[type, Prepare]] = [
    (AmendCalendar, amend_calendar),
    (StartDraft, start),
    (AnswerQuestion, answer),
    *repeatable_advice.ACTS,
    (ReportDirectly, report_directly),
    (TakeUp, take_up),
    (LayAside, lay_aside),
    (DiscardDraft, discard),
    (FileRecord, file),
    (Receive, receive),
    (Seal, seal),
    (Seal, seal_of_an_album),
    (Seal, seal_a_duplicate),
    (PutEvidence, put),
    (Withdraw, withdraw),
    (Abandon, abandon),
    (OpenRecord, open_record),
    (TakeReceipts, take_receipts),
    (Acknowledge, acknowledge),
    (NoteReceipt, note_receipt),
    (Forward, forward),
    (HandOverOnPaper, hand_over_on_paper),
    *repeatable_records.ACTS,
    *repeatable_notes.ACTS,
    *repeatable_court.ACTS,
    *repeatable_omissions.ACTS,
    (Snooze, snooze),
    (Bind, bind),
    (MarkReachable, unreachable),
    (MarkReachable, reachable),
    (TellSetAside, set_aside),
    (FoundOrganisation, found),
    (ImportStaff, import_staff),
    (MarkLeft, leave),
    (RouteAgain, route_again),
    (AppointDeputy, appoint_deputy),
    (AskUnbinding, ask_unbinding),
    (DecideUnbinding, unbind),
    (AddCase, add_case),
    (ImportCases, import_cases),
    (AddHandler, add_handler),
    (HandOver, hand_over),
    (GiveAway, give_away),
    (MarkClosing, mark_closing),
    (PlanClosing, plan_closing),
    (CloseCase, close_case),
    (ReopenCase, reopen_case),
    (SubmitZeroReport, submit_zero_report),
    (ConfirmZeroReports, confirm_zero_reports),
    (ReturnZeroReport, return_zero_report),
    (FileRecord, file_beside_a_zero_report),
]
NOT_REPEATABLE = {
    InvitePerson,  # its code is shown once and kept nowhere: asked again, it makes another
    *(ChangeDraft, ChangeCase, ChangeRecord, ChangeOmission),  # ways in which others change them
    SupplementRecord,
}

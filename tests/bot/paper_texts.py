"""What the papers say of records, bare and at their fullest."""

from collections.abc import Iterator
from dataclasses import replace

from bot.annexes import evidence_lines
from bot.note_papers import NotePapers
from bot.paperwork import Paperwork
from register.acts.noting import Noted
from register.draft import Answer
from tests import cast
from tests.bot import examples as an
from tests.bot.digests import TEXTS
from tests.bot.notes import GUIDANCE, POSTED
from tests.bot.record_cases import SUPPLEMENTED
from tests.bot.sheet_cases import ALL, SHEETS, fullest, kept_by
from tests.bot.stage import PlainPapers

PAPERWORK = Paperwork(PlainPapers(), TEXTS)
NOTE_PAPERS = NotePapers(PlainPapers(), TEXTS)

FULLEST = an.ANSWERS | {
    "place": Answer(value="本院三楼走廊"),
    "case_handler": Answer(value="钱同事"),
    "subject_contact": Answer(value="0513-84110009"),
    "subject_class": Answer(value="internal_judicial"),
    "internal_organ": Answer(value="court"),
    "leadership_team": Answer(value="no"),
    "is_leader": Answer(value="yes"),
    "leads_body": Answer(value="political_legal"),
    "serious_proposed": Answer(value="yes"),
    "subject_org_type": Answer(value="adjudicative"),
    "subject_status": Answer(value="retired"),
    "proxy_relation": Answer(value="relative"),
    "principal": Answer(value="孙某"),
    "persons_present": Answer(value="书记员何某"),
    "noticed_at": Answer(value="2026-09-30T21:10+08:00"),
    "reply": Answer(value="other", words="转告书记员"),
    "reply_text": Answer(value="请依照程序办理。"),
    "behaviours": Answer(value=("RD10", "RD11-1")),
    "procedural_data": Answer(value=("acceptance_time", "progress")),
    "direction": Answer(value="inbound"),
    "done_in_case": Answer(value="procedure"),
    "rule_notice": Answer(value="yes"),
    "rule_notice_at": Answer(value="2026-09-30"),
    "material_missing": Answer(value="来函由对方当场收回"),
    "physical_material": Answer(value="便条一张，存检察案卷第二册第12页"),
    "recording_made": Answer(value="用手机在本院三楼走廊录音"),
    "no_trace": Answer(value="yes"),
    "wish_investigation": Answer(value="defer"),
    "wish_referral": Answer(value="defer"),
    "wish_circular": Answer(value="omit"),
    "remarks": Answer(value="当日在外开会，晚间才看到信息。"),
}
RECORDS = {
    "usual": an.RECORD,
    "at its fullest": replace(an.LONGEST_RECORD, answers=FULLEST, direct=True),
    "late without a reason": replace(an.LATE, direct=False),
    "late, with a reason": replace(
        an.LATE, answers=an.ANSWERS | {"late_reason": Answer(value="住院，出院后即补记")}
    ),
}


def paper_texts() -> Iterator[tuple[str, str, str]]:
    """Return template, name and text of every box, and of every line of a receipt."""
    for name, record in RECORDS.items():
        form = PAPERWORK._facts(record, ())
        for box in ("case", "encounter", "narrative", "reply", "remarks", "recorder_post"):
            yield f"papers/{box}", name, getattr(form, box)
    for name, record in {"in time": an.FORWARDED, "late": an.LATE}.items():
        receipt = PAPERWORK._receipt(record, ())
        for row in ("count", "discharged", "sent_to"):
            yield f"papers/{row}", name, getattr(receipt, row)
    for name, item in {"sent": an.PHOTO, "forwarded": an.FORWARDED_VOICE}.items():
        (line,) = evidence_lines((item,), TEXTS)
        yield "papers/origin", name, line.origin
    for fact in PAPERWORK._facts(SUPPLEMENTED, ()).annexes:
        yield "papers/added", fact.kind, fact.text
    yield from _sheet_texts()
    for note in (GUIDANCE, POSTED):
        noted = Noted(note=note, case=None, owner=cast.LI)
        yield "papers/note_basis", note.id, NOTE_PAPERS._facts(noted).basis
    (photo,) = POSTED.items
    yield "papers/noted_item", photo.number, TEXTS.plain("papers/noted_item", item=photo)
    yield "papers/read_by", "the head", TEXTS.plain("papers/read_by", reader=cast.WANG, at=an.NOW)


def _sheet_texts() -> Iterator[tuple[str, str, str]]:
    """Return what stands around the frame of every sheet, usual and late."""
    for rules in ALL:
        late = fullest(rules, channel="letter")
        for name, record in {"usual": kept_by(rules), "late": late}.items():
            sheet = SHEETS.of(record, ())
            yield "papers/sheet_heads", f"{rules.id}, {name}", "\n".join(sheet.heads)
            yield "papers/sheet_basis", f"{rules.id}, {name}", sheet.basis
        yield "papers/sheet_imprint", rules.id, sheet.imprint
    yield "papers/sheet_received", "by an office", SHEETS.of(kept_by(ALL[0]), ()).signers[-1].note

"""Records as a file for the court's own system: JSON, or CSV that a spreadsheet opens safely.

The shape of both is documented in docs/export.md; headings stand in `templates/zh/export.toml`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.faults import words_of
from app.sheets import write_csv
from bot.answers import in_words
from bot.texts import Texts
from register.acts.exporting import Exported
from register.afterwards import Supplement
from register.draft import Answer
from register.evidence import Evidence
from register.profile import Profile, load
from register.provisions import Field
from register.record import Reception, Record

SHAPE = 1
"""Raised when a reader of the JSON would have to be changed."""

_SUBJECT = ("subject_kind", "subject_class")
"""The questions that say what kind of subject it is; the first that was answered counts."""

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_CONTROL = ("\t", "\r", "\n")

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What was taken out of the register, by whom, for which days; both days included."""

    house: str
    by: str
    first: date
    last: date
    made_at: datetime
    rules: Sequence[Profile]
    """The rule systems of the house: their questions are columns, answered or not."""
    taken: Sequence[Exported]


@dataclass(frozen=True, slots=True)
class RecordExport:
    """Writes an export in words and in codes."""

    texts: Texts
    zone: ZoneInfo

    def json(self, export: Export) -> bytes:
        """Return UTF-8 JSON: one object, the records in the order of filing."""
        shape = {
            "shape": SHAPE,
            "organisation": export.house,
            "by": export.by,
            "from": export.first.isoformat(),
            "to": export.last.isoformat(),
            "made_at": self._iso(export.made_at),
            "records": [self._record(each) for each in export.taken],
        }
        return json.dumps(shape, ensure_ascii=False, indent=2).encode()

    def csv(self, export: Export) -> bytes:
        """Return CSV in UTF-8 with its mark: a heading, then one line a record.

        The columns are those of the house's rule systems, whatever was answered.
        """
        words, fields = words_of("export"), _fields(export)
        named = words["words"]["heading"]
        heading = [
            *words["before"].values(),
            *(named.format(id=key, label=label) for key, label in fields.items()),
            *words["after"].values(),
        ]
        rows = [heading]
        for each in export.taken:
            beside, said = self._beside(each, words["words"]), self._said(each.record)
            row = [
                *(beside[key] for key in words["before"]),
                *(said.get(key, "") for key in fields),
                *(beside[key] for key in words["after"]),
            ]
            rows.append([inert(cell) for cell in row])
        return write_csv(rows)

    def _record(self, taken: Exported) -> Json:
        record, rules = taken.record, _rules_of(taken.record)
        return {
            "number": record.number,
            "rules": [_rules(each.rules) for each in record.bases],
            "filed_at": self._iso(record.filed_at),
            "encountered_at": self._iso(record.encountered_at),
            "due_on": record.deadline.due_on.isoformat(),
            "legal": record.deadline.legal,
            "late": record.late,
            "direct": record.direct,
            "subject_kind": _subject(record),
            "recorder": {
                "name": record.by.name,
                "department": record.by.department,
                "post": record.by.post,
                "contact": record.by.contact,
            },
            "answers": [
                self._answer(record.answers_now[field.id], field)
                for field in rules.fields
                if field.id in record.answers_now
            ],
            "receptions": [self._reception(each, taken) for each in record.receptions],
            "supplements": [self._supplement(each, rules) for each in record.supplements],
            "evidence": [self._evidence(each) for each in taken.evidence],
        }

    def _answer(self, answer: Answer, field: Field) -> Json:
        return {
            "id": field.id,
            "label": field.label,
            "value": None if answer.unknown else answer.value,
            "unknown": answer.unknown,
            "text": in_words(answer, field, self.texts),
        }

    def _reception(self, reception: Reception, taken: Exported) -> Json:
        return {
            "capacity": reception.capacity.value,
            "label": self.texts.words("capacities")[reception.capacity],
            "name": taken.names[reception.person],
            "received_at": self._iso(reception.received_at),
            "acknowledged_at": self._iso(reception.acknowledged_at),
        }

    def _supplement(self, added: Supplement, rules: Profile) -> Json:
        field = rules.field(added.question) if added.question else None
        return {
            "at": self._iso(added.at),
            "text": added.text,
            "evidence": added.evidence,
            "question": added.question,
            "before": in_words(added.before, field, self.texts) if field else "",
            "after": in_words(added.after, field, self.texts) if field else "",
        }

    def _evidence(self, item: Evidence) -> Json:
        return {
            "number": item.number,
            "kind": item.kind.value,
            "received_at": self._iso(item.received_at),
            "size": item.size,
            "sha256": item.sha256.hex(),
            "sm3": item.sm3.hex(),
        }

    def _said(self, record: Record) -> dict[str, str]:
        """Word every answer as it is now, by question."""
        return {
            field.id: in_words(record.answers_now.get(field.id), field, self.texts)
            for field in _rules_of(record).fields
        }

    def _beside(self, taken: Exported, words: Mapping[str, str]) -> dict[str, str]:
        """Word what stands beside the answers of one record, by column."""
        record = taken.record
        said = {"yes": words["yes"], "no": words["no"]}
        digests = (
            words["digest"].format(
                number=each.number, sha256=each.sha256.hex(), sm3=each.sm3.hex()
            )
            for each in taken.evidence
        )
        received = (self._received(each, taken, words) for each in record.receptions)
        return {
            "number": record.number,
            "rules": words["between"].join(each.rules.short for each in record.bases),
            "versions": words["between"].join(str(each.version) for each in record.bases),
            "filed_at": self._local(record.filed_at),
            "due_on": record.deadline.due_on.isoformat(),
            "limit": words["legal" if record.deadline.legal else "target"],
            "late": said["yes" if record.late else "no"],
            "direct": said["yes" if record.direct else "no"],
            "subject": _subject(record) or "",
            "recorder": record.by.name,
            "department": record.by.department,
            "post": record.by.post,
            "contact": record.by.contact,
            "receptions": words["between"].join(received),
            "supplements": str(len(record.supplements)),
            "items": str(len(taken.evidence)),
            "digests": words["between"].join(digests),
        }

    def _received(self, each: Reception, taken: Exported, words: Mapping[str, str]) -> str:
        return words["reception" if each.received_at else "not_received"].format(
            capacity=self.texts.words("capacities")[each.capacity],
            name=taken.names[each.person],
            received=self._local(each.received_at) if each.received_at else "",
        )

    def _iso(self, at: datetime | None) -> str | None:
        return at.astimezone(self.zone).isoformat(timespec="seconds") if at else None

    def _local(self, at: datetime) -> str:
        return f"{at.astimezone(self.zone):%Y-%m-%d %H:%M}"


def inert(cell: str) -> str:
    """Return a text that no spreadsheet takes for a formula: it begins with an apostrophe then."""
    begins = cell.startswith(_CONTROL) or cell.lstrip().startswith(_FORMULA)
    return f"'{cell}" if begins else cell


def _fields(export: Export) -> dict[str, str]:
    """Return the columns of all questions, by id with a label.

    First those of the house's rule systems, so that they stay in their places; behind them what
    only other rules of some record ask.
    """
    columns: dict[str, str] = {}
    for rules in [*export.rules, *(_rules_of(each.record) for each in export.taken)]:
        for field in rules.fields:
            if field.kind != "evidence":
                columns.setdefault(field.id, field.label)
    return columns


def _rules_of(record: Record) -> Profile:
    return load(record.profile, on=record.profile_version)


def _rules(rules: Profile) -> Json:
    return {"id": rules.id, "version": rules.version.isoformat(), "name": rules.name}


def _subject(record: Record) -> str | None:
    answers = (record.answers_now.get(question) for question in _SUBJECT)
    return next((each.text for each in answers if each and not each.unknown), None)

"""How a filed record looks to its addressees and its recorder, as it is now."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.answers import answer_lines, in_words
from bot.buttons import (
    Acknowledge,
    AskWords,
    Clear,
    Consent,
    Count,
    Explain,
    Form,
    Forward,
    Nothing,
    Onward,
    Open,
    OpenEvidence,
    OtherWords,
    Recuse,
    RecuseFor,
    Row,
    Sign,
    SignPhrase,
    Stub,
    Supplement,
    TakeWords,
    button,
    keyboard,
)
from bot.prompts import Purpose, Wanted
from bot.texts import Texts, paper_of
from bot.views import View
from bot.ways import MovedLine, moved_line
from register.afterwards import Capacity
from register.afterwards import Supplement as Added
from register.contradictions import Contradiction
from register.draft import gaps
from register.duties import HANDOVER, Duty
from register.evidence import Evidence
from register.ids import PersonId
from register.onward import changes, latest_change, pending, way_on
from register.profile import load
from register.record import Record
from register.referrals import Moved
from register.zero_report import ZeroReport

_PER_ROW = 2
_REGISTRY = frozenset({Capacity.ADJUDICATION, Capacity.SUPERIOR_ADJUDICATION})
_AT_MOST = 6
"""How many entries of a sort one message shows: the latest ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedLine:
    """One supplement in words; a correction names its box and what stood there before."""

    added: Added
    label: str
    before: str
    after: str
    moved: MovedLine


@dataclass(frozen=True, slots=True)
class RecordViews:
    """Every message about a filed record."""

    texts: Texts

    def card(
        self,
        record: Record,
        *,
        person: PersonId,
        duty: Duty | None,
        onward: Duty | None = None,
    ) -> View:
        """Show an addressee that a record is there: neutral, no names, no case (K3).

        `duty` is what they owe about it: the head reports it on. `onward` is what the office owes
        of the steps onward. Who is named by a later supplement sees what they saw before it.
        """
        seen = record.as_seen_by(person)
        sends = person in record.referrers
        text = self.texts.render(
            "cards/record",
            record=seen,
            reception=seen.reception_of(person),
            duty=duty,
            opinion=seen.opinion_of(person),
            recusal=seen.recusal_of(person),
            question=next((each for each in seen.questions if each.person == person), None),
            may_consent=seen.may_consent(person),
            takes_over=seen.takes_over(person),
            sends=sends,
            pending=pending(record, way_on(record)) if sends else (),
            onward=onward,
            moved=bool(latest_change(record)) if sends else False,
        )
        return View(text=text, markup=keyboard(*self._ways_on(seen, person, duty)))

    def _ways_on(self, record: Record, person: PersonId, duty: Duty | None) -> list[Row]:
        rows: list[Row] = []
        reception = record.reception_of(person)
        if reception.acknowledged_at is None and (record.may_read(person) or not reception.copies):
            rows.append([self._button("card.acknowledge", Acknowledge(record=record.id))])
        if record.may_read(person):
            rows.append(
                [
                    self._button("card.open", Open(record=record.id)),
                    self._form_button("card.form", record),
                ]
            )
        else:
            rows.append([self._button("card.stub", Stub(record=record.id))])
        words = []
        if record.may_sign(person):
            words.append(self._button("card.sign", Sign(record=record.id)))
        if record.may_ask(person):
            ask = AskWords(purpose=Purpose.ASK, record=record.id)
            words.append(self._button("card.ask", ask))
        rows.append(words)
        if person in record.referrers:
            rows.append([self._button("card.onward", Onward(record=record.id))])
        if duty:
            rows.append(
                [
                    self._button("card.forward", Forward(record=record.id)),
                    self._button("card.why", Explain(duty=duty.id)),
                ]
            )
        elif record.takes_over(person):
            rows.append([self._button("card.forward_leader", Forward(record=record.id))])
        if record.may_consent(person):
            rows.append(
                [
                    self._button("card.consent", Consent(record=record.id, granted=True)),
                    self._button("card.refuse", Consent(record=record.id, granted=False)),
                ]
            )
        if record.may_read(person) and reception.capacity is not Capacity.REFERRED:
            rows.append([self._button("card.recuse", Recuse(record=record.id))])
        return rows

    def receipt(self, record: Record, evidence: Sequence[Evidence]) -> View:
        """Prove to the recorder that the duty is discharged."""
        text = self.texts.render(
            "messages/receipt",
            record=record,
            evidence=evidence,
            handed_over=self._handed_over(record),
        )
        day = record.deadline.counted[0].date.isoformat()
        rows = [
            [
                self._form_button("receipt.form", record),
                self._button("sealed.why", Count(day=day, draft=record.draft)),
            ],
            [
                self._button("receipt.open", Open(record=record.id)),
                self._button("receipt.supplement", Supplement(record=record.id)),
            ],
            [self._button("receipt.clear", Clear(draft=record.draft))],
        ]
        return View(text=text, markup=keyboard(*rows))

    def _handed_over(self, record: Record) -> str:
        """Cite on what the copy was owed that adjudication management has by now (G10)."""
        if not any(each.capacity in _REGISTRY for each in record.receptions):
            return ""
        owed = [
            (each.rules, clock)
            for each in record.bases
            for clock in each.rules.clocks
            if clock.id == HANDOVER
        ]
        titles = (rules.articles[clock.article].title for rules, clock in owed)
        return next((self.texts.label("format.cited", title=each) for each in titles), "")

    def opened(
        self,
        record: Record,
        evidence: Sequence[Evidence],
        superseded: Sequence[ZeroReport] = (),
        contradictions: Sequence[Contradiction] = (),
    ) -> View:
        """Open the content as it was filed: protected, and taken back after ten minutes.

        `superseded` are zero reports in whose place the record stands, `contradictions` those of
        colleagues that do not go together with it, both for the discipline office.
        """
        profile = load(record.profile, on=record.profile_version)
        missing = gaps(record.answers, profile, late=record.late, has_evidence=bool(evidence))
        lines = answer_lines(record.answers, profile, self.texts, missing=missing)
        text = self.texts.render(
            "messages/record",
            record=record,
            lines=lines,
            evidence=evidence,
            superseded=superseded,
            contradictions=contradictions[:_AT_MOST],
        )
        items = [
            button(
                self.texts.label("card.evidence", number=item.number),
                OpenEvidence(record=record.id, evidence=item.id),
            )
            for item in evidence
        ]
        rows = [items[start : start + _PER_ROW] for start in range(0, len(items), _PER_ROW)]
        return View(text=text, markup=keyboard(*rows), protected=True)

    def afterwards(self, record: Record, *, reader: PersonId) -> list[View]:
        """Open what was said since it was filed, a message for each sort; the form has it all.

        Why somebody withdrew is for the discipline office alone; how the way on changed, for it
        and the recorder.
        """
        sorts: dict[str, Sequence[object]] = {
            "added": self.added_lines(record, reader)[-_AT_MOST:],
            "opinions": record.opinions[-_AT_MOST:],
            "questions": record.questions[-_AT_MOST:],
            "recusals": record.recusals[-_AT_MOST:],
        }
        nothing: dict[str, Sequence[object]] = dict.fromkeys(sorts, ())
        with_reasons = reader in record.inspectors
        return [
            View(
                text=self.texts.render(
                    "messages/afterwards",
                    record=record,
                    with_reasons=with_reasons,
                    **{**nothing, sort: said},
                ),
                protected=True,
            )
            for sort, said in sorts.items()
            if said
        ]

    def added_lines(self, record: Record, person: PersonId | None = None) -> list[AddedLine]:
        """Word what was added to a record, the earliest first."""
        profile = load(record.profile, on=record.profile_version)
        lines = []
        for added, change in changes(record):
            moved = change if _sees_the_way(record, person) else Moved()
            label, before, after = "", "", added.text or added.evidence
            if added.question:
                field = profile.field(added.question)
                label = field.label
                before = in_words(added.before, field, self.texts)
                after = in_words(added.after, field, self.texts)
            lines.append(
                AddedLine(
                    added=added,
                    label=label,
                    before=before,
                    after=after,
                    moved=moved_line(moved, self.texts),
                )
            )
        return lines

    def stub(self, record: Record, person: PersonId) -> View:
        """Show what stays with who keeps no content: number, dates, own opinion (E10)."""
        text = self.texts.render(
            "messages/stub",
            record=record,
            reception=record.reception_of(person),
            opinion=record.opinion_of(person),
            recusal=record.recusal_of(person),
        )
        return View(text=text, protected=True)

    def recuse(self, record: Record) -> View:
        """Say what withdrawing means, and offer the usual reasons, words of one's own, or none."""
        reasons = self.texts.phrases("recusal.reasons")
        rows = [
            [button(reason, RecuseFor(record=record.id, reason=number))]
            for number, reason in enumerate(reasons)
        ]
        own = AskWords(purpose=Purpose.RECUSE, record=record.id, instead=True)
        ways = (
            [self._button("recusal.no_reason", RecuseFor(record=record.id))],
            [self._button("recusal.own", own)],
            [self._button("recusal.not_now", Nothing())],
        )
        text = self.texts.render("messages/recuse", record=record)
        return View(text=text, markup=keyboard(*rows, *ways))

    def sign(self, record: Record, person: PersonId) -> View:
        """Offer the usual phrases, each signed by one tap, and words of one's own."""
        phrases = self.texts.phrases(f"opinions.{record.reception_of(person).capacity}")
        rows = [
            [button(phrase, SignPhrase(record=record.id, phrase=number))]
            for number, phrase in enumerate(phrases)
        ]
        own = AskWords(purpose=Purpose.SIGN, record=record.id, instead=True)
        text = self.texts.render("messages/sign", record=record)
        ways = ([self._button("sign.own", own)], [self._button("sign.not_now", Nothing())])
        return View(text=text, markup=keyboard(*rows, *ways))

    def words_sure(self, wanted: Wanted, record: Record, *, unasked: bool) -> View:
        """Show words once more before they count; `unasked` came without a reply to the prompt."""
        data = {"purpose": wanted.purpose, "record": wanted.record, "to": wanted.to}
        rows = [
            [
                self._button(f"words.{wanted.purpose}", TakeWords(**data)),
                self._button("words.again", AskWords(**data, instead=True)),
            ],
            [self._button("words.other", OtherWords())] if unasked else [],
        ]
        text = self.texts.render("messages/words_sure", purpose=wanted.purpose, record=record)
        return View(text=text, markup=keyboard(*rows))

    def acknowledged(self, record: Record, by: PersonId) -> View:
        """Tell the recorder that an addressee has said "received"."""
        reception = record.reception_of(by)
        text = self.texts.render("messages/acknowledged", record=record, reception=reception)
        return View(text=text)

    def opinion_signed(self, record: Record, by: PersonId) -> View:
        """Tell the recorder that a box was signed; what it says is one tap away."""
        text = self.texts.render(
            "messages/opinion_signed", record=record, capacity=record.reception_of(by).capacity
        )
        return self._to_open(text, record)

    def addressee_recused(self, record: Record, by: PersonId) -> View:
        """Tell the recorder that an addressee withdrew, and who has the record now."""
        text = self.texts.render(
            "messages/addressee_recused",
            record=record,
            capacity=record.reception_of(by).capacity,
        )
        return View(text=text)

    def asked_back(self, record: Record, by: PersonId) -> View:
        """Tell the recorder that a supervisor asks something; what, is one tap away (K3)."""
        question = record.question_of(by)
        text = self.texts.render("messages/asked_back", record=record, question=question)
        way = AskWords(purpose=Purpose.ANSWER, record=record.id, to=by)
        return View(text=text, markup=keyboard([self._button("card.answer", way)]))

    def answered_back(self, record: Record) -> View:
        return self._to_open(self.texts.render("messages/answered_back", record=record), record)

    def consent_said(self, record: Record) -> View:
        """Tell the recorder whether the late entry was consented to."""
        return View(text=self.texts.render("messages/consent_said", record=record))

    def grown(self, record: Record) -> View:
        """Tell the recorder that facts were added, who has it now, and how the way on moved."""
        text = self.texts.render(
            "messages/grown", record=record, moved=moved_line(latest_change(record), self.texts)
        )
        return self._to_open(text, record)

    def supplemented(self, record: Record, person: PersonId) -> View:
        """Tell an addressee that facts were added; the office also how the way on moved."""
        moved = latest_change(record) if person in record.referrers else Moved()
        text = self.texts.render(
            "messages/supplemented",
            record=record,
            moved=moved_line(moved, self.texts),
            may_sign=record.may_sign(person),
        )
        return self._to_open(text, record)

    def duty_passed(self, record: Record, duty: Duty) -> View:
        """Tell a head, as a fact, that their last day is over and who has the duty now."""
        return View(text=self.texts.render("messages/duty_passed", record=record, duty=duty))

    def _to_open(self, text: str, record: Record) -> View:
        return View(
            text=text, markup=keyboard([self._button("card.open", Open(record=record.id))])
        )

    def _form_button(self, key: str, record: Record) -> InlineKeyboardButton:
        """Name the paper as its rule system does."""
        return button(self.texts.label(key, paper=paper_of(record)), Form(record=record.id))

    def _button(self, key: str, data: CallbackData) -> InlineKeyboardButton:
        return button(self.texts.label(key), data)


def _sees_the_way(record: Record, person: PersonId | None) -> bool:
    return person == record.recorder or person in record.referrers

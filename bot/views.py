"""How objects look in a chat, outside dialogs: text and buttons from the object as it is now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.buttons import (
    AddHere,
    AddToDraft,
    Count,
    Guide,
    HandedOver,
    Keep,
    Nothing,
    RecordText,
    RegisterTransfer,
    Resume,
    Row,
    SealText,
    ShowCard,
    ShowUnstatedReports,
    SignZeroReports,
    StartRecord,
    TakeDueDay,
    TakeOut,
    Tomorrow,
    Withdraw,
    WithdrawSure,
    button,
    keyboard,
)
from bot.omission_buttons import ShowReport
from bot.texts import Texts
from register.acts.counting import Counted
from register.acts.digesting import Digest
from register.acts.sealing import Sealed
from register.draft import ENCOUNTER, Draft
from register.duties import OMISSION, RECORD, Deadline, Duty, Rung
from register.evidence import Evidence
from register.ids import DraftId
from register.notes import NoteKind
from register.people import Person
from register.profile import Profile
from register.record import Record
from register.zero_report import ZeroReport

_PER_ROW = 2
_TO_SIGN = frozenset({NoteKind.ZERO_REPORT_OWED, NoteKind.ZERO_REPORT_RETURNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One message. `silent` arrives without a sound; `protected` cannot be forwarded or saved."""

    text: str
    markup: InlineKeyboardMarkup | None = None
    silent: bool = True
    protected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One duty in words: how near it is, if it is near, and the number of its record, if any."""

    duty: Duty
    rung: Rung | None
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Views:
    """Every message outside dialogs."""

    texts: Texts

    def sealed(self, sealed: Sealed) -> View:
        """Answer to sealing: number, time, size, short digest, and where to go from here."""
        first, alone = sealed.items[0], len(sealed.items) == 1
        about = [
            self._why(sealed.due, sealed.draft.id if sealed.draft else ""),
            self._button("sealed.guide", Guide()),
        ]
        if sealed.draft is not None:
            rows = [
                [self._button("sealed.resume", Resume(draft=sealed.draft.id))],
                [self._button("sealed.take_out", TakeOut(evidence=first.id))] if alone else [],
                about,
            ]
        elif first.transfer is not None:
            rows = [about]
        else:
            hand_on = self._button("sealed.transfer", RegisterTransfer(evidence=first.id))
            add = self._button("sealed.add", AddToDraft(evidence=first.id))
            rows = [
                [self._button("sealed.start", StartRecord(evidence=first.id))],
                [add] if sealed.open_drafts else [],
                [hand_on] if sealed.may_transfer else [],
                about,
                [self._button("sealed.withdraw", Withdraw(evidence=first.id))] if alone else [],
            ]
        text = self.texts.render(
            "messages/sealed",
            items=sealed.items,
            draft_title=self._title_of(sealed),
            due=sealed.due,
            met=sealed.met,
        )
        return View(text=text, markup=keyboard(*rows))

    def _title_of(self, sealed: Sealed) -> str:
        """Name the draft that the items lie in; its last day stands below."""
        if sealed.draft is None:
            return ""
        titles = self.draft_titles(sealed.open_drafts)
        return titles.get(sealed.draft.id) or self._draft_title(sealed.draft)

    def withdraw_sure(self, item: Evidence) -> View:
        """Ask once more: the bytes of what is withdrawn never come back."""
        return View(
            text=self.texts.render("messages/withdraw_sure", item=item),
            markup=keyboard(
                [self._button("sealed.withdraw_sure", WithdrawSure(evidence=item.id))],
                [self._button("sealed.keep", Keep(evidence=item.id))],
            ),
        )

    def which_draft(
        self, item: Evidence, drafts: Sequence[Draft], owed: Mapping[str, Duty]
    ) -> View:
        """Ask into which draft an item goes; `owed` are the duties by draft."""
        rows = [
            [button(title, AddHere(evidence=item.id, draft=draft))]
            for draft, title in self.draft_titles(drafts, owed).items()
        ]
        text = self.texts.render("messages/which_draft", item=item)
        return View(text=text, markup=keyboard(*rows, [self._button("sealed.leave", Nothing())]))

    def withdrawn(self, item: Evidence) -> View:
        return View(text=self.texts.render("messages/withdrawn", item=item))

    def about_text(self) -> View:
        """Ask what to do with a text that answers no question."""
        return View(
            text=self.texts.render("messages/about_text"),
            markup=keyboard(
                [self._button("text.seal", SealText())],
                [self._button("text.record", RecordText())],
                [self._button("text.nothing", Nothing())],
            ),
        )

    def too_long(self, limit: int) -> View:
        """Say that a text is too long for a box, and offer to keep it whole as material."""
        return View(
            text=self.texts.plain("refusals/AnswerTooLong", limit=limit),
            markup=keyboard(
                [self._button("text.seal", SealText())],
                [self._button("text.nothing", Nothing())],
            ),
        )

    def digest(self, owed: Sequence[Owed], digest: Digest, zero: Profile | None = None) -> View:
        """List what a person owes that is near or past; each can be gone on with at once.

        `owed` words the duties of the digest. Of zero reports it says only that some are missing;
        `zero` are the rules by which they are owed.
        """
        rows = [self._ways_on(each, n) for n, each in enumerate(owed, start=1)]
        if digest.zero_reports:
            rows.append([self._button("digest.sign", SignZeroReports())])
        if digest.can_wait:
            rows.append([self._button("digest.tomorrow", Tomorrow())])
        text = self.texts.render("messages/digest", owed=owed, digest=digest, zero=zero)
        return View(text=text, markup=keyboard(*rows), silent=False)

    def _ways_on(self, owed: Owed, number: int) -> Row:
        """Return the buttons of one line; a day that is over is nothing to take along."""
        resume = self.texts.label("digest.resume", number=number)
        take = self.texts.label("digest.take", number=number)
        ways = []
        if owed.duty.clock == RECORD:
            ways.append(button(resume, Resume(draft=owed.duty.about)))
        elif owed.duty.clock == OMISSION:
            report = self.texts.label("digest.report", number=number)
            ways.append(button(report, ShowReport(omission=owed.duty.about)))
        else:
            card = self.texts.label("digest.card", number=number)
            ways.append(button(card, ShowCard(record=owed.duty.about)))
        if owed.rung not in {Rung.PASSED, Rung.TARGET_PASSED}:
            ways.append(button(take, TakeDueDay(duty=owed.duty.id)))
        return ways

    def tomorrow(self, day: date) -> View:
        """Say on which morning the digest comes again."""
        return View(text=self.texts.render("messages/tomorrow", day=day))

    def serve_on_paper(self, record: Record, person: Person) -> View:
        """Ask the discipline office to hand a record over to somebody without a chat."""
        text = self.texts.render("messages/serve_on_paper", record=record, person=person)
        row = [self._button("card.handed_over", HandedOver(record=record.id, person=person.id))]
        return View(text=text, markup=keyboard(row))

    def handed_over(self, record: Record, person: Person) -> View:
        return View(text=self.texts.render("messages/handed_over", record=record, person=person))

    def zero_report(self, kind: NoteKind, report: ZeroReport, zero: Profile | None) -> View:
        """Tell a handler how their zero report stands; neither case nor people are named (K3)."""
        text = self.texts.render(f"messages/{kind}", report=report, zero=zero)
        if kind not in _TO_SIGN:
            return View(text=text)
        return View(text=text, markup=keyboard([self._button("digest.sign", SignZeroReports())]))

    def month_ends(self, *, own: bool, office: bool) -> View:
        """Say that zero reports are missing, not whose and not how many (K3, W2)."""
        rows = [
            [self._button("digest.sign", SignZeroReports())] if own else [],
            [self._button("desk.open", ShowUnstatedReports())] if office else [],
        ]
        text = self.texts.render("messages/month_ends", own=own, office=office)
        return View(text=text, markup=keyboard(*rows))

    def zero_reports_wait(self, zero: Profile | None) -> View:
        """Tell a superior that zero reports wait, and not how many (W2)."""
        return View(text=self.texts.render("messages/zero_report_submitted", zero=zero))

    def discarded(self, draft: Draft) -> View:
        return View(text=self.texts.render("messages/discarded", draft=draft))

    def left(self) -> View:
        """Say that the draft stays, and how to find it again."""
        return View(text=self.texts.render("messages/left"))

    def count(self, counted: Counted) -> View:
        """Count a deadline out, day by day; what is owed can be taken along."""
        text = self.texts.render("messages/count", due=counted.due, rules=counted.rules)
        if counted.duty is None:
            return View(text=text)
        row = [self._button("count.take", TakeDueDay(duty=counted.duty.id))]
        return View(text=text, markup=keyboard(row))

    def calendar_ends(self, year: int) -> View:
        """Ask an administrator to load the notice of a year."""
        return View(text=self.texts.render("messages/calendar_ends", year=year))

    def draft_titles(
        self, drafts: Sequence[Draft], owed: Mapping[str, Duty] | None = None
    ) -> dict[DraftId, str]:
        """Name a person's drafts, in the order given, by id; `owed` are the duties by draft.

        Times alone: a list of names would speak to whoever looks (K3). Of several drafts of one
        minute all but the first begun bear a number.
        """
        bare = {draft.id: self._draft_title(draft) for draft in drafts}
        nth: dict[DraftId, int] = {}
        for draft in sorted(drafts, key=lambda draft: (draft.started_at, draft.id)):
            nth[draft.id] = 1 + sum(bare[each] == bare[draft.id] for each in nth)
        duties = owed or {}
        return {
            draft.id: self._draft_title(draft, duties.get(draft.id), nth[draft.id])
            for draft in drafts
        }

    def _draft_title(self, draft: Draft, duty: Duty | None = None, nth: int = 1) -> str:
        met = draft.said(ENCOUNTER)
        return self.texts.plain("cards/draft_title", draft=draft, met=met, duty=duty, nth=nth)

    def _why(self, due: Deadline, draft: str) -> InlineKeyboardButton:
        day = due.counted[0].date.isoformat()
        return self._button("sealed.why", Count(day=day, draft=draft))

    def _button(self, key: str, data: CallbackData) -> InlineKeyboardButton:
        return button(self.texts.label(key), data)

"""How an omission report looks: to who writes it, to the office that has it, and answered."""

from dataclasses import dataclass

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.buttons import Row, button, keyboard
from bot.omission_buttons import (
    AskAgain,
    GoOn,
    OpenReport,
    OpenReportFile,
    SayResult,
    SayStatus,
    TellHere,
    Way,
)
from bot.texts import Texts
from bot.views import View
from register.acts.omission_office import rules_of
from register.omission import (
    DONE,
    SKIPPABLE,
    Ask,
    Finding,
    Omission,
    OmissionState,
    Reporter,
    Status,
    limit_of,
)
from register.provisions import OmissionRule

_PER_ROW = 2
_AT_MOST = 4
"""How many statuses, and how many results, are opened: the latest ones."""


@dataclass(frozen=True, slots=True)
class OmissionViews:
    """Every message about an omission report."""

    texts: Texts

    # ── For who writes it ──────────────────────────────────────────────────────────────────────

    def form(self, omission: Omission, house: str) -> View:
        """Ask the next question, or show everything before it is sent."""
        question = omission.next_question
        return (
            self.review(omission, house)
            if question is None
            else self._question(omission, question, house)
        )

    def _question(self, omission: Omission, question: Ask, house: str) -> View:
        rules = rules_of(omission)
        text = self.texts.render(
            "messages/omission_question",
            omission=omission,
            question=question,
            rule=rule_of(omission),
            article=rules.articles[rule_of(omission).article].title,
            house=house,
            limit=limit_of(question),
            files=len(omission.kept_files),
            first=not any(each for each in omission.answers if each != Ask.GROUND),
        )
        rows = [[self._tell(omission, question, *each)] for each in self._choices(omission)]
        if before := _before(omission, question):
            back = AskAgain(omission=omission.id, question=before)
            rows.append([self._button("omission.back", back)])
        rows.append([self._go("give_up", omission, Way.GIVE_UP)])
        return View(text=text, markup=keyboard(*rows), protected=True)

    def _choices(self, omission: Omission) -> list[tuple[str, str]]:
        """Return label and value of what can be tapped for an answer."""
        question = omission.next_question
        match question:
            case Ask.GROUND:
                return [(each.label, each.code) for each in rule_of(omission).grounds]
            case Ask.ROLE:
                words = self.texts.words("reporters")
                return [(words[each], each) for each in Reporter]
            case Ask.FILES:
                return [(self.texts.label("omission.no_more"), DONE)]
            case None:
                return []
        if question not in SKIPPABLE:
            return []
        return [(self.texts.words("omission_skips")[question], "")]

    def _tell(
        self, omission: Omission, question: Ask, label: str, value: str
    ) -> InlineKeyboardButton:
        return button(label, TellHere(omission=omission.id, question=question, value=value))

    def review(self, omission: Omission, house: str) -> View:
        """Show everything once more; what was sent cannot be changed."""
        text = self.texts.render(
            "messages/omission_review", omission=omission, rule=rule_of(omission), house=house
        )
        return View(
            text=text,
            markup=keyboard(
                [self._go("submit", omission, Way.SUBMIT)],
                [
                    self._go("edit", omission, Way.EDIT),
                    self._go("give_up", omission, Way.GIVE_UP),
                ],
            ),
            protected=True,
        )

    def edit(self, omission: Omission) -> View:
        """Offer every line to be told anew."""
        words = self.texts.words("omission_asks")
        lines = [
            button(words[each], AskAgain(omission=omission.id, question=each))
            for each in _asked(omission)
        ]
        rows = [lines[start : start + _PER_ROW] for start in range(0, len(lines), _PER_ROW)]
        text = self.texts.render("messages/omission_edit")
        return View(text=text, markup=keyboard(*rows, [self._go("back", omission, Way.REVIEW)]))

    def give_up(self, omission: Omission) -> View:
        """Ask once more: what was told is not sent to anybody then."""
        return View(
            text=self.texts.render("messages/omission_give_up"),
            markup=keyboard(
                [self._go("give_up_sure", omission, Way.GIVE_UP_SURE)],
                [self._go("back", omission, Way.REVIEW)],
            ),
        )

    def given_up(self, omission: Omission) -> View:
        return View(text=self.texts.render("messages/omission_given_up", omission=omission))

    def receipt(self, omission: Omission, house: str) -> View:
        """Hold proof in hand that it was handed in: number, time, digests of the files."""
        text = self.texts.render(
            "messages/omission_receipt", omission=omission, rule=rule_of(omission), house=house
        )
        return View(text=text)

    def answered(self, omission: Omission, house: str) -> View:
        """Tell who reported that it was dealt with, and what the office releases."""
        text = self.texts.render(
            "messages/omission_answered", omission=omission, rule=rule_of(omission), house=house
        )
        return View(text=text, silent=False)

    # ── For the discipline office ──────────────────────────────────────────────────────────────

    def card(self, omission: Omission) -> View:
        """Show that a report is there: neutral, no names, no case (K3)."""
        rule = rule_of(omission)
        text = self.texts.render(
            "cards/omission",
            omission=omission,
            rule=rule,
            article=rules_of(omission).articles[rule.article].title,
        )
        status = self._button("omission.status", SayStatus(omission=omission.id))
        result = self._button("omission.result", SayResult(omission=omission.id))
        waits = omission.state is OmissionState.SUBMITTED
        return View(
            text=text,
            markup=keyboard(
                [self._button("card.open", OpenReport(omission=omission.id))],
                [status, result] if waits else [result],
            ),
        )

    def opened(self, omission: Omission) -> list[View]:
        """Open everything: protected, and taken back after ten minutes."""
        text = self.texts.render("messages/omission", omission=omission, rule=rule_of(omission))
        files = [
            button(
                self.texts.label("omission.file", number=number),
                OpenReportFile(omission=omission.id, number=number),
            )
            for number in range(1, len(omission.files) + 1)
        ]
        rows: list[Row] = [
            files[start : start + _PER_ROW] for start in range(0, len(files), _PER_ROW)
        ]
        told = View(text=text, markup=keyboard(*rows), protected=True)
        later: tuple[Status | Finding, ...] = (
            *omission.statuses[-_AT_MOST:],
            *omission.findings[-_AT_MOST:],
        )
        return [told, *(self._later(omission, each) for each in later)]

    def _later(self, omission: Omission, said: Status | Finding) -> View:
        """Open what the office said about it, a message for each: any may be as long as one."""
        text = self.texts.render(
            "messages/omission_later",
            omission=omission,
            rule=rule_of(omission),
            status=said if isinstance(said, Status) else None,
            finding=said if isinstance(said, Finding) else None,
        )
        return View(text=text, protected=True)

    def _go(self, label: str, omission: Omission, way: Way) -> InlineKeyboardButton:
        return self._button(f"omission.{label}", GoOn(omission=omission.id, way=way))

    def _button(self, key: str, data: CallbackData) -> InlineKeyboardButton:
        return button(self.texts.label(key), data)


def _asked(omission: Omission) -> list[Ask]:
    """Return what is asked: where the rules know one ground, it is no question."""
    return [each for each in Ask if each != Ask.GROUND or len(rule_of(omission).grounds) > 1]


def _before(omission: Omission, question: Ask) -> Ask | None:
    """Return the question that was answered before this one."""
    asked = _asked(omission)
    earlier = asked[: asked.index(question)] if question in asked else []
    return earlier[-1] if earlier else None


def rule_of(omission: Omission) -> OmissionRule:
    """Return what the rules of a report say about such reports."""
    rule = rules_of(omission).omission
    assert rule is not None, "begun under rules that know it"
    return rule

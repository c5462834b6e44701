"""A record as the facts of a sheet: every section, question and box of its rule system."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.annexes import annexed, evidence_lines, signed
from bot.answers import in_words
from bot.texts import Texts
from register.afterwards import Capacity
from register.draft import asked, chosen
from register.evidence import Evidence
from register.forms import (
    RegistrationSheet,
    SheetLine,
    SheetSection,
    SheetSignature,
    SheetSigner,
)
from register.paper import Signer
from register.profile import Field, Profile, load
from register.record import Record

_BRIEF = 26
"""How many signs an answer may have to share its row with another one."""
_LONG = 500
"""A question that takes so many signs has a row of its own, however short its answer."""

_CHAIN = {"head": Capacity.HEAD, "leader": Capacity.LEADER}
_OFFICE = tuple(each for each in Capacity if each not in _CHAIN.values())


@dataclass(frozen=True, slots=True)
class Sheets:
    """Words the sheets of rule systems whose texts print no form (CHANGCHUN 4, SPC 10)."""

    texts: Texts

    def of(
        self,
        record: Record,
        evidence: Sequence[Evidence],
        *,
        present: tuple[SheetSignature, ...] = (),
    ) -> RegistrationSheet:
        """Return the facts of a record's sheet, as it was filed; what came later is annexed.

        `present` are the signatures of those who were there (CHANGCHUN 4).
        """
        rules = load(record.profile, on=record.profile_version)
        signers = rules.signers(chosen(record.answers))
        return RegistrationSheet(
            title=rules.paper.title,
            number=record.number,
            heads=tuple(self.texts.plain("papers/sheet_heads", record=record).splitlines()),
            dated=record.filed_at,
            sections=(*self._sections(record, evidence, rules), self._recorder(record)),
            signers=tuple(self._signer(each, record, present) for each in signers),
            notes=rules.paper.notes,
            basis=self.texts.plain(
                "papers/sheet_basis", rules=rules, titles=_basis(record, rules)
            ),
            imprint=self.texts.plain("papers/sheet_imprint", rules=rules),
            evidence=evidence_lines(evidence, self.texts),
            annexes=annexed(record, self.texts),
        )

    def _sections(
        self, record: Record, evidence: Sequence[Evidence], rules: Profile
    ) -> Iterator[SheetSection]:
        """Yield every section that offers a question; what was left open is named below it."""
        needed = asked(record.answers, rules, late=record.late, has_evidence=bool(evidence))
        for section in rules.sections:
            offered = [
                (field, self._said(field, record, evidence))
                for field in _offered(record, rules)
                if field.section == section.id
            ]
            printed = [(field, said) for field, said in offered if said or field in needed]
            left = [field for field, said in offered if not said and field not in needed]
            if offered:
                yield SheetSection(
                    label=section.label,
                    lines=tuple(self._line(field, said) for field, said in printed),
                    blank=self._blank(left),
                )

    def _said(self, field: Field, record: Record, evidence: Sequence[Evidence]) -> str:
        if field.kind == "evidence":
            count = len(evidence)
            return self.texts.label("sheet.evidence", count=count) if count else ""
        answer = record.answers.get(field.id)
        if answer is None and field.default == "recorder":
            return record.by.name
        return in_words(answer, field, self.texts)

    def _line(self, field: Field, text: str) -> SheetLine:
        said = text or self.texts.label("sheet.missing")
        long = field.max_length is not None and field.max_length >= _LONG
        brief = not long and len(said) <= _BRIEF and "\n" not in said
        return SheetLine(label=field.label, text=said, brief=brief)

    def _blank(self, fields: Sequence[Field]) -> str:
        labels = self.texts.words("sheet")["between"].join(field.label for field in fields)
        return self.texts.label("sheet.blank", labels=labels) if fields else ""

    def _recorder(self, record: Record) -> SheetSection:
        """Word who recorded, as they were on the day of filing."""
        post = self.texts.plain("papers/recorder_post", by=record.by)
        told = {"name": record.by.name, "post": post, "contact": record.by.contact}
        return SheetSection(
            label=self.texts.label("sheet.recorder"),
            lines=tuple(
                SheetLine(
                    label=self.texts.label(f"sheet.{key}"), text=text, brief=len(text) <= _BRIEF
                )
                for key, text in told.items()
                if text
            ),
        )

    def _signer(
        self, signer: Signer, record: Record, present: tuple[SheetSignature, ...]
    ) -> SheetSigner:
        match signer.who:
            case "recorder":
                words = self.texts.label("sheet.confirmed")
                own = SheetSignature(text=words, name=record.by.name, at=record.filed_at)
                return SheetSigner(label=signer.label, entries=(own,))
            case "present":
                return SheetSigner(label=signer.label, entries=present)
            case "head" | "leader":
                capacities: tuple[Capacity, ...] = (_CHAIN[signer.who],)
            case "office":
                capacities = _OFFICE
        return SheetSigner(
            label=signer.label,
            entries=tuple(
                SheetSignature(
                    text=each.text, name=each.name, at=each.at, house_rule=each.house_rule
                )
                for each in signed(record, self.texts, *capacities)
            ),
            note=self._received(record, capacities),
        )

    def _received(self, record: Record, capacities: Sequence[Capacity]) -> str:
        """Say since when the record lies with an office: the first of its people counts."""
        times = [
            reception.received_at
            for reception in record.receptions
            if reception.capacity in capacities and reception.received_at
        ]
        return self.texts.plain("papers/sheet_received", at=min(times)) if times else ""


def _offered(record: Record, rules: Profile) -> list[Field]:
    codes = chosen(record.answers)
    return [field for field in rules.fields if rules.shown(field, codes)]


def _basis(record: Record, rules: Profile) -> list[str]:
    """Return the titles of the articles behind what is printed, in the order of the text."""
    answered = [field for field in rules.fields if field.id in record.answers]
    picked = [
        choice.article
        for field in answered
        for choice in field.choices
        if choice.code in record.answers[field.id].codes
    ]
    named = {field.article for field in answered} | {each for each in picked if each}
    named |= {rules.clock(record.deadline.clock_id).article, *rules.way.office}
    named |= {*rules.way.in_chain} | rules.paper.articles
    return [article.title for key, article in rules.articles.items() if key in named]

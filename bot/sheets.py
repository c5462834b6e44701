"""A record as the facts of a sheet: every section, question and box of its rule system."""

from collections.abc import Iterator, Mapping, Sequence
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
from register.profile import Profile, load
from register.provisions import Field, Receiver
from register.record import Record

_BRIEF = 26
"""How many signs an answer may have to share its row with another one."""
_LONG = 500
"""A question that takes so many signs has a row of its own, however short its answer."""

_OFFICES: Mapping[Receiver, frozenset[Capacity]] = {
    "discipline": frozenset({Capacity.INSPECTOR, Capacity.SUPERIOR_INSPECTOR}),
    "adjudication": frozenset({Capacity.ADJUDICATION, Capacity.SUPERIOR_ADJUDICATION}),
}


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
        return RegistrationSheet(
            title=rules.paper.title,
            number=record.number,
            heads=tuple(self.texts.plain("papers/sheet_heads", record=record).splitlines()),
            dated=record.filed_at,
            sections=(*self._sections(record, evidence, rules), self._recorder(record)),
            signers=tuple(self._signers(record, rules, present)),
            notes=rules.paper.notes,
            basis=self.texts.plain("papers/sheet_basis", bases=_bases(record, rules)),
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

    def _signers(
        self, record: Record, rules: Profile, present: tuple[SheetSignature, ...]
    ) -> Iterator[SheetSigner]:
        """Yield the boxes of the sheet's own rules, then the offices of those beside (CH21)."""
        codes = chosen(record.answers)
        others = [each.rules for each in record.beside]
        theirs = frozenset[Capacity]().union(*(_OFFICES[each.way.receiver] for each in others))
        own = frozenset(each for each in Capacity if each.is_office) - theirs
        for signer in rules.signers(codes):
            yield self._signer(signer, record, present, own)
        for each in others:
            for signer in each.signers(codes):
                if signer.who == "office":
                    yield self._opined(signer, record, _OFFICES[each.way.receiver])

    def _signer(
        self,
        signer: Signer,
        record: Record,
        present: tuple[SheetSignature, ...],
        office: frozenset[Capacity],
    ) -> SheetSigner:
        """Word one box; `office` are all who receive it in the end under the sheet's own rules."""
        match signer.who:
            case "recorder":
                words = self.texts.label("sheet.confirmed")
                own = SheetSignature(text=words, name=record.by.name, at=record.filed_at)
                return SheetSigner(label=signer.label, entries=(own,))
            case "present":
                return SheetSigner(label=signer.label, entries=present)
            case "head":
                return self._opined(signer, record, frozenset({Capacity.HEAD}))
            case "leader":
                return self._opined(signer, record, frozenset({Capacity.LEADER}))
            case "office":
                return self._opined(signer, record, office)

    def _opined(
        self, signer: Signer, record: Record, capacities: frozenset[Capacity]
    ) -> SheetSigner:
        """Word the box of those who receive the record: since when, and what they signed."""
        entries = (
            SheetSignature(text=each.text, name=each.name, at=each.at, house_rule=each.house_rule)
            for each in signed(record, self.texts, *capacities)
        )
        times = [
            reception.received_at
            for reception in record.receptions
            if reception.capacity in capacities and reception.received_at
        ]
        received = self.texts.plain("papers/sheet_received", at=min(times)) if times else ""
        return SheetSigner(label=signer.label, entries=tuple(entries), note=received)


def _offered(record: Record, rules: Profile) -> list[Field]:
    codes = chosen(record.answers)
    return [field for field in rules.fields if rules.shown(field, codes)]


def _bases(record: Record, own: Profile) -> list[tuple[Profile, list[str]]]:
    """Return every rule system that the record rests on, with the titles of its articles."""
    systems = [(own, _answered(record, own)), *((each.rules, set()) for each in record.beside)]
    return [(rules, _titles(record, rules, named)) for rules, named in systems]


def _titles(record: Record, rules: Profile, named: set[str]) -> list[str]:
    """Return the titles of what was answered, the way and the limit, in the order of the text."""
    named = named | {*rules.way.office, *rules.way.in_chain} | rules.paper.articles
    if record.deadline_rules == rules:
        named |= {record.deadline.article}
    return [article.title for key, article in rules.articles.items() if key in named]


def _answered(record: Record, rules: Profile) -> set[str]:
    """Return the articles of the questions that were answered, and of the choices picked."""
    answered = [field for field in rules.fields if field.id in record.answers]
    picked = {
        choice.article
        for field in answered
        for choice in field.choices
        if choice.code in record.answers[field.id].codes and choice.article
    }
    return picked | {field.article for field in answered}

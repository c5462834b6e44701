"""What stands beside a record's answers on its paper: opinions, annexed facts, evidence."""

from collections.abc import Iterable, Iterator
from operator import attrgetter

from bot.record_views import AddedLine, RecordViews
from bot.texts import Texts
from register.afterwards import Capacity
from register.evidence import Evidence
from register.forms import Annexed, EvidenceLine, Signed
from register.record import Record

OFFICE = tuple(each for each in Capacity if each.is_office)


def signed(record: Record, texts: Texts, *capacities: Capacity) -> tuple[Signed, ...]:
    """Return what stands in one opinion box, in the order of signing (RUDONG 14).

    Below it stands why somebody of the superior office signs whom the recorder did not choose.
    """
    rules = {} if record.superior else texts.words("opinion_rules")
    return tuple(
        Signed(
            text=each.text,
            name=each.name,
            at=each.at,
            house_rule=rules.get(each.capacity, ""),
        )
        for each in record.opinions
        if each.capacity in capacities
    )


def evidence_lines(items: Iterable[Evidence], texts: Texts) -> tuple[EvidenceLine, ...]:
    """Return the annexed list of evidence, in order of arrival (E12)."""
    return tuple(
        EvidenceLine(
            number=item.number,
            kind=texts.words("kinds")[item.kind],
            name=item.name,
            received_at=item.received_at,
            size=item.size,
            sha256=item.sha256.hex(),
            sm3=item.sm3.hex(),
            mark=texts.words("marks")[item.mark],
            mime=item.mime,
            origin=texts.plain("papers/origin", item=item),
            caption=item.caption,
        )
        for item in items
    )


def annexed(record: Record, texts: Texts) -> tuple[Annexed, ...]:
    """Return supplements, corrections, questions, consent, recusals, who of those present signed.

    In order of time; who has not answered stands where they were asked (CH38).
    """
    facts = (
        *_added(record, texts),
        *_asked(record, texts),
        *_consented(record, texts),
        *_recused(record, texts),
        *_cosigned(record, texts),
    )
    return tuple(sorted(facts, key=attrgetter("at")))


def _added(record: Record, texts: Texts) -> Iterator[Annexed]:
    for line in RecordViews(texts).added_lines(record):
        yield Annexed(
            kind=texts.label(f"annex.{_kind(line)}"),
            text=texts.plain("papers/added", line=line),
            name=record.by.name,
            at=line.added.at,
        )


def _kind(line: AddedLine) -> str:
    if line.added.question:
        return "correction"
    return "evidence" if line.added.evidence else "supplement"


def _asked(record: Record, texts: Texts) -> Iterator[Annexed]:
    for question in record.questions:
        asker = texts.words("capacities")[question.capacity]
        yield Annexed(
            kind=texts.label("annex.question"), text=question.text, name=asker, at=question.at
        )
        if question.answered_at is not None:
            yield Annexed(
                kind=texts.label("annex.answer"),
                text=question.answer,
                name=record.by.name,
                at=question.answered_at,
            )


def _consented(record: Record, texts: Texts) -> Iterator[Annexed]:
    if consent := record.consent:
        key = "granted" if consent.granted else "refused"
        yield Annexed(kind=texts.label(f"annex.{key}"), text="", name=consent.name, at=consent.at)


def _recused(record: Record, texts: Texts) -> Iterator[Annexed]:
    """Yield that somebody withdrew; why is not for the paper, which the recorder has too."""
    for recusal in record.recusals:
        yield Annexed(
            kind=texts.label("annex.recusal"),
            text=texts.words("capacities")[recusal.capacity],
            name=recusal.name,
            at=recusal.at,
        )


def _cosigned(record: Record, texts: Texts) -> Iterator[Annexed]:
    for each in record.cosignatures:
        yield Annexed(
            kind=texts.label("annex.cosigned"),
            text=texts.plain("papers/cosigned", each=each),
            name=each.name,
            at=each.signed_at or each.refused_at or each.asked_at,
        )

"""Messages about filed records, with representative facts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.prompts import Purpose, Wanted
from bot.views import View
from bot.words import words_taken
from register.afterwards import LONGEST, Capacity, Consent, Opinion, Question, Recusal, Supplement
from register.bases import basis_of
from register.ids import PersonId
from register.people import Person
from tests import cast, court
from tests.bot import court_cases as bench
from tests.bot import examples as an
from tests.bot.digests import RECORD_VIEWS, TEXTS
from tests.bot.sheet_cases import ALL, kept_by

LATER = an.NOW + timedelta(hours=3)
FULL_TEXT = an.FILLER * LONGEST


def opinion(person: Person, capacity: Capacity, text: str = "已阅，<请>依规办理。") -> Opinion:
    return Opinion(person=person.id, capacity=capacity, name=person.name, text=text, at=LATER)


SIGNED = replace(
    an.FORWARDED,
    opinions=(
        opinion(cast.WANG, Capacity.HEAD),
        opinion(cast.CHEN, Capacity.LEADER),
        opinion(cast.ZHOU, Capacity.INSPECTOR),
    ),
)
ASKED = replace(
    an.DELIVERED,
    questions=(
        Question(person=cast.WANG.id, capacity=Capacity.HEAD, text="是<何时>？", at=LATER),
    ),
)
ANSWERED = ASKED.answer("下午三点。", to=cast.WANG.id, at=LATER)
SUPPLEMENTED = replace(
    SIGNED,
    supplements=(
        Supplement(at=LATER, text="次日又来电一次。"),
        Supplement(
            at=LATER,
            question="subject_post",
            before=an.ANSWERS["subject_post"],
            after=replace(an.ANSWERS["subject_post"], value="县某局副局长"),
        ),
        Supplement(at=LATER + timedelta(days=1), evidence=an.DOCUMENT.number),
    ),
)
LATE = replace(an.DELIVERED, filed_at=an.NOW + timedelta(days=14))
CONSENT = Consent(
    person=cast.WANG.id, capacity=Capacity.HEAD, name=cast.WANG.name, granted=True, at=LATER
)
UNASKED = replace(
    LATE,
    profile="spc",
    profile_version=court.SPC.version,
    answers={"narrative": an.ANSWERS["narrative"]},
)
"""By rules that ask nobody for consent."""
CONSENTED = replace(LATE, consent=CONSENT)
REFUSED = replace(LATE, consent=replace(CONSENT, granted=False))
SILENT = replace(
    an.DELIVERED,
    receptions=(
        replace(an.DELIVERED.receptions[0], passed_on_at=LATER),
        an.FORWARDED.receptions[2],
    ),
)
HEAD_RECUSED = (
    replace(SILENT, receptions=(an.DELIVERED.receptions[0], SILENT.receptions[1]))
    .recuse(
        Recusal(
            person=cast.WANG.id,
            capacity=Capacity.HEAD,
            name=cast.WANG.name,
            at=LATER,
            reason="与<当事人>是同学",
        )
    )
    .pass_on(silent=cast.WANG.id, to=(), at=LATER)
)
LONGEST_AFTERWARDS = replace(
    SUPPLEMENTED,
    supplements=tuple(Supplement(at=LATER, text=FULL_TEXT) for _ in range(9)),
    opinions=tuple(opinion(cast.WANG, Capacity.SUPERIOR_INSPECTOR, FULL_TEXT) for _ in range(9)),
    questions=tuple(
        Question(
            person=PersonId(str(number)),
            capacity=Capacity.SUPERIOR_INSPECTOR,
            text=FULL_TEXT,
            at=LATER,
            answer=FULL_TEXT,
            answered_at=LATER,
        )
        for number in range(9)
    ),
)


def record_views() -> Iterator[tuple[str, str, View]]:
    """Return template, name and view of each."""
    for name, record, person in (
        ("new", an.RECORD, cast.WANG),
        ("to be reported on", an.DELIVERED, cast.WANG),
        ("acknowledged", an.ACKNOWLEDGED, cast.WANG),
        ("reported on", an.FORWARDED, cast.WANG),
        ("reported on and signed", SIGNED, cast.WANG),
        ("at the leader", an.FORWARDED, cast.CHEN),
        ("signed at the leader", SIGNED, cast.CHEN),
        ("signed at the office", SIGNED, cast.ZHOU),
        ("asked back", ASKED, cast.WANG),
        ("answered", ANSWERED, cast.WANG),
        ("supplemented", SUPPLEMENTED, cast.CHEN),
        ("late", LATE, cast.WANG),
        ("late and refused", REFUSED, cast.WANG),
        ("late, nobody asked", UNASKED, cast.WANG),
        ("of a silent head", SILENT, cast.WANG),
        ("in a silent head's place", SILENT, cast.ZHOU),
        ("of a head who withdrew", HEAD_RECUSED, cast.WANG),
        ("in the place of a head who withdrew", HEAD_RECUSED, cast.ZHOU),
    ):
        duty = an.TO_FORWARD if name == "to be reported on" else None
        yield "cards/record", name, RECORD_VIEWS.card(record, person=person.id, duty=duty)
    receipt = RECORD_VIEWS.receipt
    yield "messages/receipt", "in time", receipt(an.RECORD, (an.PHOTO, an.VOICE))
    yield "messages/receipt", "bare", receipt(an.RECORD, ())
    yield "messages/receipt", "late, direct, twenty items", receipt(an.LATE, an.TWENTY)
    yield from _by_other_rules()
    yield "messages/receipt", "late, nobody asked", receipt(UNASKED, ())
    both = replace(bench.RECORD, beside=(basis_of(court.SPC),))
    yield "messages/receipt", "by two rule systems", receipt(both, ())
    yield from _opened()
    yield from _said()


def _by_other_rules() -> Iterator[tuple[str, str, View]]:
    """Yield what speaks of a record's paper, by rule systems that call it otherwise."""
    for rules in ALL[:2]:
        record = kept_by(rules)
        card = RECORD_VIEWS.card(record, person=cast.ZHOU.id, duty=None)
        yield "cards/record", f"by {rules.id}", card
        yield "messages/receipt", f"by {rules.id}", RECORD_VIEWS.receipt(record, (an.PHOTO,))
        yield "messages/record", f"by {rules.id}", RECORD_VIEWS.opened(record, ())
        caption = View(text=TEXTS.render("messages/form", record=record))
        yield "messages/form", f"by {rules.id}", caption


def _opened() -> Iterator[tuple[str, str, View]]:
    opened = RECORD_VIEWS.opened
    yield "messages/record", "two items", opened(an.RECORD, (an.PHOTO, an.VOICE))
    beside = (an.SUPERSEDED, replace(an.MONTHLY, stated_on=an.NOW.date(), superseded_at=an.NOW))
    yield "messages/record", "in the place of zero reports", opened(an.RECORD, (), beside)
    yield "messages/record", "late and refused", opened(REFUSED, ())
    yield "messages/record", "late, nobody asked", opened(UNASKED, ())
    yield "messages/record", "at its longest", opened(an.LONGEST_RECORD, an.TWENTY)
    for name, record in {
        "usual": replace(SUPPLEMENTED, questions=ANSWERED.questions),
        "unanswered": ASKED,
        "at its longest": LONGEST_AFTERWARDS,
    }.items():
        for number, view in enumerate(
            RECORD_VIEWS.afterwards(record, reader=record.recorder), start=1
        ):
            yield "messages/afterwards", f"{name} {number}", view
    for name, reader in {"recorder": cast.LI.id, "office": cast.ZHOU.id}.items():
        (view,) = RECORD_VIEWS.afterwards(HEAD_RECUSED, reader=reader)
        yield "messages/afterwards", f"a head withdrew, for the {name}", view
    for name, record in {
        "signed": SIGNED,
        "of a silent head": SILENT,
        "of a head who withdrew": HEAD_RECUSED,
    }.items():
        yield "messages/stub", name, RECORD_VIEWS.stub(record, cast.WANG.id)


def _said() -> Iterator[tuple[str, str, View]]:
    head = cast.WANG.id
    for capacity, person in ((Capacity.HEAD, cast.WANG), (Capacity.LEADER, cast.CHEN)):
        yield "messages/sign", capacity, RECORD_VIEWS.sign(an.FORWARDED, person.id)
    for purpose in Purpose:
        wanted = Wanted(purpose=purpose, record=an.RECORD.id)
        question = ASKED.questions[0]
        facts = {"record": an.RECORD, "question": question}
        text = TEXTS.render(f"messages/want_{purpose}", **facts)
        yield f"messages/want_{purpose}", purpose, View(text=text)
        for name, unasked in {"replied": False, "unasked": True}.items():
            view = RECORD_VIEWS.words_sure(wanted, an.RECORD, unasked=unasked)
            yield "messages/words_sure", f"{purpose} {name}", view
        yield "messages/words_taken", purpose, words_taken(purpose, an.RECORD, TEXTS)
    yield "messages/acknowledged", "by the head", RECORD_VIEWS.acknowledged(an.ACKNOWLEDGED, head)
    yield "messages/opinion_signed", "by the head", RECORD_VIEWS.opinion_signed(SIGNED, head)
    yield "messages/recuse", "usual", RECORD_VIEWS.recuse(an.DELIVERED)
    recused = RECORD_VIEWS.addressee_recused(HEAD_RECUSED, head)
    yield "messages/addressee_recused", "the head", recused
    yield "messages/asked_back", "by the head", RECORD_VIEWS.asked_back(ASKED, head)
    yield "messages/answered_back", "answered", RECORD_VIEWS.answered_back(ANSWERED)
    yield "messages/consent_said", "refused", RECORD_VIEWS.consent_said(REFUSED)
    yield (
        "messages/supplemented",
        "supplemented",
        RECORD_VIEWS.supplemented(SUPPLEMENTED, cast.CHEN.id),
    )
    barred = SUPPLEMENTED.bar([cast.WANG.id], at=LATER)
    yield "messages/grown", "past the head", RECORD_VIEWS.grown(barred)
    yield "messages/duty_passed", "passed", RECORD_VIEWS.duty_passed(an.RECORD, an.TO_FORWARD)

"""Whether a rule system holds together: a slip stops the program at its start, nobody later."""

from collections.abc import Collection, Iterator

from register import advice
from register.advice import Branch, Fills, SayNo
from register.provisions import (
    Consequence,
    Field,
    TimeLimit,
    When,
)
from register.rule_system import RuleSystem


def ensure_sound(rules: RuleSystem) -> None:
    """A slip in the data stops the program at its start, not a recorder in the middle."""
    for name, ids in _names(rules).items():
        if twice := {each for each in ids if ids.count(each) > 1}:
            raise ValueError(f"{name} named twice: {sorted(twice)}")
    if missing := _articles_named(rules) - rules.articles.keys():
        raise ValueError(f"articles without text: {sorted(missing)}")
    for place, field in enumerate(rules.fields):
        _ensure_sound(rules, field, before={each.id for each in rules.fields[:place]})
    for clock in rules.clocks:
        _ensure_stands_in(rules, clock)
    _ensure_asked(rules, rules.binds, rules.id)
    for signer in rules.paper.signers:
        _ensure_asked(rules, signer.when, f"paper {signer.who}")
    _ensure_routes_sound(rules)
    _ensure_court_rules_fit(rules)
    if rules.omission and "omission" not in {clock.id for clock in rules.clocks}:
        raise ValueError("omission: no clock for its result")
    advice.ensure_sound(rules.check)
    for said in _advice(rules):
        _ensure_fits(rules, said.fills)
    _ensure_noted(rules)
    _ensure_orders_can_be_recorded(rules)
    _ensure_quoted(rules)


def _ensure_quoted(rules: RuleSystem) -> None:
    """Raise ValueError unless the words of every card fit into their box."""
    for card in rules.say_no:
        if rules.field(card.quoted_in).kind != "text":
            raise ValueError(f"{card.id}: {card.quoted_in} takes no text")


def _ensure_noted(rules: RuleSystem) -> None:
    """Raise ValueError unless the adviser leads to kinds of notes that there are."""
    kinds = {kind.id: kind for kind in rules.notes}
    for question in rules.check:
        for branch in question.branches:
            name = f"check {question.id}.{branch.code}"
            if branch.kind and branch.kind not in kinds:
                raise ValueError(f"{name}: no note {branch.kind}")
            if branch.kind:
                kinds[branch.kind].ensure_fits(branch.known, name)


def _ensure_routes_sound(rules: RuleSystem) -> None:
    """Raise ValueError unless every route asks, counts and names what is there."""
    questions = {each.id: each.codes for each in (*rules.fields, *rules.findings)}
    rules.ways_on.ensure_sound(questions, [each.id for each in rules.clocks])


def _ensure_court_rules_fit(rules: RuleSystem) -> None:
    """Raise ValueError or KeyError unless they speak of questions that are asked."""
    if rules.cosign:
        _ensure_asked(rules, rules.cosign.when, "cosign")
        for shown in rules.cosign.shows:
            rules.field(shown)
    if rules.transfer:
        _ensure_fits(rules, rules.transfer.chosen)
        for filled in rules.transfer.fills:
            rules.field(filled)


def _ensure_fits(rules: RuleSystem, fills: Fills) -> None:
    """Raise ValueError unless the boxes take these choices."""
    for box, codes in fills.items():
        if not codes or set(codes) - set(rules.field(box).codes):
            raise ValueError(f"{box}: cannot be filled with {list(codes)}")


def _ensure_orders_can_be_recorded(rules: RuleSystem) -> None:
    """Raise ValueError unless such a record can be begun, and asks what the profile asks."""
    order = rules.suppression
    if order is None:
        return
    _ensure_fits(rules, order.lifts_when)
    _ensure_fits(rules, order.fills)
    if not order.is_all(order.fills):
        raise ValueError("suppression: what it begins with says something else")
    for each in rules.asked_of_orders:
        if not rules.shown(_asked(rules, each), order.fills):
            raise ValueError(f"suppression: {each} is not shown in such a record")


def _asked(rules: RuleSystem, field_id: str) -> Field:
    try:
        return rules.field(field_id)
    except KeyError:
        raise ValueError(f"suppression: no question {field_id}") from None


def _ensure_sound(rules: RuleSystem, field: Field, before: Collection[str]) -> None:
    """Raise ValueError unless the question fits its profile; `before` are asked earlier."""
    if bool(field.choices) != (field.kind in {"choice", "choices"}):
        raise ValueError(f"{field.id}: choices and kind do not agree")
    if field.section not in {section.id for section in rules.sections}:
        raise ValueError(f"{field.id}: no section {field.section}")
    for when in (field.mandatory_when, field.shown_when, field.hidden_when):
        _ensure_asked(rules, when, field.id)
    if later := {*field.shown_when, *field.hidden_when} - {*before}:
        raise ValueError(f"{field.id}: shown before it can be: {sorted(later)}")


def _ensure_stands_in(rules: RuleSystem, clock: TimeLimit) -> None:
    """Raise ValueError unless the limit that it stands in for and its conditions exist."""
    if clock.instead_of is None:
        return
    replaced = rules.clock(clock.instead_of)
    if (replaced.owner, replaced.discharged_by) != (clock.owner, clock.discharged_by):
        raise ValueError(f"{clock.id}: stands in for another act than {replaced.id}")
    _ensure_asked(rules, clock.when, clock.id)
    _ensure_asked(rules, clock.unless, clock.id)


def _ensure_asked(rules: RuleSystem, when: When, name: str) -> None:
    """Raise ValueError unless the questions and choices exist that a condition names."""
    asked = {field.id: field for field in rules.fields}
    for other, codes in when.items():
        known = asked[other].codes if other in asked else ()
        if unknown := set(codes) - set(known):
            raise ValueError(f"{name}: {other} has no {sorted(unknown)}")


def _names(rules: RuleSystem) -> dict[str, list[str]]:
    codes = {field.id: [choice.code for choice in field.choices] for field in rules.fields}
    codes |= {f"check {each.id}": [it.code for it in each.branches] for each in rules.check}
    return codes | {
        "check": [question.id for question in rules.check],
        "say_no": [card.id for card in rules.say_no],
        "notes": [kind.id for kind in rules.notes],
        "sections": [section.id for section in rules.sections],
        "fields": [field.id for field in (*rules.fields, *rules.findings)],
        "routes": [route.id for route in rules.routes],
        "clocks": [clock.id for clock in rules.clocks],
        "unknown_reasons": [reason.code for reason in rules.unknown_reasons],
    }


def _articles_named(rules: RuleSystem) -> set[str]:
    named = {field.article for field in (*rules.fields, *rules.findings)}
    named |= {*rules.ways_on.articles()}
    named |= {clock.article for clock in rules.clocks} | {*rules.way.in_chain, *rules.way.office}
    named |= rules.paper.articles
    named |= {each for each in (rules.zero_report.article, *rules.cited.values()) if each}
    named |= {each.article for each in _consequences(rules)}
    named |= {rules.suppression.article} if rules.suppression else set()
    named |= {rules.omission.article} if rules.omission else set()
    named |= {clock.soft.article for clock in rules.clocks if clock.soft}
    named |= {rules.cosign.article} if rules.cosign else set()
    named |= {rules.transfer.article, rules.transfer.function} if rules.transfer else set()
    named |= {article for said in _advice(rules) for article in said.articles}
    named |= {article for kind in rules.notes for article in kind.articles}
    noted = [field for kind in rules.notes for field in kind.fields]
    named |= {field.article for field in noted}
    choices = [choice for field in (*rules.fields, *noted) for choice in field.choices]
    return named | {choice.article for choice in choices if choice.article}


def _consequences(rules: RuleSystem) -> Iterator[Consequence]:
    """Yield what the text has follow upon a record, or upon none."""
    yield from (each for each in (rules.late_entry, rules.not_recording, rules.complaint) if each)
    yield from rules.reports
    yield from rules.circulars
    yield from rules.keeping


def _advice(rules: RuleSystem) -> list[Branch | SayNo]:
    """Return everything that rests on articles and can fill boxes."""
    branches = (branch for each in rules.check for branch in each.branches)
    return [*branches, *rules.say_no]

"""How tests ask where a record goes on to, of whom what is said."""

from datetime import date
from typing import Any

from register.draft import Answer
from register.profile import Profile, load, load_all
from register.referrals import Known, Step, onward_steps
from register.routes import Facts

TODAY = date(2026, 9, 30)
PROFILES = {profile.id: profile for profile in load_all()}


def steps(
    systems: str | tuple[Profile, ...],
    *,
    serious: bool = False,
    found: Facts | None = None,
    barred: frozenset[str] = frozenset(),
    **said: Any,
) -> dict[str, Step]:
    """Return the steps by id, in their order, for somebody of whom this is said."""
    answers = {question: Answer(value=value) for question, value in said.items()}
    bases = (load(systems, on=TODAY),) if isinstance(systems, str) else systems
    known = Known(found=found or {}, serious=serious, barred=barred)
    return {step.id: step for step in onward_steps(answers, bases, known)}


def ours(found: dict[str, Step]) -> set[str]:
    return {key for key, step in found.items() if step.is_ours and not step.id.startswith("keep/")}


def cited(step: Step) -> set[str]:
    return {each.article for each in step.cites}


LEADER: dict[str, Any] = {
    "subject_class": "external",
    "is_leader": "yes",
    "subject_org_type": "administrative",
}
INSIDER: dict[str, Any] = {"subject_class": "internal_judicial"}

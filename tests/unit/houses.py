"""Random houses, and random ways to speak of somebody in them: what conflicts are tried on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from register.confirming import Superiors
from register.conflicts import Involved
from register.deputies import Deputies
from register.draft import PRINCIPAL, SUBJECT, Answer
from register.evidence import Evidence, Kind, Mark, Origin
from register.ids import DepartmentId, EvidenceId, PersonId
from register.organisations import Department, Organisation
from register.people import Person, Role
from register.profile import Profile, load_all
from register.provisions import Receiver
from register.routing import Directory, Office
from register.units import ABOVE_THE_CHAIN, speaking_of, vocabulary
from tests import cast
from tests.acts.world import at

SYSTEMS = {rules.id: rules for rules in load_all()}
"""All rule systems; a court may run two of them."""
RUN = (*((name,) for name in SYSTEMS), ("changchun", "spc"))
SOUNDS = (
    ("王建国", "汪建国", "王健国"),
    ("仇和", "求和"),
    ("吕梁", "吕良"),
    ("欧阳春", "欧阳纯"),
    ("孙丽", "孙莉"),
    ("冯廉洁", "冯连杰"),
)
"""Names that sound the same."""
ALIASES = ("小虎", "老班长")
POSTS = ("主任", "副主任", "副检察长", "检察长", "纪检组组长", "检察官", "")
MOST = ((Role.LEADER, 3), (Role.CHIEF, 1), (Role.INSPECTOR, 4), (Role.ADJUDICATION, 4))
"""How many of a function there are at most."""
SELDOM = 0.2
NUMBERS = ("一", "二", "三", "四")
STRANGER = "赵干预"

_Job = tuple[Organisation, Department | None, Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A county house with its superior, the rule systems that it runs, and who is away when.

    Who left is among its people all the same: somebody may speak of them.
    """

    departments: Sequence[Department]
    people: Sequence[Person]
    systems: Sequence[Profile]
    deputies: Deputies

    def own(self) -> Sequence[Person]:
        return [each for each in self._present() if each.organisation == cast.COUNTY.id]

    def _present(self) -> Sequence[Person]:
        return [each for each in self.people if each.left_on is None]

    def directory(self, department: DepartmentId | None) -> Directory:
        """Return who could receive a record of a department, as the acts find them."""
        own = self.own()
        above = [each for each in self._present() if each not in own]
        receivers: dict[Receiver, Role] = {"discipline": Role.INSPECTOR}
        if any(each.way.receiver == "adjudication" for each in self.systems):
            receivers["adjudication"] = Role.ADJUDICATION
        return Directory(
            ways=tuple(each.way for each in self.systems),
            heads=tuple(
                p for p in own if p.holds(Role.HEAD) and department in {p.department} - {None}
            ),
            leaders=self._leaders(department),
            offices={
                receiver: Office(
                    own=tuple(p for p in own if p.holds(role)),
                    above=tuple(p for p in above if p.holds(role)),
                )
                for receiver, role in receivers.items()
            },
            deputies=self.deputies,
        )

    def superiors(self, department: DepartmentId | None) -> Superiors:
        found = self.directory(department)
        return Superiors(
            heads=found.heads,
            leaders=found.leaders,
            inspectors=found.offices["discipline"].own,
            deputies=self.deputies,
        )

    def _leaders(self, department: DepartmentId | None) -> tuple[Person, ...]:
        leaders = tuple(p for p in self.own() if p.holds(Role.LEADER))
        return tuple(p for p in leaders if department in p.leads) or leaders


@dataclass(frozen=True, slots=True, kw_only=True)
class Accusation:
    """What a recorder answers and forwards, and who must be found to stand in it."""

    answers: dict[str, Answer]
    forwarded: Sequence[Evidence]
    meant: frozenset[PersonId]

    def involved(self, house: House, recorder: Person) -> Involved:
        called = house.systems[0].called
        words = vocabulary(cast.COUNTY, cast.CITY, house.departments, called)
        named = cast.CONFLICTS.of(self.answers, cast.COUNTY.id)
        return speaking_of(
            named.with_messages(self.forwarded, recorder),
            tuple(words.mentions(named.designations)),
            house.people,
        )


def a_house(draw: Random) -> House:
    """Draw one: some departments without a head, some with three; people with two functions."""
    departments = [
        _department(organisation, number)
        for organisation, most in ((cast.COUNTY, 4), (cast.CITY, 2))
        for number in NUMBERS[: draw.randint(1, most)]
    ]
    jobs: list[_Job] = []
    for each in departments:
        house = cast.COUNTY if each.organisation == cast.COUNTY.id else cast.CITY
        jobs += [(house, each, Role.HEAD)] * draw.randint(0, 3)
        jobs += [(house, each, Role.HANDLER)] * draw.randint(0, 1)
    for house in (cast.COUNTY, cast.CITY):
        own = [None, *(each for each in departments if each.organisation == house.id)]
        for role, most in MOST:
            jobs += [(house, draw.choice(own), role)] * draw.randint(0, most)
    people = [_somebody(draw, f"p{n}", job, departments) for n, job in enumerate(jobs)]
    handler = replace(cast.LI, department=departments[0].id)
    return House(
        departments=departments,
        people=[*people, handler],
        systems=[SYSTEMS[each] for each in draw.choice(RUN)],
        deputies=_deputies(draw, people),
    )


def _deputies(draw: Random, people: Sequence[Person]) -> Deputies:
    """Draw who stands in for whom, some for those who stand in for others, never in a circle."""
    chains: dict[PersonId, tuple[Person, ...]] = {}
    for place in reversed(range(len(people))):
        absent = people[place]
        others = [
            each
            for each in people[place + 1 :]
            if each.organisation == absent.organisation and each.left_on is None
        ]
        if others and draw.random() < SELDOM:
            deputy = draw.choice(others)
            chains[absent.id] = (deputy, *chains.get(deputy.id, ()))
    return chains


def _somebody(draw: Random, key: str, job: _Job, departments: Sequence[Department]) -> Person:
    house, department, role = job
    person = cast.person(
        key,
        draw.choice(draw.choice(SOUNDS)),
        draw.choice(POSTS),
        role,
        draw.choice([role, role, *Role]),
        department=department,
        organisation=house,
    )
    return replace(
        person,
        aliases=tuple(draw.sample(ALIASES, draw.randint(0, 1))),
        leads=frozenset(each.id for each in draw.sample(departments, draw.randint(0, 2))),
        account=draw.choice([person.account, None]),
        reachable=draw.choice([True, True, False]),
        left_on=at("2026-09-01 12:00").date() if draw.random() < SELDOM else None,
    )


def an_accusation(draw: Random, house: House) -> Accusation:
    """Draw whom a recorder speaks of, in one of many ways, among others or behind a proxy."""
    answers: dict[str, Answer] = {}
    forwarded: list[Evidence] = []
    meant: set[PersonId] = set()
    for question in draw.choice([(), (SUBJECT,), (SUBJECT, PRINCIPAL)]):
        kind = draw.choice(["stranger", "unknown", "somebody", "somebody"])
        if kind == "unknown":
            answers[question] = Answer(unknown=True, reason="没有说")
        elif kind == "stranger":
            answers[question] = Answer(value=STRANGER)
        else:
            person = draw.choice(house.people)
            said = draw.choice(ways_to_say(person, house))
            mixed = draw.choice([said, f"{said}、{STRANGER}", f"{STRANGER}，{said}"])
            answers[question] = Answer(value=mixed)
            meant.add(person.id)
    if draw.choice([True, False]):
        sender = draw.choice(house.people)
        origins = [Origin(forwarded_from=each) for each in _sounding_like(sender.name)]
        if sender.account:
            origins.append(Origin(forwarded_from="昵称", account=sender.account))
        forwarded.append(_item(draw.choice(origins)))
        meant.add(sender.id)
    return Accusation(answers=answers, forwarded=forwarded, meant=frozenset(meant))


def ways_to_say(person: Person, house: House) -> list[str]:
    """Return texts that each mean this person: by a name, a title, or as one of a unit."""
    names = [*_sounding_like(person.name), *person.aliases]
    lives = cast.COUNTY if person.organisation == cast.COUNTY.id else cast.CITY
    department = {each.id: each.name for each in house.departments}.get(
        person.department or DepartmentId("")
    )
    ways = [*names, f"{person.name[0]}某", f"{lives.name}{person.name}", " ".join(person.name)]
    if person.post:
        ways += [f"{person.name[0]}{person.post}", f"{lives.name}{person.post}{person.name}"]
        ways += [f"{lives.name}{person.post}"]
    if lives is cast.COUNTY and person.post:
        ways += [person.post, f"本院{person.post}"]
    if department:
        ways += [f"{lives.name}{department}", f"{lives.name}{department}{names[0]}"]
    if department and lives is cast.COUNTY:
        ways += [department, f"本院{department}", f"{department}有关人员"]
    if not person.roles.isdisjoint(ABOVE_THE_CHAIN):
        ways += [lives.name, f"{lives.name}院领导"]
        ways += ["本院", "院领导"] if lives is cast.COUNTY else []
    return ways


def _sounding_like(name: str) -> tuple[str, ...]:
    return next((names for names in SOUNDS if name in names), (name,))


def _department(organisation: Organisation, number: str) -> Department:
    return Department(
        id=DepartmentId(f"{organisation.id} {number}"),
        organisation=organisation.id,
        name=f"第{number}检察部",
    )


def _item(origin: Origin) -> Evidence:
    return Evidence(
        id=EvidenceId("forwarded"),
        number="E-1",
        organisation=cast.COUNTY.id,
        sender=cast.LI.id,
        kind=Kind.TEXT,
        mark=Mark.AS_SENT,
        received_at=at("2026-09-30 15:00"),
        origin=origin,
    )

"""A whole house at its phones, and what its people do on the days around a record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from app.case_file import CaseFile
from app.caseload import Caseload
from app.directory import Directory
from register.acts.binding import Bind
from register.acts.drafting import AnswerQuestion, StartDraft
from register.acts.filing import FileRecord
from register.acts.leaving import MarkLeft
from register.draft import Answer
from register.ids import Account, Cause, DraftId
from register.people import Role
from register.ports import Store
from register.profile import Profile
from sandbox.driver import Message
from tests.cast import RUDONG
from tests.harness.journey import LONG, Journey
from tests.harness.town import CITY, COUNTY, CROWD, LI, WANG, ZHOU, Resident, invite
from tests.journeys.story import Matter, Person

COLLEAGUE = CROWD[0]
LEAVER = CROWD[2]
DEPUTY = CROWD[9]
CHEN = Resident(131, "陈分管", "副检察长", frozenset({Role.LEADER}), "院领导", bound=False)
QIN = Resident(
    132, "秦本立", "检察长", frozenset({Role.CHIEF, Role.ADMINISTRATOR}), "院领导", bound=False
)
WU = Resident(133, "吴监察", "纪检组组长", frozenset({Role.INSPECTOR}), "纪检组", bound=False)
"""The discipline office of the superior house."""

EVERYBODY = (LI, COLLEAGUE, DEPUTY, WANG, CHEN, QIN, ZHOU, WU)
SHARED = "张三涉嫌盗窃案"
HANDLERS = "、".join(each.name for each in (LI, COLLEAGUE, WANG, CHEN, QIN))
CASES = f"""\
案号,案件名称,案由,承办人,承办日期,拟结案日期
东检刑诉（2026）12号,{SHARED},盗窃罪,{HANDLERS},2026-08-03,2026-09-21
"""
"""One case of nearly everybody: what one records of it, the others say never happened."""
WRITTEN = {
    "encountered_at": "2026-09-14T14:30",
    "channel": "chat",
    "case_stage": "prosecution_review",
    "narrative": "对方发来微信，请求关照张三一案。",
    "reply": "refused_orally",
}
"""What the accusing record says besides whom it accuses, and of what case."""
OUTSIDER = {
    "subject_name": "赵德海",
    "subject_post": "某某局局长",
    "encountered_at": "2026-09-14T14:30",
    "case": "王五交通肇事案",
    "subject_kind": "external",
}
"""What a colleague's record says that accuses nobody of the house."""
PAUSE = timedelta(seconds=2)
"""Longer than notes wait for the pace of one message a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accusation:
    """Whom a record accuses, in which words.

    `named` must never feel it. `sender` is from whom the message in evidence was forwarded, an
    account or a name alone. `told` have received the record in the end, in this order; where the
    rule system knows no chain, `told_at_once`.
    """

    named: tuple[Resident, ...]
    subject: str
    post: str
    sender: str
    principal: str = ""
    told: tuple[Resident, ...]
    told_at_once: tuple[Resident, ...] = ()

    def received_by(self, systems: Sequence[Profile]) -> tuple[Resident, ...]:
        """Return who has it in the end in a house that runs these rule systems."""
        chain = any(each.way.chain for each in systems)
        return self.told if chain else self.told_at_once


@dataclass(slots=True)
class WholeHouse:
    """Everybody with a phone, and the numbers of the records that were filed."""

    journey: Journey
    people: dict[int, Person] = field(default_factory=dict)
    accusation: Accusation | None = None
    systems: Sequence[Profile] = (RUDONG,)
    accusing: str = ""
    innocent: str = ""

    def at(self, resident: Resident) -> Person:
        return self.people[resident.account]

    async def move_in(self) -> None:
        """Bring in who is not in the town yet, bind their accounts and let all open the chat."""
        await self._run_by(self.systems)  # first: what a menu offers depends on it
        directory = await self.journey.register.get(Directory)
        bind = await self.journey.register.get(Bind)
        for house, residents in ((COUNTY, (CHEN, QIN)), (CITY, (WU,))):
            organisation = await directory.organisation(house)
            await directory.keep(organisation.id, [each.staff_line() for each in residents])
            for each in residents:
                code = await invite(self.journey.register, each)
                account = Account(str(each.account))
                await bind(code, account=account, cause=Cause(f"town:{each.account}"))
        for each in EVERYBODY:
            phone = await self.journey.phone(each)
            if not each.bound:
                await phone.start()
            self.people[each.account] = Person(phone, self.journey)
        await self.journey.rest()

    async def _run_by(self, systems: Sequence[Profile]) -> None:
        """Let the house run these rule systems."""
        store = await self.journey.register.get(Store)
        house = await (await self.journey.register.get(Directory)).organisation(COUNTY)
        async with store.begin() as uow:
            own = await uow.organisations.get(house.id)
            await uow.organisations.save(replace(own, profiles=tuple(s.id for s in systems)))

    # ── What they do ───────────────────────────────────────────────────────────────────────────

    async def import_cases(self) -> None:
        caseload = await self.journey.register.get(Caseload)
        house = await (await self.journey.register.get(Directory)).organisation(COUNTY)
        read = await caseload.check(CASES.encode(), house)
        assert isinstance(read, CaseFile), read
        await caseload.keep(house.id, read.lines)
        await self.journey.tick()

    async def accuse(self) -> None:
        """The recorder forwards what came from the subject, and files against them."""
        accused = self.accusation
        assert accused is not None
        li = self.at(LI)
        await li.phone.upload("photo", Matter().forwarded, forward_from=accused.sender)
        await self.journey.rest()
        await li.tap("📝 开始登记")
        (draft,) = await self.journey.books.drafts(LI)
        await self._answer(draft.id, LI, WRITTEN | self._accusing())
        await li.write("/mine")
        await li.tap("📝", "✅ 确认提交")
        receipt = await li.sees("存证回执")
        self.accusing = receipt.text.split("编号 ")[1].split()[0]

    def _accusing(self) -> dict[str, str]:
        accused = self.accusation
        assert accused is not None
        said = {"subject_name": accused.subject, "subject_post": accused.post, "case": SHARED}
        return said | ({"principal": accused.principal} if accused.principal else {})

    async def somebody_leaves(self) -> None:
        """A colleague leaves the house; who accuses somebody left a draft behind that says so."""
        register = self.journey.register
        gone = await self.journey.books.person(LEAVER)
        if self.accusation:
            start = await register.get(StartDraft)
            draft = await start(by=gone.id, cause=Cause("leaver starts"))
            await self._answer(draft.id, LEAVER, WRITTEN | self._accusing())
        leave = await register.get(MarkLeft)
        await leave(gone.organisation, [gone.id], cause=Cause("leaver leaves"))
        await self.journey.tick()

    async def leader_goes_away(self) -> None:
        """The branch leader names who stands in on the two days to come."""
        chen = self.at(CHEN)
        await chen.write("/away")
        await chen.tap("📅 指定代理人", "17", "18", f"{DEPUTY.name}（{DEPUTY.post}）", "✅ 确认")

    async def withdraw(self) -> None:
        """Of those of the house who have the accusing record the last one withdraws."""
        for each in [it for it in await self.addressees() if it is not WU][-1:]:
            card = await self._card(each, self.accusing, "🙋 申请回避")
            assert card is not None
            await self._press(each, card, "🙋 申请回避")
            await self.at(each).tap("不说明理由，直接回避")

    async def record_an_outsider(self) -> None:
        """A colleague files, out of our sight: only what comes of it is watched."""
        register = self.journey.register
        by = (await self.journey.books.person(COLLEAGUE)).id
        start, file = await register.get(StartDraft), await register.get(FileRecord)
        draft = await start(by=by, cause=Cause("colleague starts"))
        await self._answer(draft.id, COLLEAGUE, OUTSIDER)
        self.innocent = (await file(draft.id, by=by, cause=Cause("colleague files"))).number
        await self.journey.tick()

    async def _answer(self, draft_id: DraftId, by: Resident, answers: Mapping[str, str]) -> None:
        """Answer what the rules ask, in the words that they offer; first who asks, if they do."""
        answer = await self.journey.register.get(AnswerQuestion)
        store = await self.journey.register.get(Store)
        person = await self.journey.books.person(by)
        kind = {"subject_kind": "court"}
        for question, said in {**kind, **answers}.items():
            async with store.read() as uow:
                rules = (await uow.drafts.get(draft_id)).binding[0]
            asked = {each.id: each for each in rules.fields}.get(question)
            if asked and said in (asked.codes or (said,)):
                cause = Cause(f"{by.account} answers {question}")
                await answer(draft_id, question, Answer(value=said), by=person.id, cause=cause)

    async def name_the_leader_later(self) -> None:
        """The recorder corrects who it was: the branch leader, who has the record already."""
        li = self.at(LI)
        await li.tap("📝 补充、更正", "✏️ 更正某一项", "过问人姓名")
        await li.write(f"{Matter().subject}、{CHEN.name}")
        await li.tap("✅ 确认")

    async def leader_takes_note(self) -> None:
        card = await self._card(CHEN, self.accusing, "✅ 签收")
        assert card is not None
        await self._press(CHEN, card, "✅ 签收")

    async def take_note(self) -> None:
        """Who has the accusing record signs for it, once."""
        for each in await self.addressees():
            if card := await self._card(each, self.accusing, "✅ 签收"):
                await self._press(each, card, "✅ 签收")

    async def report_on(self) -> None:
        """The head reports the accusing record on, if it came to them."""
        if self._climbs and WANG in await self.addressees():
            await self._report_on(self.accusing)

    async def report_the_outsider_on(self) -> None:
        if self._climbs:
            await self._report_on(self.innocent)

    @property
    def _climbs(self) -> bool:
        return any(each.way.chain for each in self.systems)

    async def read_of_the_outsider(self) -> None:
        for each in (DEPUTY, ZHOU) if self._climbs else (ZHOU,):
            card = await self._card(each, self.innocent, "👁 查看")
            assert card is not None
            await self._press(each, card, "👁 查看")
            await self._press(each, card, "✅ 签收")
            await self.pause()

    async def sign_of_the_outsider(self) -> None:
        for each in (DEPUTY, ZHOU) if self._climbs else (ZHOU,):
            await self._sign(each, self.innocent)

    async def sign_opinions(self) -> None:
        """Who has the accusing record signs the box of the form."""
        for each in await self.addressees():
            if await self._card(each, self.accusing, "✍️ 签署意见"):
                await self._sign(each, self.accusing)

    async def sign_zero_reports(self) -> None:
        """All sign but the recorder, who may have none to sign, and the chief, who is reminded."""
        for each in (COLLEAGUE, WANG, CHEN) if self._owes_zero_reports else ():
            await self.at(each).write("/zero")
            await self.at(each).tap(f"✍️ {SHARED}", "✍️ 签署")
            await self.pause()

    async def confirm_zero_reports(self) -> None:
        for each in (WANG, CHEN, ZHOU) if self._owes_zero_reports else ():
            await self.at(each).write("/todo")
            await self.at(each).tap("✅ 确认本页")
            await self.pause()

    @property
    def _owes_zero_reports(self) -> bool:
        return any(each.zero_report.per_case for each in self.systems)

    async def look_around(self) -> None:
        """Everybody who could be named asks what waits for them, and what they have."""
        for each in (WANG, CHEN, QIN, ZHOU):
            for command in ("/todo", "/zero"):
                await self.at(each).write(command)

    async def wait(self) -> None:
        """Nobody does anything: time alone went on."""

    # ── Behind the scenes ──────────────────────────────────────────────────────────────────────

    async def addressees(self) -> Sequence[Resident]:
        """Return who has the accusing record, in the order in which it came to them."""
        (record,) = await self.journey.books.records(LI)
        found = {(await self.journey.books.person(each)).id: each for each in EVERYBODY}
        return [found[reception.person] for reception in record.receptions]

    async def pause(self) -> None:
        """Let everything arrive that others are told because of what was done."""
        await self.journey.sandbox.clock.advance(PAUSE.total_seconds())
        await self.journey.tick()

    async def _report_on(self, number: str) -> None:
        card = await self._card(WANG, number, "📤 报送院领导和纪检")
        assert card is not None
        await self._press(WANG, card, "📤 报送院领导和纪检")

    async def _sign(self, resident: Resident, number: str) -> None:
        card = await self._card(resident, number, "✍️ 签署意见")
        assert card is not None
        await self._press(resident, card, "✍️ 签署意见")
        await self.at(resident).tap("已阅。")
        await self.pause()

    async def _card(self, resident: Resident, number: str, label: str) -> Message | None:
        """Return the newest card of a record that has the button."""
        messages = await self.at(resident).phone.messages()
        cards = (each for each in reversed(messages) if number in each.text)
        return next((each for each in cards if each.button(label)), None)

    async def _press(self, resident: Resident, card: Message, label: str) -> None:
        await self.at(resident).phone.click(label, message=card, timeout=LONG)
        await self.journey.rest()

"""A whole house at its phones, and what its people do on the days around a record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from app.case_file import CaseFile
from app.caseload import Caseload
from app.directory import Directory
from register.acts.binding import Bind
from register.acts.drafting import AnswerQuestion, StartDraft
from register.acts.filing import FileRecord
from register.draft import Answer
from register.ids import Account, Cause, DraftId
from register.people import Role
from sandbox.driver import Message
from tests.harness.journey import LONG, Journey
from tests.harness.town import CITY, COUNTY, CROWD, LI, WANG, ZHOU, Resident, invite
from tests.journeys.story import Matter, Person

COLLEAGUE = CROWD[0]
CHEN = Resident(131, "陈分管", "副检察长", frozenset({Role.LEADER}), "院领导", bound=False)
QIN = Resident(
    132, "秦本立", "检察长", frozenset({Role.CHIEF, Role.ADMINISTRATOR}), "院领导", bound=False
)
WU = Resident(133, "吴监察", "纪检组组长", frozenset({Role.INSPECTOR}), "纪检组", bound=False)
"""The discipline office of the superior house."""

EVERYBODY = (LI, COLLEAGUE, WANG, CHEN, QIN, ZHOU, WU)
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
}
"""What a colleague's record says that accuses nobody of the house."""
PAUSE = timedelta(seconds=2)
"""Longer than notes wait for the pace of one message a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accusation:
    """Whom a record accuses, in which words.

    `named` must never feel it. `sender` is from whom the message in evidence was forwarded, an
    account or a name alone. `told` have received the record in the end, in this order.
    """

    named: tuple[Resident, ...]
    subject: str
    post: str
    sender: str
    principal: str = ""
    told: tuple[Resident, ...]


@dataclass(slots=True)
class WholeHouse:
    """Everybody with a phone, and the numbers of the records that were filed."""

    journey: Journey
    people: dict[int, Person] = field(default_factory=dict)
    accusation: Accusation | None = None
    accusing: str = ""
    innocent: str = ""

    def at(self, resident: Resident) -> Person:
        return self.people[resident.account]

    async def move_in(self) -> None:
        """Bring in who is not in the town yet, bind their accounts and let all open the chat."""
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
        said = {"subject_name": accused.subject, "subject_post": accused.post, "case": SHARED}
        principal = {"principal": accused.principal} if accused.principal else {}
        (draft,) = await self.journey.books.drafts(LI)
        await self._answer(draft.id, LI, WRITTEN | said | principal)
        await li.write("/mine")
        await li.tap("📝", "✅ 确认提交")
        receipt = await li.sees("存证回执")
        self.accusing = receipt.text.split("编号 ")[1].split()[0]

    async def record_an_outsider(self) -> None:
        """A colleague files, out of our sight: only what comes of it is watched."""
        register = self.journey.register
        by = (await self.journey.books.person(COLLEAGUE)).id
        start, file = await register.get(StartDraft), await register.get(FileRecord)
        draft = await start(by=by, cause=Cause("colleague starts"))
        await self._answer(draft.id, COLLEAGUE, OUTSIDER)
        self.innocent = (await file(draft.id, by=by, cause=Cause("colleague files"))).number
        await self.journey.tick()

    async def _answer(self, draft: DraftId, by: Resident, answers: Mapping[str, str]) -> None:
        answer = await self.journey.register.get(AnswerQuestion)
        person = await self.journey.books.person(by)
        for question, said in answers.items():
            cause = Cause(f"{by.account} answers {question}")
            await answer(draft, question, Answer(value=said), by=person.id, cause=cause)

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
        if WANG in await self.addressees():
            await self._report_on(self.accusing)

    async def report_the_outsider_on(self) -> None:
        await self._report_on(self.innocent)

    async def read_of_the_outsider(self) -> None:
        for each in (CHEN, ZHOU):
            card = await self._card(each, self.innocent, "👁 查看")
            assert card is not None
            await self._press(each, card, "👁 查看")
            await self._press(each, card, "✅ 签收")
            await self.pause()

    async def sign_of_the_outsider(self) -> None:
        for each in (CHEN, ZHOU):
            await self._sign(each, self.innocent)

    async def sign_opinions(self) -> None:
        """Who has the accusing record signs the box of the form."""
        for each in await self.addressees():
            await self._sign(each, self.accusing)

    async def sign_zero_reports(self) -> None:
        """All sign but the recorder, who may have none to sign, and the chief, who is reminded."""
        for each in (COLLEAGUE, WANG, CHEN):
            await self.at(each).write("/zero")
            await self.at(each).tap(f"✍️ {SHARED}", "✍️ 签署")
            await self.pause()

    async def confirm_zero_reports(self) -> None:
        for each in (WANG, CHEN, ZHOU):
            await self.at(each).write("/todo")
            await self.at(each).tap("✅ 确认本页")
            await self.pause()

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

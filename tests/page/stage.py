"""A bot without a program behind it, and the phones as a test sees them."""

from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, FormData
from playwright.async_api import Locator, Page

Json = dict[str, Any]

TOKEN = "4242:page"
USERNAME = "page_bot"
HANDLER = 1001
HEAD = 1002


@dataclass
class ScriptedBot:
    """Does over the Bot API what the test says, and reads what the phones sent."""

    http: ClientSession
    offset: int = 0

    async def call(self, method: str, **fields: Any) -> Any:
        """Call a method; raises `AssertionError` with Telegram's words when it is refused."""
        async with self.http.post(f"/bot{TOKEN}/{method}", json=fields) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def say(self, text: str, *, chat: int = HANDLER, **more: Any) -> Json:
        sent: Json = await self.call("sendMessage", chat_id=chat, text=text, **more)
        return sent

    async def send_file(self, name: str, data: bytes, **more: str) -> Json:
        """Send a document to the handler."""
        form = FormData({"chat_id": str(HANDLER), **more}, quote_fields=False)
        form.add_field("document", data, filename=name, content_type="application/pdf")
        async with self.http.post(f"/bot{TOKEN}/sendDocument", data=form) as response:
            answer = await response.json()
        assert answer["ok"], answer
        sent: Json = answer["result"]
        return sent

    async def next_update(self) -> Json:
        """The next thing a phone did, waited for."""
        updates = await self.call("getUpdates", offset=self.offset, limit=1, timeout=10)
        assert updates, "no phone did anything"
        self.offset = updates[0]["update_id"] + 1
        update: Json = updates[0]
        return update

    async def next_message(self) -> Json:
        message: Json = (await self.next_update())["message"]
        return message


@dataclass
class Phone:
    """One phone on the page, named by what is seen and heard."""

    node: Locator

    @property
    def composer(self) -> Locator:
        return self.node.locator(".composer textarea")

    @property
    def messages(self) -> Locator:
        return self.node.locator("article.message")

    def message(self, text: str) -> Locator:
        return self.messages.filter(has_text=text)

    def button(self, name: str) -> Locator:
        return self.node.get_by_role("button", name=name, exact=True)

    async def choose(self, menu: str, entry: str) -> None:
        """Open one of the phone's menus and take an entry."""
        await self.button(menu).click()
        await self.node.get_by_role("menuitem", name=entry).click()

    async def act_on(self, text: str, entry: str) -> None:
        """Take an entry of a message's own menu."""
        message = self.message(text)
        await message.hover()
        await message.get_by_role("button", name="消息操作").click()
        await self.node.get_by_role("menuitem", name=entry).click()


@dataclass
class Stage:
    """The page over a running sandbox, the bot behind it, and what the browser complained of."""

    page: Page
    bot: ScriptedBot
    http: ClientSession
    complaints: list[str] = field(default_factory=list)

    def phone(self, user: int) -> Phone:
        return Phone(self.page.locator(f'.phone[data-user="{user}"]'))

    @property
    def handler(self) -> Phone:
        return self.phone(HANDLER)

    @property
    def head(self) -> Phone:
        return self.phone(HEAD)

    async def post(self, path: str, **body: Any) -> None:
        async with self.http.post(path, json=body) as response:
            assert response.ok, await response.text()

    async def begin(self, user: int = HANDLER) -> Phone:
        """Press the big button, as a newcomer does; the bot has then read the start."""
        phone = self.phone(user)
        await phone.button("开始").click()
        started = await self.bot.next_message()
        assert started["text"] == "/start"
        return phone

"""The card on which an inspector decides whether somebody loses their account (W5)."""

from dataclasses import dataclass

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery
from dishka.integrations.aiogram import FromDishka, inject

from bot.buttons import button, keyboard
from bot.texts import Texts
from bot.views import View
from register.acts.unbinding import DecideUnbinding
from register.ids import Cause, PersonId
from register.people import Person, Unbinding
from register.ports import Store

UNBINDING = "unbinding"


class Decide(CallbackData, prefix="unbind"):
    person: str
    number: int
    agree: bool


@dataclass(frozen=True, slots=True)
class UnbindingCards:
    """Words a request as it stands now."""

    store: Store
    texts: Texts

    async def view(self, about: str) -> View:
        """Show the request `<person>/<number>`; one that another followed asks no more."""
        person_id, number = about.split("/")
        async with self.store.read() as uow:
            person = await uow.people.get(PersonId(person_id))
            latest = person.unbinding
            request = latest if latest and latest.number == int(number) else None
            decider = (
                await uow.people.get(request.decided_by)
                if request and request.decided_by
                else None
            )
        return unbinding_view(self.texts, person, request, decider)


def unbinding_view(
    texts: Texts, person: Person, request: Unbinding | None, decider: Person | None
) -> View:
    """Return the card: who and why; its buttons only while it waits."""
    text = texts.render("messages/unbinding", person=person, request=request, decider=decider)
    if request is None or not request.waits:
        return View(text=text)
    ways = [
        button(texts.label(f"unbinding.{name}"), _decide(person, request, agree=agree))
        for name, agree in (("agree", True), ("refuse", False))
    ]
    return View(text=text, markup=keyboard(ways), silent=False)


def _decide(person: Person, request: Unbinding, *, agree: bool) -> Decide:
    return Decide(person=person.id, number=request.number, agree=agree)


def router() -> Router:
    unbinding = Router(name="unbinding")
    unbinding.callback_query.register(decide, Decide.filter())
    return unbinding


@inject
async def decide(
    query: CallbackQuery,
    callback_data: Decide,
    me: Person,
    cause: Cause,
    texts: Texts,
    decide_unbinding: FromDishka[DecideUnbinding],
) -> None:
    """Agree or not. Delivery renders the cards of all who were asked anew."""
    agree = callback_data.agree
    person = await decide_unbinding(
        PersonId(callback_data.person), callback_data.number, agree=agree, by=me.id, cause=cause
    )
    await query.answer(texts.plain("alerts/unbinding", person=person, agreed=agree))

"""Words that were asked for, on their way into a record."""

from dataclasses import dataclass

from bot.prompts import Purpose, Wanted
from bot.texts import Texts
from bot.views import View
from register.acts.cosigning import DeclineCosign
from register.acts.opining import AnswerBack, AskBack, SignOpinion
from register.acts.recusing import Recuse
from register.ids import Cause, PersonId, RecordId
from register.record import Record


@dataclass(frozen=True, slots=True)
class WordsActs:
    """The acts that take words."""

    sign: SignOpinion
    ask: AskBack
    answer: AnswerBack
    recuse: Recuse
    decline: DeclineCosign

    async def take(self, wanted: Wanted, text: str, *, by: PersonId, cause: Cause) -> Record:
        """Do what the words were wanted for. Raise what that raises."""
        record = RecordId(wanted.record)
        match wanted.purpose:
            case Purpose.SIGN:
                return await self.sign(record, text, by=by, cause=cause)
            case Purpose.ASK:
                return await self.ask(record, text, by=by, cause=cause)
            case Purpose.ANSWER:
                asker = PersonId(wanted.to)
                return await self.answer(record, text, to=asker, by=by, cause=cause)
            case Purpose.RECUSE:
                return await self.recuse(record, text, by=by, cause=cause)
            case Purpose.DECLINE:
                return await self.decline(record, text, by=by, cause=cause)


def words_taken(purpose: Purpose, record: Record, texts: Texts) -> View:
    """Say what was done with the words, and nothing of what they say."""
    return View(text=texts.render("messages/words_taken", purpose=purpose, record=record))

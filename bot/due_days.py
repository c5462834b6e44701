"""The last day of a duty as a file for a phone's calendar: it names neither people nor cases."""

from dataclasses import dataclass
from datetime import UTC, datetime

from aiogram.types import BufferedInputFile, Message

from bot.texts import Texts
from register.acts.counting import DueDay, ShowDueDay
from register.ids import DutyId
from register.people import Person
from register.ports import Clock
from register.workdays import ONE_DAY

_MAKER = "-//Liuhen//Liuhen//ZH"


@dataclass(frozen=True, slots=True)
class DueDays:
    """Sends due days to their owners."""

    show: ShowDueDay
    clock: Clock
    texts: Texts

    async def send(self, duty: DutyId, chat: Message, *, me: Person) -> None:
        """Raise NotAllowed or Gone."""
        day = await self.show(duty, by=me.id)
        content = calendar_file(day, self._title(day), at=self.clock())
        await chat.answer_document(
            BufferedInputFile(content, self.texts.label("due_day.file")),
            disable_notification=True,
        )

    def _title(self, day: DueDay) -> str:
        title = self.texts.label("due_day.title")
        provisional = day.duty.deadline.provisional
        return self.texts.label("format.provisional", day=title) if provisional else title


def calendar_file(day: DueDay, title: str, *, at: datetime) -> bytes:
    """Return an all-day event with its alarm (RFC 5545), made at a time.

    A later file of the same duty takes its place, because it bears the duty's id and version.
    """
    from icalendar import Alarm, Calendar, Event  # noqa: PLC0415 - half a second, for few

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", day.remind_at.astimezone(UTC), parameters={"VALUE": "DATE-TIME"})
    due_on = day.duty.deadline.due_on
    event = Event.new(
        uid=day.duty.id,
        sequence=day.duty.version,
        stamp=at,
        summary=title,
        start=due_on,
        end=due_on + ONE_DAY,
    )
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _MAKER)
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content

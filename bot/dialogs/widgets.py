"""Widgets that take their words from the templates."""

from datetime import date, datetime
from typing import Any

from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Calendar, CalendarScope
from aiogram_dialog.widgets.kbd.calendar_kbd import (
    CalendarConfig,
    CalendarDaysView,
    CalendarMonthView,
    CalendarScopeView,
    CalendarUserConfig,
    CalendarYearsView,
)
from aiogram_dialog.widgets.text import Text

from bot.texts import Texts
from register.ports import CurrentCalendar
from register.workdays import DayKind


class Template(Text):
    """A window's text: a template rendered from what the getter found."""

    def __init__(self, texts: Texts, name: str) -> None:
        super().__init__()
        self._texts = texts
        self._name = name

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return self._texts.render(self._name, **data)


class Label(Text):
    """A button's label, filled from the getter's data."""

    def __init__(self, texts: Texts, key: str) -> None:
        super().__init__()
        self._texts = texts
        self._key = key

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return self._texts.label(self._key, **data)


class _DayLabel(Text):
    """A day of the month, marked when it is a day off or a make-up working day."""

    def __init__(self, texts: Texts, calendar: CurrentCalendar) -> None:
        super().__init__()
        self._texts = texts
        self._calendar = calendar

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        day: date = data["date"]
        kind = self._calendar().kind_of(day)
        key = "today" if day == data["data"]["today"] else "plain"
        if kind in {DayKind.HOLIDAY, DayKind.MAKE_UP_WORKDAY}:
            key = kind.value
        return self._texts.label(f"calendar.{key}", day=day.day)


class _WeekdayLabel(Text):
    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return self._texts.words("calendar_weekdays")[str(data["week_day"])]


class DayPicker(Calendar):
    """The month, up to today of the Clock or `ahead` from it; days off and made up are marked.

    It opens on the day that the getter gives under `opens_on`.
    """

    def __init__(
        self,
        texts: Texts,
        calendar: CurrentCalendar,
        *,
        ahead: bool = False,
        opens_on: str = "today",
        **options: Any,
    ) -> None:
        self._texts = texts
        self._calendar = calendar
        self._ahead = ahead
        self._opens_on = opens_on
        super().__init__(config=CalendarConfig(), **options)

    def _init_views(self) -> dict[CalendarScope, CalendarScopeView]:
        day = _DayLabel(self._texts, self._calendar)
        month = Label(self._texts, "calendar.month")
        year = Label(self._texts, "calendar.year")
        return {
            CalendarScope.DAYS: CalendarDaysView(
                self._item_callback_data,
                date_text=day,
                today_text=day,
                weekday_text=_WeekdayLabel(self._texts),
                header_text=Label(self._texts, "calendar.header"),
                zoom_out_text=month,
                next_month_text=Label(self._texts, "calendar.next"),
                prev_month_text=Label(self._texts, "calendar.previous"),
            ),
            CalendarScope.MONTHS: CalendarMonthView(
                self._item_callback_data,
                month_text=month,
                this_month_text=month,
                header_text=year,
                zoom_out_text=year,
                next_year_text=Label(self._texts, "calendar.next_year"),
                prev_year_text=Label(self._texts, "calendar.previous_year"),
            ),
            CalendarScope.YEARS: CalendarYearsView(self._item_callback_data),
        }

    async def _get_user_config(
        self, data: dict[str, Any], manager: DialogManager
    ) -> CalendarUserConfig:
        today: date = data["today"]
        if self._ahead:
            return CalendarUserConfig(
                firstweekday=0, min_date=today, max_date=date(today.year + 1, 12, 31)
            )
        return CalendarUserConfig(
            firstweekday=0, max_date=today, min_date=date(today.year - 2, 1, 1)
        )

    async def _render_keyboard(self, data: dict[str, Any], manager: DialogManager) -> Any:
        if self.get_offset(manager) is None:
            self.set_offset(data[self._opens_on], manager)
        return await super()._render_keyboard(data, manager)


def days_back(now: datetime, days: int) -> date:
    """Return the day so many days before now."""
    return date.fromordinal(now.date().toordinal() - days)

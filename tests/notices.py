"""A notice for 2027 as it may come one day. Invented: the real one is not announced."""

from datetime import date

from register.workdays import Amendments, DayKind, SpecialDay

SOURCE = "国办发明电〔2026〕0号（虚构）"


def _off(month: int, *days: int, name: str) -> dict[date, SpecialDay]:
    return {date(2027, month, day): SpecialDay(DayKind.HOLIDAY, name, SOURCE) for day in days}


_WORKED = (date(2026, 12, 27), date(2027, 2, 20), date(2027, 10, 9))
NOTICE = Amendments(
    days={
        **_off(1, 1, name="元旦"),
        **{date(2026, 12, day): SpecialDay(DayKind.HOLIDAY, "元旦", SOURCE) for day in (30, 31)},
        **_off(2, 5, 8, 9, 10, 11, 12, name="春节"),
        **_off(4, 5, name="清明节"),
        **_off(5, 3, 4, name="劳动节"),
        **_off(6, 9, name="端午节"),
        **_off(9, 15, name="中秋节"),
        **_off(10, 1, 4, 5, 6, 7, name="国庆节"),
        **{day: SpecialDay(DayKind.MAKE_UP_WORKDAY, "", SOURCE) for day in _WORKED},
    },
    announced={2027: SOURCE},
)
"""It moves days of the December before: the 30th and 31st off, the 27th, a Sunday, worked."""


def as_toml(notice: Amendments = NOTICE) -> str:
    """Return the file that an operator would write."""
    kinds = {
        DayKind.HOLIDAY: "holiday",
        DayKind.MAKE_UP_WORKDAY: "workday",
        DayKind.WORKDAY: "workday",
    }
    (source,) = {it.source for it in notice.days.values()}
    head = [f'source = "{source}"']
    for year in notice.announced:
        head += [f"year = {year}", "announced = true"]
    days = [
        f'[[days]]\ndate = {day}\nkind = "{kinds[it.kind]}"\nname = "{it.name}"'
        for day, it in sorted(notice.days.items())
    ]
    return "\n".join([*head, *days, ""])

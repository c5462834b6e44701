"""What the command line prints, with representative facts."""

from collections.abc import Iterator
from typing import Any

from register.duties import course
from register.profile import load_all
from tests.bot import examples as an
from tests.notices import NOTICE

Said = tuple[str, str, dict[str, Any]]


def command_facts() -> Iterator[Said]:
    """Return template, name and facts of everything that is printed."""
    deadlines = course(an.PROFILE.clocks, an.NOW, an.CALENDAR, an.ZONE)
    facts = {"rules": an.PROFILE, "event": an.NOW, "calendar": an.CALENDAR}
    yield "deadline", "over the holidays", {"deadlines": deadlines, **facts}
    for rules in load_all():
        yield "profile", rules.id, {"rules": rules}
    days = [
        {"date": day, "kind": it.kind, "name": it.name, "source": it.source}
        for day, it in sorted(NOTICE.days.items())
        if day.year == 2027
    ]
    year = {"year": 2027, "version": "holidays-1+5f5f5f5f"}
    yield "calendar", "announced", {"announced": True, "days": days, **year}
    yield "calendar", "not announced", {"announced": False, "days": [], **year}
    house = {"organisation": "云溪县人民检察院", "department": "第一检察部", "name": "李承办"}
    states = ((True, True), (False, True), (True, False))
    here = {"post": "检察官", "left_on": None, "deputy": None}
    rows = [house | here | {"bound": bound, "reachable": reachable} for bound, reachable in states]
    yield "staff", "three states", {"rows": rows}
    away = {"deputy": "胡代理", "deputy_since": "2026-10-08", "deputy_until": "2026-10-16"}
    yield "staff", "stood in for", {"rows": [rows[0] | away]}
    yield "staff", "left", {"rows": [rows[1] | {"left_on": "2026-09-30"}]}
    gone = [house | {"post": "检察官", "cases": 3}, house | {"post": "检察官", "cases": 0}]
    for done in ("listed", "would", "left"):
        yield "missing", done, {"rows": gone, "done": done}
    yield "staff", "nobody", {"rows": []}
    entry = {"kind": "political_legal", "called": "同级党委政法委", "through": "", "postal": ""}
    book = [
        entry | {"name": "云溪县委政法委", "postal": "人民路12号"},
        entry | {"kind": "superior_organ", "called": "上级检察机关", "name": ""},
        entry | {"kind": "subject_discipline", "name": "邻县院", "through": "邻县人民检察院"},
    ]
    yield "addressees", "three ways", {"rows": book}
    links = [house | {"link": "https://t.me/liuhen_bot?start=abc"}, house | {"link": None}]
    yield "invitations", "one new, one bound", {"rows": links}
    yield "invitations", "nobody", {"rows": []}

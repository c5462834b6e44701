"""Users' words: templates rendered from facts, labels of buttons. No sentence stands in Python."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from register.draft import has_minutes, moment
from register.duties import Deadline
from register.profile import Profile, load
from register.provisions import Cited, TimeLimit


class UnderRules(Protocol):
    """A draft, a record, a duty: kept by a rule system in one version."""

    @property
    def profile(self) -> str: ...
    @property
    def profile_version(self) -> date: ...


class Texts:
    """The templates of one language. A fact that a template does not get is an error."""

    def __init__(self, folder: Path, zone: tzinfo) -> None:
        self._folder = folder
        self._zone = zone

    def render(self, name: str, **facts: Any) -> str:
        """Render `<name>.html.j2`; facts are escaped for Telegram's HTML."""
        return self._environment.get_template(f"{name}.html.j2").render(**facts).strip()

    def plain(self, name: str, **facts: Any) -> str:
        """Render `<name>.txt.j2` as it is: for papers, alerts and file names."""
        return self._environment.get_template(f"{name}.txt.j2").render(**facts).strip()

    def label(self, key: str, **facts: Any) -> str:
        """Return the label of a button, `section.name` in `labels.toml`."""
        section, name = key.split(".")
        label: str = self._tables[section][name]
        return label.format(**facts)

    def phrases(self, key: str) -> Sequence[str]:
        """Return a list of `labels.toml`, `section.name`: what people often write."""
        section, name = key.split(".")
        phrases: list[str] = self._tables[section][name]
        return phrases

    def words(self, section: str) -> Mapping[str, str]:
        """Return one table of `labels.toml`, such as the names of kinds of evidence."""
        return self._tables[section]

    @cached_property
    def _tables(self) -> dict[str, dict[str, Any]]:
        return tomllib.loads((self._folder / "labels.toml").read_text("utf-8"))

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(self._folder),
            autoescape=select_autoescape(("html.j2",)),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters |= {
            "cited": self._cited,
            "cites": self._cites,
            "term": self._term,
            "titled": self._titled,
            "clock": self._clock,
            "date": self._date,
            "day": self._day,
            "due": self._due,
            "days": self._days,
            "limit": self._limit,
            "moment": self._moment,
            "paper": paper_of,
            "size": _size,
            "short": _short,
            "digest": _digest,
        }
        environment.globals["words"] = self.words
        return environment

    def _cited(self, kept: UnderRules, what: Cited) -> str:
        """Cite the article of the rules by which something is kept; nothing if they have none."""
        rules = load(kept.profile, on=kept.profile_version)
        return self._titled(rules, rules.cited.get(what))

    def _cites(self, rules: Profile, articles: Sequence[str], *, full: bool = False) -> str:
        """Name articles together with the rules that they are of, by their full title on paper."""
        titles = [rules.articles[each].title for each in articles]
        between = self._tables["format"]["among"]
        name = rules.name if full else rules.short
        return self.label("format.cites", rules=name, titles=between.join(titles))

    def _titled(self, rules: Profile, article: str | None) -> str:
        """Cite one article of the rules of the house; nothing where they have none for it."""
        return self.label("format.cited", title=rules.articles[article].title) if article else ""

    def _limit(self, due: Deadline, rules: Profile) -> str:
        """Say by which rule somebody has until then: so many days, on which article."""
        return self._days(rules, rules.clock(due.clock_id))

    def _days(self, rules: Profile, limit: TimeLimit) -> str:
        """Say how many days a rule gives from what, on which article."""
        known, since = self.words("counted"), self.words("since")
        words = known.get(limit.id, known["limit"]) if limit.legal else known["target"]
        return words.format(
            since=since.get(limit.started_by, since["other"]).format(paper=rules.paper.called),
            n=self.words("numerals").get(str(limit.n), limit.n),
            unit=self.words("units")[limit.unit],
            name=limit.name,
            title=rules.articles[limit.article].title,
        )

    def _clock(self, at: datetime) -> str:
        return self.label("format.clock", at=at.astimezone(self._zone))

    def _date(self, day: date) -> str:
        """Word a day as papers do: with its year."""
        return self.label("format.date", day=day)

    def _day(self, day: date) -> str:
        weekday = self.words("weekdays")[str(day.isoweekday())]
        return self.label("format.day", day=day, weekday=weekday)

    def _due(self, deadline: Deadline) -> str:
        """Word the last day, and that it may still move where a year is not announced (T16)."""
        day = self._day(deadline.due_on)
        return self.label("format.provisional", day=day) if deadline.provisional else day

    def _term(self, deadline: Deadline, name: str = "record") -> str:
        """Call a last day by its name: nobody breaches what no text fixes (CH11)."""
        return self.words("terms")[f"{name}_{'limit' if deadline.legal else 'target'}"]

    def _moment(self, text: str) -> str:
        """Word an answer to "when": with the time of day only where the recorder knew it."""
        at = moment(text, self._zone)
        if at is None:
            return ""
        return self._clock(at) if has_minutes(text) else self._date(at)


def paper_of(kept: UnderRules) -> str:
    """Return what people call the paper of something that is kept by a rule system."""
    return load(kept.profile, on=kept.profile_version).paper.called


def _size(count: int) -> str:
    if count < 1024:
        return f"{count} B"
    if count < 1024 * 1024:
        return f"{count / 1024:.1f} KB"
    return f"{count / 1024 / 1024:.1f} MB"


def _short(text: str, length: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"


def _digest(value: bytes, signs: int = 12) -> str:
    """Return the first signs of a digest in groups of four: enough to compare by eye."""
    shown = value.hex()[:signs]
    return " ".join(shown[i : i + 4] for i in range(0, len(shown), 4))

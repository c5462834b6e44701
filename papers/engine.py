"""Typst with the open Chinese font of its package: a template and facts become a PDF."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pylopdf_fonts_zh_cn

from papers.glyphs import covered_by, printable

if TYPE_CHECKING:
    import typst


class PaperFault(Exception):
    """Typst warned: the paper would not show what it should."""


class Engine:
    """Compiles the templates of one folder; threads may share it.

    Facts travel as one JSON value, so no text of a person is ever read as markup. What the font
    cannot show is printed in Unicode notation (see `papers.glyphs`); PDF/A refuses the rest, so
    nothing is dropped in silence. The same facts give the same bytes.
    """

    def __init__(self, templates: Path, zone: ZoneInfo) -> None:
        self._templates = templates
        self._zone = zone
        self._one_at_a_time = Lock()  # a compiler is one mutable object, and releases the GIL

    def pdf(self, template: str, facts: Mapping[str, object], *, dated: datetime) -> bytes:
        """Return the template filled with the facts as PDF/A-2b, dated as told.

        Facts are texts, numbers, truth values, dates, aware datetimes (printed in the papers'
        time zone), None, and sequences and mappings of these.
        """
        words = json.dumps(self._plain(facts), ensure_ascii=False)
        with self._one_at_a_time:
            made, warnings = self._compiler.compile_with_warnings(
                input=self._templates / template,
                format="pdf",
                sys_inputs={"facts": words},
                pdf_standards="a-2b",
                timestamp=int(dated.timestamp()),
            )
        if warnings or not isinstance(made, bytes):  # without its font typst prints empty boxes
            raise PaperFault([warning.message for warning in warnings])
        return made

    def _plain(self, fact: object) -> object:
        match fact:
            case str():
                return printable(fact, self._covered)
            case datetime():
                return fact.astimezone(self._zone).isoformat(timespec="minutes")
            case date():
                return fact.isoformat()
            case Mapping():
                return {key: self._plain(value) for key, value in fact.items()}
            case [*items]:
                return [self._plain(item) for item in items]
            case _:
                return fact

    @cached_property
    def _covered(self) -> frozenset[int]:
        return covered_by(pylopdf_fonts_zh_cn.serif_path())

    @cached_property
    def _compiler(self) -> "typst.Compiler":
        import typst  # noqa: PLC0415 -- heavy, and most processes print nothing

        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[pylopdf_fonts_zh_cn.serif_path().parent],  # it takes folders only
        )
        return typst.Compiler(root=self._templates, font_paths=fonts, ignore_system_fonts=True)

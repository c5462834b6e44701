"""Which characters the papers' font can show, and what stands for the others."""

import unicodedata
from collections.abc import Container
from functools import cache
from pathlib import Path

LINE_BREAK = "\n"


@cache
def covered_by(font: Path) -> frozenset[int]:
    """Return the code points for which the font file has a glyph.

    Takes half a second, once a process.
    """
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - heavy, and only printing needs it

    with TTFont(font, lazy=True) as opened:
        return frozenset(opened.getBestCmap())


def printable(text: str, covered: Container[int]) -> str:
    """Word a text so that the paper shows each of its characters.

    A character without a glyph (a rare sign of a name, an emoji) would be dropped without a word,
    and an invisible one can reorder or hide its neighbours. Both are printed in Unicode's own
    notation, as in 〔U+20BB7〕, so that no reader takes the text for complete when it is not. Line
    breaks of any kind become one kind; other spaces become a plain space.
    """
    lines = text.replace("\r\n", LINE_BREAK).replace("\r", LINE_BREAK)
    return "".join(_shown(sign, covered) for sign in lines)


def _shown(sign: str, covered: Container[int]) -> str:
    if sign in (LINE_BREAK, "\u3000"):
        return sign
    if sign.isspace():
        return LINE_BREAK if unicodedata.category(sign) in ("Zl", "Zp") else " "
    if sign.isprintable() and ord(sign) in covered:
        return sign
    return f"〔U+{ord(sign):04X}〕"

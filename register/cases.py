"""Case numbers: found in what people type, and written as their office writes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from register.profile import CaseNumberStyle

# One sign for one, so that what is found in the copy stands at the same place in the text.
_HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReference:
    """What a recorder wrote of a case (F1-7): a name, a number, a charge, or all of them.

    `number` is its case number in the normal form, None where none was recognised; `text` is as
    typed, but for the number, which stands there in its normal form.
    """

    text: str
    number: str | None = None


def read_case(text: str, styles: Sequence[CaseNumberStyle]) -> CaseReference:
    """Look for the first number of the first style that fits; anything else stays as typed."""
    typed = text.strip()
    half_width = typed.translate(_HALF_WIDTH)
    for style in styles:
        if found := re.search(style.pattern, half_width):
            groups = {name: "".join(said.split()) for name, said in found.groupdict("").items()}
            number = style.printed.format(**groups)
            return CaseReference(
                text=typed[: found.start()] + number + typed[found.end() :], number=number
            )
    return CaseReference(text=typed)

"""Long answers, shown in full a page at a time."""

from math import ceil

from bot.answers import AnswerLine
from bot.texts import Texts

PAGE = 2000
"""Signs on a page; each takes up to two of the 4,096 that a message holds."""


def leaves(line: AnswerLine, texts: Texts) -> dict[str, tuple[str, str]]:
    """Return the pages of a line by their ids: what each is called, and what stands on it."""
    count = ceil(len(line.text) / PAGE)
    return {
        f"{line.field.id}/{number}": (
            _title(line.field.label, number, count, texts),
            line.text[(number - 1) * PAGE : number * PAGE],
        )
        for number in range(1, count + 1)
    }


def _title(label: str, number: int, count: int, texts: Texts) -> str:
    if count == 1:
        return label
    return texts.label("review.page", label=label, number=number, count=count)

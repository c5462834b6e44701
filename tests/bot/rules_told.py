"""What the chat says by the rules of a house, in houses of several rule systems."""

from collections.abc import Iterator

from bot.start import helped
from tests import cast, court
from tests.bot import notes
from tests.bot import transfer_cases as transfers
from tests.bot.digests import TEXTS

HELPED = {
    "of a handler": (cast.LI, (cast.RUDONG,)),
    "of a head": (cast.WANG, (cast.RUDONG,)),
    "of a judge, by two rule systems": (court.HAN, (court.CHANGCHUN, court.SPC)),
    "of a court's head": (court.LUO, (court.SPC,)),
    "of who receives for others": (transfers.INTAKE, (court.CHANGCHUN,)),
}


def by_rules() -> Iterator[tuple[str, str, str]]:
    """Return template, name and text."""
    for name, (person, rules) in HELPED.items():
        yield "messages/help", name, helped(person, rules, TEXTS)
    for note in (notes.GUIDANCE, notes.POSTED):
        text = TEXTS.render("messages/note_paper", kind=note.kind_in_rules)
        yield "messages/note_paper", note.id, text

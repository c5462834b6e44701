"""What a line of the morning's digest leads to: the card of what is owed, and of nothing else."""

from dataclasses import replace

import pytest

from bot.buttons import ShowCard
from bot.omission_buttons import ShowReport
from bot.views import Owed
from register.duties import Rung
from tests.bot.digests import digest_of
from tests.bot.onward_cases import OWED


@pytest.mark.req("G26", "G6")
@pytest.mark.parametrize(
    ("clock", "way"),
    [("omission", ShowReport(omission=OWED.about)), ("transfer", ShowCard(record=OWED.about))],
)
def test_a_line_leads_to_the_card_of_its_own_kind(clock: str, way: ShowReport | ShowCard) -> None:
    duty = replace(OWED, clock=clock)

    view = digest_of([Owed(duty=duty, rung=Rung.PASSED, name="x", number="")])

    assert view.markup is not None
    (line, *_) = view.markup.inline_keyboard
    assert [button.callback_data for button in line] == [way.pack()]

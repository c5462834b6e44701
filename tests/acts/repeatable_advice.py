"""What the adviser keeps and what it fills in, ready to be done."""

from register.acts.advising import Advise, RulesToday
from register.acts.drafting import ChangeDraft
from register.acts.filling import FillIn
from tests import cast
from tests.acts.repeatable_records import Act
from tests.acts.world import World


async def advise(world: World) -> Act:
    act = Advise(RulesToday(world.store, world.clock, world.zone))
    return lambda cause: act(["meddling", "rd11_1"], by=cast.LI.id, cause=cause)


async def fill_in(world: World) -> Act:
    act, draft = FillIn(ChangeDraft(world.store, world.clock), world.owing), await world.start()
    return lambda cause: act(draft.id, {"channel": ("chat",)}, by=cast.LI.id, cause=cause)


ACTS = [(Advise, advise), (FillIn, fill_in)]

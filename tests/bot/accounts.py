"""The cards that decide about an account: what the snapshots hold of them."""

from dataclasses import replace

from bot.unbinding import unbinding_view
from bot.views import View
from register.people import Unbinding
from tests import cast
from tests.bot import examples as an
from tests.bot.digests import TEXTS

_ASKED = Unbinding(number=1, reason=an.HOSTILE, asked_at=an.NOW, asked=(cast.ZHOU.id,))
_REQUESTS = {
    "asked": _ASKED,
    "agreed": replace(_ASKED, decided_by=cast.ZHOU.id, agreed=True),
    "refused": replace(_ASKED, decided_by=cast.ZHOU.id),
    "followed by another": None,
}


def _view(request: Unbinding | None) -> View:
    decider = cast.ZHOU if request and request.decided_by else None
    hostile = replace(cast.WANG, name=an.HOSTILE)
    return unbinding_view(TEXTS, hostile, request, decider)


UNBINDINGS = {name: _view(request) for name, request in _REQUESTS.items()}

"""What the rules of courts provide for and the others do not: co-signing, and handing on."""

from collections.abc import Mapping
from typing import Literal

from register.advice import Fills
from register.provisions import Data, When

HopLevel = Literal["registry", "leader", "head", "handler"]
"""Adjudication management, branch leader, division head, case handler."""
TransferFact = Literal["source", "source_post", "material", "case", "arrived_at"]


class CosignRule(Data):
    """Whoever was present signs what they witnessed (CHANGCHUN 4): `when`, and what they read.

    `shows` are the questions whose answers are opened to them, in order; nothing else is.
    """

    article: str
    when: When
    shows: tuple[str, ...]


class TransferRule(Data):
    """Material received for passing on goes to its handler level by level (CHANGCHUN 7).

    `function` is the article that lets nobody receive it without the function. The handler's
    record begins with `fills`: what is known of the material, by question, and with what is
    `chosen` for certain.
    """

    article: str
    function: str
    levels: tuple[HopLevel, ...]
    fills: Mapping[str, TransferFact]
    chosen: Fills

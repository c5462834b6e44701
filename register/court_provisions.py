"""What the rules of courts provide for and the others do not: signatures of people present."""

from register.provisions import Data, When


class CosignRule(Data):
    """Whoever was present signs what they witnessed (CHANGCHUN 4): `when`, and what they read.

    `shows` are the questions whose answers are opened to them, in order; nothing else is.
    """

    article: str
    when: When
    shows: tuple[str, ...]

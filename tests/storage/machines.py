"""A machine whose time stands still until a test moves it."""


class Machine:
    def __init__(self) -> None:
        self._now = 1_000_000.0

    def __call__(self) -> float:
        return self._now

    def pass_by(self, seconds: float) -> None:
        self._now += seconds

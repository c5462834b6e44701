"""What the log may say of an error: its kind and where it came from, never its words."""

import traceback
from pathlib import Path


def trace(error: BaseException) -> str:
    """Name the error's type and its frames, the innermost first.

    Messages are left out, here and in causes: they may quote names, texts and tokens.
    """
    frames = traceback.extract_tb(error.__traceback__)
    places = (f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    line = f"{type(error).__name__} at {' < '.join(places)}"
    reason = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return line if reason is None else f"{line}; from {trace(reason)}"

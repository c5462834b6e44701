"""The papers of one record."""

from dataclasses import asdict
from pathlib import Path
from zoneinfo import ZoneInfo

from papers.engine import Engine
from register.forms import RegistrationForm


class TypstPapers:
    """Prints papers by typst; layout and printed words stand in the template folder."""

    def __init__(self, templates: Path, zone: ZoneInfo) -> None:
        self._engine = Engine(templates, zone)

    def registration_form(self, form: RegistrationForm) -> bytes:
        """Return Form 1 as PDF: the form on one page, annexes behind it.

        Takes some milliseconds of CPU, a second the first time: call it in a thread.
        """
        return self._engine.pdf("form1.typ", asdict(form), dated=form.filed_at)

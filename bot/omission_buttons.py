"""What the buttons of omission reports carry: which report, and what was meant."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData


class TellHere(CallbackData, prefix="otell"):
    """Answer the question that the message asks; empty leaves it out."""

    omission: str
    question: str
    value: str = ""


class AskAgain(CallbackData, prefix="oagain"):
    """Take an answer back and ask for it anew."""

    omission: str
    question: str


class Way(StrEnum):
    """What its writer does with a report as a whole."""

    EDIT = "edit"
    REVIEW = "review"
    SUBMIT = "submit"
    GIVE_UP = "give_up"
    GIVE_UP_SURE = "sure"


class GoOn(CallbackData, prefix="ogo"):
    omission: str
    way: Way


class OpenReport(CallbackData, prefix="oopen"):
    """Open a report, for the discipline office."""

    omission: str


class OpenReportFile(CallbackData, prefix="ofile"):
    """Open one file of a report, by its place among them."""

    omission: str
    number: int


class ShowReport(CallbackData, prefix="ocard"):
    """Bring the card of a report down to the end of the chat."""

    omission: str


class SayStatus(CallbackData, prefix="ostat"):
    """Say how far the inquiry is."""

    omission: str


class SayResult(CallbackData, prefix="oend"):
    """Record the result of the inquiry."""

    omission: str

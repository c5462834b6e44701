"""What buttons outside dialogs carry: an id and no more; authority is checked in the act."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup


class Acknowledge(CallbackData, prefix="ack"):
    record: str


class Open(CallbackData, prefix="open"):
    record: str


class OpenEvidence(CallbackData, prefix="item"):
    record: str
    evidence: str


class Form(CallbackData, prefix="form"):
    record: str


class Stub(CallbackData, prefix="stub"):
    """Show what stays with an addressee whose content is closed."""

    record: str


class Sign(CallbackData, prefix="sign"):
    """Offer the ways to sign an opinion."""

    record: str


class SignPhrase(CallbackData, prefix="phrase"):
    """Sign one of the usual phrases, by its number."""

    record: str
    phrase: int


class AskWords(CallbackData, prefix="ask"):
    """Ask for words: for what purpose, about which record, and to whom if not to its recorder.

    `instead`: the prompt takes the place of the message that bears the button.
    """

    purpose: str
    record: str
    to: str = ""
    instead: bool = False


class TakeWords(CallbackData, prefix="words"):
    """Take the text that the bot's question replies to as the words that were asked for."""

    purpose: str
    record: str
    to: str = ""


class OtherWords(CallbackData, prefix="nowords"):
    """The text is not what was asked for."""


class Consent(CallbackData, prefix="late"):
    """Say whether a late entry is consented to."""

    record: str
    granted: bool


class Recuse(CallbackData, prefix="recuse"):
    """Offer the ways to withdraw from a record."""

    record: str


class RecuseFor(CallbackData, prefix="recused"):
    """Withdraw for one of the usual reasons, by its number, or for none."""

    record: str
    reason: int | None = None


class Supplement(CallbackData, prefix="suppl"):
    """Add to a filed record, or correct it."""

    record: str


class Forward(CallbackData, prefix="fwd"):
    record: str


class Onward(CallbackData, prefix="onward"):
    """Open the steps onward of a record, for the office that has it."""

    record: str


class HandedOver(CallbackData, prefix="paper"):
    record: str
    person: str


class ShowCard(CallbackData, prefix="card"):
    """Bring the card of a record down to the end of the chat."""

    record: str


class Tomorrow(CallbackData, prefix="later"):
    """Put a digest away until the next working morning; not while something is due today."""


class SignZeroReports(CallbackData, prefix="zero"):
    """Open the list of zero reports that are to be signed."""


class ShowUnstatedReports(CallbackData, prefix="ends"):
    """Open the list of zero reports that are missing, for the discipline office."""


class Clear(CallbackData, prefix="clear"):
    draft: str


class Count(CallbackData, prefix="why"):
    """Count a deadline out: of a draft, else from the day of the encounter (ISO 8601)."""

    day: str
    draft: str


class Explain(CallbackData, prefix="count"):
    """Count a duty's deadline out, for its owner."""

    duty: str


class TakeDueDay(CallbackData, prefix="ics"):
    """Take the last day of a duty along, as a calendar file."""

    duty: str


class StartRecord(CallbackData, prefix="start"):
    evidence: str = ""


class AddToDraft(CallbackData, prefix="add"):
    evidence: str


class AddHere(CallbackData, prefix="into"):
    evidence: str
    draft: str


class Resume(CallbackData, prefix="go"):
    draft: str


class RegisterTransfer(CallbackData, prefix="pass"):
    """Register an item as material to be handed on."""

    evidence: str


class TakeOut(CallbackData, prefix="out"):
    evidence: str


class Withdraw(CallbackData, prefix="undo"):
    """Ask whether an item is to be withdrawn: that cannot be taken back."""

    evidence: str


class WithdrawSure(CallbackData, prefix="undone"):
    evidence: str


class Keep(CallbackData, prefix="keep"):
    """Withdraw nothing after all."""

    evidence: str


class SealText(CallbackData, prefix="text"):
    """Seal the text that the bot's question replies to."""


class RecordText(CallbackData, prefix="rectext"):
    """Begin a record with the text that the bot's question replies to."""


class Nothing(CallbackData, prefix="no"):
    """Close a question without doing anything."""


class Guide(CallbackData, prefix="guide"):
    """Show how to capture evidence well."""


Row = list[InlineKeyboardButton]


def button(text: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def keyboard(*rows: Row) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[row for row in rows if row])

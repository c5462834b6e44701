"""The whole schema, for the migrations: importing this module makes every table known."""

from storage.blind_index import blind_index
from storage.calendar import calendar_days, calendar_years
from storage.cards import cards, conversation
from storage.case_notes import case_notes
from storage.cases import cases
from storage.dialog_memory import dialog_memory
from storage.drafts import drafts
from storage.duties import duties
from storage.evidence import items
from storage.invites import invites
from storage.journal import journal, journal_heads
from storage.lanes import lanes, updates
from storage.organisations import departments, organisations
from storage.outbox import notes
from storage.pace import pace
from storage.people import people
from storage.records import records
from storage.tables import metadata
from storage.transfers import transfers
from storage.zero_reports import zero_reports

__all__ = ["TABLES", "metadata"]

TABLES = (
    organisations,
    departments,
    people,
    invites,
    drafts,
    items,
    records,
    duties,
    calendar_days,
    calendar_years,
    cases,
    case_notes,
    zero_reports,
    transfers,
    blind_index,
    journal,
    journal_heads,
    notes,
    updates,
    lanes,
    dialog_memory,
    cards,
    conversation,
    pace,
)
"""Parents before children."""

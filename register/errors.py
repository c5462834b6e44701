"""What the register refuses, and what keeps it from working. No wording: that is in templates."""


class Refusal(Exception):
    """A rule says no, nothing was changed. The edge answers with `refusals/<ClassName>`."""


class NotAllowed(Refusal):
    """This person may not do this, or may not learn whether the object exists."""


class Gone(Refusal):
    """The object is no longer there for this person: withdrawn, discarded, or never theirs."""


class InviteUnknown(Refusal):
    """No invite has this code."""


class InviteUsed(Refusal):
    """The invite has bound an account already."""


class InviteExpired(Refusal):
    """The invite is older than seven days."""


class InviteForeign(Refusal):
    """The account that opens the invite is bound to another person already."""


class AlreadyBound(Refusal):
    """The person of this invite has an account already; an administrator unbinds it first."""


class AlreadyFiled(Refusal):
    """The draft became a record; facts are added by supplement, not by editing."""


class AlreadyAcknowledged(Refusal):
    """This person has acknowledged the record before; the first time stands."""


class AlreadySigned(Refusal):
    """This person has signed an opinion on all that stands in the record."""


class AlreadyAsked(Refusal):
    """This person has asked the recorder something back before."""


class AlreadyAnswered(Refusal):
    """The recorder has answered the question before."""


class AlreadyCosigned(Refusal):
    """Somebody present has signed, or said that they do not; the first answer stands."""


class AlreadyConsented(Refusal):
    """Somebody has said before whether they consent to the late entry; that stands."""


class AlreadyReferred(Refusal):
    """The step onward was noted as done before; that stands."""


class AlreadyWeighed(Refusal):
    """Whether the record is serious was said so before; a new word needs another content."""


class ContentClosed(Refusal):
    """An addressee has done what they owed, or may read the record no longer (E10)."""


class AlreadyForwarded(Refusal):
    """The head, or another head of the department, has reported the record on."""


class DueToday(Refusal):
    """What is due today, or was due before, cannot be put off until tomorrow."""


class EncounterMissing(Refusal):
    """Without the time of the encounter there is no deadline and no filing (RUDONG 7)."""


class EncounterInFuture(Refusal):
    """The encounter is said to lie after now."""


class BeforeTheRules(Refusal):
    """The encounter lies before the first day on which the rules were in force."""


class AnswerTooLong(Refusal):
    """A text is longer than its field takes."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class AnswerUnfit(Refusal):
    """The answer is not of the kind that the question takes."""


class ChoiceUnreadable(AnswerUnfit):
    """A typed text is none of the choices; their buttons stay up."""


class FileTooBig(Refusal):
    """The messenger does not give the bot files of this size."""


class EmptyFile(Refusal):
    """There is not one byte to seal."""


class TimeUnreadable(AnswerUnfit):
    """A typed time is not in the small grammar; the pickers stay open."""


class EvidenceInDraft(Refusal):
    """What lies in a draft cannot be withdrawn; its sender takes it out first."""


class EvidenceInRecord(Refusal):
    """Evidence of a filed record stays."""


class EvidenceInNote(Refusal):
    """What a case note names stays, so that its digest can be compared."""


class EvidenceInTransfer(Refusal):
    """What is handed on level by level is its sender's no more."""


class NotCompetentToReceive(Refusal):
    """Without the function nobody receives or passes on such material (CHANGCHUN 7, D6)."""


class AlreadyHandedOn(Refusal):
    """This level has signed for the material; a colleague was first, or the same person."""


class NotSealed(Refusal):
    """The file is still being received; it can be used as soon as it is sealed."""


class AlreadyRecused(Refusal):
    """The addressee withdrew from the record already."""


class NobodyToTakeOver(Refusal):
    """Nobody competent is left who could have the record without this addressee."""


class NobodyToReceive(Refusal):
    """No competent person without a conflict is left; the administrator must name one."""


class CaseNotOpen(Refusal):
    """The case is closing or closed already, or is open and nothing is to be reopened."""


class AddresseeUnknown(Refusal):
    """The rules of the house send nothing to anybody of this kind."""


class DeputyUnfit(Refusal):
    """Nobody stands in for themselves, round in a circle, or from outside the house."""


class DaysReversed(Refusal):
    """The last day lies before the first."""


class HandlerUnfit(Refusal):
    """A case goes to somebody else of the same house who does not handle it yet."""


class RecordOnCase(Refusal):
    """The person has a record or a draft in what the zero report covers; told to them alone."""


class ZeroReportNotOpen(Refusal):
    """The zero report is not where this act finds it: signed, confirmed or returned already."""


class DoorClosed(Refusal):
    """The link for reports from outside leads to no house, or its rules know no such report."""


class TooManyReports(Refusal):
    """One account has begun as many reports as it may within a day."""


class TooManyFiles(Refusal):
    """No more files go with one report."""


class NothingTold(Refusal):
    """The report lacks an answer without which nobody could look into it."""


class LostRace(Exception):
    """Somebody else changed the object since it was read; the act is done anew and sees it."""


class Outage(Exception):
    """The machine, not a rule: the lane waits and tries again, and no try is counted."""


class StorageFull(Outage):
    """Database or vault has no room left."""


class StorageBusy(Outage):
    """The database is locked by another writer for longer than it should be."""


class Unreadable(Exception):
    """Ciphertext does not open: a wrong key, or bytes that were changed. Never served."""

"""What the register is made of on this machine: ports and acts, without Telegram."""

from collections.abc import AsyncIterable
from pathlib import Path
from zoneinfo import ZoneInfo

from dishka import (
    STRICT_VALIDATION,
    AsyncContainer,
    Provider,
    Scope,
    alias,
    from_context,
    make_async_container,
    provide,
    provide_all,
)

from app.addressees import Addressees
from app.calendar import StoredCalendar, china
from app.caseload import Caseload
from app.clock import SystemClock
from app.directory import Directory
from app.readings import readings
from app.settings import Settings
from custody.digests import Digests
from custody.keys import FileKeys
from papers.forms import TypstPapers
from register.acts import (
    addressee_book,
    advising,
    amending,
    asking,
    binding,
    case_import,
    casework,
    changing,
    contradicting,
    cosigning,
    counting,
    deputising,
    digesting,
    drafting,
    exporting,
    filing,
    filling,
    forwarding,
    leaving,
    month_end,
    monthly,
    noting,
    omission_files,
    omission_inquiry,
    omission_office,
    omitting,
    onward_reading,
    opining,
    owing,
    passing_on,
    reaching,
    receipts,
    recounting,
    recusing,
    referring,
    reminding,
    sealing,
    serving,
    staffing,
    suggesting,
    supervising,
    supplementing,
    telling,
    transferring,
    unbinding,
    zero_reading,
    zero_reminding,
    zero_reporting,
)
from register.conflicts import Conflicts, Readings
from register.ports import Clock, CurrentCalendar, Keys, Papers, Store, Vault
from storage.contents import holds_anything
from storage.engine import Engine, make_engine
from storage.migrate import ensure_current
from storage.store import SqlStore
from storage.updates import SqlSetAside
from storage.vault import FileVault

TEMPLATES = Path(__file__).parents[1] / "templates"


class KeyFileLost(Exception):
    """The database holds content and its key file is not there: a new one would open nothing."""


class Machine(Provider):
    """The ports of the register, from settings. All are stateless: one scope is enough."""

    scope = Scope.APP

    settings = from_context(Settings)
    directory = provide(Directory)
    addressees = provide(Addressees)
    current_calendar = alias(source=StoredCalendar, provides=CurrentCalendar)
    caseload = provide(Caseload)

    @provide
    def clock(self) -> Clock:
        return SystemClock()

    conflicts = provide(Conflicts)

    @provide
    def readings(self) -> Readings:
        return readings

    @provide
    def zone(self, settings: Settings) -> ZoneInfo:
        return settings.timezone

    @provide
    async def calendar(self, store: Store) -> StoredCalendar:
        """Hand out the calendar with all that was added to it before this start."""
        calendar = StoredCalendar(store, china())
        await calendar.look_again()
        return calendar

    @provide
    async def engine(self, settings: Settings) -> AsyncIterable[Engine]:
        """Hand out a database of this version's schema, no other. Raise WrongSchema."""
        engine = make_engine(settings.database_url)
        try:
            await ensure_current(engine)
            yield engine
        finally:
            await engine.dispose()

    @provide
    async def keys(self, settings: Settings, engine: Engine) -> Keys:
        """Open the key file, made at the first start. Raise KeyFileLost or BadKeyFile."""
        if not settings.key_file.exists() and await holds_anything(engine):
            raise KeyFileLost(settings.key_file)
        return FileKeys.open(settings.key_file)

    @provide
    async def vault(self, settings: Settings, keys: Keys) -> Vault:
        vault = FileVault(Path(settings.evidence_url.removeprefix("file:")), keys, Digests)
        await vault.prepare()
        return vault

    @provide
    def papers(self, zone: ZoneInfo) -> Papers:
        return TypstPapers(TEMPLATES / "papers", zone)

    @provide
    def store(self, engine: Engine, keys: Keys) -> Store:
        return SqlStore(engine, keys)

    @provide
    def set_aside(self, engine: Engine) -> SqlSetAside:
        return SqlSetAside(engine)


class Acts(Provider):
    """Every act of the register; each says itself which ports it needs."""

    scope = Scope.APP

    acts = provide_all(
        addressee_book.NameAddressee,
        addressee_book.StrikeAddressee,
        advising.Advise,
        advising.RulesToday,
        amending.AmendCalendar,
        amending.WarnOfCalendarEnd,
        asking.ShowQuestions,
        binding.Bind,
        binding.InvitePerson,
        case_import.ImportCases,
        casework.AddCase,
        casework.AddHandler,
        casework.ChangeCase,
        casework.CloseCase,
        casework.GiveAway,
        casework.HandOver,
        casework.MarkClosing,
        casework.PlanClosing,
        casework.ReopenCase,
        changing.ChangeRecord,
        cosigning.Cosign,
        cosigning.DeclineCosign,
        cosigning.OpenWitnessed,
        cosigning.PlanCosigning,
        counting.CountOut,
        counting.ExplainDuty,
        counting.ShowDueDay,
        deputising.AppointDeputy,
        deputising.FindDeputies,
        deputising.ShowAbsence,
        digesting.ShowDigest,
        digesting.Snooze,
        drafting.AnswerQuestion,
        drafting.ChangeDraft,
        drafting.DiscardDraft,
        drafting.LayAside,
        drafting.ReportDirectly,
        drafting.StartDraft,
        drafting.TakeUp,
        exporting.ExportRecords,
        filing.FileRecord,
        filing.PlanRoute,
        filling.FillIn,
        contradicting.ListContradictions,
        contradicting.ShowContradictions,
        month_end.ShowUnstated,
        month_end.WarnOfMonthEnd,
        monthly.OpenMonthlyReports,
        noting.AddNote,
        noting.FileNote,
        noting.ShowNote,
        omission_files.AbandonFile,
        omission_files.ReceiveFile,
        omission_files.SealFile,
        omission_inquiry.DecideOmission,
        omission_inquiry.NoteStatus,
        omission_inquiry.OpenOmission,
        omission_inquiry.ShowOmissions,
        omission_office.OmissionOffice,
        omitting.BeginOmission,
        omitting.ChangeOmission,
        omitting.DiscardOmission,
        omitting.EnterOmission,
        omitting.MayEnter,
        omitting.OpenDoor,
        omitting.ShowWritten,
        omitting.SubmitOmission,
        omitting.TakeBackTold,
        omitting.TellOmission,
        reaching.MarkReachable,
        reaching.TellSetAside,
        forwarding.Forward,
        forwarding.NoteReceipt,
        leaving.MarkLeft,
        leaving.RouteAgain,
        onward_reading.PlanOnward,
        onward_reading.ShowOnward,
        opining.AnswerBack,
        opining.AskBack,
        opining.SayConsent,
        opining.SignOpinion,
        owing.Owing,
        passing_on.PassOnDuties,
        receipts.TakeReceipts,
        recounting.OweOutstanding,
        recounting.RecountDuties,
        referring.Find,
        referring.Refer,
        referring.Weigh,
        recusing.Recuse,
        recusing.RecuseFromZeroReport,
        reminding.WatchDuties,
        sealing.Abandon,
        sealing.Album,
        sealing.PutEvidence,
        sealing.Receive,
        sealing.Seal,
        sealing.ShowSealed,
        sealing.Withdraw,
        serving.HandOverOnPaper,
        serving.ServeOnPaper,
        staffing.FoundOrganisation,
        staffing.ImportStaff,
        suggesting.Suggest,
        supervising.Acknowledge,
        supervising.OpenRecord,
        supplementing.AddEvidence,
        supplementing.AddText,
        supplementing.Correct,
        supplementing.SupplementRecord,
        telling.TellableAt,
        transferring.HandOn,
        transferring.OpenTransfer,
        transferring.RegisterTransfer,
        transferring.ShowTransfers,
        unbinding.AskUnbinding,
        unbinding.DecideUnbinding,
        zero_reading.ShowOwn,
        zero_reading.ShowSuperseded,
        zero_reading.ShowStatement,
        zero_reading.ShowToConfirm,
        zero_reminding.RemindOfZeroReports,
        zero_reporting.ConfirmZeroReports,
        zero_reporting.ReturnZeroReport,
        zero_reporting.SubmitZeroReport,
    )


def make_register(settings: Settings, *overrides: Provider) -> AsyncContainer:
    """Return the register alone, for commands that do not talk to Telegram."""
    return make_async_container(
        Machine(),
        Acts(),
        *overrides,
        context={Settings: settings},
        validation_settings=STRICT_VALIDATION,
    )

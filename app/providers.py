"""The whole service: the register, and Telegram around it.

A test takes the same container and overrides what it wants to hold in its own hands.
"""

from collections.abc import AsyncIterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from aiogram import Bot, Dispatcher
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from dishka import (
    STRICT_VALIDATION,
    AsyncContainer,
    Provider,
    Scope,
    make_async_container,
    provide,
    provide_all,
)

from app.calendar import StoredCalendar
from app.core_providers import TEMPLATES, Acts, Machine
from app.health import HealthFacts, Heartbeat
from app.service import Receiving, Service
from app.settings import Settings
from bot.bell import Bell, OutboxBell
from bot.card_again import CardAgain
from bot.clearing import ClearConversation
from bot.cosigning import CosignCards
from bot.covering import Covering
from bot.delivery import Delivery
from bot.dispatcher import make_dispatcher
from bot.due_days import DueDays
from bot.inquiries import Inquiries
from bot.intake import Intake
from bot.lanes import Lanes
from bot.memory import BufferedMemory
from bot.note_papers import NotePapers
from bot.omission_form import OmissionForm, OmissionIntake
from bot.omission_views import OmissionViews
from bot.opening import Opening
from bot.paperwork import Paperwork
from bot.ports import (
    Cards,
    Conversation,
    DialogMemory,
    Notes,
    Pace,
    StoredUpdate,
    Updates,
)
from bot.prompts import Prompts
from bot.receiver import Receiver
from bot.record_views import RecordViews
from bot.sealed import SealedCard
from bot.session import make_bot
from bot.shown import Shown
from bot.telling import Telling
from bot.texts import Texts
from bot.transfer_papers import TransferPapers
from bot.transfers import TransferCards
from bot.typed_time import TypedTimes
from bot.unbinding import UnbindingCards
from bot.views import Views
from bot.webhook import Webhook
from bot.words import WordsActs
from bot.zero_reports import ZeroReports
from register.acts.amending import WarnOfCalendarEnd
from register.acts.leaving import RouteAgain
from register.acts.month_end import WarnOfMonthEnd
from register.acts.monthly import OpenMonthlyReports
from register.acts.passing_on import PassOnDuties
from register.acts.reaching import MarkReachable, TellSetAside
from register.acts.recounting import OweOutstanding, RecountDuties
from register.acts.reminding import WatchDuties
from register.acts.serving import ServeOnPaper
from register.acts.telling import TellableAt
from register.acts.zero_reminding import RemindOfZeroReports
from register.ids import Account, Cause
from register.ports import Clock, CurrentCalendar, Keys, Store
from scheduler.jobs import Ticks, make_scheduler
from storage.cards import SqlCards, SqlConversation
from storage.dialog_memory import SqlDialogMemory
from storage.engine import Engine
from storage.notes import SqlNotes
from storage.pace import SqlPace
from storage.updates import SqlUpdates

WORDS = TEMPLATES / "zh"
KEEP_HANDLED = timedelta(days=7)
"""How long the number of a handled update is kept, so that the same one is known again."""


class Inbox(Provider):
    """What the bot keeps for itself, in the register's database."""

    scope = Scope.APP

    @provide
    def updates(self, engine: Engine, keys: Keys, clock: Clock, bot: Bot) -> Updates:
        return SqlUpdates(engine, keys, clock, bot=bot.id)

    @provide
    def dialog_memory(self, engine: Engine, keys: Keys) -> DialogMemory:
        return SqlDialogMemory(engine, keys)

    @provide
    def notes(self, engine: Engine) -> Notes:
        return SqlNotes(engine)

    @provide
    def cards(self, engine: Engine) -> Cards:
        return SqlCards(engine)

    @provide
    def conversation(self, engine: Engine) -> Conversation:
        return SqlConversation(engine)

    @provide
    def pace(self, engine: Engine) -> Pace:
        return SqlPace(engine)


class Words(Provider):
    """What people read, and how their typing is read."""

    scope = Scope.APP

    views = provide_all(Views, RecordViews, OmissionViews, Paperwork, ZeroReports, NotePapers)

    @provide
    def texts(self, zone: ZoneInfo) -> Texts:
        return Texts(WORDS, zone)

    @provide
    def typed_times(self) -> TypedTimes:
        return TypedTimes(WORDS / "time.toml")


class Telegram(Provider):
    """The bot: its way to Telegram, its handlers, and the workers around them."""

    scope = Scope.APP

    parts = provide_all(
        Bell,
        OutboxBell,
        BufferedMemory,
        CardAgain,
        Shown,
        ClearConversation,
        DueDays,
        Inquiries,
        Intake,
        OmissionForm,
        OmissionIntake,
        Opening,
        CosignCards,
        Covering,
        Prompts,
        WordsActs,
        SealedCard,
        Service,
        Telling,
        TransferCards,
        TransferPapers,
        UnbindingCards,
    )

    @provide
    async def bot(self, settings: Settings) -> AsyncIterable[Bot]:
        token = settings.required_bot_token()
        bot = make_bot(token, api_url=settings.bot_api_url, proxy_url=settings.proxy_url)
        try:
            yield bot
        finally:
            await bot.session.close()

    @provide
    def dispatcher(
        self,
        *,
        texts: Texts,
        calendar: CurrentCalendar,
        memory: BufferedMemory,
        conversation: Conversation,
        clock: Clock,
        store: Store,
        mark_reachable: MarkReachable,
        container: AsyncContainer,
    ) -> Dispatcher:
        return make_dispatcher(
            texts=texts,
            calendar=calendar,
            memory=memory,
            conversation=conversation,
            clock=clock,
            store=store,
            mark_reachable=mark_reachable,
            container=container,
        )

    @provide
    def receiving(self, settings: Settings, bot: Bot, updates: Updates, bell: Bell) -> Receiving:
        """Poll, unless an address is set that Telegram can call."""
        if settings.webhook_url is None or settings.webhook_secret is None:
            return Receiver(bot, updates, bell)
        return Webhook(
            bot,
            updates,
            bell,
            url=settings.webhook_url,
            secret=settings.webhook_secret.get_secret_value(),
            listen=settings.webhook_listen,
        )

    @provide
    def lanes(
        self,
        *,
        bot: Bot,
        dispatcher: Dispatcher,
        updates: Updates,
        memory: BufferedMemory,
        bell: Bell,
        outbox: OutboxBell,
        tell: TellSetAside,
    ) -> Lanes:
        async def tell_sender(update: StoredUpdate) -> None:
            # In a private chat the chat has the account's id; nobody else is told.
            await tell(Account(str(update.chat)), cause=Cause(f"update:{update.id}"))

        return Lanes(
            bot=bot,
            dispatcher=dispatcher,
            updates=updates,
            memory=memory,
            bell=bell,
            outbox=outbox,
            on_set_aside=tell_sender,
        )

    @provide
    def delivery(
        self,
        *,
        notes: Notes,
        pace: Pace,
        clock: Clock,
        store: Store,
        telling: Telling,
        mark_reachable: MarkReachable,
        serve_on_paper: ServeOnPaper,
        route_again: RouteAgain,
        tellable_at: TellableAt,
        bell: OutboxBell,
    ) -> Delivery:
        return Delivery(
            notes=notes,
            pace=pace,
            clock=clock,
            store=store,
            telling=telling,
            mark_reachable=mark_reachable,
            serve_on_paper=serve_on_paper,
            route_again=route_again,
            tellable_at=tellable_at,
            bell=bell,
        )


class Time(Provider):
    """What happens again and again, and whether it does."""

    scope = Scope.APP

    heartbeat = provide(Heartbeat)

    @provide
    def ticks(
        self,
        *,
        calendar: StoredCalendar,
        owe_outstanding: OweOutstanding,
        recount: RecountDuties,
        warn: WarnOfCalendarEnd,
        pass_on: PassOnDuties,
        remind: WatchDuties,
        open_month: OpenMonthlyReports,
        remind_of_zero_reports: RemindOfZeroReports,
        warn_of_month_end: WarnOfMonthEnd,
        bell: OutboxBell,
        updates: Updates,
        clock: Clock,
        heartbeat: Heartbeat,
    ) -> Ticks:
        async def watch() -> None:
            await calendar.look_again()
            await recount()
            await warn()
            await pass_on()
            await remind()
            await open_month()
            await remind_of_zero_reports()
            await warn_of_month_end()

        async def deliver() -> None:
            bell.ring()

        async def housekeep() -> None:
            await owe_outstanding()
            await updates.prune(before=clock() - KEEP_HANDLED)

        return Ticks(watch=watch, deliver=deliver, housekeep=housekeep, beat=heartbeat.beat)

    @provide
    def scheduler(self, ticks: Ticks) -> AsyncIOScheduler:
        return make_scheduler(ticks)

    @provide
    def health(
        self, updates: Updates, notes: Notes, clock: Clock, heartbeat: Heartbeat
    ) -> HealthFacts:
        return HealthFacts(
            updates=updates.counts,
            notes_due=lambda: notes.due(now=clock()),
            last_tick=heartbeat.last_tick,
        )


def make_container(settings: Settings, *overrides: Provider) -> AsyncContainer:
    """Return everything, built when it is first asked for; close it to let go of it all.

    An override says `override=True`: one that replaces nothing is an error, and so is a provider
    that replaces another in silence.
    """
    return make_async_container(
        Machine(),
        Acts(),
        Inbox(),
        Words(),
        Telegram(),
        Time(),
        *overrides,
        context={Settings: settings},
        validation_settings=STRICT_VALIDATION,
    )

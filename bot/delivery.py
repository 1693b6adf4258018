"""Says what must be said: claims rows urgent first, renders them now, sends them, records what became of each."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from telegram.error import BadRequest, NetworkError, TelegramError

from bot.clock import Clock
from bot.log import log
from bot.wire import Line, asked_pause, failure
from handlers.card import Outgoing
from handlers.notices import Rendered, render, unsent
from handlers.parts import PARTS
from handlers.turn import Reader
from rules.ids import PersonId
from rules.notice import ENDS, Kind, Notice, Subject, Urgency, fold
from rules.pace import Pace
from rules.people import Person
from rules.sending import LONGEST_CRISIS_PAUSE, Done, Failure, Later, Unreachable, after
from storage import cards, outbox, people
from storage.database import Database, Transaction
from storage.outbox import Waiting

BATCH = 32
"""Rows claimed at a time: enough to fill the line, few enough that a crisis never waits behind them."""
A_WHILE = timedelta(minutes=1)
"""Until something is tried again that no pause of Telegram's governs."""
IN_THE_AIR = 32
"""Messages that may be in the air at once before only crises are sent. The line has twice as many connections: when
Telegram answers none of these, there is one for a crisis, for a redrawn screen and for the answer to a press."""
IDLE = 0.5
"""Seconds between two looks at the outbox while nothing happens."""
LANDING = 5.0
"""Seconds that a process which is told to stop waits for what is in the air."""
TRANSIENT = frozenset((Failure.TOO_MANY, Failure.SERVER, Failure.UNKNOWN))


@dataclass(frozen=True, slots=True)
class Job:
    """One claimed row, rendered, with where it goes.

    `edits` are messages to redraw; none means a new message. With `vanish` they are taken away where Telegram still
    does that (48 hours), and redrawn elsewhere. `deletes` is a message to take away: there is no
    row for that, and `waiting` only says whose it is.
    """

    waiting: Waiting
    chat: int
    outgoing: Outgoing
    edits: tuple[int, ...] = ()
    deletes: int | None = None
    vanish: bool = False

    @property
    def person(self) -> PersonId:
        return self.waiting.notice.to

    @property
    def urgent(self) -> bool:
        return self.waiting.notice.urgency is Urgency.CRISIS


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one attempt; `message_id` is that of a new message."""

    job: Job
    message_id: int | None = None
    fault: TelegramError | None = None


class Delivery:
    """The third way through the house. One instance for one bot."""

    def __init__(
        self,
        database: Database,
        line: Line,
        clock: Clock,
        pace: Pace,
        reader: Callable[[Transaction, Person], Reader],
    ) -> None:
        self._database = database
        self._line = line
        self._clock = clock
        self._pace = pace
        self._reader = reader
        self._flying: dict[PersonId, asyncio.Task[Result]] = {}
        self._results: list[Result] = []
        self._went_at = clock.now()
        self._failed_at: dict[int, datetime] = {}
        self.wake = asyncio.Event()
        self.alive_at = clock.now()

    async def run(self) -> None:
        """For ever: send what is due, then wait until something is heard, comes due, or lands."""
        await self._database.run(outbox.release_unsent)
        while True:
            self.wake.clear()
            self.alive_at = self._clock.now()
            busy = await self.step()
            await self._clock.wait(0.02 if busy else IDLE, self.wake)

    async def land(self) -> None:
        """Before the end: record what is still in the air, so that it is not said twice after the next start."""
        if self._flying:
            await asyncio.wait(self._flying.values(), timeout=LANDING)
        results, self._results = self._results, []
        await self._database.run(partial(self._record_all, results=results))

    async def flush(self) -> bool:
        """Send until nothing is due and nothing is in flight: for tests and for the demo's dial.

        Gives whether there was anything.
        """
        found = False
        while await self.step() or self._flying:
            found = True
            if self._flying:
                await asyncio.wait(self._flying.values(), return_when=asyncio.FIRST_COMPLETED)
        return found

    async def step(self) -> bool:
        """Record what has landed and send what may go now, in one hop; True while more is waiting to go."""
        results, self._results = self._results, []
        # Read here, not on the database thread: what lands during the hop is recorded by the next one, and until
        # then its chat has to wait, or a later message would slip past one that must be tried again.
        busy = frozenset(self._flying)
        jobs, more = await self._database.run(partial(self._turn_over, results=results, busy=busy))
        for job in jobs:
            task = asyncio.create_task(self._send(job))
            self._flying[job.person] = task
            task.add_done_callback(partial(self._landed, job.person))
        return more or bool(self._results)

    def _landed(self, person: PersonId, task: "asyncio.Task[Result]") -> None:
        self._flying.pop(person, None)
        if not task.cancelled():
            self._results.append(task.result())
        # Each step is a commit. Half of those in the air are worth one, and a slow one holds up no other.
        if len(self._results) >= len(self._flying):
            self.wake.set()

    def _turn_over(self, tx: Transaction, results: list[Result], busy: frozenset[PersonId]) -> tuple[list[Job], bool]:
        self._record_all(tx, results)
        jobs: list[Job] = []
        room = IN_THE_AIR - len(busy)
        most, only = (min(room, BATCH), Urgency.REMINDER) if room > 0 else (BATCH, Urgency.CRISIS)
        claimed = outbox.claim(tx, limit=most, busy=busy, only=only)
        readers = people.addressees(tx, tuple(waiting.notice.to for waiting in claimed))
        for waiting in claimed:
            job = self._prepare(tx, waiting, readers.get(waiting.notice.to))
            if job is None:
                continue
            wait = self._pace.wait(job.chat, tx.now, urgent=job.urgent)
            if wait > timedelta(0):
                outbox.hold(tx, waiting.id, at=tx.now + wait)
                continue
            for _ in job.edits or (job,):
                self._pace.take(job.chat, tx.now)
            jobs.append(job)
        taken = busy.union(job.person for job in jobs)
        return jobs + self._take_away(tx, taken), len(jobs) < len(claimed) or len(claimed) == most

    def _record_all(self, tx: Transaction, results: list[Result]) -> None:
        well = [r for r in results if r.fault is None and r.job.deletes is None]
        if well:
            self._went_at = tx.now
        outbox.finish(tx, [result.job.waiting.id for result in well], "sent")
        cards.set_digests(tx, [shown for result in well for shown in _redrawn(result.job)])
        for result in results:
            if result.job.deletes is None:
                self._record(tx, result)
            else:
                self._record_deleted(tx, result, result.job.deletes)

    def _prepare(self, tx: Transaction, waiting: Waiting, found: tuple[Person, int | None] | None) -> Job | None:
        """Consent, version and truth are checked here, at the moment of sending (promises 6 and 9)."""
        notice = waiting.notice
        if notice.expires_at is not None and tx.now >= notice.expires_at:
            outbox.finish(tx, [waiting.id], "dropped")
            return None
        if found is None or not found[0].may_be_sent_to:
            self._cannot_be_sent(tx, waiting)
            return None
        person, chat = found
        if chat is None:
            log.critical("somebody cannot be written to: their chat cannot be opened", kind=notice.kind.value)
            outbox.set_back(tx, waiting.id, at=tx.now + A_WHILE)
            return None
        try:
            with tx.savepoint():
                rendered = render(tx, waiting, self._reader(tx, person))
        except Exception as fault:  # noqa: BLE001 - one notice that cannot be shown must not stop the others
            log.error("a notice could not be made", kind=notice.kind.value, fault=fault)
            outbox.set_back(tx, waiting.id, at=tx.now + A_WHILE)
            return None
        edits = self._edits(tx, notice, rendered) if rendered is not None else ()
        if rendered is None or (rendered.redraw and not edits):
            outbox.finish(tx, [waiting.id], "dropped")
            return None
        return Job(waiting, chat, rendered.outgoing, edits, vanish=rendered.vanish)

    def _cannot_be_sent(self, tx: Transaction, waiting: Waiting) -> None:
        """Close the row; what is true all the same becomes somebody's next step (promise 2)."""
        outbox.finish(tx, [waiting.id], "unreachable")
        person = people.get(tx, waiting.notice.to)
        if person is None:
            return
        try:
            with tx.savepoint():
                unsent(tx, waiting, self._reader(tx, person))
        except Exception as fault:  # noqa: BLE001 - one that has no next step must not stop the others
            log.error("a notice has no next step", kind=waiting.notice.kind.value, fault=fault)

    def _edits(self, tx: Transaction, notice: Notice, rendered: Rendered) -> tuple[int, ...]:
        if not rendered.redraw:
            return ()
        if rendered.message is not None:
            return (rendered.message,)
        if ENDS in notice.facts:
            settled = cards.end_questions(tx, notice.to, notice.subject, notice.subject_id)
            outbox.put(tx, (fold(notice.to, notice.subject, notice.subject_id, message) for message in settled))
        shown = cards.showing(tx, notice.to, notice.subject, notice.subject_id)
        return tuple(card.message_id for card in shown if card.digest != rendered.outgoing.digest)

    def _take_away(self, tx: Transaction, taken: Collection[PersonId]) -> list[Job]:
        """Messages that were to be shown only for a while; forgotten when Telegram says that they are gone."""
        jobs: list[Job] = []
        busy = set(taken)
        for person, message_id in cards.to_delete(tx):
            if person in busy:
                continue
            chat = people.telegram_id(tx, person)
            if chat is None:
                cards.forget(tx, person, message_id)
                continue
            busy.add(person)
            notice = Notice(Kind.REDRAW, person, Subject.PERSON, person, Urgency.REMINDER)
            waiting = Waiting(0, notice, attempts=0, uncertain=False, payload=None, created_at=tx.now)
            going = Outgoing("deleteMessage", {"message_id": message_id})
            jobs.append(Job(waiting, chat, going, deletes=message_id))
        return jobs

    def _record_deleted(self, tx: Transaction, result: Result, message_id: int) -> None:
        person = result.job.person
        if result.fault is not None and failure(result.fault) in TRANSIENT:
            cards.keep_until(tx, person, message_id, tx.now + A_WHILE)
        else:
            cards.forget(tx, person, message_id)

    async def _send(self, job: Job) -> Result:
        try:
            if job.edits:
                for message_id in job.edits:
                    await self._edit(job, message_id)
                return Result(job)
            sent = await self._line.call(
                job.outgoing.method,
                {"chat_id": job.chat, **job.outgoing.params},
                job.outgoing.attachment,
            )
            return Result(job, message_id=sent["message_id"] if isinstance(sent, dict) else None)
        except TelegramError as fault:
            return Result(job, fault=fault)
        except Exception as fault:  # noqa: BLE001 - whatever it was, the row must not stay in the air
            log.error("a message could not be sent", kind=job.waiting.notice.kind.value, fault=fault)
            return Result(job, fault=NetworkError(type(fault).__name__))

    async def _edit(self, job: Job, message_id: int) -> None:
        params = {key: value for key, value in job.outgoing.params.items() if key != "disable_notification"}
        params.setdefault("reply_markup", {"inline_keyboard": []})
        if job.vanish and await self._vanish(job.chat, message_id):
            return
        try:
            await self._line.call("editMessageText", {"chat_id": job.chat, "message_id": message_id, **params})
        except TelegramError as fault:
            outcome = after(
                failure(fault),
                attempts=0,
                uncertain=False,
                retry_after=0,
                now=self._clock.now(),
            )
            if not isinstance(outcome, Done):
                raise

    async def _vanish(self, chat: int, message_id: int) -> bool:
        """Whether the message is gone; False when Telegram will not take it away any more."""
        try:
            await self._line.call("deleteMessage", {"chat_id": chat, "message_id": message_id})
        except BadRequest:
            return False
        return True

    def _record(self, tx: Transaction, result: Result) -> None:
        job, notice = result.job, result.job.waiting.notice
        row = job.waiting.id
        if result.fault is None:
            self._failed_at.pop(row, None)
            self._remember(tx, result)
            return
        kind = failure(result.fault)
        failed_before = self._failed_at.pop(row, None)
        retry_after = asked_pause(result.fault)
        if retry_after:
            self._pace.hold(job.chat, tx.now + timedelta(seconds=retry_after), tx.now)
        outcome = after(
            kind,
            attempts=job.waiting.attempts,
            uncertain=job.waiting.uncertain,
            retry_after=retry_after,
            now=tx.now,
            urgent=job.urgent,
            others_go=failed_before is not None and self._went_at > failed_before,
        )
        # A message that Telegram will never take is our own mistake, and somebody waits for it: that is loud.
        say = log.error if kind is Failure.BAD else log.warning
        say(
            "a message did not go out",
            kind=notice.kind.value,
            fault=result.fault,
            status=kind.value,
        )
        match outcome:
            case Done(outcome=name):
                outbox.finish(tx, [row], name)
            case Later(at=at, uncertain=uncertain, behind=behind):
                self._failed_at[row] = tx.now
                (outbox.set_back if behind else outbox.again)(tx, row, at=at, uncertain=uncertain)
                if job.urgent and at - tx.now > LONGEST_CRISIS_PAUSE:
                    log.error("a crisis message has to wait", kind=notice.kind.value, seconds=int(retry_after))
            case Unreachable():
                people.set_blocked(tx, notice.to, blocked=True)
                self._cannot_be_sent(tx, job.waiting)
                for part in PARTS:
                    part.reachability(tx, notice.to)

    def _remember(self, tx: Transaction, result: Result) -> None:
        job, notice = result.job, result.job.waiting.notice
        if result.message_id is not None and (job.outgoing.about is not None or job.outgoing.keys):
            of = notice.subject_id if notice.subject is Subject.SCREEN else notice.to
            subject, subject_id = job.outgoing.about or (Subject.SCREEN, of)
            if subject is not Subject.SCREEN:
                older = cards.supersede(tx, notice.to, result.message_id, subject, subject_id)
                outbox.put(tx, (fold(notice.to, subject, subject_id, message) for message in older))
            cards.remember(
                tx,
                notice.to,
                result.message_id,
                subject,
                subject_id,
                keys=job.outgoing.keys,
                digest=job.outgoing.digest,
                delete_at=job.outgoing.delete_at,
            )


def _redrawn(job: Job) -> list[tuple[PersonId, int, str, Mapping[str, str]]]:
    return [(job.person, message_id, job.outgoing.digest, job.outgoing.keys) for message_id in job.edits]

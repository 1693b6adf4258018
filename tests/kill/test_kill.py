"""Promises 1 to 4 under `kill -9`: a real process over HTTP, killed at random moments (issue 2, "Kill test").

TORNIO_KILLS is how often (60 unless given), TORNIO_KILL_SEED repeats a run, TORNIO_KILL_DATABASE=postgresql does it
all on PostgreSQL.
"""

import asyncio
import os
import random
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, text
from starlette.applications import Starlette

from bot.clock import SystemClock
from sandbox import api
from sandbox.loopback import serving
from sandbox.telegram import Limits, PretendTelegram
from storage.database import Transaction, transaction
from storage.tables import audit
from tests.databases import fresh
from tests.kill.crowd import Crowd
from tests.kill.fleet import Fleet
from tests.kill.ledger import Ledger
from tests.kill.looks import Looks
from tests.kill.town import CALLERS, FAMILY, STAFF, TYPERS, Town, build, phones

DATABASE = os.environ.get("TORNIO_KILL_DATABASE", "sqlite")
KILLS = int(os.environ.get("TORNIO_KILLS", "60"))
PATIENT = replace(Limits.none(), press_kept=timedelta(days=1), press_answered_within=timedelta(days=1))
"""On a slow machine a life may be too short for a backlog of presses, which Telegram would drop after 150 seconds."""
PATIENCE = 90.0
"""Seconds until everything must have been said once the killing is over."""
EACH_STEP = 20
"""Kills for each step of a call that time itself took, at the least; usually every second has one."""
EACH_IN_FLIGHT = 4
"""Kills for each that fell while something was being heard or said, at the least; usually it is nearly every one."""
UNSAID = """
    SELECT (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending') AND due_at <= :now AND kind <> 'fold')
         + (SELECT count(*) FROM contacts WHERE state = 'open')
         + (SELECT count(*) FROM contacts WHERE due_at <= :now)
"""
UNFINISHED = "SELECT id FROM contacts WHERE state = 'open' OR state = 'taken' AND spoken_at IS NULL"


async def test_kill_minus_nine_at_any_moment(tmp_path: Path) -> None:
    with fresh(DATABASE) as url:
        # A database in memory is one that no other process can see.
        await _kills(tmp_path, f"sqlite:///{tmp_path / 'tornio.db'}" if DATABASE == "sqlite" else url)


async def _kills(tmp_path: Path, database_url: str) -> None:
    seed = int(os.environ.get("TORNIO_KILL_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
    print(f"TORNIO_KILL_SEED={seed} TORNIO_KILLS={KILLS}")  # noqa: T201 - pytest shows it when the test is red
    dice = random.Random(seed)  # noqa: S311 - it must repeat, not be secret
    telegram = PretendTelegram(SystemClock().now, "1234567:kill", limits=PATIENT, calls_kept=1_000_000)
    async with serving(Starlette(routes=api.routes(telegram))) as api_url:
        town = build(tmp_path, telegram, api_url, database_url)
        crowd = Crowd(
            callers=phones(telegram, CALLERS),
            typers=phones(telegram, TYPERS),
            answerers=phones(telegram, FAMILY),
            staff=[telegram.phones[user] for user in STAFF],
            dice=dice,
        )
        looks = Looks(town, telegram)
        fleet = Fleet(tmp_path, telegram, crowd, dice, looks.after_a_kill)
        acting = asyncio.create_task(crowd.run())
        try:
            await fleet.start()
            for number in range(KILLS):
                if number == KILLS // 3:
                    telegram.faults.random(seed, 0.08)
                if number == KILLS * 2 // 3:
                    telegram.faults.calm()
                await fleet.kill()
            crowd.busy = False
            await acting
            quiet_at = await _said(town, telegram, crowd, fleet)
            assert await fleet.stop() == 0
        finally:
            acting.cancel()
            await fleet.close()
            telegram.close()
    again = _delivered_again(telegram)
    raised = town.database.run_here(lambda tx: _raised(tx, looks.at[0], looks.at[-1]))
    print(  # noqa: T201 - as above
        f"{len(crowd.sent)} updates, {again} of them delivered more than once; {raised} steps of calls fell due; "
        f"{looks.in_flight} of {fleet.kills} kills fell on work in flight"
    )
    assert again, "no kill fell between a commit and its acknowledgement: this run proves too little"
    assert raised >= KILLS // EACH_STEP, "too few escalations fell due: this run proves too little"
    assert looks.in_flight >= KILLS // EACH_IN_FLIGHT, "too few kills fell on work: this run proves too little"
    # As of the last look: what falls due after the last process was told to end has nobody to act on it.
    town.database.run_here(lambda tx: Ledger(replace(tx, now=quiet_at), town, telegram, crowd).check())
    town.database.engine.dispose()
    _says_nothing_about_people(fleet.log)


async def _said(town: Town, telegram: PretendTelegram, crowd: Crowd, fleet: Fleet) -> datetime:
    """Let staff answer what is still open, and wait until nothing is owed to anybody; gives the time of that look."""
    clock = SystemClock()
    quiet, unsaid = 0, -1
    for tenth in range(int(PATIENCE / 0.1)):
        await clock.wait(0.1)
        with transaction(town.database.engine, reading=True) as look:
            now = clock.now()
            unsaid = look.scalar(text(UNSAID), {"now": int(now.timestamp() * 1_000_000)})
            unfinished = list(look.execute(text(UNFINISHED)))
        if tenth % 10 == 0:
            for (contact,) in unfinished:
                crowd.finish_call(contact)
        quiet = quiet + 1 if unsaid == 0 and not telegram.updates.waiting else 0
        if quiet == 3:
            return now
    raise AssertionError(f"{unsaid} things are still owed after {PATIENCE} s:\n{fleet.log[-3000:]}")


def _raised(tx: Transaction, first: datetime, last: datetime) -> int:
    """How often time itself asked the next, or everybody again, between the first kill and the last."""
    lines = select(func.count()).where(
        audit.c.subject == "contact",
        audit.c.verb.in_(("asked", "escalated")),
        audit.c.actor.is_(None),
        audit.c.at.between(first, last),
    )
    return int(tx.connection.scalar(lines) or 0)


def _delivered_again(telegram: PretendTelegram) -> int:
    """How many updates Telegram gave to one process, and then to another."""
    given = Counter(
        update["update_id"]
        for call in telegram.calls
        if call.method == "getUpdates" and isinstance(call.result, list)
        for update in call.result
    )
    return sum(count > 1 for count in given.values())


def _says_nothing_about_people(log: str) -> None:
    """Promise 11: no name, no text and no id of anybody is in what the processes wrote."""
    everybody = {*CALLERS.values(), *TYPERS.values(), *FAMILY.values(), *(name for name, _role in STAFF.values())}
    for secret in (*everybody, "07700", "Kiitos", "1234567:kill"):
        assert secret not in log, f"{secret!r} is in the log"

"""The third way: what must be said is said, in order, urgent first, whatever Telegram answers."""

import asyncio
import threading
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from structlog.testing import capture_logs
from telegram.error import NetworkError

from bot.delivery import Job, Result
from rules.ids import PersonId
from rules.notice import Kind, Notice, Subject, Urgency
from rules.pace import Pace
from sandbox.telegram import Limits
from storage import outbox
from storage.database import Transaction
from storage.tables import outbox as rows
from storage.tables import people
from tests.world import World

CALL = "I need to talk to someone"


def home(to: PersonId, urgency: Urgency = Urgency.REMINDER, **more: object) -> Notice:
    """A message that is always true: today's home screen."""
    return Notice(Kind.HOME, to, Subject.PERSON, to, urgency, **more)  # type: ignore[arg-type]


async def owe(world: World, *notices: Notice) -> None:
    """Write notices, as a rule would."""
    await world.house.database.run(lambda tx: outbox.put(tx, notices))


async def states(world: World, kind: Kind) -> list[str]:
    """What became of the rows of this kind, oldest first."""
    chosen = select(rows.c.state).where(rows.c.kind == kind.value).order_by(rows.c.id)
    return [row.state for row in await world.house.database.run(lambda tx: tx.rows(chosen))]


async def test_429_is_obeyed_to_the_second(team: World) -> None:
    team.telegram.faults.next("sendMessage", "too_many", retry_after=7)
    await team.maria.says("hello")
    await team.forward(minutes=6 / 60)
    assert not team.maria.messages
    await team.forward(minutes=1 / 60)
    assert len(team.maria.messages) == 1


async def test_after_a_429_the_crisis_goes_first(team: World) -> None:
    dan = await team.person_id("dan")
    team.telegram.faults.next("sendMessage", "too_many", retry_after=9)
    await owe(team, home(dan, Urgency.REPLY))
    await team.settle()
    await owe(team, home(dan, Urgency.REPLY))
    await team.maria.says(CALL)
    assert not team.dan.messages
    await team.forward(minutes=1)
    assert "Somebody asks to talk" in team.dan.messages[0].text
    assert team.dan.phone.rung == 3, "the older of two home screens is taken away again"


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_server_that_breaks_is_tried_again_and_nothing_doubles(team: World, status: int) -> None:
    team.telegram.faults.next("sendMessage", "server_error", times=3, status=status)
    await team.maria.says("hello")
    await team.forward(minutes=1)
    assert len(team.maria.messages) == 1


async def test_the_order_of_a_chat_survives_a_retry(team: World) -> None:
    await team.maria.says("/start")
    team.telegram.faults.next("sendMessage", "server_error")
    await team.maria.says("numbers to call now")
    await team.maria.says("hello")
    await team.forward(minutes=1)
    assert "Numbers to call now" in team.maria.messages[1].text
    assert "Nobody reads what is typed here" in team.maria.messages[2].text


async def test_a_message_that_comes_back_while_the_tables_are_busy_still_holds_its_chat(team: World) -> None:
    """Its row is neither waiting nor recorded at that moment; the next one of its chat must not slip past it."""
    await team.maria.says("/start")
    team.telegram.faults.next("sendMessage", "server_error")
    team.maria.phone.says("numbers to call now")
    team.maria.phone.says("hello")
    await team.house.intake.poll(0)
    delivery, door = team.house.delivery, threading.Event()
    await delivery.step()
    delivery.wake.clear()
    busy = asyncio.create_task(team.house.database.run(lambda _tx: door.wait(10)))
    step = asyncio.create_task(delivery.step())
    await delivery.wake.wait()
    door.set()
    await asyncio.gather(busy, step)
    await team.forward(minutes=1)
    assert "Numbers to call now" in team.maria.messages[1].text
    assert "Nobody reads what is typed here" in team.maria.messages[2].text


@pytest.mark.parametrize("kind", ["cut_after", "silence"])
async def test_an_unknown_is_sent_once_more_and_an_urgent_one_says_so(team: World, kind: str) -> None:
    team.maria.phone.says(CALL)
    await team.house.intake.poll(0)
    team.telegram.faults.next("sendMessage", kind, times=2, effect=True)  # type: ignore[arg-type]
    await team.settle()
    await team.forward(minutes=1)
    asks = [bubble.text for bubble in team.dan.messages if "Somebody asks to talk" in bubble.text]
    assert len(asks) == 2
    assert "You may have had this message already." not in asks[0]
    assert "You may have had this message already." in asks[1]


async def test_cuts_before_the_effect_never_lose_a_message(team: World) -> None:
    team.telegram.faults.next("sendMessage", "cut_before", times=6)
    await team.maria.says("hello")
    await team.forward(minutes=5)
    assert len(team.maria.messages) == 1


async def test_who_blocked_the_bot_is_a_next_step_at_once(team: World) -> None:
    team.also_hear("lena", because="the call is put to them as well")
    # Telegram has not told us yet: only the send finds out.
    team.dan.phone.blocked = True
    await team.maria.says(CALL)
    for other in (team.aisha, team.lee):
        assert other.sees("Somebody asks to talk")
    assert "unreachable" in await states(team, Kind.CONTACT_ASK)


async def test_a_chat_that_is_gone_is_a_next_step_at_once(team: World) -> None:
    team.also_hear("lena", "lee", because="the call is put to them as well")
    del team.telegram.phones[102]
    await team.maria.says(CALL)
    assert team.aisha.sees("Somebody asks to talk")


async def test_who_is_back_is_written_to_again(team: World) -> None:
    await team.maria.says("/start")
    team.maria.blocks()
    await team.settle()
    team.maria.phone.unblocks()
    await team.maria.says("hello")
    assert team.maria.sees_anew("Nobody reads what is typed here")


async def test_an_edit_that_changes_nothing_is_fine(team: World) -> None:
    await team.maria.says("/start")
    await team.maria.taps("Numbers to call now")
    data = "h4"
    press = team.maria.phone.presses(data, team.maria.last.message_id)
    await team.settle()
    assert press.answered_at is not None
    assert "999" in team.maria.screen


async def test_only_the_newest_picture_of_a_tapped_screen_is_kept(team: World) -> None:
    await team.maria.says("/start")
    team.telegram.faults.next("editMessageText", "server_error")
    screen = team.maria.last.message_id
    team.maria.phone.presses("h4", screen)
    team.maria.phone.presses("h1", screen)
    await team.settle()
    assert "This is an automatic service" in team.maria.screen


async def test_what_has_expired_is_dropped_not_sent_late(team: World) -> None:
    dan = await team.person_id("dan")
    soon = team.clock.now() + timedelta(minutes=5)
    await owe(team, home(dan, not_before=soon, expires_at=soon + timedelta(minutes=1)))
    team.telegram.faults.next("sendMessage", "too_many", retry_after=120)
    await team.forward(minutes=10)
    assert not team.dan.messages
    assert await states(team, Kind.HOME) == ["dropped"]


async def test_an_escalation_that_comes_late_is_sent_and_says_so(team: World) -> None:
    team.telegram.faults.random(1, 1.0, ["server_error"], ["sendMessage"])
    await team.maria.says(CALL)
    await team.forward(minutes=4)
    assert not team.dan.messages
    team.telegram.faults.calm()
    await team.forward(minutes=0.5)
    assert "This message is late. It is from 9am." in team.dan.screen


async def test_a_crisis_message_is_tried_every_few_seconds_however_long_it_took(team: World) -> None:
    team.telegram.faults.random(1, 1.0, ["server_error"], ["sendMessage"])
    await team.maria.says(CALL)
    await team.forward(minutes=4)
    team.telegram.faults.calm()
    await team.forward(minutes=11 / 60)
    assert team.dan.sees("Somebody asks to talk")


async def test_a_crisis_message_that_telegram_holds_back_is_loud(team: World) -> None:
    dan = await team.person_id("dan")
    team.telegram.faults.next("sendMessage", "too_many", retry_after=600)
    await owe(team, home(dan, Urgency.CRISIS))
    with capture_logs() as lines:
        await team.settle()
    assert ("a crisis message has to wait", 600) in [(line["event"], line.get("seconds")) for line in lines]


async def test_a_message_that_telegram_never_takes_lets_others_pass(
    team: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.also_hear("aisha", because="hers is what passes")
    dan, aisha = await team.person_id("dan"), await team.person_id("aisha")
    refuse_the_first(team, monkeypatch)
    await owe(team, home(dan, Urgency.CRISIS))
    await owe(team, home(dan, Urgency.CRISIS), home(dan))
    await team.forward(minutes=10)
    assert not team.dan.messages, "as long as nothing goes, Telegram may be away, and the order stays"
    for _ in range(2):
        await owe(team, home(aisha))
        await team.forward(minutes=1)
    assert await states(team, Kind.HOME) == ["waiting", *["sent"] * 4]


def refuse_the_first(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram breaks at the first message that is written from now on, and takes all others."""
    delivery = world.house.delivery
    send, refused = delivery._send, set[int]()  # noqa: SLF001 - Telegram knows no numbers of rows

    async def breaks(job: Job) -> Result:
        refused.add(min({job.waiting.id, *refused}))
        return Result(job, fault=NetworkError("Bad Gateway")) if job.waiting.id in refused else await send(job)

    monkeypatch.setattr(delivery, "_send", breaks)


async def test_somebody_who_must_not_be_written_to_gets_nothing(team: World) -> None:
    dan = await team.person_id("dan")
    await owe(team, home(dan))
    await team.house.database.run(
        lambda tx: tx.execute(people.update().where(people.c.id == dan).values(do_not_message=True))
    )
    await team.settle()
    assert not team.dan.messages
    assert await states(team, Kind.HOME) == ["unreachable"]


async def test_a_notice_that_cannot_be_made_stops_no_other(team: World) -> None:
    dan = await team.person_id("dan")
    broken = Notice(Kind.REPLY, dan, Subject.PERSON, dan, Urgency.CRISIS)
    await owe(team, broken)

    def spoil(tx: Transaction) -> None:
        tx.execute(rows.update().values(payload_sealed=tx.seal("no message")))

    await team.house.database.run(spoil)
    await owe(team, home(dan))
    await team.settle()
    assert len(team.dan.messages) == 1
    assert await states(team, Kind.REPLY) == ["waiting"]


@pytest.mark.parametrize(
    "damage",
    [{"kind": "from_2030"}, {"facts": "{"}, {"payload_sealed": "no seal"}, {"subject": "nothing"}],
    ids=["kind", "facts", "payload", "subject"],
)
async def test_a_row_that_cannot_be_read_stops_no_other(team: World, damage: dict[str, str]) -> None:
    dan, aisha = await team.person_id("dan"), await team.person_id("aisha")
    await owe(team, home(dan, Urgency.CRISIS))
    await team.house.database.run(lambda tx: tx.execute(rows.update().values(**damage)))
    await owe(team, home(dan), home(aisha))
    with capture_logs() as lines:
        await team.forward(minutes=3)
    assert len(team.dan.messages) == len(team.aisha.messages) == 1
    assert {"critical"} == {line["log_level"] for line in lines}


async def test_somebody_whose_chat_cannot_be_opened_stops_no_other(team: World) -> None:
    dan, aisha = await team.person_id("dan"), await team.person_id("aisha")
    spoilt = people.update().where(people.c.id == dan).values(telegram_sealed="no seal", name_sealed="no seal")
    await team.house.database.run(lambda tx: tx.execute(spoilt))
    await owe(team, home(dan), home(aisha))
    await team.forward(minutes=3)
    assert len(team.aisha.messages) == 1
    assert await states(team, Kind.HOME) == ["waiting", "sent"], "it is not given up"


async def test_real_limits_are_kept_without_running_into_any(engine: Engine) -> None:
    world = World(engine, limits=Limits(per_chat_burst=5), pace=Pace())
    await world.open()
    try:
        await world.hires("lena", "dan", "aisha", "lee")
        everybody = [await world.person_id(name) for name in ("lena", "dan", "aisha", "lee")]
        for person in everybody:
            await owe(world, *(home(person) for _ in range(30)))
        await world.forward(minutes=3)
        assert {call.status for call in world.telegram.calls} == {200}
        assert await states(world, Kind.HOME) == ["sent"] * 120
    finally:
        await world.close()


async def test_a_crisis_overtakes_a_heap_of_reminders(engine: Engine) -> None:
    world = World(engine, limits=Limits(per_chat_burst=5), pace=Pace())
    await world.open()
    try:
        await world.hires("lena", "dan", "aisha", "lee", on_duty=("dan",))
        dan = await world.person_id("dan")
        await owe(world, *(home(dan) for _ in range(40)))
        await world.settle()
        before = len(world.dan.messages)
        await world.maria.says(CALL)
        assert len(world.dan.messages) == before + 1, "a word is kept for a crisis in each chat"
        assert "Somebody asks to talk" in world.dan.last.text
    finally:
        await world.close()


async def test_a_message_that_was_in_the_air_at_the_end_goes_out_again(team: World) -> None:
    dan = await team.person_id("dan")
    await owe(team, home(dan))
    claimed = await team.house.database.run(lambda tx: outbox.claim(tx, limit=5))
    assert len(claimed) == 1
    await team.settle()
    assert not team.dan.messages, "what is in the air is not sent twice by the same process"
    assert await team.house.database.run(outbox.release_unsent) == 1
    await team.settle()
    assert len(team.dan.messages) == 1

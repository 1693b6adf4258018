"""The first way: each update has its effect once, whatever it holds and whenever the process ends."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from storage.database import Transaction, opened
from storage.tables import handled, metadata, people, set_aside, teams
from tests.world import World

CALL = "I need to talk to someone"
NUMBER = "07700 900123"


@pytest.fixture
async def lasting(tmp_path: Path) -> AsyncIterator[World]:
    """The team on a database that outlives its process."""
    with opened(f"sqlite:///{tmp_path / 'tornio.db'}") as engine:
        metadata.create_all(engine)
        world = World(engine)
        await world.open()
        await world.hires("lena", "dan", "aisha", "lee", on_duty=("dan",))
        yield world
        await world.close()


def put_aside(tx: Transaction) -> list[str]:
    """Why each update was set aside."""
    return [row.why for row in tx.rows(select(set_aside.c.why).order_by(set_aside.c.id))]


def broken_waits(tx: Transaction, waits: str) -> str:
    """Put something into the team's waits, and give what was there: a fault of ours, made to order."""
    row = tx.row(select(teams.c.waits))
    assert row is not None
    tx.execute(update(teams).values(waits=waits))
    return str(row.waits)


async def test_a_half_typed_number_survives_a_restart(lasting: World) -> None:
    await lasting.maria.says("/start")
    await lasting.maria.taps(CALL)
    await lasting.maria.taps("Phone me")
    await lasting.restart()
    await lasting.maria.says(NUMBER)
    assert f"You would like to be phoned on {NUMBER[:5]} 900 123." in lasting.maria.screen


async def test_a_button_from_before_a_restart_still_works(lasting: World) -> None:
    await lasting.maria.says("/start")
    await lasting.maria.taps(CALL)
    await lasting.restart()
    await lasting.dan.taps("I have this")
    assert lasting.maria.sees("Dan has seen your call")


async def test_what_was_written_while_nobody_listened_is_heard_after_a_restart(lasting: World) -> None:
    lasting.maria.phone.says(CALL)
    await lasting.restart()
    await lasting.settle()
    assert lasting.dan.sees("Somebody asks to talk")


async def test_an_update_that_comes_twice_has_one_effect(team: World) -> None:
    team.maria.phone.says("hello")
    raws = [waiting.update for waiting in team.telegram.updates.waiting]
    await team.house.intake.hear(raws)
    await team.house.intake.hear([*raws, *raws])
    await team.settle()
    assert len(team.maria.messages) == 1


async def test_a_press_that_comes_twice_is_answered_though_it_has_no_effect(team: World) -> None:
    team.also_hear("dan", because="the call is put to them as well")
    await team.maria.says("/start")
    press = team.maria.phone.presses("c1", team.maria.last.message_id)
    raws = [waiting.update for waiting in team.telegram.updates.waiting]
    # The first process dies after the commit: what it wanted to send directly is gone with it.
    await team.house.database.run(lambda tx: team.house.hearing.hear(tx, raws))
    await team.settle()
    assert press.answered_at is not None


@pytest.mark.parametrize(
    "update",
    [
        {"callback_query": {"id": "1"}},
        {"message": "words"},
        {"message": {"message_id": 5}},
        {"my_chat_member": {"chat": {}}},
        {"callback_query": {"id": "1", "from": {"id": "x"}, "data": 7}},
    ],
    ids=["no sender", "no message", "half a message", "half a member", "wrong types"],
)
async def test_an_update_that_cannot_be_read_stops_nobody(team: World, update: dict[str, Any]) -> None:
    team.telegram.inject(update)
    await team.sam.says("hello")
    assert team.sam.sees("Nobody has read your message")
    assert len(await team.house.database.run(put_aside)) == 1


async def test_updates_with_strange_numbers_stop_nobody(team: World) -> None:
    body = {"message": {"message_id": 1}}
    strange: list[dict[str, Any]] = [body, *({"update_id": n, **body} for n in (-1, 2**70, True, "7", None, 1.5))]
    team.sam.phone.says("hello")
    await team.house.intake.hear([*strange, *(waiting.update for waiting in team.telegram.updates.waiting)])
    await team.settle()
    assert team.sam.sees("Nobody has read your message")


async def test_a_fault_of_ours_is_told_and_the_next_is_heard(team: World) -> None:
    await team.maria.says("/start")
    await team.sam.says("/start")
    kept = await team.house.database.run(lambda tx: broken_waits(tx, "{"))
    team.maria.phone.says(CALL)
    team.sam.phone.says("hello")
    await team.settle()
    assert team.maria.sees_anew("That did not work")
    assert team.sam.sees_anew("Nobody reads what is typed here")
    assert await team.house.database.run(put_aside) == ["JSONDecodeError"]
    await team.house.database.run(lambda tx: broken_waits(tx, kept))
    await team.maria.says(CALL)
    assert team.dan.sees("Somebody asks to talk")


async def test_what_was_set_aside_is_sealed(team: World) -> None:
    await team.maria.says("/start")
    await team.house.database.run(lambda tx: broken_waits(tx, "{"))
    await team.maria.says(CALL)

    def raw(tx: Transaction) -> str:
        row = tx.row(select(set_aside.c.raw_sealed))
        assert row is not None
        return str(row.raw_sealed)

    sealed = await team.house.database.run(raw)
    assert CALL not in sealed
    assert CALL in await team.house.database.run(lambda tx: tx.open(sealed))


async def test_a_caller_whose_stored_name_is_damaged_is_heard_all_the_same(team: World) -> None:
    await team.maria.says("/start")
    spoilt = update(people).where(people.c.id == await team.person_id("maria")).values(name_sealed="no seal")
    await team.house.database.run(lambda tx: tx.execute(spoilt))
    with capture_logs() as lines:
        await team.maria.says(CALL)
    assert team.dan.sees("Somebody asks to talk")
    assert "critical" in {line["log_level"] for line in lines}


async def test_a_refusal_takes_everything_of_its_update_back(team: World) -> None:
    team.also_hear("dan", because="the call is put to them as well")
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    await team.maria.taps("Phone me")
    before = await team.house.database.run(lambda tx: [tuple(row) for row in tx.rows(select(people))])
    await team.maria.says("my number is a secret")
    assert "That was no phone number" in team.maria.screen
    assert before == await team.house.database.run(lambda tx: [tuple(row) for row in tx.rows(select(people))])
    await team.maria.says(NUMBER)
    assert "You would like to be phoned on" in team.maria.screen, "the question stands as before"


async def test_a_stranger_whose_first_word_is_refused_is_answered(team: World) -> None:
    await team.maria.says(CALL)
    data = next(k.callback_data for row in team.dan.last.buttons for k in row if k.text == "I have this")
    team.stranger.phone.started = True
    press = team.stranger.phone.presses(str(data), 1)
    team.sam.phone.says("hello")
    await team.settle()
    assert press.text
    assert team.sam.sees("Nobody has read your message")
    assert await team.house.database.run(put_aside) == []


async def test_a_full_disk_loses_nothing() -> None:
    with opened("sqlite://") as engine:
        metadata.create_all(engine)
        world = World(engine)
        await world.open()
        try:
            await _fills_up(world)
        finally:
            await world.close()


async def _fills_up(world: World) -> None:
    def fill(tx: Transaction) -> None:
        pages = tx.connection.scalar(text("PRAGMA page_count"))
        tx.connection.execute(text(f"PRAGMA max_page_count = {pages}"))

    await world.house.database.run(fill)
    words = [f"hello {n}" for n in range(60)]
    for each in words:
        world.sam.phone.says(each)
    with pytest.raises(OperationalError):
        await world.settle()
    waiting = len(world.telegram.updates.waiting)
    assert waiting == len(words), "what was not committed is not acknowledged"
    await world.house.database.run(lambda tx: tx.connection.execute(text("PRAGMA max_page_count = 100000")))
    await world.settle()
    assert len(world.sam.messages) == len(words)
    known = await world.house.database.run(lambda tx: len(tx.rows(select(handled.c.update_id))))
    assert known == len(words)
    assert await world.house.database.run(put_aside) == []

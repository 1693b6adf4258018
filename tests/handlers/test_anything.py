"""Any update, any bytes, any text, from anyone: a kind answer or nothing, never a fault, never another's data."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from structlog.testing import capture_logs

from handlers.buttons import BUTTONS, encode
from storage.database import Transaction
from storage.tables import set_aside
from tests.databases import BOTH
from tests.handlers.anything_readers import AT_FIRST, Known, Readers, known_now, leaks, more
from tests.handlers.anything_shapes import BOT, Cast, presses_of_anybody, updates
from tests.handlers.matrix_buttons import Facts, Maker
from tests.handlers.matrix_families import COLLEAGUE, Things, user_of
from tests.handlers.matrix_people import PHONED, Who
from tests.handlers.matrix_world import Pattern, build, copy_of
from tests.world import World

SLOW = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)
"""The database is emptied and filled for each example, and a busy machine takes its time."""
FUZZ = settings(max_examples=20, deadline=None, suppress_health_check=SLOW)
LOUD = ("error", "critical")


@pytest.fixture(scope="module")
def pattern() -> Pattern:
    return build()


@pytest.fixture(scope="module")
def cast(pattern: Pattern) -> Cast:
    """Everybody who has an account, with every button about the things of both families."""

    async def read() -> dict[str, list[str]]:
        async with copy_of(pattern) as world:
            presses: dict[str, list[str]] = {}
            for things in (pattern.theirs, pattern.others):
                facts = await world.house.database.run(partial(Facts.read, things=things))
                maker = Maker(replace(pattern, theirs=_complete(things)), facts)
                for button in BUTTONS:
                    made = [encode(each) for choices in maker.about(button) for each in choices]
                    presses.setdefault(button.tag, []).extend(made)
            return presses

    both = (pattern.theirs, pattern.others)
    return Cast(
        accounts=[COLLEAGUE, *(user_of(who) for who in Who)],
        presses=asyncio.run(read()),
        ids=sorted(pattern.known),
        tokens=[token for things in both for token in things.tokens.values()],
    )


@pytest.fixture
def kind() -> str:
    """The stricter kind: PostgreSQL takes no zero byte and no number that is too large, and SQLite takes both."""
    return BOTH[-1]


def _complete(things: Things) -> Things:
    """Nobody is suggested in the other family; whoever is gone from it does as well."""
    return replace(things, people={"suggested": things.people["gone"], **things.people})


def test_no_update_is_a_fault_or_tells_a_secret(pattern: Pattern, cast: Cast, kind: str) -> None:
    @FUZZ
    @given(raws=updates(cast), seed=st.integers(0, 2**32))
    def anybody_sends(raws: list[dict[str, Any]], seed: int) -> None:
        asyncio.run(everything_goes_well(pattern, kind, [*presses_of_anybody(cast, seed), *raws]))

    anybody_sends()


async def everything_goes_well(pattern: Pattern, kind: str, raws: Sequence[dict[str, Any]]) -> None:
    """Nothing is set aside, nothing is loud, each press is answered, and nobody reads what is not for them."""
    async with copy_of(pattern, kind) as world:
        run = world.house.database.run
        readers = Readers(world.telegram)
        with capture_logs() as lines:
            pressed = {press for number, raw in enumerate(raws) for press in sends(world, readers, number, raw)}
            await world.settle()
        said, bearers = readers.news(), bearers_of(pattern, raws)
        known = AT_FIRST
        if leaks(said, more(known, bearers)):
            # Then somebody has learned something new, and the tables say why: or it is a leak.
            known = more(known, await run(known_now))
        assert not (found := leaks(said, more(known, bearers))), "\n".join(found)
        assert await aside(world) == [], "an update that could be parsed was set aside"
        loud = [line for line in lines if line["log_level"] in LOUD]
        assert not loud, f"something did not work: {loud}"
        assert pressed <= readers.answered(), "a phone keeps spinning"


def bearers_of(pattern: Pattern, raws: Sequence[Mapping[str, Any]]) -> Known:
    """Whoever has somebody's link reads whose it is."""
    made: dict[int, frozenset[str]] = {}
    for body in (body for raw in raws for body in raw.values() if "from" in body):
        for things, name in ((pattern.theirs, PHONED), (pattern.others, "Philippa")):
            if things.tokens["family"] in str(body):
                account = body["from"]["id"]
                made[account] = made.get(account, frozenset()) | {name}
    return made


def sends(world: World, readers: Readers, number: int, raw: Mapping[str, Any]) -> set[str]:
    """Put the update into the queue; the press that must be answered, if it is one."""
    query = raw.get("callback_query")
    if query is None:
        world.telegram.inject(raw)
        return set()
    # Telegram gives no two presses the same id.
    press = f"{number}-{query['id']}"
    readers.presses[press] = query["from"]["id"]
    world.telegram.inject({"callback_query": {**query, "id": press}})
    message = query.get("message")
    own = message is None or (message["chat"]["type"], message["chat"]["id"]) == ("private", query["from"]["id"])
    return {press} if own and not query["from"]["is_bot"] else set()


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10) | st.sampled_from(["\ud800", 2**70, 1e308]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
"""Any JSON."""
SHAPED: Mapping[str, Any] = {
    "message_id": 1, "date": 1, "chat": {"id": 1001, "type": "private"}, "from": {"id": 1001, "is_bot": False},
    "id": "1", "data": "c1", "text": "hello", "message": {}, "new_chat_member": {"status": "kicked", "user": BOT},
}  # fmt: skip
half = st.builds(
    lambda kept, other: {name: other.get(name, SHAPED[name]) for name in kept},
    st.sets(st.sampled_from(sorted(SHAPED))),
    st.dictionaries(st.sampled_from(sorted(SHAPED)), junk, max_size=3),
)
"""Something of the right shape in part."""
kinds = st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member", "channel_post", "unheard_of"])


@settings(FUZZ, max_examples=12)
@given(bodies=st.lists(st.tuples(kinds, junk | half), min_size=1, max_size=4))
def test_what_cannot_be_parsed_is_set_aside_and_the_next_is_heard(
    pattern: Pattern, kind: str, bodies: list[tuple[str, Any]]
) -> None:
    asyncio.run(the_next_is_heard(pattern, kind, bodies))


async def the_next_is_heard(pattern: Pattern, kind: str, bodies: list[tuple[str, Any]]) -> None:
    async with copy_of(pattern, kind) as world:
        readers = Readers(world.telegram)
        for name, body in bodies:
            world.telegram.inject({name: body})
        await world.settle()
        centre = world.everybody[Who.CENTRE.value]
        heard = len(centre.messages)
        await centre.says("/start")
        assert len(centre.messages) > heard
        assert not (found := leaks(readers.news(), AT_FIRST)), "\n".join(found)


async def aside(world: World) -> list[str]:
    """Which updates were set aside, and why."""

    def read(tx: Transaction) -> list[str]:
        return [f"{row.why}: {tx.open(row.raw_sealed)}" for row in tx.rows(select(set_aside))]

    return await world.house.database.run(read)

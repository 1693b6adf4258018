"""Any update, any bytes, any text, from anyone: a kind answer or nothing, never a fault, never another's data."""

import string
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from handlers.buttons import BUTTONS
from storage.database import Transaction
from storage.tables import set_aside
from tests.world import World, text_of

STRANGER = 301
SECRETS = ("Zebulon", "Wilhelmina", "quiet harbour", "Quiet harbour", "17 Mill Lane")
"""Names, a code name and a place that only others know."""

FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

user = st.fixed_dictionaries(
    {
        "id": st.sampled_from([STRANGER, 999_999_999]),
        "is_bot": st.sampled_from([False]),
        "first_name": st.text(min_size=1, max_size=64),
    },
    optional={"language_code": st.sampled_from(["en", "fi", "ar", "zz", ""]), "username": st.text(max_size=20)},
)
text = st.one_of(
    st.text(max_size=200),
    st.sampled_from(["/start", "/start x", "/START " + "a" * 64, "/", "//", "yes", "I need to talk to someone"]),
    st.text(alphabet=string.printable, max_size=4096),
)
identity = st.text(alphabet="abcdefghijklmnopqrstuvwxyz234567", min_size=10, max_size=10)
data = st.one_of(
    st.text(max_size=64),
    st.builds(
        lambda tag, parts: ".".join([tag, *parts])[:64],
        st.sampled_from([button.tag for button in BUTTONS]),
        st.lists(st.one_of(identity, st.integers(-(10**9), 10**9).map(str), st.text(max_size=8)), max_size=4),
    ),
)


@st.composite
def message(draw: st.DrawFn) -> dict[str, Any]:
    """A message of any kind that a private chat can hold."""
    sender = draw(user)
    body: dict[str, Any] = {
        "message_id": draw(st.integers(1, 2**31 - 1)),
        "date": draw(st.integers(0, 2**31 - 1)),
        "chat": {"id": sender["id"], "type": draw(st.sampled_from(["private", "private", "private", "group"]))},
        "from": sender,
    }
    extra = draw(
        st.sampled_from(["text", "text", "text", "contact", "location", "sticker", "document", "photo", "nothing"])
    )
    match extra:
        case "text":
            body["text"] = draw(text)
        case "contact":
            body["contact"] = {"phone_number": draw(st.text(max_size=30)), "first_name": "X", "user_id": sender["id"]}
        case "location":
            body["location"] = {"latitude": draw(st.floats(-90, 90)), "longitude": draw(st.floats(-180, 180))}
        case "sticker" | "document":
            body["document"] = {"file_id": "f", "file_unique_id": "u", "file_name": draw(st.text(max_size=30))}
        case "photo":
            body["photo"] = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
            body["caption"] = draw(text)
    return body


@st.composite
def update(draw: st.DrawFn) -> dict[str, Any]:
    """Any update that we ask Telegram for."""
    kind = draw(st.sampled_from(["message", "callback_query", "callback_query", "edited_message", "my_chat_member"]))
    body: dict[str, Any]
    match kind:
        case "callback_query":
            body = {"id": draw(st.text(min_size=1, max_size=20)), "from": draw(user), "chat_instance": "1"}
            body |= draw(
                st.fixed_dictionaries(
                    {}, optional={"data": data, "message": message(), "game_short_name": st.just("g")}
                )
            )
        case "my_chat_member":
            sender = draw(user)
            status = st.sampled_from(["member", "kicked", "left"])
            bot = {"id": 1, "is_bot": True, "first_name": "b"}
            body = {
                "chat": {"id": sender["id"], "type": draw(st.sampled_from(["private", "group"]))},
                "from": sender,
                "date": 1,
                "old_chat_member": {"user": bot, "status": draw(status), "until_date": 0},
                "new_chat_member": {"user": bot, "status": draw(status), "until_date": 0},
            }
        case _:
            body = draw(message())
    return {kind: body}


@pytest.fixture
async def populated() -> AsyncIterator[World]:
    """A team with a secret or two, which no stranger may ever read."""
    world = World()
    await world.open()
    for name, called in (("lena", "Zebulon"), ("dan", "Wilhelmina")):
        world.everybody[name].phone.first_name = called
    await world.hires("lena", "dan", "aisha", "lee", on_duty=("dan",))
    world.stranger.phone.started = True
    yield world
    await world.close()


@FUZZ
@given(st.lists(update(), min_size=1, max_size=4))
async def test_no_update_is_a_fault_or_tells_a_secret(populated: World, updates: list[dict[str, Any]]) -> None:
    world = populated
    before = await aside(world)
    for raw in updates:
        world.telegram.inject(raw)
    await world.settle()
    assert await aside(world) == before, "an update that could be parsed was set aside"
    for bubble in world.stranger.messages:
        assert not any(secret in text_of(bubble) for secret in SECRETS), text_of(bubble)


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
"""Any JSON."""


@FUZZ
@given(st.lists(junk, min_size=1, max_size=3))
async def test_what_cannot_be_parsed_is_set_aside_and_the_next_is_heard(populated: World, bodies: list[Any]) -> None:
    world = populated
    world.stranger.phone.started = True
    for body in bodies:
        world.telegram.inject({"message": body})
    heard = max((bubble.message_id for bubble in world.stranger.messages), default=0)
    await world.stranger.says("/start")
    assert world.stranger.last.message_id > heard


async def aside(world: World) -> int:
    """How many updates were set aside."""

    def count(tx: Transaction) -> int:
        return len(tx.rows(select(set_aside.c.id)))

    return await world.house.database.run(count)

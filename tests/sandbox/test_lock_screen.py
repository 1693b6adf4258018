"""A push stands on the lock screen for as long as its message stands in the chat."""

from __future__ import annotations

from sandbox.telegram import Phone, PretendTelegram
from tests.sandbox.conftest import Dial, told


async def test_a_deleted_message_takes_its_push_away_read_or_not(
    telegram: PretendTelegram, mum: Phone, dial: Dial
) -> None:
    for text in ("12 Elm Road, Dover", "Can you come?"):
        told(await telegram.call("sendMessage", {"chat_id": 7, "text": text}))
    address, question = (bubble.message_id for bubble in mum.bubbles[-2:])
    mum.reads()
    dial.forward(hours=1)
    told(await telegram.call("deleteMessage", {"chat_id": 7, "message_id": address}))
    assert [(line.text, line.cleared) for line in mum.lock_screen] == [("Can you come?", True)]
    told(await telegram.call("deleteMessage", {"chat_id": 7, "message_id": question}))
    assert mum.lock_screen == []
    assert (mum.received, mum.rung) == (2, 2), "what was heard was heard"

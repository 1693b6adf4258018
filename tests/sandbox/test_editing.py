"""Edits, deletions, presses and what a phone's chat becomes."""

from __future__ import annotations

import json

import pytest

from sandbox.telegram import Phone, PhoneRefuses, PretendTelegram
from sandbox.telegram.replies import Upload
from tests.sandbox.conftest import Dial, refused, told

TWO = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}, {"text": "Map", "url": "https://example.org"}]]}
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
async def card(telegram: PretendTelegram, mum: Phone) -> int:
    """A message with two buttons on Mum's phone."""
    params = {"chat_id": 7, "text": "Come?", "reply_markup": TWO}
    told(await telegram.call("sendMessage", params))
    return mum.bubbles[-1].message_id


async def test_an_edit_changes_text_and_takes_buttons_away(
    telegram: PretendTelegram, mum: Phone, card: int, dial: Dial
) -> None:
    dial.forward(minutes=1)
    edit = {"chat_id": 7, "message_id": card, "text": "Thank you"}
    told(await telegram.call("editMessageText", edit))
    bubble = mum.bubble(card)
    assert (bubble.text, bubble.buttons, bubble.edited_at) == ("Thank you", [], dial.at)
    assert mum.unread == 1
    assert len(mum.lock_screen) == 1


async def test_an_edit_that_changes_nothing_says_so(telegram: PretendTelegram, mum: Phone, card: int) -> None:
    edit = {"chat_id": 7, "message_id": card, "text": "Come?", "reply_markup": json.dumps(TWO)}
    assert refused(await telegram.call("editMessageText", edit)) == (400, NOT_MODIFIED)
    same = {"chat_id": 7, "message_id": card, "reply_markup": TWO}
    assert refused(await telegram.call("editMessageReplyMarkup", same)) == (400, NOT_MODIFIED)
    told(await telegram.call("editMessageReplyMarkup", {"chat_id": 7, "message_id": card}))
    assert mum.bubble(card).buttons == []


async def test_what_cannot_be_edited(telegram: PretendTelegram, mum: Phone, card: int) -> None:
    dad = telegram.add_phone(8, "Dad")
    dad.opens()
    told(await telegram.call("sendDocument", {"chat_id": 7}, {"document": Upload("a", b"a")}))
    file = mum.bubbles[-1].message_id
    for chat, number, words in (
        (7, 9, "message to edit not found"),
        (8, card, "message to edit not found"),
        (7, mum.bubbles[0].message_id, "message can't be edited"),
        (7, 0, "message identifier is not specified"),
        (7, file, "there is no text in the message to edit"),
    ):
        edit = {"chat_id": chat, "message_id": number, "text": "x"}
        assert refused(await telegram.call("editMessageText", edit)) == (
            400,
            f"Bad Request: {words}",
        )
    wrong = {"chat_id": 7, "message_id": "x", "text": "x"}
    assert refused(await telegram.call("editMessageText", wrong))[0] == 400


async def test_a_caption_can_be_edited(telegram: PretendTelegram, mum: Phone, card: int) -> None:
    told(await telegram.call("sendDocument", {"chat_id": 7}, {"document": Upload("a", b"a")}))
    file = mum.bubbles[-1].message_id
    edit = {"chat_id": 7, "message_id": file, "caption": "New <b>date</b>", "parse_mode": "HTML"}
    told(await telegram.call("editMessageCaption", edit))
    assert mum.bubble(file).caption == "New date"
    assert refused(await telegram.call("editMessageCaption", edit)) == (400, NOT_MODIFIED)
    assert refused(await telegram.call("editMessageCaption", {"chat_id": 7, "message_id": card, "caption": "x"}))[
        1
    ].endswith("there is no caption in the message to edit")


async def test_messages_can_be_deleted_for_48_hours(
    telegram: PretendTelegram, mum: Phone, card: int, dial: Dial
) -> None:
    theirs = mum.bubbles[0].message_id
    told(await telegram.call("deleteMessage", {"chat_id": 7, "message_id": theirs}))
    told(await telegram.call("deleteMessage", {"chat_id": 7, "message_id": card}))
    assert mum.bubbles == []
    assert mum.unread == 0
    assert mum.lock_screen == []
    assert refused(await telegram.call("deleteMessage", {"chat_id": 7, "message_id": card})) == (
        400,
        "Bad Request: message to delete not found",
    )
    mum.says("old")
    old = mum.bubbles[-1].message_id
    dial.forward(hours=49)
    assert refused(await telegram.call("deleteMessage", {"chat_id": 7, "message_id": old})) == (
        400,
        "Bad Request: message can't be deleted for everyone",
    )


async def test_many_can_be_deleted_at_once(telegram: PretendTelegram, mum: Phone, card: int) -> None:
    numbers = [bubble.message_id for bubble in mum.bubbles]
    for wrong in ("[]", json.dumps([*range(101)]), '["x"]', "no"):
        call = {"chat_id": 7, "message_ids": wrong}
        assert refused(await telegram.call("deleteMessages", call))[0] == 400
    told(await telegram.call("deleteMessages", {"chat_id": 7, "message_ids": [*numbers, 1]}))
    assert mum.bubbles == []


async def test_a_press_is_answered_once(telegram: PretendTelegram, mum: Phone, card: int) -> None:
    press = mum.taps(card, 0, 0)
    query = telegram.updates.waiting[-1].update["callback_query"]
    assert isinstance(query, dict)
    assert (query["data"], query["message"]["message_id"]) == ("y", card)
    answer = {"callback_query_id": press.id, "text": "Done", "show_alert": True}
    told(await telegram.call("answerCallbackQuery", answer))
    assert (press.text, press.alert, press.expired) == ("Done", True, False)
    assert refused(await telegram.call("answerCallbackQuery", answer)) == (400, TOO_OLD)


async def test_a_press_that_waits_too_long_expires(
    telegram: PretendTelegram, mum: Phone, card: int, dial: Dial
) -> None:
    press = mum.taps(card, 0, 0)
    dial.forward(seconds=31)
    assert press.expired
    answer = {"callback_query_id": press.id}
    assert refused(await telegram.call("answerCallbackQuery", answer)) == (400, TOO_OLD)


async def test_an_answer_has_200_characters_at_most(telegram: PretendTelegram, mum: Phone, card: int) -> None:
    press = mum.taps(card, 0, 0)
    for wrong in ({"text": "x" * 201}, {"url": "https://example.org"}):
        answer = {"callback_query_id": press.id, **wrong}
        assert refused(await telegram.call("answerCallbackQuery", answer))[0] == 400
    link = {"callback_query_id": press.id, "url": "https://t.me/tornio_demo_bot?start=abc"}
    told(await telegram.call("answerCallbackQuery", link))


async def test_hostile_presses_reach_the_bot(telegram: PretendTelegram, mum: Phone) -> None:
    mum.presses("\x00" * 500, 424242)
    mum.presses("any", None)
    unknown, inline = (item.update["callback_query"] for item in telegram.updates.waiting)
    assert isinstance(unknown, dict)
    assert isinstance(inline, dict)
    assert unknown["message"]["date"] == 0
    assert "message" not in inline


async def test_a_forwarded_card_keeps_only_its_links(telegram: PretendTelegram, mum: Phone, card: int) -> None:
    dad = telegram.add_phone(8, "Dad")
    dad.forwards(mum.bubble(card), of=mum)
    bubble = dad.bubbles[-1]
    assert [[key.text for key in row] for row in bubble.buttons] == [["Map"]]
    with pytest.raises(PhoneRefuses, match="opens"):
        dad.taps(bubble.message_id, 0, 0)
    message = telegram.updates.waiting[-1].update["message"]
    assert isinstance(message, dict)
    assert message["forward_origin"]["sender_user"]["is_bot"] is True


async def test_everything_else_a_phone_can_send(telegram: PretendTelegram, mum: Phone) -> None:
    mum.says("first")
    mum.edits(mum.bubbles[-1].message_id, "second /help")
    mum.sends_contact("+447700900123")
    mum.sends_contact("+447700900456", first_name="Gran")
    mum.sends_location(51.0, 1.0)
    mum.sends({"sticker": {"file_id": "s"}})
    _, edited, own, gran, place, sticker = (item.update for item in telegram.updates.waiting)
    assert edited["edited_message"]["entities"] == [  # type: ignore[index]
        {"type": "bot_command", "offset": 7, "length": 5}
    ]
    assert own["message"]["contact"]["user_id"] == 7  # type: ignore[index]
    assert "user_id" not in gran["message"]["contact"]  # type: ignore[index]
    assert place["message"]["location"]["latitude"] == 51.0  # type: ignore[index]
    assert sticker["message"]["sticker"] == {"file_id": "s"}  # type: ignore[index]


async def test_a_menu_follows_scope_and_language(telegram: PretendTelegram, mum: Phone) -> None:
    async def menu(words: str, **where: object) -> None:
        lines = json.dumps([{"command": "help", "description": words}])
        told(await telegram.call("setMyCommands", {"commands": lines, **where}))

    def shown() -> list[str]:
        return [line.description for line in mum.commands]

    assert shown() == []
    await menu("everybody")
    await menu("kaikki", language_code="fi")
    assert shown() == ["everybody"]
    mum.language_code = "fi-FI"
    assert shown() == ["kaikki"]
    await menu("private", scope='{"type": "all_private_chats"}')
    assert shown() == ["private"]
    own = json.dumps({"type": "chat", "chat_id": 7})
    await menu("mum", scope=own)
    assert shown() == ["mum"]
    found = told(await telegram.call("getMyCommands", {"scope": own}))
    assert found == [{"command": "help", "description": "mum"}]
    told(await telegram.call("deleteMyCommands", {"scope": own}))
    assert shown() == ["private"]


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"commands": '[{"command": "Help me", "description": "x"}]'},
        {"commands": '[{"command": "help", "description": " "}]'},
        {"commands": '[{"command": "help"}]'},
        {"commands": "[]", "scope": '{"type": "moon"}'},
        {"commands": "[]", "scope": '{"type": "chat", "chat_id": 12}'},
        {"commands": "[]", "language_code": "finnish"},
        {"commands": json.dumps([{"command": f"c{n}", "description": "x"} for n in range(101)])},
    ],
)
async def test_menus_that_are_refused(telegram: PretendTelegram, params: dict[str, object]) -> None:
    assert refused(await telegram.call("setMyCommands", params))[0] == 400


@pytest.mark.parametrize(
    ("method", "field", "most", "before"),
    [
        ("Name", "name", 64, "Tornio"),
        ("Description", "description", 512, ""),
        ("ShortDescription", "short_description", 120, ""),
    ],
)
async def test_the_bot_describes_itself_by_language(
    telegram: PretendTelegram, method: str, field: str, most: int, before: str
) -> None:
    async def described(language: str) -> object:
        return told(await telegram.call(f"getMy{method}", {"language_code": language}))

    assert await described("") == {field: before}
    told(await telegram.call(f"setMy{method}", {field: "x" * most}))
    told(await telegram.call(f"setMy{method}", {field: "suomeksi", "language_code": "fi"}))
    assert await described("fi") == {field: "suomeksi"}
    assert await described("sv") == {field: "x" * most}
    told(await telegram.call(f"setMy{method}", {"language_code": "fi"}))
    assert await described("fi") == {field: "x" * most}
    assert refused(await telegram.call(f"setMy{method}", {field: "x" * (most + 1)}))[0] == 400

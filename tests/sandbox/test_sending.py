"""What the bot may send, and how the server words its refusals."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pytest

from sandbox.telegram import KeyButton, Limits, Phone, PretendTelegram
from sandbox.telegram.files import picture_size
from sandbox.telegram.replies import Upload
from tests.sandbox.conftest import TOKEN, Dial, refused, told

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x20\x00\x00\x00\x10\x08\x00\x00\x00\x00"


def keys(*rows: Sequence[Mapping[str, object]]) -> str:
    return json.dumps({"inline_keyboard": rows})


async def test_a_message_shows_on_the_phone_and_on_the_lock_screen(telegram: PretendTelegram, mum: Phone) -> None:
    message = told(
        await telegram.call(
            "sendMessage",
            {
                "chat_id": "7",
                "text": "  Can you\n\ncome?  ",
                "reply_markup": keys([{"text": "I can come", "callback_data": "a"}]),
            },
        )
    )
    bubble = mum.bubbles[-1]
    assert isinstance(message, dict)
    assert message["message_id"] == bubble.message_id
    assert bubble.text == message["text"] == "Can you\n\ncome?"
    assert bubble.buttons == [[KeyButton("I can come", "a")]]
    assert bubble.button("I can come") == (0, 0)
    assert mum.unread == 1
    assert [line.text for line in mum.lock_screen] == ["Can you\ncome?"]
    mum.reads()
    assert mum.unread == 0
    assert mum.lock_screen[0].cleared


async def test_a_silent_message_does_not_push(telegram: PretendTelegram, mum: Phone) -> None:
    told(await telegram.call("sendMessage", {"chat_id": 7, "text": "hush", "disable_notification": "true"}))
    assert mum.bubbles[-1].silent
    assert mum.unread == 1
    assert mum.lock_screen == []


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": "hi"}, "chat_id is empty"),
        ({"chat_id": 8, "text": "hi"}, "chat not found"),
        ({"chat_id": "@nobody", "text": "hi"}, "chat not found"),
        ({"chat_id": 7}, "message text is empty"),
        ({"chat_id": 7, "text": " \n\u200b "}, "message text is empty"),
        ({"chat_id": 7, "text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"chat_id": 7, "text": "x" * 4097}, "message is too long"),
        ({"chat_id": 7, "text": "hi", "parse_mode": "Wiki"}, "unsupported parse_mode"),
        ({"chat_id": 7, "text": ["hi"]}, 'field "text" must be of type String'),
        (
            {"chat_id": 7, "text": "hi", "disable_notification": "perhaps"},
            'field "disable_notification" must be of type Boolean',
        ),
        (
            {"chat_id": 7, "text": "hi", "reply_markup": "{"},
            "can't parse reply keyboard markup JSON object",
        ),
        ({"chat_id": 7, "text": "hi", "reply_markup": "[]"}, "object expected as reply markup"),
        (
            {"chat_id": 7, "text": "hi", "reply_parameters": '{"message_id": 9}'},
            "message to be replied not found",
        ),
    ],
)
async def test_messages_that_are_refused(
    telegram: PretendTelegram, mum: Phone, params: dict[str, object], words: str
) -> None:
    shown = len(mum.bubbles)
    assert refused(await telegram.call("sendMessage", params)) == (400, f"Bad Request: {words}")
    assert len(mum.bubbles) == shown


async def test_the_longest_text_counts_after_its_entities(telegram: PretendTelegram, mum: Phone) -> None:
    text = f"<b>{'x' * 4096}</b>"
    told(await telegram.call("sendMessage", {"chat_id": 7, "text": text, "parse_mode": "HTML"}))
    assert len(mum.bubbles[-1].text) == 4096


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "a", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "ä" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        (
            {"text": "a"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": " ", "callback_data": "x"},
            "inline keyboard button text must be non-empty",
        ),
        (
            {"callback_data": "x"},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"text": "a", "url": "no link"},
            "inline keyboard button URL 'no link' is invalid: wrong HTTP URL",
        ),
        (
            {"text": "a", "callback_data": 5},
            'can\'t parse inline keyboard button: Field "callback_data" must be of type String',
        ),
    ],
)
async def test_buttons_that_are_refused(
    telegram: PretendTelegram, mum: Phone, button: dict[str, object], words: str
) -> None:
    reply = await telegram.call("sendMessage", {"chat_id": 7, "text": "hi", "reply_markup": keys([button])})
    assert refused(reply) == (400, f"Bad Request: {words}")


async def test_a_hundred_buttons_are_the_most(telegram: PretendTelegram, mum: Phone) -> None:
    for count, status in ((100, 200), (101, 400)):
        rows = [[{"text": str(number), "callback_data": "x" * 64}] for number in range(count)]
        reply = await telegram.call("sendMessage", {"chat_id": 7, "text": "hi", "reply_markup": keys(*rows)})
        assert reply.status == status


async def test_nobody_hears_from_the_bot_first_or_after_a_block(
    telegram: PretendTelegram,
) -> None:
    dad = telegram.add_phone(8, "Dad")
    message = {"chat_id": 8, "text": "hi"}
    assert refused(await telegram.call("sendMessage", message)) == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )
    dad.opens("k-123")
    told(await telegram.call("sendMessage", message))
    sent = dad.bubbles[-1].message_id
    dad.blocks()
    blocked = (403, "Forbidden: bot was blocked by the user")
    assert refused(await telegram.call("sendMessage", message)) == blocked
    edit = {"chat_id": 8, "message_id": sent, "text": "changed"}
    assert refused(await telegram.call("editMessageText", edit)) == blocked
    dad.unblocks()
    told(await telegram.call("sendMessage", message))
    statuses = [
        item.update["my_chat_member"]["new_chat_member"]["status"]  # type: ignore[index]
        for item in telegram.updates.waiting
        if item.kind == "my_chat_member"
    ]
    assert statuses == ["kicked", "member"]


async def test_a_chat_takes_a_burst_and_then_one_a_second(telegram: PretendTelegram, mum: Phone, dial: Dial) -> None:
    message = {"chat_id": 7, "text": "hi"}
    for _ in range(20):
        told(await telegram.call("sendMessage", message))
    reply = await telegram.call("sendMessage", message)
    assert refused(reply) == (429, "Too Many Requests: retry after 1")
    assert reply.body["parameters"] == {"retry_after": 1}
    edit = {"chat_id": 7, "message_id": mum.bubbles[-1].message_id, "text": "hi"}
    assert refused(await telegram.call("editMessageText", edit))[0] == 429
    dial.forward(seconds=1)
    assert "not modified" in refused(await telegram.call("editMessageText", edit))[1]
    assert refused(await telegram.call("sendMessage", message))[0] == 429


async def test_all_chats_together_take_thirty_a_second(telegram: PretendTelegram, dial: Dial) -> None:
    for number in range(100, 131):
        telegram.add_phone(number, "Someone").opens()
    statuses = [
        (await telegram.call("sendMessage", {"chat_id": number, "text": "hi"})).status for number in range(100, 131)
    ]
    assert statuses == [200] * 30 + [429]
    dial.forward(seconds=1)
    told(await telegram.call("sendMessage", {"chat_id": 130, "text": "hi"}))


async def test_no_limits_means_no_429(dial: Dial) -> None:
    telegram = PretendTelegram(dial.now, TOKEN, limits=Limits.none())
    telegram.add_phone(7, "Mum").opens()
    for _ in range(200):
        told(await telegram.call("sendMessage", {"chat_id": 7, "text": "hi"}))


async def test_a_document_can_be_shown_fetched_and_sent_again(telegram: PretendTelegram, mum: Phone) -> None:
    sent = told(
        await telegram.call(
            "sendDocument",
            {"chat_id": 7, "document": "attach://part", "caption": "The date"},
            {"part": Upload("meeting.ics", b"BEGIN:VCALENDAR", "text/calendar")},
        )
    )
    bubble = mum.bubbles[-1]
    assert isinstance(sent, dict)
    assert bubble.document is not None
    assert (bubble.document.file_name, bubble.document.mime, bubble.caption) == (
        "meeting.ics",
        "text/calendar",
        "The date",
    )
    assert mum.lock_screen[-1].text == "meeting.ics The date"
    file = told(await telegram.call("getFile", {"file_id": sent["document"]["file_id"]}))
    assert isinstance(file, dict)
    kept = telegram.files.at(file["file_path"])
    assert kept is not None
    assert kept.content == b"BEGIN:VCALENDAR"
    again = {"chat_id": 7, "document": bubble.document.file_id}
    told(await telegram.call("sendDocument", again))
    assert mum.bubbles[-1].document == bubble.document


async def test_a_photo_must_be_a_picture(telegram: PretendTelegram, mum: Phone) -> None:
    told(await telegram.call("sendPhoto", {"chat_id": 7}, {"photo": Upload("qr.png", PNG)}))
    photo = mum.bubbles[-1].photo
    assert photo is not None
    assert (photo.width, photo.height, photo.mime) == (32, 16, "image/png")
    no_picture = {"photo": Upload("qr.png", b"hello")}
    assert refused(await telegram.call("sendPhoto", {"chat_id": 7}, no_picture)) == (
        400,
        "Bad Request: IMAGE_PROCESS_FAILED",
    )


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (b"GIF89a\x03\x00\x05\x00", ("image/gif", 3, 5)),
        (b"\xff\xd8\xff\xe0..\xff\xc0\x00\x11\x08\x00\x05\x00\x03", ("image/jpeg", 3, 5)),
        (b"", None),
    ],
)
def test_sizes_of_pictures(content: bytes, size: tuple[str, int, int] | None) -> None:
    assert picture_size(content) == size


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({}, "there is no document in the request"),
        ({"document": "nothing"}, "wrong file identifier/HTTP URL specified"),
        ({"document": "attach://empty"}, "file must be non-empty"),
        ({"document": "attach://full", "caption": "x" * 1025}, "message caption is too long"),
    ],
)
async def test_files_that_are_refused(
    telegram: PretendTelegram, mum: Phone, params: dict[str, object], words: str
) -> None:
    files = {"empty": Upload("a.txt", b""), "full": Upload("a.txt", b"a")}
    reply = await telegram.call("sendDocument", {"chat_id": 7, **params}, files)
    assert refused(reply) == (400, f"Bad Request: {words}")
    assert refused(await telegram.call("getFile", {"file_id": "x"}))[0] == 400


async def test_places(telegram: PretendTelegram, mum: Phone) -> None:
    place: dict[str, object] = {"chat_id": 7, "latitude": "51.27", "longitude": 1.08}
    told(await telegram.call("sendLocation", place))
    assert mum.bubbles[-1].location is not None
    assert mum.lock_screen[-1].text == "Location"
    told(await telegram.call("sendVenue", {**place, "title": "Library", "address": "1 High St"}))
    venue = mum.bubbles[-1].venue
    assert venue is not None
    assert (venue.title, venue.address, venue.location.latitude) == ("Library", "1 High St", 51.27)
    for wrong in ({"latitude": "north"}, {"latitude": "nan"}, {"latitude": 91}):
        assert refused(await telegram.call("sendLocation", {**place, **wrong}))[0] == 400
    assert refused(await telegram.call("sendVenue", {**place, "title": "x"}))[0] == 400


async def test_typing_shows_until_the_message_comes(telegram: PretendTelegram, mum: Phone) -> None:
    told(await telegram.call("sendChatAction", {"chat_id": 7, "action": "typing"}))
    assert mum.typing == "typing"
    told(await telegram.call("sendMessage", {"chat_id": 7, "text": "hi"}))
    assert mum.typing == ""
    assert refused(await telegram.call("sendChatAction", {"chat_id": 7, "action": "nap"})) == (
        400,
        "Bad Request: wrong parameter action in request",
    )


async def test_a_reply_shows_what_it_answers(telegram: PretendTelegram, mum: Phone) -> None:
    question = mum.bubbles[0].message_id
    answered = {"chat_id": 7, "text": "yes", "reply_parameters": {"message_id": question}}
    message = told(await telegram.call("sendMessage", answered))
    assert isinstance(message, dict)
    assert message["reply_to_message"]["message_id"] == question
    assert mum.bubbles[-1].reply_to == question


async def test_a_keyboard_instead_of_letters(telegram: PretendTelegram, mum: Phone) -> None:
    markup = {"keyboard": [[{"text": "Share my number", "request_contact": True}], ["No"]]}
    told(await telegram.call("sendMessage", {"chat_id": 7, "text": "hi", "reply_markup": json.dumps(markup)}))
    assert mum.keyboard == [["Share my number"], ["No"]]
    away = {"chat_id": 7, "text": "bye", "reply_markup": {"remove_keyboard": True}}
    told(await telegram.call("sendMessage", away))
    assert mum.keyboard == []


async def test_unknown_methods_and_wrong_tokens(telegram: PretendTelegram) -> None:
    assert refused(await telegram.call("sendPigeon", {})) == (404, "Not Found: method not found")
    assert refused(await telegram.call("getMe", {}, token="1:wrong")) == (401, "Unauthorized")
    me = told(await telegram.call("GETME", {}, token=TOKEN))
    assert isinstance(me, dict)
    assert me["username"] == "tornio_demo_bot"

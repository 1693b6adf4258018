"""Draws updates of any shape the Bot API knows: from anybody, with any content, with any bytes in a press."""

import random
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]

STRANGERS = (999_999_999, 2**52 - 1)
"""Accounts without a phone in the world: whatever is sent there comes back as an unknown chat."""
HANDFUL = 25
"""Real presses that are added to each batch."""
DATE = 1_795_000_000
BOT: Json = {"id": 1234567, "is_bot": True, "first_name": "Tornio", "username": "tornio_demo_bot"}
FILE: Json = {"file_id": "f", "file_unique_id": "u"}
SIZED: Json = {**FILE, "width": 1, "height": 1}
TIMED: Json = {**FILE, "duration": 1}
OTHERS_NUMBER = "+447700900555"
"""A number that nobody in the world has."""


@dataclass(frozen=True)
class Cast:
    """Who may send, and what stands in real buttons: `presses` by tag, and ids of everything there is."""

    accounts: Sequence[int]
    presses: Mapping[str, Sequence[str]]
    ids: Sequence[str]
    tokens: Sequence[str]


def updates(cast: Cast) -> st.SearchStrategy[list[Json]]:
    """A batch of updates, half of them of two people, so that one may go on, and answer what the other was asked."""
    sender = st.sampled_from([*cast.accounts, *cast.accounts, *STRANGERS])
    return st.tuples(sender, sender).flatmap(
        lambda two: st.lists(update(cast, st.one_of(sender, st.sampled_from(two))), min_size=4, max_size=16)
    )


def presses_of_anybody(cast: Cast, seed: int) -> list[Json]:
    """Real buttons in real hands, evenly over all of both: Hypothesis likes to draw the same few again and again."""
    dice = random.Random(seed)  # noqa: S311 - it must repeat, not be secret
    made = []
    for _ in range(HANDFUL):
        account = dice.choice(cast.accounts)
        text = dice.choice(cast.presses[dice.choice(sorted(cast.presses))])
        sender = {"id": account, "is_bot": False, "first_name": "X"}
        below = {"message_id": dice.randrange(1, 200), "date": 0, "chat": {"id": account, "type": "private"}}
        press = {"id": "1", "from": sender, "chat_instance": "1", "message": below, "data": text}
        made.append({"callback_query": press})
    return made


@st.composite
def update(draw: st.DrawFn, cast: Cast, sender: st.SearchStrategy[int]) -> Json:
    """One update without its number."""
    account = draw(sender)
    kinds = ["callback_query"] * 6 + ["message"] * 5 + ["edited_message", "my_chat_member", "other"]
    match kind := draw(st.sampled_from(kinds)):
        case "callback_query":
            return {kind: draw(press(cast, account))}
        case "my_chat_member":
            return {kind: draw(membership(account))}
        case "other":
            return draw(other_kinds(account))
        case _:
            return {kind: draw(message(cast, account))}


def press(cast: Cast, account: int) -> st.SearchStrategy[Json]:
    """A press under a message of the bot, under one that is gone, or under nothing."""
    under = st.one_of(
        st.builds(lambda chat, number: {"message_id": number, "date": 0, "chat": chat}, chats(account), numbers),
        message(cast, account).map(lambda body: {**body, "from": BOT}),
    )
    own = st.builds(
        lambda number: {"message_id": number, "date": 0, "chat": {"id": account, "type": "private"}}, numbers
    )
    return st.builds(
        lambda sender, said, below: {"id": "1", "from": sender, "chat_instance": "1", **said, **below},
        users(account),
        st.one_of(*[data(cast).map(lambda text: {"data": text})] * 5, st.sampled_from([{}, {"game_short_name": "g"}])),
        st.one_of(
            st.one_of(own, own, own, under).map(lambda body: {"message": body}),
            st.sampled_from([{"inline_message_id": "i"}, {}]),
        ),
    )


def data(cast: Cast) -> st.SearchStrategy[str]:
    """A real button, a real button with something else in it, or any bytes."""
    real = st.sampled_from(sorted(cast.presses)).flatmap(lambda tag: st.sampled_from(cast.presses[tag]))
    part = st.one_of(
        st.sampled_from(cast.ids),
        st.integers(-(10**9), 10**9).map(str),
        st.sampled_from(["none", "yes", "not_now", "0", "1", "-1", "20261201", "99999999", ""]),
        st.text(max_size=8),
    )
    changed = st.builds(_changed, real, st.integers(0, 7), part, st.sampled_from(["put", "put", "drop", "add"]))
    return st.one_of(real, real, real, changed, st.text(max_size=64))


def words(cast: Cast) -> st.SearchStrategy[str]:
    """What people type: the words of keys, answers to questions, links, and anything at all."""
    starts = [f"/start {token}" for token in cast.tokens]
    return st.one_of(
        st.sampled_from([*starts, *TYPED]),
        st.text(max_size=200),
        st.text(alphabet=string.printable, max_size=1000),
    )


@st.composite
def message(draw: st.DrawFn, cast: Cast, account: int) -> Json:
    """A message of any kind, with anything that may stand beside it."""
    body: Json = {
        "message_id": draw(numbers),
        "date": draw(st.sampled_from([DATE, 0, 2**31 - 1])),
        "chat": draw(chats(account)),
        "from": draw(users(account)),
    }
    content = draw(st.one_of(st.just("text"), st.just("text"), st.sampled_from(["nothing", *CONTENT])))
    if content == "text":
        body["text"] = draw(words(cast))
        body |= draw(st.fixed_dictionaries({}, optional={"entities": entities(account)}))
    elif content in CONTENT:
        body[content] = CONTENT[content]
        if content in CAPTIONED:
            beside = {"caption": words(cast), "caption_entities": entities(account)}
            body |= draw(st.fixed_dictionaries({}, optional=beside))
    return body | draw(st.sampled_from(BESIDE))


numbers = st.sampled_from([1, 7, 101, 2**31 - 1])


def users(account: int) -> st.SearchStrategy[Json]:
    """The sender, with or without what a User may leave out; once in a while a bot."""
    return st.builds(
        lambda name, more: {"id": account, "is_bot": False, "first_name": name, **more},
        st.one_of(st.sampled_from(["Rex", "X", "\u202eRex", "☹" * 32, " "]), st.text(min_size=1, max_size=64)),
        st.sampled_from(
            [
                *({"language_code": code} for code in ("en", "fi", "ar", "zz", "", "pt-br", "☃")),
                {},
                {"last_name": "Y", "username": "rex", "is_premium": True},
                {"is_bot": True},
            ]
        ),
    )


def chats(account: int) -> st.SearchStrategy[Json]:
    """Mostly the chat with the bot; also groups, channels, and a private chat of somebody else."""
    private = st.just({"id": account, "type": "private", "first_name": "X"})
    elsewhere = st.sampled_from(
        [
            {"id": -5, "type": "group", "title": "G"},
            {"id": -1001, "type": "supergroup", "title": "S", "is_forum": True},
            {"id": -1002, "type": "channel", "title": "C"},
            {"id": 1002, "type": "private", "first_name": "X"},
            {"id": account, "type": "sender"},
        ]
    )
    return st.one_of(private, private, private, private, elsewhere)


def entities(account: int) -> st.SearchStrategy[list[Json]]:
    kind = st.sampled_from(
        ["mention", "bot_command", "url", "phone_number", "spoiler", "text_link", "text_mention", "custom_emoji", "new"]
    )
    who = {"id": account, "is_bot": False, "first_name": "X"}
    return st.lists(
        st.builds(
            lambda kind, offset, length: {"type": kind, "offset": offset, "length": length, "user": who, "url": "t.me"},
            kind,
            st.integers(0, 5000),
            st.integers(0, 5000),
        ),
        max_size=3,
    )


@st.composite
def membership(draw: st.DrawFn, account: int) -> Json:
    """The bot blocked, let back in, restricted, made an administrator, thrown out."""
    status = st.sampled_from(["member", "kicked", "left", "restricted", "administrator"])
    return {
        "chat": draw(chats(account)),
        "from": draw(users(account)),
        "date": DATE,
        "old_chat_member": _member(draw(status)),
        "new_chat_member": _member(draw(status)),
    }


def _member(status: str) -> Json:
    made: Json = {"user": BOT, "status": status}
    if status in ("kicked", "restricted"):
        made["until_date"] = 0
    if status == "restricted":
        made |= dict.fromkeys(RESTRICTED, False)
    if status == "administrator":
        made |= dict.fromkeys(ADMINISTRATOR, False)
    return made


RESTRICTED = (
    "is_member", "can_change_info", "can_invite_users", "can_pin_messages", "can_send_messages", "can_send_polls",
    "can_send_other_messages", "can_add_web_page_previews", "can_manage_topics", "can_send_audios",
    "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes", "can_send_voice_notes",
    "can_edit_tag", "can_react_to_messages",
)  # fmt: skip
ADMINISTRATOR = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories",
)  # fmt: skip


def other_kinds(account: int) -> st.SearchStrategy[Json]:
    """Kinds that we do not ask for: Telegram may send what was asked for once."""
    who = {"id": account, "is_bot": False, "first_name": "X"}
    group = {"id": -5, "type": "group", "title": "G"}
    post = {"message_id": 1, "date": DATE, "chat": {"id": -1002, "type": "channel", "title": "C"}, "text": "/start"}
    answered = {"poll_id": "1", "user": who, "option_ids": [0], "option_persistent_ids": ["0"]}
    query = {"id": "1", "from": who, "query": "", "offset": ""}
    kinds: list[Json] = [
        {"channel_post": post},
        {"edited_channel_post": post},
        {"inline_query": query},
        {"chosen_inline_result": {"result_id": "1", "from": who, "query": ""}},
        {"poll": CONTENT["poll"]},
        {"poll_answer": answered},
        {"chat_join_request": {"chat": group, "from": who, "user_chat_id": account, "date": DATE}},
        {"message_reaction": {"chat": group, "message_id": 1, "date": 1, "old_reaction": [], "new_reaction": []}},
        {},
    ]
    return st.sampled_from(kinds)


def _changed(real: str, place: int, part: str, how: str) -> str:
    parts = real.split(".")
    place %= len(parts)
    if how == "put":
        parts[place] = part
    elif how == "drop":
        del parts[place]
    else:
        parts.insert(place, part)
    return ".".join(parts)


TYPED = (
    "/start", "/START", "/menu", "/start x", "/START " + "a" * 64, "/", "//", "yes", "Yes", "Not now", "Phone me first",
    "I need to talk to someone", "What is happening with my call?", "Phone me", "07700 900123", "Calls", "Networks",
    "Meetings", "My network", "Who may be asked", "Name somebody", "Who is on duty", "Suggest times", "I can come",
    "Home", "Back", "By phone", "1 hour", "tomorrow 4pm", "today 4pm", "31 February 25:61", "Blue Heron", "9 Elm Road",
    "", " ", "\x00", "\u202e", "x" * 5000, "☹" * 4096,
)  # fmt: skip

CONTENT: Json = {
    "contact": {"phone_number": OTHERS_NUMBER, "first_name": "X", "user_id": 7, "vcard": "BEGIN:VCARD"},
    "location": {"latitude": 51.1, "longitude": 1.3, "live_period": 60, "heading": 1},
    "venue": {"location": {"latitude": 51.1, "longitude": 1.3}, "title": "T", "address": "A"},
    "sticker": {**SIZED, "is_animated": False, "is_video": False, "type": "regular", "emoji": "☹"},
    "voice": TIMED,
    "audio": {**TIMED, "file_name": "a.mp3"},
    "video": {**SIZED, "duration": 1},
    "animation": {**SIZED, "duration": 1},
    "video_note": {**TIMED, "length": 1},
    "document": {**FILE, "file_name": "../../etc/passwd"},
    "photo": [SIZED],
    "poll": {
        "id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False, "is_anonymous": True,
        "type": "regular", "allows_multiple_answers": False, "allows_revoting": False, "members_only": False,
    },
    "dice": {"value": 6, "emoji": "🎲"},
    "web_app_data": {"data": "{}", "button_text": "b"},
    "new_chat_members": [BOT],
    "left_chat_member": BOT,
    "group_chat_created": True,
    "migrate_to_chat_id": -1003,
    "message_auto_delete_timer_changed": {"message_auto_delete_time": 1},
    "write_access_allowed": {},
    "users_shared": {"request_id": 1, "users": [{"user_id": 7}]},
    "unknown_to_everybody": {"a": [1, None]},
}  # fmt: skip
CAPTIONED = ("voice", "audio", "video", "animation", "document", "photo")
REPLIED: Json = {
    "message_id": 3,
    "date": DATE,
    "chat": {"id": 1, "type": "private"},
    "from": BOT,
    "text": "An older one",
}
BESIDE: list[Json] = [
    {},
    {},
    {},
    {"edit_date": DATE},
    {"reply_to_message": REPLIED, "quote": {"text": "q", "position": 0}},
    {"reply_to_message": REPLIED, "message_thread_id": 1, "media_group_id": "1", "has_protected_content": True},
    {"forward_origin": {"type": "user", "date": DATE, "sender_user": {"id": 7, "is_bot": False, "first_name": "X"}}},
    {"forward_origin": {"type": "hidden_user", "date": DATE, "sender_user_name": "X"}},
    {"forward_origin": {"type": "chat", "date": DATE, "sender_chat": {"id": -5, "type": "group"}}},
    {"forward_origin": {"type": "channel", "date": DATE, "chat": {"id": -2, "type": "channel"}, "message_id": 1}},
    {"via_bot": BOT, "link_preview_options": {"is_disabled": True}},
    {"sender_chat": {"id": -1002, "type": "channel", "title": "C"}},
    {"reply_markup": {"inline_keyboard": [[{"text": "k", "callback_data": "c1"}], []]}},
]
"""What may stand in a message of any kind."""

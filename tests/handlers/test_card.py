"""Cards become messages that Telegram takes: lengths in UTF-16, bold titles, keys, files."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.buttons.home import ChooseLanguage, Home
from handlers.card import CAPTION_LIMIT, LIMIT, Attachment, Card, Key, Outgoing, edit, outgoing
from rules.notice import Subject


def units(text: str) -> int:
    """Telegram counts UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


words = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300)


@given(words.filter(bool), words)
def test_the_title_is_bold_and_nothing_else(title: str, body: str) -> None:
    params = outgoing(Card(title, body)).params
    if not body:
        assert "entities" not in params
        return
    (bold,) = params["entities"]
    assert params["text"].encode("utf-16-le")[: bold["length"] * 2].decode("utf-16-le") == title


@given(st.sampled_from(["a", "ä", "☂", "😀", "👩‍👧"]), st.integers(1, 6000))
def test_a_long_text_is_cut_where_telegram_counts(letter: str, count: int) -> None:
    text = outgoing(Card("Title", letter * count)).params["text"]
    assert units(text) <= LIMIT
    assert text == f"Title\n\n{letter * count}" or text.endswith("…")


@given(st.sampled_from(["a", "😀"]), st.integers(1, 3000))
def test_a_caption_has_a_limit_of_its_own(letter: str, count: int) -> None:
    card = Card("Title", letter * count, attachment=Attachment("photo", "a.png", b"x"))
    message = outgoing(card)
    assert message.method == "sendPhoto"
    assert units(message.params["caption"]) <= CAPTION_LIMIT


def test_links_have_no_preview() -> None:
    assert outgoing(Card("https://example.org")).params["link_preview_options"] == {"is_disabled": True}


def test_keys_press_or_open() -> None:
    rows = ((Key("Home", Home()), Key("Open", url="https://example.org")),)
    assert outgoing(Card("Hello", rows=rows)).params["reply_markup"] == {
        "inline_keyboard": [[{"text": "Home", "callback_data": "h1"}, {"text": "Open", "url": "https://example.org"}]]
    }


def test_a_key_that_does_nothing_cannot_be_sent() -> None:
    with pytest.raises(ValueError, match="button or an address"):
        outgoing(Card("Hello", rows=((Key("Nothing"),),)))


def test_an_edit_takes_old_keys_away() -> None:
    params = edit(Card("Hello", silent=True))
    assert params["reply_markup"] == {"inline_keyboard": []}
    assert "disable_notification" not in params


@given(words.filter(bool), words, st.booleans())
def test_a_kept_message_comes_back_as_it_was(title: str, body: str, silent: bool) -> None:
    card = Card(
        title,
        body,
        ((Key("Suomi", ChooseLanguage("fi")),),),
        about=(Subject.PERSON, "abcdefghij"),
        attachment=Attachment("document", "a.ics", b"\x00\xff"),
        delete_at=datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
        silent=silent,
    )
    message = outgoing(card)
    assert Outgoing.from_json(message.to_json()) == message


def test_the_digest_tells_what_is_shown_apart() -> None:
    assert outgoing(Card("A")).digest == outgoing(Card("A")).digest
    assert outgoing(Card("A")).digest != outgoing(Card("B")).digest
    assert outgoing(Card("A")).digest != outgoing(Card("A", rows=((Key("Home", Home()),),))).digest

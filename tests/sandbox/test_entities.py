"""Text as the server reads it: HTML, UTF-16 offsets, links it finds by itself."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.telegram.entities import cleaned, formatted, parse_html, utf16, valid_url
from sandbox.telegram.replies import Refusal


def entity(kind: str, offset: int, length: int, **more: object) -> dict[str, object]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a</b> &lt;&amp;&gt;&quot;&#33;", 'a <&>"!', [entity("bold", 0, 1)]),
        ("&nbsp;", "&nbsp;", []),
        ("🙂<i>x</i>", "🙂x", [entity("italic", 2, 1)]),
        ("<b><i>x</i>y</b>", "xy", [entity("bold", 0, 2), entity("italic", 0, 1)]),
        ("<b>  x  </b>", "x", [entity("bold", 0, 1)]),
        ("a<u></u>", "a", []),
        (
            '<a href="https://example.org/?a=1&amp;b=2">map</a>',
            "map",
            [entity("text_link", 0, 3, url="https://example.org/?a=1&b=2")],
        ),
        ('<a href="not a link">map</a>', "map", []),
        ('<span class="tg-spoiler">x</span>', "x", [entity("spoiler", 0, 1)]),
        (
            '<pre><code class="language-python">x</code></pre>',
            "x",
            [entity("pre", 0, 1, language="python")],
        ),
        ("<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
    ],
)
def test_html_that_is_read(source: str, text: str, entities: list[dict[str, object]]) -> None:
    assert formatted(source, "HTML", None) == (text, entities)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("ä<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
        (
            "<b><i>x</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
def test_html_that_is_refused(source: str, words: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_html(source)
    assert refusal.value.status == 400
    assert refusal.value.description == f"Bad Request: can't parse entities: {words}"


def test_given_entities_must_lie_within_the_text() -> None:
    assert formatted("🙂 hi", "", [entity("bold", 3, 2)]) == ("🙂 hi", [entity("bold", 3, 2)])
    for wrong in (
        [entity("bold", 3, 3)],
        [entity("bold", 1, 2)],
        [entity("bold", -1, 2)],
        [entity("glitter", 0, 1)],
        [{"type": "bold"}],
        [entity("text_link", 0, 2, url="nowhere")],
        ["bold"],
        {"type": "bold"},
    ):
        with pytest.raises(Refusal, match="can't parse entities"):
            formatted("🙂 hi", "", wrong)


def test_links_commands_and_names_are_found() -> None:
    text, entities = formatted("🙂 /start@x_bot www.example.org, a@b.org @someone 1/2", "", None)
    found = [
        (
            one["type"],
            text.encode("utf-16-le")[
                int(str(one["offset"])) * 2 : int(str(one["offset"])) * 2 + int(str(one["length"])) * 2
            ].decode("utf-16-le"),
        )
        for one in entities
    ]
    assert found == [
        ("bot_command", "/start@x_bot"),
        ("url", "www.example.org"),
        ("email", "a@b.org"),
        ("mention", "@someone"),
    ]
    assert formatted("<code>/start</code>", "HTML", None)[1] == [entity("code", 0, 6)]


def test_bidi_isolates_pass_and_embeddings_do_not() -> None:
    assert cleaned("\u2068x\u2069 \u202ay\u202c\r\t") == "\u2068x\u2069 y "


@pytest.mark.parametrize(
    ("url", "valid"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://localhost:8000/", True),
        ("example.org", True),
        ("tg://user?id=1", True),
        ("tel:+441234", True),
        ("localhost", False),
        ("https://", False),
        ("https://example .org", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_links(url: str, valid: bool) -> None:
    assert valid_url(url) is valid


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("<>&;/ab\"='"), max_size=60))
def test_any_text_is_read_or_refused(source: str) -> None:
    text = ""
    entities: list[dict[str, object]] = []
    with suppress(Refusal):
        text, entities = formatted(source, "HTML", None)
    for one in entities:
        offset, length = int(str(one["offset"])), int(str(one["length"]))
        assert offset >= 0
        assert length > 0
        assert offset + length <= utf16(text)

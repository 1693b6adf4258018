"""The text of a message: its cleaning, its HTML, and its entities in UTF-16 units."""

from __future__ import annotations

import re
from bisect import bisect_left
from html import unescape
from itertools import accumulate

from sandbox.telegram.replies import bad_request

Entity = dict[str, object]

TYPES = frozenset(
    (
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    )
)
FOUND = frozenset(("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"))
TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
# The server turns control characters into spaces and swallows line separators and bidi embeddings;
# bidi isolates (U+2066 to U+2069) pass.
CLEANING: dict[int, str | None] = {
    **dict.fromkeys((*range(10), 11, 12, *range(14, 32)), " "),
    13: None,
    **dict.fromkeys(range(0x2028, 0x202F)),
}
UNCLEAN = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e]")
INVISIBLE = (
    "".join(map(chr, range(0x2000, 0x2010)))
    + "".join(map(chr, range(0x2060, 0x206A)))
    + "\u00a0\u00ad\u1680\u180e\u202f\u205f\u3000\ufeff\ufffc \n\t"
)
LINK_PARTS = re.compile(
    r"(?P<url>\b(?:https?://|www\.)[^\s<>\"]*[^\s<>\"'.,;:!?()\[\]])"
    r"|(?P<email>\b[\w.+-]+@[\w-]+\.[A-Za-z]{2,}\b)"
    r"|(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<!\w)@[A-Za-z0-9_]{4,32}\b)"
)
HTML_PART = re.compile(r"<(/?)([^\s<>/]*)([^<>]*)>|<|&(?:#x?[0-9a-fA-F]+|lt|gt|amp|quot);")
ATTRIBUTE = re.compile(r"""\s*([^\s=>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


def utf16(text: str) -> int:
    """The length of `text` in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cleaned(text: str) -> str:
    """`text` as the server takes it in."""
    return text.translate(CLEANING) if UNCLEAN.search(text) else text


def found_entities(text: str) -> list[Entity]:
    """The links, commands, mentions and addresses that the server finds by itself."""
    if "/" not in text and "@" not in text and "www." not in text:
        return []
    return [
        {
            "type": match.lastgroup,
            "offset": utf16(text[: match.start()]),
            "length": utf16(match.group()),
        }
        for match in LINK_PARTS.finditer(text)
    ]


def formatted(text: str, parse_mode: str, given: object) -> tuple[str, list[Entity]]:
    """The text and entities that a bot's message ends up with; 400 when they cannot be parsed.

    Only HTML is understood: other parse modes are refused, so that nobody relies on them here.
    """
    text = cleaned(text)
    mode = parse_mode.lower()
    if mode == "html":
        text, entities = parse_html(text)
    elif mode:
        raise bad_request("unsupported parse_mode")
    elif given:
        entities = read_entities(given, text)
    else:
        entities = []
    text, entities = _trimmed(text, entities)
    found = [one for one in found_entities(text) if not _covered(one, entities)]
    if found:
        entities = sorted(entities + found, key=_order)
    return text, entities


def read_entities(given: object, text: str) -> list[Entity]:
    """Check a list of MessageEntity against `text`."""
    if not isinstance(given, list):
        raise bad_request("can't parse entities: expected an Array")
    ends = [0, *accumulate(utf16(char) for char in text)]
    made: list[Entity] = []
    for entity in given:
        if not isinstance(entity, dict) or entity.get("type") not in TYPES:
            raise bad_request("can't parse entities: unsupported entity type specified")
        offset, length = entity.get("offset"), entity.get("length")
        if not isinstance(offset, int) or not isinstance(length, int):
            raise bad_request("can't parse entities: offset and length must be Numbers")
        if offset < 0 or length < 0 or offset + length > ends[-1]:
            raise bad_request(
                f"can't parse entities: entity beginning at UTF-16 offset {offset} ends after "
                f"the end of the text at UTF-16 offset {offset + length}"
            )
        for edge in (offset, offset + length):
            if ends[bisect_left(ends, edge)] != edge:
                raise bad_request(
                    f"can't parse entities: entity beginning at UTF-16 offset {offset} "
                    f"ends in a middle of a UTF-16 symbol at UTF-16 offset {edge}"
                )
        if entity["type"] == "text_link" and not valid_url(str(entity.get("url", ""))):
            raise bad_request("can't parse entities: wrong HTTP URL specified")
        # What the server finds by itself it finds again; the bot's word is not taken for it.
        if length and entity["type"] not in FOUND:
            made.append(dict(entity))
    return sorted(made, key=_order)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Read Telegram's HTML as strictly as the server; 400 "can't parse entities" otherwise."""
    parts: list[str] = []
    length = 0
    last = 0
    entities: list[Entity] = []
    opened: list[tuple[str, int, Entity]] = []

    def byte(at: int) -> int:
        return len(source[:at].encode("utf-8", "surrogatepass"))

    for match in HTML_PART.finditer(source):
        before = source[last : match.start()]
        parts.append(before)
        length += utf16(before)
        last = match.end()
        whole = match.group()
        if whole[0] == "&":
            char = unescape(whole)
            parts.append(char)
            length += utf16(char)
        elif whole == "<":
            raise bad_request(f"can't parse entities: Unclosed start tag at byte offset {byte(match.start())}")
        elif match.group(1):
            name = match.group(2).lower()
            if not opened:
                raise bad_request(f"can't parse entities: Unexpected end tag at byte offset {byte(match.start())}")
            tag, start, entity = opened.pop()
            if name and name != tag:
                raise bad_request(
                    "can't parse entities: Unmatched end tag at byte offset "
                    f'{byte(match.start())}, expected "</{tag}>", found "</{name}>"'
                )
            inside = "".join(parts)
            _close(entity, start, length, inside, entities)
        else:
            name = match.group(2).lower()
            opened.append((name, length, _open(name, match.group(3), byte(match.start()))))
    if opened:
        raise bad_request(f"can't parse entities: Can't find end tag corresponding to start tag \"{opened[-1][0]}\"")
    parts.append(source[last:])
    return "".join(parts), sorted(entities, key=_order)


def valid_url(url: str) -> bool:
    """Whether a link or url button may point there (http, https, tg, mailto and tel links)."""
    if re.fullmatch(r"(?:tg|mailto|tel|ton|tonsite):\S+", url, re.IGNORECASE):
        return True
    host = re.fullmatch(r"(?:https?://)?(?:[^\s/@?#]*@)?([^\s/:?#@]+)(?::\d{1,5})?(?:[/?#]\S*)?", url, re.IGNORECASE)
    if host is None:
        return False
    name = host.group(1)
    return "." in name.strip(".") or (name == "localhost" and url.lower().startswith("http"))


def _open(name: str, attributes: str, at: int) -> Entity:
    kind = TAGS.get(name)
    values = {found[0].lower(): unescape(found[1] or found[2] or found[3]) for found in ATTRIBUTE.findall(attributes)}
    if kind is None:
        raise bad_request(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {at}')
    if name == "span" and values.get("class") != "tg-spoiler":
        raise bad_request(f'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset {at}')
    entity: Entity = {"type": kind}
    if kind == "text_link":
        entity["url"] = values.get("href", "")
    elif kind == "code" and values.get("class", "").startswith("language-"):
        entity["language"] = values["class"].removeprefix("language-")
    elif kind == "custom_emoji":
        if not values.get("emoji-id", "").isdigit():
            raise bad_request("can't parse entities: Invalid custom emoji identifier specified")
        entity["custom_emoji_id"] = values["emoji-id"]
    elif kind == "blockquote" and "expandable" in values:
        entity["type"] = "expandable_blockquote"
    return entity


def _close(entity: Entity, start: int, end: int, text: str, into: list[Entity]) -> None:
    if start == end:
        return
    inside = text.encode("utf-16-le", "surrogatepass")[start * 2 : end * 2]
    if entity["type"] == "text_link":
        url = str(entity["url"]) or inside.decode("utf-16-le", "surrogatepass")
        # The server shows the words of a broken link without a link, and says nothing.
        if not valid_url(url):
            return
        entity["url"] = url if "://" in url or ":" in url.partition("/")[0] else f"http://{url}"
    if entity["type"] == "code" and "language" in entity:
        language = entity.pop("language")
        into.append({**entity, "offset": start, "length": end - start, "language": language})
        return
    if entity["type"] == "pre" and into and into[-1].get("language") is not None:
        inner = into[-1]
        if inner["offset"] == start and inner["length"] == end - start:
            into[-1] = {**inner, "type": "pre"}
            return
    into.append({**entity, "offset": start, "length": end - start})


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    if not text.strip(INVISIBLE):
        return "", []
    left = len(text) - len(text.lstrip())
    kept = text.strip()
    if len(kept) == len(text):
        return text, entities
    gone, end = utf16(text[:left]), utf16(kept)
    made = []
    for entity in entities:
        begin = int(str(entity["offset"])) - gone
        stop = min(begin + int(str(entity["length"])), end)
        begin = max(begin, 0)
        if stop > begin:
            made.append({**entity, "offset": begin, "length": stop - begin})
    return kept, made


def _covered(found: Entity, entities: list[Entity]) -> bool:
    begin, length = int(str(found["offset"])), int(str(found["length"]))
    return any(
        int(str(one["offset"])) < begin + length and begin < int(str(one["offset"])) + int(str(one["length"]))
        for one in entities
        if one["type"] in ("code", "pre", "text_link", "text_mention", "custom_emoji")
    )


def _order(entity: Entity) -> tuple[int, int]:
    return int(str(entity["offset"])), -int(str(entity["length"]))

"""Keeps a name or a number whole beside text of the other writing direction."""

import unicodedata
from functools import lru_cache
from typing import Final

_FIRST_STRONG_ISOLATE: Final = "\u2068"
_POP_ISOLATE: Final = "\u2069"
_CONTROLS: Final = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})


@lru_cache(maxsize=4096)
def isolate(text: str, *, rtl: bool = False) -> str:
    """Give one line of somebody's text, ready to stand inside a sentence.

    `rtl` says that the sentence runs from right to left. The text is wrapped in Unicode
    isolates where its direction and the sentence's can differ, and given plain otherwise.
    Direction controls that the text itself carries are always taken out.
    """
    plain = without_controls(text)
    if plain and (rtl or any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in plain)):
        return f"{_FIRST_STRONG_ISOLATE}{plain}{_POP_ISOLATE}"
    return plain


def without_controls(text: str) -> str:
    """Give `text` without direction controls, which could turn the words around it."""
    return text.translate(_CONTROLS)

"""Short answers that people type in place of the words on a key: "yes", "ehkä", "20 min"."""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Short(StrEnum):
    """What a short answer says, whatever the question is."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    NOT_NOW = "not_now"


# Only words that say one thing. "Ok" may mean "I have read it"; the Finnish "no" is no answer at all.
_WORDS: Final[Mapping[str, Mapping[Short, str]]] = MappingProxyType(
    {
        "en": {
            Short.YES: "yes|yes please|yeah|yep|i can|yes i can|i will come|i am coming",
            Short.NO: "no|no thanks|no thank you|nope|i can't|i can’t|i cannot|cannot|can't come|i can't come",
            Short.UNSURE: "maybe|perhaps|not sure|i am not sure|i'm not sure|i do not know|i don't know|don't know",
            Short.NOT_NOW: "not now|later|not yet",
        },
        "fi": {
            Short.YES: "kyllä|joo|juu|kyllä kiitos|pääsen|kyllä pääsen|tulen|voin tulla|sopii|käy",
            Short.NO: "ei|en|ei kiitos|ei käy|ei sovi|en pääse|en tule|en voi|en voi tulla",
            Short.UNSURE: "ehkä|en tiedä|en ole varma|en tiedä vielä|en osaa sanoa",
            Short.NOT_NOW: "ei nyt|myöhemmin|ei vielä",
        },
    }
)
_MEANING: Final = {
    language: {word: short for short, listed in words.items() for word in listed.split("|")}
    for language, words in _WORDS.items()
}
_MINUTES: Final = re.compile(r"(\d{1,3}) ?(?:m|min|mins|minutes?|minuuttia|minuutin|minuutti)?\.?")


def short_answer(words: str, language: str) -> Short | None:
    """What the typed words say in this language, or None. `words` are in lower case, with single spaces."""
    return _MEANING.get(language, {}).get(words.replace(",", ""))


def minutes_typed(words: str) -> int | None:
    """ "20", "45 min" or "20 minuuttia" as whole minutes, or None."""
    found = _MINUTES.fullmatch(words)
    return int(found[1]) if found else None

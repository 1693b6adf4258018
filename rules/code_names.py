"""Code names of networks: two plain words that say nothing about anybody."""

from collections.abc import Collection
from hashlib import sha256
from itertools import count
from typing import Final

from rules.decision import Refused, Situation

# Names, not sentences: the same in every language, like a street's. Nothing here is a feeling,
# an illness, a first or family name in common use, or a word for a place of care.
_FIRST = """
Azure Birch Blue Bright Broad Cedar Clear Copper Eastern Golden Green Highland Island Larch Lemon
Linen Maple Morning Mossy Northern Oaken Orange Orchard Pebble Pine Plain Plum Quartz Round Sandy
Silver Slate Southern Spruce Sunny Tall Velvet Walnut Warm Western Wide Wooden Yellow
"""
_SECOND = """
Acorn Anchor Apple Arch Balcony Barn Basket Beacon Bench Boat Bridge Button Canal Candle Chair
Compass Cottage Courtyard Doorway Feather Garden Gate Harbour Heron Kettle Kite Lake Lamp Lantern
Library Meadow Mill Mountain Oar Otter Path Pebble Pier Quay Roof Sail Shore Sparrow Stair Station
Stream Table Teapot Terrace Tower Trail Umbrella Valley Window
"""
FIRST: Final = tuple(_FIRST.split())
SECOND: Final = tuple(_SECOND.split())
LENGTH_LEAST: Final = 3
LENGTH_MOST: Final = 30
WORDS_LEAST: Final = 2
"""One word is too often a name that nobody here knows yet."""
WORDS_MOST: Final = 3


def code_name(number: int) -> str:
    """The suggestion with this number; every number of 0 or more gives one.

    The same word twice ("Pebble Pebble") is stepped over.
    """
    first = FIRST[number % len(FIRST)]
    second = SECOND[number // len(FIRST) % len(SECOND)]
    return f"{first} {second}" if first != second else f"{first} {SECOND[0]}"


def suggestions(taken: Collection[str], seed: str, how_many: int = 3) -> tuple[int, ...]:
    """Numbers for `code_name` whose names are not taken, steady for the same seed."""
    used = {name.casefold() for name in taken}
    found: list[int] = []
    for turn in count():
        number = int.from_bytes(sha256(f"{seed}/{turn}".encode()).digest()[:4]) % (len(FIRST) * len(SECOND))
        name = code_name(number).casefold()
        # Many networks in one team: after that many turns a name twice is better than none.
        if name not in used or turn > len(FIRST) * len(SECOND):
            used.add(name)
            found.append(number)
        if len(found) == how_many:
            return tuple(found)
    raise AssertionError("count() has no end")


def checked_code_name(text: str, *, taken: Collection[str], people: Collection[str]) -> str:
    """The typed code name with single spaces, ready to be used.

    `taken`: code names in use in the team; `people`: names known around this network. Refuses
    TEXT_EMPTY, TEXT_TOO_LONG, NAME_UNPLAIN (not plain words), NAME_OF_A_PERSON, NAME_TAKEN.
    """
    words = text.split()
    name = " ".join(words)
    if not name:
        raise Refused(Situation.TEXT_EMPTY)
    if len(name) > LENGTH_MOST:
        raise Refused(Situation.TEXT_TOO_LONG)
    plain = all(part.isalpha() for word in words for part in word.split("-"))
    if len(name) < LENGTH_LEAST or not WORDS_LEAST <= len(words) <= WORDS_MOST or not plain:
        raise Refused(Situation.NAME_UNPLAIN)
    if names_somebody(name, people):
        raise Refused(Situation.NAME_OF_A_PERSON)
    if name.casefold() in {other.casefold() for other in taken}:
        raise Refused(Situation.NAME_TAKEN)
    return name


def names_somebody(code_name: str, people: Collection[str]) -> bool:
    """Whether a word of the code name is a word of the name of one of these people, in any letter case."""
    spoken = {part.casefold() for person in people for part in person.split()}
    return bool(spoken & {part.casefold() for word in code_name.split() for part in (word, *word.split("-"))})

"""Reads a length that somebody typed: "45", "1,5 h", "an hour and a half", "puolitoista tuntia"."""

import re
from typing import Final

from locales.time_words import plain_words

_ONE_AND_A_HALF: Final = ("1 hour and a half", "1 and a half hour", "puolitoista hour", "1 hour and 30 minute")
_HOURS: Final = re.compile(
    r"(?P<hours>\d)(?:[.,](?P<tenths>\d))? ?(?:h|hour)(?: ?(?:and |ja )?(?P<minutes>\d{1,2}) ?(?:m|minute)?)?"
)
_MINUTES: Final = re.compile(r"(?:\D{0,20}(?=\d+ ?(?:m|minute)\b))?(\d{1,4})(?: ?(?:m|minute))?")


def minutes_long(text: str) -> int | None:
    """Give the whole minutes that `text` means in any of our languages, or None. A bare number is minutes."""
    # A comma is a decimal point here, and plain_words would drop it; it knows no "15min" in one word.
    spaced = re.sub(r"(?<=\d)(?=[^\W\d_])", " ", re.sub(r"(?<=\d),(?=\d)", ".", text))
    said = plain_words(re.sub(r"\btunti\b", "tuntia", spaced, flags=re.IGNORECASE)).rstrip(".")
    if said in _ONE_AND_A_HALF:
        return 90
    if said == "hour":
        return 60
    if found := _HOURS.fullmatch(said):
        if found["tenths"] and found["minutes"]:
            return None
        return int(found["hours"]) * 60 + int(found["tenths"] or 0) * 6 + int(found["minutes"] or 0)
    found = _MINUTES.fullmatch(said)
    return int(found[1]) if found else None

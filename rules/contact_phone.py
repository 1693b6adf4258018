"""Reading a phone number that somebody typed, and writing it so that it can be dialled and read."""

import unicodedata

from rules.decision import Refused, Situation

FEWEST = 5
"""Some villages have six digits, and some services five."""
FEWEST_WITH_AREA = 8
"""A number that begins with a nought or a plus has its area in front: with fewer digits some are not there."""
MOST = 15
"""E.164 allows no more."""

CODES = {"+44": 4, "+358": 2}
"""Country codes people here read apart, and how many digits follow as a group."""
SHORT_WITH_AREA = 10
"""Longer national numbers begin with a group of five, as British ones do."""
LAST_GROUP = 4


def read_phone(text: str) -> str:
    """The number as digits with an optional leading "+", or Refused(NUMBER_UNREADABLE).

    Spaces, dots, dashes, slashes and brackets are dropped and digits of any script become Western
    ones: people type numbers as they say them. Nothing is guessed: no country is added.
    """
    digits = ""
    plus = False
    text = text.strip()
    if text.startswith(("+", "00")):
        # "+44 (0)7700 …" is a common way to write both forms at once; the nought is not dialled.
        text = text.replace("(0)", "")
    for sign in text:
        if unicodedata.category(sign) == "Nd":
            digits += str(unicodedata.digit(sign))
        elif sign in "+\N{FULLWIDTH PLUS SIGN}" and not digits and not plus:
            plus = True
        elif sign not in " \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{EN DASH}.-/()":
            raise Refused(Situation.NUMBER_UNREADABLE)
    if digits.startswith("00"):
        digits, plus = digits[2:], True
    fewest = FEWEST_WITH_AREA if plus or digits.startswith("0") else FEWEST
    if not fewest <= len(digits) <= MOST:
        raise Refused(Situation.NUMBER_UNREADABLE)
    return f"+{digits}" if plus else digits


def spaced(number: str) -> str:
    """The number in groups that can be read aloud: "07700 900 123", "+358 40 123 4567"."""
    code = next((c for c in CODES if number.startswith(c)), "")
    if code:
        return " ".join([code, *_groups(number[len(code) :], CODES[code])])
    if number.startswith("+"):
        return " ".join([number[:3], *_groups(number[3:], 2)])
    return " ".join(_groups(number, 5 if len(number) > SHORT_WITH_AREA else 3))


def _groups(digits: str, first: int) -> list[str]:
    groups = [digits[:first]]
    rest = digits[first:]
    while len(rest) > LAST_GROUP:
        groups.append(rest[:3])
        rest = rest[3:]
    return [*groups, rest] if rest else groups

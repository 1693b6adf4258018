"""The words for times in English and Finnish, brought to one plain spelling."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# Each stem stands for all its forms: "maanantai", "maanantaina", "maanantaiksi", "maanantain".
_WEEKDAY_PATTERNS: Final = (
    r"mon(?:day)?s?|ma|maanantai(?:na|n|ksi|sin)?",
    r"tue(?:s|sday|sdays)?|ti|tiistai(?:na|n|ksi|sin)?",
    r"wed(?:s|nesday|nesdays)?|ke|keskiviikko(?:na|ksi|isin)?|keskiviikon",
    r"thu(?:r|rs|rsday|rsdays)?|to|torstai(?:na|n|ksi|sin)?",
    r"fri(?:day|days)?|pe|perjantai(?:na|n|ksi|sin)?",
    r"sat(?:urday|urdays)?|la|lauantai(?:na|n|ksi|sin)?",
    r"sun(?:day|days)?|su|sunnuntai(?:na|n|ksi|sin)?",
)
_NUMBERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        word: str(number)
        for number, words in enumerate(
            (
                "one yksi yhden",
                "two kaksi kahden",
                "three kolme kolmen",
                "four neljä neljän",
                "five viisi viiden",
                "six kuusi kuuden",
                "seven seitsemän",
                "eight kahdeksan",
                "nine yhdeksän",
                "ten kymmenen",
                "eleven yksitoista yhdentoista",
                "twelve kaksitoista kahdentoista",
            ),
            start=1,
        )
        for word in words.split()
    }
)
_SPOKEN_HOURS: Final = (
    "yhdeltä kahdelta kolmelta neljältä viideltä kuudelta seitsemältä kahdeksalta yhdeksältä "
    "kymmeneltä yhdeltätoista kahdeltatoista"
)
# In this order: a longer saying goes before the shorter one that it holds.
_SAYINGS: Final[tuple[tuple[str, str], ...]] = (
    (r"(?<=\d)\s*(?:a\.?m\.?|a m)(?![\w.])", "am"),
    (r"(?<=\d)\s*(?:p\.?m\.?|p m)(?![\w.])", "pm"),
    (r"\b(?:kello|klo|kl)(?![^\W\d_])\.?\s*", "klo "),
    (r"\b(?:at )?(\d{1,2}) ?o[' ]?clock\b", r"at \1"),
    (r"\b(?:the|on|of|please|sharp|about|around|noin|päivä(?:nä)?)\b\s*", ""),
    (r"\bhuomen (?=aamu|illa|ilta)", "tomorrow "),
    (r"(?<=[^\W\d_])-(?=ilta|aamu)", " "),
    (r"\bhuomenaamu(?:lla|na)\b", "tomorrow morning"),
    (r"\bhuomenillalla\b", "tomorrow evening"),
    (r"\b(?:day after tomorrow|ylihuomenna|ylihuomiseksi)\b", "overmorrow"),
    (r"\b(?:tomorrow|tmrw|tmr|tomoz|huomenna|huomiseksi)\b", "tomorrow"),
    (r"\b(?:yesterday|eilen)\b", "yesterday"),
    (r"\b(?:tonight|this evening|tänä iltana)\b", "today evening"),
    (r"\b(?:this (?=morning|afternoon)|tänä(?= aamuna))", "today "),
    (r"\b(?:today|tänään|täksi päiväksi)\b", "today"),
    (r"\b(?:next week|ensi viikolla|ensi viikon)\b", "nextweek"),
    (r"\b(?:this week|tällä viikolla|tämän viikon)\b", "thisweek"),
    (r"\b(?:next|following|ensi|seuraavana)\b", "next"),
    (r"\b(?:this|coming|tänä|tulevana)\b", "this"),
    (r"\b(?:in (?:the )?)?(?:morning|mornings|aamulla|aamuna|aamupäivällä|ap)\b", "morning"),
    (r"\b(?:in (?:the )?)?(?:afternoon|iltapäivällä|iltapäivänä|ip)\b", "afternoon"),
    (r"\b(?:in (?:the )?)?(?:evening|illalla|iltana)\b", "evening"),
    (r"\b(?:midday|mid-day|noon|keskipäivällä|keskipäivä)\b", "12:00"),
    (r"\b(?:midnight|keskiyöllä|keskiyö)\b", "midnight"),
    (r"\bhalf an hour\b|\bpuolen tunnin\b|\bpuoli tuntia\b", "30 minute"),
    (r"\bvartin (?=päästä|kuluttua)", "15 minute "),
    (r"\b(?:an|a) (?=hour|week|day|minute)", "1 "),
    (r"\b(?:hours?|hrs?|tunnin|tuntia)\b", "hour"),
    (r"\b(?:minutes?|mins?|minuutin|minuuttia)\b", "minute"),
    (r"\b(?:days?|päivän|päivää)\b", "day"),
    (r"\b(?:weeks?|viikon|viikkoa)\b", "week"),
    (r"\b(hour|minute|day|week) (?:päästä|kuluttua|from now)\b", r"\1 hence"),
    (r"\bhalf (?:past\b|(?=\d))", "halfpast "),
    (r"\b(?:a )?quarter past\b|\bvarttia yli\b|\bvartin yli\b", "15past"),
    (r"\b(?:a )?quarter to\b|\bvarttia vaille\b|\bvarttia vailla\b", "15to"),
    (r"\bpuoli\b", "halfto"),
)
_COMPILED: Final = tuple((re.compile(pattern), plain) for pattern, plain in _SAYINGS)
_WEEKDAYS: Final = tuple(
    (re.compile(rf"\b(?:{pattern})\b\.?(?!\w)"), f"weekday{number}") for number, pattern in enumerate(_WEEKDAY_PATTERNS)
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_HOURS: Final[Mapping[str, str]] = MappingProxyType(
    {word: f"at {number}" for number, word in enumerate(_SPOKEN_HOURS.split(), start=1)}
)


def plain_words(text: str) -> str:
    """Give `text` in the plain spelling that `locales.typed_time` reads.

    Lower case, single spaces; weekdays are "weekday0" (Monday) to "weekday6", both languages'
    words for near days, parts of the day and amounts are one word each, numbers are digits.
    What is not known stays as it is.
    """
    said = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    said = re.sub(r"[‐‑–—−]", "-", said)
    # Nothing but Western digits below: other digits would pass \d and then mean no clock time.
    said = re.sub(r"\d", lambda found: str(unicodedata.decimal(found[0])), said)
    said = " ".join(re.sub(r"[,;!?()]|@", " ", said).split())
    said = _WORD.sub(lambda found: _HOURS.get(found[0], _NUMBERS.get(found[0], found[0])), said)
    for pattern, plain in (*_COMPILED, *_WEEKDAYS):
        said = pattern.sub(plain, said)
    return " ".join(said.split())

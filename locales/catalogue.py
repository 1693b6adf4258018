"""One catalogue for each language, read from its `.po` file once."""

import io
import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Final

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE: Final = "en"
"""The language of the msgids: English words need no catalogue file."""

LANGUAGES: Final[Mapping[str, str]] = MappingProxyType({"en": "English", "fi": "Suomi"})
"""Language code → the language's own name, in the order in which they are offered."""

_CLDR: Final[Mapping[str, str]] = MappingProxyType({"en": "en_GB"})
_CODE: Final = re.compile("[a-z]{2,3}")
_NOBODYS: Final = frozenset(("mul", "und", "zxx", "mis"))
_ROOM: Final = Path(__file__).parent
_loaded: dict[str, "Catalogue"] = {}
_loading = Lock()


class Catalogue:
    """The words of one language. Immutable once made, so threads may share it."""

    def __init__(self, language: str, words: NullTranslations) -> None:
        self._language = language
        self._words = words

    @property
    def language(self) -> str:
        """The language's code, such as "en" or "fi"."""
        return self._language

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale for names of days and months: "en" is British English."""
        return Locale.parse(_CLDR.get(self._language, self._language))

    @cached_property
    def rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return self.locale.text_direction == "rtl"

    def gettext(self, message: str) -> str:
        """Give `message` in this language, or as it stands where it is not translated."""
        # The empty msgid holds the catalogue's header, which nobody should read.
        return self._words.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Give the form of the message that goes with the number `n`."""
        return self._words.ngettext(singular, plural, n)

    def pgettext(self, context: str, message: str) -> str:
        """Give `message` as it is meant in `context`."""
        return self._words.pgettext(context, message)


def catalogue(language: str) -> Catalogue:
    """Give the one catalogue of `language`; an unknown language gives the nearest known one.

    The first call for a language reads its file (a few milliseconds); later calls share the
    result, from any thread.
    """
    known = nearest(language)
    with _loading:
        if known not in _loaded:
            _loaded[known] = Catalogue(known, _read(known))
        return _loaded[known]


def nearest(language_code: str | None) -> str:
    """Give the code of the language to start in for Telegram's hint: "fi-FI" → "fi".

    Unknown, empty or missing hints give English.
    """
    first = (language_code or "").replace("_", "-").partition("-")[0].casefold()
    return first if first in LANGUAGES else SOURCE


@lru_cache(maxsize=256)
def foreign(language_code: str | None) -> str | None:
    """Give the code of the language behind Telegram's hint when it is none of ours: "pt-br" → "pt".

    None for one of ours, and for whatever is no language that has a name. Anything may stand in a hint.
    """
    first = (language_code or "").replace("_", "-").partition("-")[0].casefold()
    if first in LANGUAGES or not _CODE.fullmatch(first):
        return None
    # What has no name is no language of anybody's: "root", "und" and "mul" are the standard's own.
    return first if first not in _NOBODYS and name_of(first, catalogue(SOURCE)) else None


def name_of(language: str, t: Catalogue) -> str:
    """Give the name of a language in the words of `t`; empty where it has none."""
    name: str = t.locale.languages.get(language, "")
    return name


def _read(language: str) -> NullTranslations:
    if language == SOURCE:
        return NullTranslations()
    compiled = io.BytesIO()
    with (_ROOM / language / "LC_MESSAGES" / "tornio.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=language, domain="tornio"))
    compiled.seek(0)
    return GNUTranslations(compiled)

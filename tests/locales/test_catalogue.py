"""A catalogue gives words in its language, and the English ones where it has none."""

from concurrent.futures import ThreadPoolExecutor
from gettext import NullTranslations

import pytest

from locales.bidi import isolate, without_controls
from locales.catalogue import LANGUAGES, Catalogue, catalogue, foreign, name_of, nearest


@pytest.mark.parametrize(
    ("hint", "language"),
    [
        ("fi", "fi"),
        ("fi-FI", "fi"),
        ("FI_fi", "fi"),
        ("en", "en"),
        ("en-US", "en"),
        ("fil", "en"),
        ("sv", "en"),
        ("", "en"),
        (None, "en"),
        ("\x00-", "en"),
    ],
)
def test_telegrams_hint_leads_to_a_language_we_speak(hint: str | None, language: str) -> None:
    assert nearest(hint) == language


@pytest.mark.parametrize(
    ("hint", "language"),
    [
        ("ar", "ar"),
        ("pt-br", "pt"),
        ("zh_Hant_TW", "zh"),
        ("FIL", "fil"),
        ("fi-FI", None),
        ("en", None),
        ("xx", None),
        ("root", None),
        ("und", None),
        ("mul", None),
        ("ar" * 200, None),
        ("a\x00", None),
        ("ＡＲ", None),
        ("", None),
        (None, None),
    ],
)
def test_a_hint_may_name_a_language_that_is_none_of_ours(hint: str | None, language: str | None) -> None:
    assert foreign(hint) == language


def test_a_language_is_named_in_the_words_of_another() -> None:
    assert name_of("ar", catalogue("en")) == "Arabic"
    assert name_of("ar", catalogue("fi")) == "arabia"
    assert name_of("nothing", catalogue("en")) == ""


def test_each_language_has_a_catalogue_and_its_own_name() -> None:
    assert LANGUAGES == {"en": "English", "fi": "Suomi"}
    assert [catalogue(code).language for code in LANGUAGES] == ["en", "fi"]


def test_english_words_are_the_source() -> None:
    t = catalogue("en")
    assert t.gettext("Never written in any catalogue") == "Never written in any catalogue"
    assert t.ngettext("%(count)d hour", "%(count)d hours", 2) == "%(count)d hours"
    assert t.pgettext("time of day", "midday") == "midday"


def test_finnish_words_come_from_its_file() -> None:
    t = catalogue("fi")
    assert t.gettext("tomorrow, %(date)s") == "huomenna, %(date)s"
    assert t.ngettext("%(count)d hour", "%(count)d hours", 1) == "%(count)d tunti"
    assert t.ngettext("%(count)d hour", "%(count)d hours", 2) == "%(count)d tuntia"
    assert t.pgettext("one time", "%(time)s") == "klo %(time)s"


def test_a_missing_translation_is_read_in_english() -> None:
    t = catalogue("fi")
    assert t.gettext("Never written in any catalogue") == "Never written in any catalogue"
    assert t.pgettext("nowhere", "Never written") == "Never written"
    assert t.ngettext("%(n)d never", "%(n)d nevers", 2) == "%(n)d nevers"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_reads_the_header_of_a_catalogue(language: str) -> None:
    assert catalogue(language).gettext("") == ""


def test_all_threads_share_one_catalogue() -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(catalogue, ["fi"] * 50))
    assert all(t is found[0] for t in found)


def test_a_language_we_no_longer_speak_is_read_in_english() -> None:
    assert catalogue("ar") is catalogue("en")


def test_the_direction_of_writing_is_known() -> None:
    assert not catalogue("fi").rtl
    assert Catalogue("ar", NullTranslations()).rtl


def test_a_name_is_isolated_only_where_directions_can_differ() -> None:
    assert isolate("Dan") == "Dan"
    assert isolate("Dan", rtl=True) == "\u2068Dan\u2069"
    assert isolate("دانا") == "\u2068دانا\u2069"
    assert isolate("", rtl=True) == ""


def test_a_name_cannot_turn_the_words_around_it() -> None:
    assert isolate("D\u202ean\u2069") == "Dan"
    assert isolate("\u2067דן\u200f") == "\u2068דן\u2069"
    assert without_controls("Mum \U0001f469\u200d\U0001f467") == "Mum \U0001f469\u200d\U0001f467"

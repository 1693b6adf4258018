"""Every text is in every catalogue, translated, and none is there that nobody says."""

import ast
import re
import tomllib
from pathlib import Path
from typing import Final, TypeAlias

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from locales.catalogue import LANGUAGES, SOURCE
from tests.guards.tree import ROOT, modules

Key: TypeAlias = tuple[str, str]
"""Context, and the message (its singular)."""

PLACES: Final = re.compile(r"%\((\w+)\)[sd]|%[sd]")
# domain.md section 6: words that blame, frighten or belong to a ward.
UNKIND: Final = re.compile(
    r"\b(?:missed|failed|clinicians?|patients?|proxy|are you sure|can['’]t|don['’]t|won['’]t)\b",
    re.IGNORECASE,
)

translations = pytest.mark.parametrize("language", [code for code in LANGUAGES if code != SOURCE])


def _key(message: Message) -> Key:
    words = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", words


def _forms(words: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


def _said(*rooms: str) -> Catalog:
    """Everything that modules say through gettext, as `make messages` finds it."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        mappings = tomllib.load(file)["tool"]["babel"]["mappings"]
    patterns = [f"{room}/**.py" for room in rooms] or [one["pattern"] for one in mappings]
    found = Catalog()
    for _file, _line, words, _comments, context in extract_from_dir(
        ROOT, [(pattern, "python") for pattern in patterns], keywords=DEFAULT_KEYWORDS
    ):
        found.add(words, context=context)
    return found


def _messages(catalogue: Catalog) -> dict[Key, Message]:
    return {_key(message): message for message in catalogue if message.id}


def _path(language: str) -> Path:
    return ROOT / "locales" / language / "LC_MESSAGES" / "tornio.po"


def _catalogue(language: str) -> Catalog:
    with _path(language).open("rb") as file:
        return read_po(file, locale=language, domain="tornio", abort_invalid=True)


@pytest.fixture(scope="module")
def said() -> dict[Key, Message]:
    return _messages(_said())


def test_each_language_offered_has_a_catalogue_and_no_other_has() -> None:
    there = {path.parents[1].name for path in ROOT.glob("locales/*/LC_MESSAGES/*.po")}
    assert there == LANGUAGES.keys() - {SOURCE}


@translations
def test_a_catalogue_holds_what_is_said_and_nothing_else(said: dict[Key, Message], language: str) -> None:
    catalogue = _catalogue(language)
    held = _messages(catalogue)
    assert len(said) > 0
    assert said.keys() - held.keys() == set(), "run `make messages` and translate"
    assert held.keys() - said.keys() == set(), "run `make messages`"
    assert list(catalogue.obsolete) == []


@translations
def test_plurals_are_the_same_in_a_catalogue(said: dict[Key, Message], language: str) -> None:
    held = _messages(_catalogue(language))
    assert [key for key in said.keys() & held.keys() if said[key].id != held[key].id] == []


@translations
def test_nothing_is_left_untranslated_or_in_doubt(language: str) -> None:
    open_ = [
        key
        for key, message in _messages(_catalogue(language)).items()
        if message.fuzzy or not _forms(message.string) or not all(_forms(message.string))
    ]
    assert open_ == []


@translations
def test_a_translation_fills_in_what_the_english_fills_in(language: str) -> None:
    wrong = []
    for key, message in _messages(_catalogue(language)).items():
        offered = {place for words in _forms(message.id) for place in PLACES.findall(words)}
        used = [set(PLACES.findall(words)) for words in _forms(message.string)]
        # "one person" may leave the number out; the form for many shows all there is.
        if not all(places <= offered for places in used) or (used and used[-1] != offered):
            wrong.append(key)
    assert wrong == []


def test_the_english_is_kind_and_plain(said: dict[Key, Message]) -> None:
    texts = {words for message in said.values() for words in _forms(message.id)}
    assert {words for words in texts if UNKIND.search(words)} == set()


def test_no_text_hides_where_the_extractor_does_not_look() -> None:
    """Before Python 3.12 it reads nothing inside an f-string."""
    hidden = [
        f"{path.relative_to(ROOT)}:{string.lineno}"
        for path in modules("bot", "handlers", "locales")
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr) and any(_is_gettext(part) for part in ast.walk(string))
    ]
    assert hidden == []


def _is_gettext(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return called in {"_", "gettext", "ngettext", "pgettext", "npgettext"}


def test_rules_and_storage_have_no_wording() -> None:
    assert _messages(_said("rules", "storage")) == {}

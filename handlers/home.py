"""The first screen: start, menu, language, numbers, and words outside any question."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from handlers.buttons import Button
from handlers.buttons.home import About, ChooseLanguage, Home, Languages, Numbers
from handlers.card import Card, Key
from handlers.subject import CardOfReader
from handlers.turn import Reader, Turn
from handlers.views import home as views
from locales.catalogue import LANGUAGES, catalogue
from rules.decision import Refused, Situation
from storage import people
from storage.database import Transaction

HomeKeys = Callable[[Transaction, Reader], list[tuple[Key, ...]]]
"""What a subject offers on the home screen to this reader: rows of keys."""
HomeWords = Callable[[Transaction, Reader], list[str]]
"""What a subject says first on it: what waits, or goes on."""


class Homes:
    """Makes home screens from what the subjects offer, in the given order; knows what a person is being asked."""

    def __init__(
        self, offers: tuple[HomeKeys, ...], asks: tuple[CardOfReader, ...], words: tuple[HomeWords, ...]
    ) -> None:
        self._offers = offers
        self._asks = asks
        self._words = words

    def keys(self, tx: Transaction, reader: Reader) -> list[tuple[Key, ...]]:
        return [row for offer in self._offers for row in offer(tx, reader)]

    def card(self, tx: Transaction, person: str, reader: Reader) -> Card | None:
        """Today's home screen; nobody sees another's."""
        return self._home(tx, reader) if person == reader.person.id else None

    def show(self, turn: Turn) -> None:
        """Leave everything half typed, and go home."""
        turn.end_dialogues()
        turn.show(self._home(turn.tx, turn.reader))

    def _home(self, tx: Transaction, reader: Reader) -> Card:
        words = [said for say in self._words for said in say(tx, reader)]
        return views.home(reader, self.keys(tx, reader), words)

    def taps(self) -> Mapping[type[Button], Callable[[Turn, Any], None]]:
        return {
            Home: lambda turn, _tap: self.show(turn),
            Languages: lambda turn, _tap: turn.show(views.languages(turn.reader)),
            ChooseLanguage: self.choose_language,
            Numbers: lambda turn, _tap: turn.show(views.numbers(turn.reader)),
            About: lambda turn, _tap: turn.show(views.about(turn.reader)),
        }

    def choose_language(self, turn: Turn, tap: ChooseLanguage) -> None:
        if tap.language not in LANGUAGES:
            raise Refused(Situation.OUTDATED)
        people.set_language(turn.tx, turn.person.id, tap.language)
        person = replace(turn.person, language=tap.language)
        turn.reader = replace(turn.reader, person=person, t=catalogue(tap.language))
        question = self._question(turn)
        if question is None:
            self.show(turn)
        else:
            # They changed the language in order to read it.
            turn.end_dialogues()
            turn.show(question)

    def start(self, turn: Turn) -> None:
        """`/start` and `/menu`: whatever comes after is not ours, so show where everything is."""
        self.show(turn)

    def free_text(self, turn: Turn) -> None:
        """Words outside a question get the fixed answer, once more with the real routes; they are not kept.

        A question that waits for an answer then stands below, with its keys.

        Somebody who has never been shown the first screen gets that: whatever they wrote, it is their first call.
        """
        if not people.has_chosen_language(turn.tx, turn.person.id) and not people.has_been_shown(
            turn.tx, turn.person.id
        ):
            turn.end_dialogues()
            turn.show(views.first_words(turn.reader, self.keys(turn.tx, turn.reader)))
        else:
            turn.say(views.free_text(turn.reader, self.keys(turn.tx, turn.reader)))
            if (question := self._question(turn)) is not None:
                turn.say(question)

    def _question(self, turn: Turn) -> Card | None:
        cards = (ask(turn.tx, turn.reader) for ask in self._asks)
        return next((card for card in cards if card is not None), None)

"""What each subject of the house brings along: the one list that routing, delivery and home read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from handlers.buttons import Button
from handlers.card import Card, Key
from handlers.dialogue import Dialogue
from handlers.turn import Reader, Turn
from rules.ids import PersonId
from rules.notice import Kind, Notice, Subject
from storage.database import Transaction

Presenter = Callable[[Transaction, Notice, Reader], Card | None]
"""Makes the message of a notice from the truth at the moment of sending; None when it is no longer true."""

Unsent = Callable[[Transaction, Notice, datetime], None]
"""Takes the next step for a notice that is true but cannot be written to its reader; when it was decided (UTC)."""

CardOf = Callable[[Transaction, str, Reader], Card | None]
"""Today's card of one subject for this reader; None when there is nothing for them to see."""


CardOfReader = Callable[[Transaction, Reader], Card | None]
"""A card for this reader, or None."""


@dataclass(frozen=True)
class Part:
    """One subject's share of the house.

    `first` are handlers asked before any dialogue (words that must always work). `dialogues` makes new ones for
    each process, since they hold state. `home_words` stand first on the home screen: whoever changes what they
    say redraws it. `start` answers a `/start` payload that is this subject's, True if it was;
    `typed` does the same for words that answer no open question.
    `asks` gives the question that waits for this reader's answer: it comes back after anything else they do first.
    `reachability` hears that somebody blocked the bot, or came back. `unsent` says by kind what follows when a notice
    cannot be written to its reader; no kind, no next step, for somebody else hears it anyway. `due` sends everything
    that is due now through the same doors as a press would, and counts it; `next_due` is when something will be (UTC).
    """

    taps: Mapping[type[Button], Callable[[Turn, Any], None]] = field(default_factory=dict)
    first: Sequence[BaseHandler[Update, Turn, object]] = ()
    dialogues: Callable[[], Sequence[Dialogue]] = tuple
    presenters: Mapping[Kind, Presenter] = field(default_factory=dict)
    cards: Mapping[Subject, CardOf] = field(default_factory=dict)
    asks: CardOfReader = lambda _tx, _reader: None
    home_keys: Callable[[Transaction, Reader], list[tuple[Key, ...]]] = lambda _tx, _reader: []
    home_words: Callable[[Transaction, Reader], list[str]] = lambda _tx, _reader: []
    start: Callable[[Turn, str], bool] = lambda _turn, _payload: False
    typed: Callable[[Turn, str], bool] = lambda _turn, _text: False
    reachability: Callable[[Transaction, PersonId], None] = lambda _tx, _person: None
    unsent: Mapping[Kind, Unsent] = field(default_factory=dict)
    due: Callable[[Transaction], int] = lambda _tx: 0
    next_due: Callable[[Transaction], datetime | None] = lambda _tx: None

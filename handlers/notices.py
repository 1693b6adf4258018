"""From a waiting notice to the message it becomes, at the moment it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from handlers import parts
from handlers.card import Card, Outgoing, outgoing
from handlers.routing import CARDS, HOMES
from handlers.subject import Presenter, Unsent
from handlers.turn import Reader
from handlers.views import home as views
from locales.dates import clock_time
from rules.notice import Kind, Urgency
from rules.when import wall_time
from storage import cards, networks
from storage.database import Transaction
from storage.outbox import Waiting

LATE = timedelta(minutes=3)
"""An urgent notice that goes out later than this says when it is from (promise 9)."""

PRESENTERS: Mapping[Kind, Presenter] = {
    Kind.HOME: lambda tx, notice, reader: HOMES.card(tx, notice.to, reader),
    **{kind: presenter for part in parts.PARTS for kind, presenter in part.presenters.items()},
}

UNSENT: Mapping[Kind, Unsent] = {kind: step for part in parts.PARTS for kind, step in part.unsent.items()}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message ready to go. `redraw` says that it replaces cards on the phone: those of the subject, or `message`.

    `vanish` asks for that message to be taken away, and only to be redrawn where Telegram no longer does that.
    """

    outgoing: Outgoing
    redraw: bool = False
    message: int | None = None
    vanish: bool = False
    card: Card | None = None


def render(tx: Transaction, waiting: Waiting, reader: Reader) -> Rendered | None:
    """The message of this notice for this reader as things are now; None when there is nothing true to say."""
    notice = waiting.notice
    if notice.kind is Kind.REPLY:
        return None if waiting.payload is None else Rendered(Outgoing.from_json(waiting.payload))
    if notice.kind is Kind.FOLD:
        message = int(notice.facts["message"])
        folded = None if cards.is_live(tx, notice.to, message) else outgoing(views.folded(reader))
        if folded is None:
            return None
        # Whoever scrolls back looks for words, not for lines that say where words were. What went is in the newer one.
        return Rendered(folded, redraw=True, message=message, vanish=True)
    if notice.kind is Kind.REDRAW:
        card_of = CARDS.get(notice.subject)
        card = None if card_of is None else card_of(tx, notice.subject_id, reader)
        return None if card is None else Rendered(outgoing(card), redraw=True, card=card)
    if notice.network is not None and not networks.may_hear(tx, notice.network, reader.person):
        # Whatever a presenter thinks: without every yes, now, nothing about a network is said (promise 6).
        return None
    card = PRESENTERS[notice.kind](tx, notice, reader)
    if card is None:
        return None
    if notice.urgency is Urgency.CRISIS:
        card = _honest(card, waiting, reader)
    return Rendered(outgoing(card), card=card)


def unsent(tx: Transaction, waiting: Waiting, reader: Reader) -> None:
    """The next step for a notice whose reader cannot be written to (promise 2); `reader` is that one.

    None where it is not true any more, where they want no messages, or where somebody else hears it anyway.
    """
    step = UNSENT.get(waiting.notice.kind)
    if step is None or not reader.person.only_by_phone:
        return
    if render(tx, waiting, replace(reader, person=replace(reader.person, reachable=True))) is not None:
        step(tx, waiting.notice, waiting.created_at)


def _honest(card: Card, waiting: Waiting, reader: Reader) -> Card:
    """An urgent message says when it comes late, and when it may be a repeat."""
    _ = reader.t.gettext
    due = waiting.notice.not_before or waiting.created_at
    if reader.now - waiting.created_at > LATE and reader.now - due > LATE:
        said = clock_time(wall_time(waiting.created_at, reader.zone), reader.t)
        card = card.with_line(_("This message is late. It is from %(time)s.") % {"time": said})
    if waiting.uncertain:
        card = card.with_line(_("You may have had this message already."))
    return card

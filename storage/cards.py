"""Which message on whose phone shows what, so that it can be brought up to date."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Executable, Table, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from rules.ids import PersonId
from rules.notice import Subject
from storage.database import Transaction
from storage.tables.outbox import cards

LIVE = 3
"""How many of the newest cards about one subject are redrawn; older ones answer a tap with today's truth."""


def _upsert(make: Callable[[Table], sqlite.Insert] | Callable[[Table], postgresql.Insert]) -> Executable:
    new = make(cards)
    shown = {
        name: new.excluded[name] for name in ("subject", "subject_id", "digest", "pressable", "shown_at", "delete_at")
    }
    return new.on_conflict_do_update(index_elements=[cards.c.person_id, cards.c.message_id], set_=shown)


_REMEMBER = {"sqlite": _upsert(sqlite.insert), "postgresql": _upsert(postgresql.insert)}
_MESSAGE = (cards.c.person_id == bindparam("person"), cards.c.message_id == bindparam("message"))
_SET_DIGEST = update(cards).where(*_MESSAGE).values(digest=bindparam("shown"), pressable=bindparam("new_keys"))
_SHOWING = (
    select(cards.c.message_id, cards.c.digest)
    .where(
        cards.c.person_id == bindparam("person"),
        cards.c.subject == bindparam("subject"),
        cards.c.subject_id == bindparam("subject_id"),
    )
    .order_by(cards.c.message_id.desc())
    .limit(LIVE)
)
_IS_LIVE = select(cards.c.id).where(*_MESSAGE)
_FORGET = delete(cards).where(*_MESSAGE)
_TO_DELETE = (
    select(cards.c.person_id, cards.c.message_id)
    .where(cards.c.delete_at <= bindparam("now"))
    .order_by(cards.c.id)
    .limit(bindparam("most"))
)


SCREENS_READ = 20
"""How far up the chat typed words are looked for at most."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message in a private chat. `digest` is None when what it shows is not known for certain."""

    message_id: int
    digest: str | None


def remember(
    tx: Transaction,
    person: PersonId,
    message_id: int,
    subject: Subject,
    subject_id: str,
    *,
    keys: Mapping[str, str] | None = None,
    digest: str | None = None,
    delete_at: datetime | None = None,
) -> None:
    """The message now shows this subject, whatever it showed before.

    `keys` maps the plain words of each key to what its button holds. Words can be names, so only their keyed
    hashes are kept.
    """
    tx.execute(
        _REMEMBER[tx.connection.dialect.name],
        {
            "person_id": person,
            "message_id": message_id,
            "subject": subject.value,
            "subject_id": subject_id,
            "digest": digest,
            "pressable": _hidden(tx, keys or {}),
            "shown_at": tx.now,
            "delete_at": delete_at,
        },
    )


def showing(tx: Transaction, person: PersonId, subject: Subject, subject_id: str) -> list[Shown]:
    """The newest messages about the subject in this person's chat, newest first."""
    rows = tx.rows(_SHOWING, {"person": person, "subject": subject.value, "subject_id": subject_id})
    return [Shown(row.message_id, row.digest) for row in rows]


def subjects(tx: Transaction, person: PersonId) -> list[tuple[Subject, str]]:
    """What the newest cards in this person's chat are about; a screen on the way to somewhere is about nothing."""
    rows = tx.rows(
        select(cards.c.subject, cards.c.subject_id)
        .where(cards.c.person_id == person, cards.c.subject != Subject.SCREEN.value)
        .order_by(cards.c.message_id.desc())
        .limit(SCREENS_READ)
    )
    return list(dict.fromkeys((Subject(row.subject), row.subject_id) for row in rows))


def supersede(tx: Transaction, person: PersonId, message_id: int, subject: Subject, subject_id: str) -> list[int]:
    """A newer message shows the subject: the older ones are no longer its cards. Gives their ids."""
    older = [card.message_id for card in showing(tx, person, subject, subject_id) if card.message_id < message_id]
    for message in older:
        forget(tx, person, message)
    return older


def questions(tx: Transaction, person: PersonId, subject_id: str) -> list[int]:
    """The questions about a meeting that stand open in this person's chat: their messages, newest first."""
    return [card.message_id for card in showing(tx, person, Subject.QUESTION, subject_id)]


def is_question(tx: Transaction, person: PersonId, message_id: int) -> bool:
    """Whether this message is a question that was opened."""
    asked = (cards.c.person_id == person, cards.c.message_id == message_id, cards.c.subject == Subject.QUESTION.value)
    return tx.row(select(cards.c.id).where(*asked)) is not None


def end_questions(tx: Transaction, person: PersonId, subject: Subject, subject_id: str) -> list[int]:
    """What was asked about the subject is settled. Gives the messages that step back behind a newer card of it.

    Where there is none, the question is the card of its subject from now on.
    """
    newest = next((card.message_id for card in showing(tx, person, subject, subject_id)), 0)
    asked = questions(tx, person, subject_id)
    mine = (cards.c.person_id == person, cards.c.subject == Subject.QUESTION.value, cards.c.subject_id == subject_id)
    older = [message for message in asked if message < newest]
    for message in older:
        forget(tx, person, message)
    if len(older) < len(asked):
        tx.execute(update(cards).where(*mine).values(subject=subject.value))
    return older


def is_live(tx: Transaction, person: PersonId, message_id: int) -> bool:
    """Whether the message is the card of anything."""
    return tx.row(_IS_LIVE, {"person": person, "message": message_id}) is not None


def set_digests(tx: Transaction, known: Collection[tuple[PersonId, int, str, Mapping[str, str]]]) -> None:
    """What each message of these people shows is known for certain now: its digest, and `keys` as in `remember`."""
    if known:
        tx.execute(
            _SET_DIGEST,
            [
                {"person": person, "message": message, "shown": digest, "new_keys": _hidden(tx, keys)}
                for person, message, digest, keys in known
            ],
        )


def forget(tx: Transaction, person: PersonId, message_id: int) -> None:
    """The message is gone."""
    tx.execute(_FORGET, {"person": person, "message": message_id})


def keep_until(tx: Transaction, person: PersonId, message_id: int, at: datetime) -> None:
    """Take the message away only then: it could not be done now."""
    tx.execute(update(cards).where(cards.c.person_id == person, cards.c.message_id == message_id).values(delete_at=at))


def take_away(tx: Transaction, subject: Subject, subject_id: str) -> None:
    """Each message about the subject that was to be taken away later goes now, on whosever phone it is."""
    about = (cards.c.subject == subject.value, cards.c.subject_id == subject_id)
    tx.execute(update(cards).where(*about, cards.c.delete_at.is_not(None)).values(delete_at=tx.now))


def take_all_away(tx: Transaction, person: PersonId) -> None:
    """Nothing that stands on this phone is for its owner any more."""
    tx.execute(update(cards).where(cards.c.person_id == person).values(delete_at=tx.now))


def to_delete(tx: Transaction, limit: int = 50) -> list[tuple[PersonId, int]]:
    """Messages whose time to be deleted has come (a place is shown for a while, not for ever)."""
    rows = tx.rows(_TO_DELETE, {"now": tx.now, "most": limit})
    return [(PersonId(row.person_id), row.message_id) for row in rows]


@dataclass(frozen=True, slots=True)
class Screen:
    """A message with keys: what it shows, and what its keys hold by the hash of their words."""

    message_id: int
    subject: Subject
    subject_id: str
    pressable: Mapping[str, str]

    def key(self, tx: Transaction, words: str) -> str | None:
        """What the key with these plain words holds, or None."""
        return self.pressable.get(_hash(tx, words))


def screens(tx: Transaction, person: PersonId) -> list[Screen]:
    """What this person's phone shows, the last that was shown first."""
    rows = tx.rows(
        select(cards.c.message_id, cards.c.subject, cards.c.subject_id, cards.c.pressable)
        .where(cards.c.person_id == person)
        .order_by(cards.c.shown_at.desc(), cards.c.message_id.desc())
        .limit(SCREENS_READ)
    )
    return [Screen(row.message_id, Subject(row.subject), row.subject_id, json.loads(row.pressable)) for row in rows]


def newest_keys(tx: Transaction, person: PersonId) -> list[str]:
    """What the buttons hold of the newest message of this person that has any."""
    row = tx.row(
        select(cards.c.pressable)
        .where(cards.c.person_id == person)
        .order_by(cards.c.shown_at.desc(), cards.c.message_id.desc())
        .limit(1)
    )
    return [] if row is None else [str(held) for held in json.loads(row.pressable).values()]


def _hidden(tx: Transaction, keys: Mapping[str, str]) -> str:
    return json.dumps({_hash(tx, words): held for words, held in keys.items()}, separators=(",", ":"))


def _hash(tx: Transaction, words: str) -> str:
    return tx.keyring.find(f"key {words}")[:16]

"""Half-finished dialogues and drafts, sealed, so that a restart finds each where it was."""

import json
from collections.abc import Mapping

from sqlalchemy import bindparam, delete, insert, select

from storage.database import Transaction
from storage.tables.outbox import dialogues, drafts

_DRAFT = select(drafts.c.draft_sealed).where(drafts.c.person_hash == bindparam("person_hash"))
_STATES = select(dialogues.c.name, dialogues.c.state).where(dialogues.c.key_hash == bindparam("key_hash"))

_FORGET_STATE = delete(dialogues).where(
    dialogues.c.name == bindparam("dialogue"), dialogues.c.key_hash == bindparam("of_key")
)
_FORGET_DRAFT = delete(drafts).where(drafts.c.person_hash == bindparam("of_person"))


def all_states(tx: Transaction) -> dict[str, dict[tuple[int, ...], str]]:
    """Of each dialogue that somebody is in, by its name, every conversation key with its state."""
    states: dict[str, dict[tuple[int, ...], str]] = {}
    for row in tx.rows(select(dialogues.c.name, dialogues.c.key_sealed, dialogues.c.state)):
        states.setdefault(row.name, {})[tuple(json.loads(tx.open(row.key_sealed)))] = row.state
    return states


def states_of(tx: Transaction, key: tuple[int, ...]) -> dict[str, str]:
    """Where each of one person's dialogues stands, by its name."""
    rows = tx.rows(_STATES, {"key_hash": tx.keyring.find(repr(key))})
    return {row.name: row.state for row in rows}


def set_state(tx: Transaction, name: str, key: tuple[int, ...], state: str | None) -> None:
    """Remember where the dialogue stands; None ends it."""
    key_hash = tx.keyring.find(repr(key))
    tx.execute(_FORGET_STATE, {"dialogue": name, "of_key": key_hash})
    if state is not None:
        tx.execute(
            insert(dialogues),
            {
                "name": name,
                "key_hash": key_hash,
                "key_sealed": tx.seal(json.dumps(key)),
                "state": state,
                "at": tx.now,
            },
        )


def all_drafts(tx: Transaction) -> dict[int, dict[str, object]]:
    """What each person has half typed, by Telegram id."""
    rows = tx.rows(select(drafts.c.person_sealed, drafts.c.draft_sealed))
    return {int(tx.open(row.person_sealed)): json.loads(tx.open(row.draft_sealed)) for row in rows}


def draft_of(tx: Transaction, telegram_id: int) -> dict[str, object]:
    """What this person has half typed; empty when nothing."""
    row = tx.row(_DRAFT, {"person_hash": tx.keyring.find(f"draft {telegram_id}")})
    return {} if row is None else json.loads(tx.open(row.draft_sealed))


def set_draft(tx: Transaction, telegram_id: int, draft: Mapping[str, object]) -> None:
    """Remember what has been typed so far; an empty draft is forgotten. Values must be plain JSON."""
    person_hash = tx.keyring.find(f"draft {telegram_id}")
    tx.execute(_FORGET_DRAFT, {"of_person": person_hash})
    if draft:
        tx.execute(
            insert(drafts),
            {
                "person_hash": person_hash,
                "person_sealed": tx.seal(str(telegram_id)),
                "draft_sealed": tx.seal(json.dumps(dict(draft))),
                "at": tx.now,
            },
        )

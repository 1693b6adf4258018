"""People, as the bot knows them, and the staff of a team."""

from datetime import datetime

import structlog
from sqlalchemy import ColumnElement, Row, bindparam, insert, select, update

from rules.ids import PersonId, TeamId
from rules.notice import Subject, redraw
from rules.people import Person, Role, Roster, StaffMember
from storage import audit, cards
from storage.database import Transaction
from storage.ids import new_id
from storage.outbox import put, put_again
from storage.sealing import Keyring, SealBroken
from storage.tables.outbox import outbox
from storage.tables.people import people, staff

log = structlog.get_logger("tornio")

_COLUMNS = select(
    people.c.id,
    people.c.team_id,
    people.c.name_sealed,
    people.c.language,
    people.c.phone_language,
    people.c.telegram_hash,
    people.c.telegram_sealed,
    people.c.blocked_at,
    people.c.do_not_message,
    people.c.erased_at,
    people.c.phone_sealed,
    staff.c.role,
    staff.c.ended_at,
).select_from(people.outerjoin(staff, staff.c.person_id == people.c.id))
_BY_HASH = _COLUMNS.where(people.c.telegram_hash == bindparam("telegram_hash"))
_BY_IDS = _COLUMNS.where(people.c.id.in_(bindparam("persons", expanding=True)))
_ROSTER = (
    select(staff.c.person_id, staff.c.role, staff.c.on_duty_until, people.c.telegram_hash, people.c.blocked_at,
           people.c.do_not_message, people.c.erased_at)
    .join(people, people.c.id == staff.c.person_id)
    .where(staff.c.team_id == bindparam("team"), staff.c.ended_at.is_(None))
    .order_by(staff.c.joined_at, staff.c.person_id)
)  # fmt: skip
_CHAT = select(people.c.telegram_sealed).where(people.c.id == bindparam("person"))


def find(tx: Transaction, telegram_id: int) -> Person | None:
    """The person behind a Telegram account, found by keyed hash."""
    row = tx.row(_BY_HASH, {"telegram_hash": tx.keyring.find(str(telegram_id))})
    return None if row is None else _person(tx, row)


def get(tx: Transaction, person: PersonId) -> Person | None:
    """The person with this id."""
    return named(tx, (person,)).get(person)


def addressees(tx: Transaction, persons: tuple[PersonId, ...]) -> dict[PersonId, tuple[Person, int | None]]:
    """These people with the chat to write to, by id; whoever is phone-only or unknown is left out.

    The chat is None when what is stored of it cannot be opened.
    """
    rows = tx.rows(_BY_IDS, {"persons": persons}) if persons else []
    return {
        PersonId(row.id): (_person(tx, row), None if (chat := _opened(tx, row.telegram_sealed)) is None else int(chat))
        for row in rows
        if row.telegram_sealed is not None
    }


def named(tx: Transaction, persons: tuple[PersonId, ...]) -> dict[PersonId, Person]:
    """Several people at once, by id; unknown ids are left out."""
    new = tuple(person for person in persons if person not in tx.seen)
    for row in tx.rows(_BY_IDS, {"persons": new}) if new else ():
        _person(tx, row)
    return {person: tx.seen[person] for person in persons if person in tx.seen}


def register(
    tx: Transaction,
    *,
    team: TeamId,
    name: str,
    language: str,
    telegram_id: int | None = None,
    phone: str | None = None,
    phone_language: str | None = None,
) -> Person:
    """Remember somebody new. Without `telegram_id` they are phone-only."""
    person = PersonId(new_id())
    tx.execute(
        insert(people),
        {
            "id": person,
            "team_id": team,
            "telegram_hash": None if telegram_id is None else tx.keyring.find(str(telegram_id)),
            "telegram_sealed": None if telegram_id is None else tx.seal(str(telegram_id)),
            "name_sealed": tx.seal(name),
            "phone_sealed": None if phone is None else tx.seal(phone),
            "language": language,
            "phone_language": phone_language,
            "created_at": tx.now,
        },
    )
    audit.record(tx, "registered", Subject.PERSON, person, by=None)
    found = get(tx, person)
    assert found is not None
    return found


def keys_fit(tx: Transaction) -> bool:
    """Whether those already known can be read and found with the keys given; True where nobody is known yet.

    Everybody is looked at: each key that was ever the first has sealed somebody. One row alone, neither the first
    nor the newest, is taken for damage: it must not keep the bot silent for all the others.
    """
    sealed = select(people.c.telegram_sealed, people.c.telegram_hash).where(people.c.telegram_sealed.is_not(None))
    fits = [_fits(tx.keyring, row) for row in tx.rows(sealed.order_by(people.c.created_at))]
    return not fits or (fits[0] and fits[-1] and fits.count(False) <= 1)


def _fits(keyring: Keyring, row: Row[tuple[str | None, str | None]]) -> bool:
    try:
        return bool(row.telegram_hash == keyring.find(keyring.open(str(row.telegram_sealed))))
    except SealBroken:
        return False


def telegram_id(tx: Transaction, person: PersonId) -> int | None:
    """The chat to write to, or None for somebody who is phone-only or cannot be opened any more."""
    row = tx.row(_CHAT, {"person": person})
    chat = None if row is None else _opened(tx, row.telegram_sealed)
    return None if chat is None else int(chat)


def set_language(tx: Transaction, person: PersonId, language: str) -> None:
    """They chose this language themselves, and their cards follow."""
    _change(tx, person, language=language, language_chosen=True)
    put(tx, (redraw(person, *about) for about in cards.subjects(tx, person)))


def set_phone_language(tx: Transaction, person: PersonId, language: str | None) -> None:
    """Their phone is set to this language, which is none of ours; None where it is."""
    _change(tx, person, phone_language=language)


def set_name(tx: Transaction, person: PersonId, name: str) -> None:
    """They go by this name."""
    _change(tx, person, name_sealed=tx.seal(name))


def set_phone(tx: Transaction, person: PersonId, phone: str | None) -> None:
    """They can be phoned here; None forgets the number."""
    _change(tx, person, phone_sealed=None if phone is None else tx.seal(phone))


def set_blocked(tx: Transaction, person: PersonId, *, blocked: bool) -> None:
    """They blocked the bot, or a send came back with 403; or they are back, and hear what is still true."""
    if blocked:
        _change(tx, person, people.c.blocked_at.is_(None), blocked_at=tx.now)
    elif _change(tx, person, people.c.blocked_at.is_not(None), blocked_at=None):
        put_again(tx, person)


def blocked_at(tx: Transaction, person: PersonId) -> datetime | None:
    """Since when they cannot be written to (UTC); None for somebody who can."""
    row = tx.row(select(people.c.blocked_at).where(people.c.id == person))
    return None if row is None else row.blocked_at


def hire(tx: Transaction, person: PersonId, team: TeamId, role: Role) -> None:
    """Make somebody staff; a role that had ended begins anew."""
    tx.execute(staff.delete().where(staff.c.person_id == person))
    tx.execute(
        insert(staff),
        {"person_id": person, "team_id": team, "role": role.value, "joined_at": tx.now},
    )
    _change(tx, person, team_id=team)
    audit.record(tx, "joined_staff", Subject.PERSON, person, by=person)


def dismiss(tx: Transaction, person: PersonId, *, by: PersonId) -> None:
    """They are staff no longer, and not on duty; the row stays, so that a new link can make them staff again."""
    tx.seen.pop(person, None)
    tx.execute(update(staff).where(staff.c.person_id == person).values(ended_at=tx.now, on_duty_until=None))
    audit.record(tx, "left_staff", Subject.PERSON, person, by=by)


def roster(tx: Transaction, team: TeamId) -> Roster:
    """All staff of the team today, in the order they joined."""
    rows = tx.rows(_ROSTER, {"team": team})
    return Roster(
        tuple(
            StaffMember(
                PersonId(row.person_id),
                Role(row.role),
                row.telegram_hash is not None
                and row.blocked_at is None
                and not row.do_not_message
                and row.erased_at is None,
                row.on_duty_until,
            )
            for row in rows
        )
    )


def set_on_duty(tx: Transaction, person: PersonId, until: datetime | None) -> None:
    """On duty until then (UTC), or no longer."""
    tx.execute(update(staff).where(staff.c.person_id == person).values(on_duty_until=until))


def has_chosen_language(tx: Transaction, person: PersonId) -> bool:
    """Whether they said which language, rather than their phone."""
    row = tx.row(select(people.c.language_chosen).where(people.c.id == person))
    return bool(row and row.language_chosen)


def has_been_shown(tx: Transaction, person: PersonId) -> bool:
    """Whether anything was ever said to them."""
    return tx.row(select(outbox.c.id).where(outbox.c.person_id == person).limit(1)) is not None


def _change(tx: Transaction, person: PersonId, *where: ColumnElement[bool], **values: object) -> int:
    """Write this of somebody, where it holds; gives whether it did. What was read of them before is forgotten."""
    tx.seen.pop(person, None)
    return tx.execute(update(people).where(people.c.id == person, *where).values(**values)).rowcount


def _person(tx: Transaction, row: Row[tuple[object, ...]]) -> Person:
    found = tx.seen[row.id] = Person(
        id=PersonId(row.id),
        team=TeamId(row.team_id),
        name=_opened(tx, row.name_sealed) or "",
        language=row.language,
        role=None if row.role is None or row.ended_at is not None else Role(row.role),
        reachable=row.telegram_hash is not None and row.blocked_at is None,
        do_not_message=row.do_not_message,
        erased=row.erased_at is not None,
        phone=_opened(tx, row.phone_sealed),
        phone_language=row.phone_language,
    )
    return found


def _opened(tx: Transaction, sealed: str | None) -> str | None:
    """What is sealed, or None: somebody whose stored name is damaged is still somebody who is heard and answered."""
    try:
        return None if sealed is None else tx.open(sealed)
    except SealBroken:
        log.critical("what is stored of a person cannot be opened", subject=Subject.PERSON.value)
        return None

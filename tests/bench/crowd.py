"""Many families who are being asked about times: the database that the measured taps find."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.fernet import Fernet

from bot.clock import SystemClock
from bot.organisation import read
from rules.decision import Decision
from rules.ids import MeetingId, NetworkId, PersonId, TeamId
from rules.meeting import Mode, Participant, Proposal
from rules.meeting import Part as Seat
from rules.network import Answer, Consent, How, Membership, Network, Part
from rules.people import Role
from storage import meetings, networks, people, teams
from storage.database import Database, Transaction, engine_for
from storage.ids import new_id
from storage.schema import upgrade
from storage.sealing import Keyring

FAMILY = 4
"""People asked in one network, the person at the centre among them."""
TIMES = 5
"""Times that everyone is asked about: one for each turn of taps."""


@dataclass(frozen=True, slots=True)
class Group:
    """One network: who organises its meeting and who is asked, by Telegram id."""

    organiser: int
    family: tuple[int, ...]
    meeting: MeetingId


@dataclass(frozen=True, slots=True)
class Crowd:
    """A database file ready to be copied, the key that opens it, and who is in it."""

    file: Path
    key: str
    groups: tuple[Group, ...]

    @property
    def members(self) -> tuple[int, ...]:
        """Everybody who is asked; neighbours in this list are of different networks."""
        return tuple(user for seat in range(FAMILY) for user in self._seat(seat))

    @property
    def organisers(self) -> dict[int, int]:
        """Whose card shows the answers of each member."""
        return {user: group.organiser for group in self.groups for user in group.family}

    def _seat(self, seat: int) -> tuple[int, ...]:
        return tuple(group.family[seat] for group in self.groups)


def gather(folder: Path, organisation: Path, size: int) -> Crowd:
    """Write `size` networks to a new SQLite file: each has one organiser, who asks four people."""
    file, key = folder / "crowd.db", Fernet.generate_key().decode()
    database = Database(engine_for(f"sqlite:///{file}"), Keyring([key]), SystemClock().now)
    upgrade(database.engine)
    kept = read(organisation)

    def fill(tx: Transaction) -> tuple[Group, ...]:
        team = teams.found(tx, name=kept.name, zone=kept.zone, waits=kept.waits)
        return tuple(_group(tx, team.id, kept.zone, number) for number in range(1, size + 1))

    groups = database.run_here(fill)
    database.engine.dispose()
    return Crowd(file, key, groups)


def _group(tx: Transaction, team: TeamId, zone: str, number: int) -> Group:
    """One network whose members have all said yes, and the meeting they are asked about."""
    users = [number * 10 + place for place in range(FAMILY + 1)]
    organiser, *family = (_person(tx, team, user) for user in users)
    people.hire(tx, organiser, team, Role.PRACTITIONER)
    yes = Consent(Answer.YES, tx.now, How.SELF, family[0])
    network = networks.add(
        tx,
        Decision(
            Network(
                id=NetworkId(new_id()),
                team=team,
                code_name=f"Bench {number}",
                core=(organiser,),
                opened_at=tx.now,
                members=tuple(
                    Membership(
                        person,
                        Part.MEMBER if place else Part.CENTRE,
                        organiser,
                        tx.now,
                        person_says=yes if place else None,
                        member_says=Consent(Answer.YES, tx.now, How.SELF, person),
                    )
                    for place, person in enumerate(family)
                ),
            ),
            verb="open",
        ),
        by=organiser,
    )
    seats = [Participant(organiser, Seat.CORE), Participant(family[0], Seat.CENTRE)]
    seats += [Participant(person, Seat.MEMBER) for person in family[1:]]
    staff = people.get(tx, organiser)
    assert staff is not None
    asked = meetings.open_meeting(
        tx, _proposals(tx.now, zone), network=network.id, contact=None, company=seats, by=staff
    )
    return Group(users[0], tuple(users[1:]), asked.value.id)


def _person(tx: Transaction, team: TeamId, user: int) -> PersonId:
    made = people.register(tx, team=team, name=f"P{user}", language="en", telegram_id=user)
    people.set_language(tx, made.id, "en")
    return made.id


def _proposals(now: datetime, zone: str) -> list[Proposal]:
    noon = now.replace(hour=12, minute=0, second=0, microsecond=0)
    return [
        Proposal(noon + timedelta(days=day), zone, 60, Mode.CLINIC, "The Lodge, 1 Mill Lane")
        for day in range(2, 2 + TIMES)
    ]

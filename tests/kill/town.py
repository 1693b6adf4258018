"""The town of the kill test: an impatient team, callers, people who type, and a family that is being asked."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography.fernet import Fernet

from bot.clock import SystemClock
from rules.decision import Decision
from rules.ids import MeetingId, NetworkId, PersonId, TeamId
from rules.meeting import Mode, Participant, Proposal
from rules.meeting import Part as Seat
from rules.network import Answer, Consent, How, Membership, Network, Part
from rules.organisation import Waits
from rules.people import Role
from sandbox.telegram import Phone, PretendTelegram
from storage import meetings, networks, people, teams
from storage.database import Database, Transaction, engine_for
from storage.ids import new_id
from storage.schema import upgrade
from storage.sealing import Keyring
from storage.tables import metadata

ZONE = "Europe/London"
WAITS = Waits(
    on_duty=timedelta(seconds=1),
    practitioners=timedelta(seconds=1),
    leads=timedelta(seconds=2),
    promise=timedelta(seconds=4),
)
"""So short that escalations fall due all the time: each must come through the kills."""
STAFF = {
    101: ("Lena", Role.LEAD),
    102: ("Dan", Role.PRACTITIONER),
    103: ("Aisha", Role.PRACTITIONER),
    104: ("Lee", Role.PEER),
}
CALLERS = {201 + n: f"Caller{n}" for n in range(6)}
TYPERS = {301 + n: f"Typer{n}" for n in range(12)}
FAMILY = {401 + n: f"Family{n}" for n in range(4)}

ORGANISATION = """
name = "Kill test"
zone = "Europe/London"
country = "GB"
[[signposts]]
text = { en = "If a life is in danger, call", fi = "Jos henki on vaarassa, soita" }
number = "999"
checked_on = 2026-11-01
checked_by = "Lena"
emergency = true
"""


@dataclass(frozen=True)
class Town:
    """A folder to run in, its database, and the meeting that the family is asked about."""

    folder: Path
    database: Database
    meeting: MeetingId


def build(folder: Path, telegram: PretendTelegram, api_url: str, database_url: str) -> Town:
    """Write settings, organisation and database, and give everybody a phone."""
    key = Fernet.generate_key().decode()
    (folder / "organisation.toml").write_text(ORGANISATION, encoding="utf-8")
    (folder / ".env").write_text(
        f"TORNIO_BOT_TOKEN={telegram.token}\n"
        f"TORNIO_API_URL={api_url}\n"
        f"TORNIO_DATABASE_URL={database_url}\n"
        f"TORNIO_KEYS={key}\n"
        "TORNIO_ORGANISATION=organisation.toml\n"
        "TORNIO_MESSAGES_PER_SECOND=500\n",
        encoding="utf-8",
    )
    database = Database(engine_for(database_url), Keyring([key]), SystemClock().now)
    # A fresh PostgreSQL database of the tests has its tables already; here they come the way a deployment gets them.
    metadata.drop_all(database.engine)
    upgrade(database.engine)
    for user, name in {**{user: who for user, (who, _role) in STAFF.items()}, **CALLERS, **TYPERS, **FAMILY}.items():
        telegram.add_phone(user, name).started = user in STAFF or user in FAMILY
    return Town(folder, database, database.run_here(_fill))


def phones(telegram: PretendTelegram, users: dict[int, str]) -> list[Phone]:
    """Their phones, in the order of their ids."""
    return [telegram.phones[user] for user in users]


def _fill(tx: Transaction) -> MeetingId:
    team = teams.found(tx, name="Kill test", zone=ZONE, waits=WAITS).id
    staff = {}
    for user, (name, role) in STAFF.items():
        staff[user] = _person(tx, team, user, name)
        people.hire(tx, staff[user], team, role)
    people.set_on_duty(tx, staff[102], tx.now + timedelta(hours=8))
    family = [_person(tx, team, user, name) for user, name in FAMILY.items()]
    organiser = staff[103]
    yes = Consent(Answer.YES, tx.now, How.SELF, family[0])
    members = tuple(
        Membership(
            person,
            Part.MEMBER if place else Part.CENTRE,
            organiser,
            tx.now,
            person_says=yes if place else None,
            member_says=Consent(Answer.YES, tx.now, How.SELF, person),
        )
        for place, person in enumerate(family)
    )
    network = Network(NetworkId(new_id()), team, "Blue lamp", (organiser, staff[102]), tx.now, members=members)
    networks.add(tx, Decision(network, verb="open"), by=organiser)
    seats = [Participant(organiser, Seat.CORE), Participant(staff[102], Seat.CORE)]
    seats += [Participant(person, Seat.MEMBER if place else Seat.CENTRE) for place, person in enumerate(family)]
    noon = tx.now.replace(hour=12, minute=0, second=0, microsecond=0)
    times = [Proposal(noon + timedelta(days=day), ZONE, 60, Mode.CLINIC, "The Lodge") for day in (2, 3, 4)]
    host = people.get(tx, organiser)
    assert host is not None
    asked = meetings.open_meeting(tx, times, network=network.id, contact=None, company=seats, by=host)
    return asked.value.id


def _person(tx: Transaction, team: TeamId, user: int, name: str) -> PersonId:
    made = people.register(tx, team=team, name=name, language="en", telegram_id=user)
    people.set_language(tx, made.id, "en")
    return made.id

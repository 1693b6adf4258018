"""The people most rule tests are about, and the network around Sam."""

from datetime import UTC, datetime

from rules.ids import NetworkId, PersonId, TeamId
from rules.network import Network
from rules.people import Person, Role, Roster, StaffMember

NOW = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)
TEAM = TeamId("team")


def person(name: str, *, role: Role | None = None, reachable: bool = True) -> Person:
    """A person of the team whose id is their name in small letters."""
    return Person(PersonId(name.lower()), TEAM, name, "en-GB", role, reachable=reachable)


LENA = person("Lena", role=Role.LEAD)
DAN = person("Dan", role=Role.PRACTITIONER)
AISHA = person("Aisha", role=Role.PRACTITIONER)
LEE = person("Lee", role=Role.PEER)
OMAR = person("Omar", role=Role.PRACTITIONER)
SAM = person("Sam")
MARIA = person("Maria")
EVA = person("Eva")
ULLA = person("Ulla", reachable=False)
ZOE = person("Zoe")

STAFF = (LENA, DAN, AISHA, LEE, OMAR)
FAMILY = (SAM, MARIA, EVA, ULLA, ZOE)
ROSTER = Roster(tuple(StaffMember(p.id, p.role, reachable=True) for p in STAFF if p.role is not None))


def quiet_harbour() -> Network:
    """An open network with Dan and Aisha in its core pair, and nobody in it yet."""
    return Network(NetworkId("network"), TEAM, "Quiet Harbour", (DAN.id, AISHA.id), opened_at=NOW)

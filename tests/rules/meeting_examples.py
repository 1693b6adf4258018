"""A meeting of Maria's with Sam at the centre, Eva, and Dan and Aisha as its core pair."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from rules import meeting_day
from rules.ids import MeetingId, NetworkId, OptionId, PersonId, TeamId
from rules.meeting import Answer, Meeting, Mode, Part, Participant, Proposal
from rules.meeting_asking import answer, ask
from rules.organisation import Organisation
from rules.people import Person, Role, Roster, StaffMember

TEAM = TeamId("teamteamte")
NETWORK = NetworkId("networknet")
NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)
KENT = Organisation(name="Kent", zone="Europe/London", country="GB", signposts=())


def person(name: str, role: Role | None = None) -> Person:
    return Person(PersonId(name.ljust(10, "x")), TEAM, name.title(), "en", role)


SAM = person("sam")
MARIA = person("maria")
EVA = person("eva")
DAN = person("dan", Role.PRACTITIONER)
AISHA = person("aisha", Role.PRACTITIONER)
LEE = person("lee", Role.PEER)
LENA = person("lena", Role.LEAD)
OTHER = person("other", Role.PRACTITIONER)


def team_of(*staff: Person) -> Roster:
    """The staff of the team today, all of them reachable."""
    return Roster(tuple(StaffMember(p.id, p.role, reachable=True) for p in staff if p.role is not None))


ROSTER = team_of(LENA, DAN, AISHA, LEE)
say_day = partial(meeting_day.say_day, roster=ROSTER)
"""On a day on which all of them are in the team."""

PARTICIPANTS = (
    Participant(SAM.id, Part.CENTRE),
    Participant(MARIA.id, Part.MEMBER),
    Participant(EVA.id, Part.MEMBER),
    Participant(DAN.id, Part.CORE),
    Participant(AISHA.id, Part.CORE),
)


def numbered() -> Callable[[], OptionId]:
    letters = iter("abcdefgh")
    return lambda: OptionId(f"option{next(letters)}".ljust(10, "o"))


ONE = OptionId("optiona".ljust(10, "o"))
TWO = OptionId("optionb".ljust(10, "o"))


def at_home(days: int = 1, minutes: int = 60) -> Proposal:
    return Proposal(NOW + timedelta(days=days), "Europe/London", minutes, Mode.HOME, "12 Elm Road, Dover")


def by_phone(days: int = 2) -> Proposal:
    return Proposal(NOW + timedelta(days=days), "Europe/London", 30, Mode.PHONE)


def asked(by: Person = DAN, participants: tuple[Participant, ...] = PARTICIPANTS) -> Meeting:
    """Two times: at home tomorrow at 10am, by phone the day after at 10am."""
    return ask(
        [at_home(), by_phone()],
        id=MeetingId("meetingmee"),
        team=TEAM,
        network=NETWORK,
        contact=None,
        participants=participants,
        by=by,
        new_option=numbered(),
        now=NOW,
    ).value


def with_answers(meeting: Meeting, given: Answer, *people: Person, option: OptionId = ONE) -> Meeting:
    for each in people:
        meeting = answer(meeting, option=option, person=each.id, given=given, by=each, now=NOW).value
    return meeting

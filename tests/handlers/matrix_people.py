"""Who presses in the matrix, under names that stand in no sentence, and what each of them may read."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from rules.people import Role


class Who(StrEnum):
    """A kind of person, seen from the things of the first family ("theirs")."""

    STRANGER = "stranger"
    """Never seen before this press."""
    CALLER = "caller"
    """Has called, and waits; in no network. The call is one of the things."""
    OTHER_CALLER = "other_caller"
    OTHER_MEMBER = "other_member"
    """Takes part in another network of the same team."""
    OTHER_CENTRE = "other_centre"
    BLOCKED = "blocked"
    """Took part in another network and blocked the bot; this press is the first sign of life."""
    ERASED = "erased"
    """Took part in theirs, and was erased: the account is nobody's now."""
    SUGGESTED = "suggested"
    """Staff put them forward in theirs; nobody has asked them, so they must not know of it."""
    LEFT = "left"
    """Took part in theirs, proposed times for a meeting, and left."""
    MEMBER = "member"
    """Takes part in theirs."""
    CENTRE = "centre"
    """The person theirs is for."""
    FORMER = "former"
    """Was staff, in the core of theirs and asked to its meetings, until the role ended."""
    OTHER_TEAM = "other_team"
    """Lead of another team."""
    STAFF = "staff"
    """Peer worker of the team, in no core pair."""
    OTHER_CORE = "other_core"
    """Practitioner of the team, in another network's core pair, with calls of their own."""
    CORE = "core"
    """In the core pair of theirs; the owner has asked them to take a call over."""
    OWNER = "owner"
    """In the core pair of theirs, and has the calls that somebody has taken."""
    LEAD = "lead"


OUTSIDERS: Final = frozenset(
    {Who.STRANGER, Who.CALLER, Who.OTHER_CALLER, Who.OTHER_MEMBER, Who.OTHER_CENTRE, Who.BLOCKED, Who.ERASED}
    | {Who.SUGGESTED, Who.OTHER_TEAM}
)
"""Who must not know that there is such a network, or anything in it."""
ONCE_INSIDE: Final = frozenset({Who.LEFT, Who.FORMER, Who.MEMBER, Who.CENTRE})
"""Who has, or had, something to do with these very things."""

NAMES: Final[Mapping[Who, str]] = {
    Who.STRANGER: "Ximena",
    Who.CALLER: "Hildegard",
    Who.OTHER_CALLER: "Balthazar",
    Who.OTHER_MEMBER: "Barnaby",
    Who.OTHER_CENTRE: "Evangeline",
    Who.BLOCKED: "Ferdinand",
    Who.ERASED: "Gwendolyn",
    Who.SUGGESTED: "Hepzibah",
    Who.LEFT: "Leopoldina",
    Who.MEMBER: "Wilhelmina",
    Who.CENTRE: "Isambard",
    Who.FORMER: "Octavius",
    Who.OTHER_TEAM: "Zenobia",
    Who.STAFF: "Marmaduke",
    Who.OTHER_CORE: "Ottoline",
    Who.CORE: "Thessaly",
    Who.OWNER: "Quillan",
    Who.LEAD: "Zebulon",
}
"""The name of each; it is also the name on their phone."""

ROLES: Final[Mapping[Who, Role]] = {
    Who.LEAD: Role.LEAD,
    Who.OWNER: Role.PRACTITIONER,
    Who.CORE: Role.PRACTITIONER,
    Who.FORMER: Role.PRACTITIONER,
    Who.OTHER_CORE: Role.PRACTITIONER,
    Who.STAFF: Role.PEER,
    Who.OTHER_TEAM: Role.LEAD,
}

PHONED: Final = "Cornelius"
"""A member of theirs without Telegram; the first name after them in `BY_PHONE` is another family's."""
BY_PHONE: Final[Mapping[str, str]] = {
    PHONED: "+447700900961",
    "Philippa": "+447700900872",
    "Ignatius": "+447700900963",
    "Valentina": "+447700900874",
    "Theodora": "+447700900965",
    "Sigismund": "+447700900876",
    "Clementine": "+447700900967",
    "Montague": "+447700900878",
    "Rosalind": "+447700900969",
    "Peregrine": "+447700900870",
    "Bartholomew": "+447700900971",
    "Anastasia": "+447700900882",
}
"""People who can only be phoned."""

CODE_NAMES: Final = (
    *("Quartz Umbrella", "Velvet Otter", "Walnut Teapot", "Marble Lantern"),
    *("Linen Kite", "Cedar Bench", "Copper Canal", "Amber Bridge"),
)
"""Of the networks: open, without a person yet, closed, of one on the phone; of the first family, then the second."""
PLACES: Final = ("17 Zephyr Lane", "4 Obsidian Row")
"""Where the meetings of the first and of the second family are."""

TEAM: Final = frozenset(NAMES[who] for who in ROLES if who is not Who.OTHER_TEAM) | {"Peregrina"}
CALLERS: Final = frozenset({NAMES[Who.CALLER], NAMES[Who.OTHER_CALLER]} | set(BY_PHONE))
SECRETS: Final = (
    frozenset(NAMES.values())
    | frozenset(BY_PHONE)
    | frozenset(number[3:] for number in BY_PHONE.values())
    | frozenset(CODE_NAMES)
    | frozenset(PLACES)
    | TEAM
)
"""Words that stand on a phone only where somebody may read them; numbers without country code and spaces."""


def knows(who: Who) -> frozenset[str]:
    """The secrets that this person may read somewhere of their own, whatever they press."""
    own = frozenset({NAMES[who]})
    match who:
        case Who.LEAD:
            return SECRETS - {NAMES[Who.OTHER_TEAM]}
        case Who.OWNER | Who.CORE:
            family = {NAMES[w] for w in (Who.CENTRE, Who.MEMBER, Who.SUGGESTED, Who.LEFT)}
            numbers = {number[3:] for number in BY_PHONE.values()} if who is Who.OWNER else {BY_PHONE[PHONED][3:]}
            return own | TEAM | CALLERS | family | numbers | set(CODE_NAMES[:4]) | {PLACES[0]}
        case Who.OTHER_CORE:
            family = {NAMES[w] for w in (Who.OTHER_CENTRE, Who.OTHER_MEMBER, Who.BLOCKED)}
            return own | TEAM | CALLERS | family | set(CODE_NAMES[4:]) | {PLACES[1]}
        case Who.STAFF:
            return own | TEAM | CALLERS
        case Who.CENTRE:
            family = {NAMES[Who.MEMBER], NAMES[Who.SUGGESTED], PHONED, BY_PHONE[PHONED][3:]}
            return own | family | {PLACES[0], CODE_NAMES[0]}
        case Who.MEMBER:
            return own | {PLACES[0], CODE_NAMES[0]}
        case Who.LEFT:
            return own | {CODE_NAMES[0]}
        case Who.OTHER_CENTRE:
            return own | {NAMES[Who.OTHER_MEMBER], NAMES[Who.BLOCKED], "Philippa", PLACES[1], CODE_NAMES[4]}
        case Who.OTHER_MEMBER | Who.BLOCKED:
            return own | {PLACES[1], CODE_NAMES[4]}
        case _:
            return own

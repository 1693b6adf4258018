"""Makes every button about the things of a family, with what it must carry to be today's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from itertools import product
from typing import Any, get_type_hints

from handlers.buttons.base import Button
from handlers.buttons.meeting_propose import (
    AddTime,
    AskEveryone,
    CarryOn,
    ChangeWhere,
    ChooseDay,
    ChooseLength,
    ChooseMode,
    ChooseTime,
    Pick,
    PlaceKnown,
    SamePlace,
    ShowDays,
    ShowList,
    ShowMonth,
    StartAnew,
    TakeAway,
    UsePlace,
)
from handlers.buttons.network import NONE, RecordAbout, UseName, UseNewName
from handlers.buttons.network_family import SayAbout
from rules.ids import ContactId, MeetingId, NetworkId, OptionId, PersonId
from rules.meeting import Mode, State
from rules.meeting_phone import task_of
from rules.network import Consent, How
from rules.notice import Kind, Notice
from storage import contacts, meetings, networks, outbox
from storage.database import Transaction
from tests.handlers.matrix_families import Things
from tests.handlers.matrix_people import Who
from tests.handlers.matrix_world import Pattern

IDS = (NetworkId, ContactId, MeetingId, OptionId, PersonId)
MOST = 8
"""Up to so many buttons about one thing are all made; of more, each choice is made once."""

MODE, LENGTH = ChooseMode(Mode.PHONE), ChooseLength(60)
FIRST, SECOND = ChooseTime(date(2026, 12, 1), 600), ChooseTime(date(2026, 12, 2), 600)
TWICE = ChooseTime(date(2027, 10, 31), 90)
"""Half past one on the night when the clocks go back."""

BEFORE: Mapping[type[Button], Sequence[Button | str]] = {
    CarryOn: (MODE, LENGTH, FIRST, AddTime()),
    StartAnew: (MODE, LENGTH, FIRST, AddTime()),
    ChooseMode: (),
    SamePlace: (ChooseMode(Mode.HOME), "9 Elm Road", UsePlace(), LENGTH, ChangeWhere(), ChooseMode(Mode.HOME)),
    UsePlace: (ChooseMode(Mode.HOME), "9 Elm Road"),
    PlaceKnown: (ChooseMode(Mode.HOME),),
    ChooseLength: (MODE,),
    ShowDays: (MODE, LENGTH),
    ShowMonth: (MODE, LENGTH),
    ChooseDay: (MODE, LENGTH),
    ChooseTime: (MODE, LENGTH),
    Pick: (MODE, LENGTH, TWICE),
    AddTime: (MODE, LENGTH, FIRST),
    ChangeWhere: (MODE, LENGTH, FIRST, AddTime()),
    TakeAway: (MODE, LENGTH, FIRST, AddTime()),
    ShowList: (MODE, LENGTH, FIRST, AddTime()),
    AskEveryone: (MODE, LENGTH, FIRST, AddTime(), SECOND, AddTime()),
    UseName: ("Purple Doorway",),
    UseNewName: ("Purple Doorway",),
}
"""What comes before a key of a dialogue, once that is begun."""

NUMBERS: Mapping[str, Sequence[int]] = {
    "hours": (4, 12, 5),
    "minutes": (60, 10, 0),
    "minute": (600,),
    "number": (0, 7),
    "of": (1,),
    "page": (1,),
    "year": (2026,),
    "month": (12,),
}
DAY = date(2026, 12, 1)


@dataclass(frozen=True)
class Facts:
    """What stands in the tables and in buttons alike, by the id of the thing."""

    rounds: Mapping[str, int]
    tries: Mapping[str, int]
    sequences: Mapping[str, int]
    options: Mapping[str, tuple[OptionId, ...]]
    tasks: Mapping[str, tuple[str, ...]]
    """By meeting: what staff were asked to phone about."""
    said: Mapping[tuple[str, str], tuple[str, str]]
    """By network and person: what the person at the centre says about them, and what they say themselves."""

    @classmethod
    def read(cls, tx: Transaction, things: Things) -> "Facts":
        calls = [contacts.get(tx, contact) for contact in things.contacts.values()]
        plans = [meetings.get(tx, meeting) for meeting in things.meetings.values()]
        nets = [found for net in things.networks.values() if (found := networks.load(tx, net)) is not None]
        return cls(
            {call.id: call.round for call in calls},
            {call.id: call.tries for call in calls},
            {plan.id: plan.sequence for plan in plans},
            {plan.id: tuple(option.id for option in plan.options) for plan in plans},
            {
                plan.id: tuple(dict.fromkeys(task_of(n).partition(".")[2] for _row, n in _calls(tx, plan.id)))
                for plan in plans
            },
            {(net.id, m.person): (_word(m.person_says), _word(m.member_says)) for net in nets for m in net.members},
        )


def _calls(tx: Transaction, meeting: MeetingId) -> list[tuple[int, Notice]]:
    return outbox.told_about(tx, Kind.MEETING_PHONE, meeting)


def _word(said: Consent | None) -> str:
    return NONE if said is None else said.answer.value


@dataclass(frozen=True)
class Maker:
    """Makes buttons about one family's things."""

    pattern: Pattern
    facts: Facts

    def about(self, button: type[Button], *things: str) -> list[list[Button]]:
        """For each thing it can be about (those called `things`, or all): the button with each choice it can carry.

        A button about nothing in particular is about one thing.
        """
        return [
            [self._todays(button(**chosen)) for chosen in self._chosen(button, root)]
            for root in self._roots(button, things)
        ]

    def is_about(self, button: Button, *names: str) -> bool:
        """Whether it is about one of the things that are called so."""
        of = self.pattern.theirs
        kinds: list[dict[str, str]] = [dict(of.contacts), dict(of.networks), dict(of.meetings)]
        called = {thing for kind in kinds for name, thing in kind.items() if name in names}
        return any(getattr(button, name, None) in called for name in ("meeting", "network", "contact"))

    def without_a_call(self, button: type[Button]) -> Button:
        """The button that opens a network from no call."""
        return replace(self.about(button)[0][0], contact=NONE)  # type: ignore[type-var]

    def _roots(self, button: type[Button], names: Sequence[str]) -> list[dict[str, Any]]:
        of = self.pattern.theirs
        known: dict[str, dict[str, Any]] = {
            "meeting": dict(of.meetings),
            "network": dict(of.networks),
            "contact": dict(of.contacts),
        }
        here = [name for name in _names(button) if name in known]
        if not here:
            return [{}]
        return [{here[0]: thing} for name, thing in known[here[0]].items() if not names or name in names]

    def _chosen(self, button: type[Button], root: dict[str, Any]) -> list[dict[str, Any]]:
        hints = get_type_hints(button)
        left = [name for name in _names(button) if name not in root]
        choices = [self._choices(name, hints[name], root) for name in left]
        whole = [dict(zip(left, chosen, strict=True)) for chosen in product(*choices)]
        if len(whole) > MOST:
            first = {name: values[0] for name, values in zip(left, choices, strict=True)}
            whole = [first]
            whole += [{**first, name: v} for name, vs in zip(left, choices, strict=True) for v in vs[1:]]
        return [{**root, **chosen} for chosen in whole]

    def _choices(self, name: str, hint: Any, root: Mapping[str, Any]) -> Sequence[Any]:
        ids, of = self.pattern.ids, self.pattern.theirs.people
        words: Mapping[str, Sequence[Any]] = {
            "out": (ids[Who.FORMER], NONE, ids[Who.CORE]),
            "second": (ids[Who.CORE], ids[Who.STAFF]),
            "third": (NONE, ids[Who.OTHER_CORE]),
            "colleague": (ids[Who.STAFF], ids[Who.CORE]),
            "token": (self.pattern.theirs.tokens["family"],),
            "invitation": (self.pattern.theirs.invitation,),
            "language": ("fi",),
            "was": ("yes", NONE),
            "round": (self.facts.rounds.get(root.get("contact", ""), 1),),
            "tries": (self.facts.tries.get(root.get("contact", ""), 0),),
            "sequence": (self.facts.sequences.get(root.get("meeting", ""), 0),),
            "task": self.facts.tasks.get(root.get("meeting", ""), ()) or ("none",),
            "option": self.facts.options.get(root.get("meeting", ""), ()),
        }
        if name in words or name in NUMBERS:
            return words.get(name) or NUMBERS[name]
        if name == "person":
            staff = (ids[Who.STAFF], NONE) if hint is str else (ids[Who.STAFF],)
            family = () if hint is str else (of["phoned"], of["suggested"], of["member"], of["centre"])
            return (*family, *staff)
        if hint is bool:
            return (True, False)
        if hint is date:
            return (DAY,)
        if hint is How:
            return (How.BY_PHONE, How.IN_PERSON, How.SELF)
        assert issubclass(hint, StrEnum), f"what can {name} be? Say so in tests/handlers/matrix_buttons.py"
        return list(hint)

    def _todays(self, button: Button) -> Button:
        """What was said before is what stands there now."""
        if "was" not in _names(type(button)):
            return button
        whose = getattr(button, "person", None)
        network = button.network  # type: ignore[attr-defined]
        if whose is None:
            return button
        about, own = self.facts.said.get((network, whose), (NONE, NONE))
        return replace(button, was=about if isinstance(button, RecordAbout | SayAbout) else own)  # type: ignore[type-var]


WORDS: Mapping[str, Any] = {"contact": ContactId, "out": PersonId, "third": PersonId, "person": PersonId}
"""Fields that hold an id or a word, and of which kind the id is."""

STALE: Mapping[str, Any] = {
    "round": lambda value: value - 1,
    "tries": lambda value: value + 1,
    "sequence": lambda value: value - 1,
    "state": lambda _value: State.WITHDRAWN,
    "of": lambda value: value + 1,
    "was": lambda value: "not_now" if value != "not_now" else "yes",
}
"""Fields that say of which day a button is, and what they said on another."""


def stale(button: Button) -> list[Button]:
    """The same button from another day: one for each field that says of which it is."""
    return [
        replace(button, **{name: older(getattr(button, name))})  # type: ignore[type-var]
        for name, older in STALE.items()
        if name in _names(type(button))
    ]


def unknown(button: Button) -> Button | None:
    """The same button about a thing that there is not; None where it is about nothing in particular."""
    for name in _names(type(button)):
        if name in ("meeting", "network", "contact"):
            return replace(button, **{name: UNKNOWN})  # type: ignore[type-var]
    return None


def of_other_kinds(button: Button, pattern: Pattern) -> list[Button]:
    """The same button with an id of each other kind in the place of each id it carries, and an unknown one."""
    of = pattern.theirs
    kinds: Mapping[Any, str] = {
        NetworkId: of.networks["open"],
        ContactId: of.contacts["open"],
        MeetingId: of.meetings["asking"],
        PersonId: of.people["member"],
        None: UNKNOWN,
    }
    hints = get_type_hints(type(button))
    made = []
    for name in _names(type(button)):
        own = WORDS.get(name, hints[name])
        if own in IDS:
            made += [replace(button, **{name: value}) for kind, value in kinds.items() if kind is not own]  # type: ignore[type-var]
    return made


UNKNOWN = "aaaaaaaaaa"
"""An id that nothing has."""


def _names(button: type[Button]) -> list[str]:
    return [field.name for field in fields(button)]  # type: ignore[arg-type]

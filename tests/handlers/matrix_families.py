"""Both families of the matrix: their calls, networks and meetings, made through rules and storage."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import update

from rules import contact_handover, contact_taking, meeting_asking, meeting_day, membership
from rules.agreement import agree, cancel
from rules.contact import Contact, Question, Reason, Wish, record_wish
from rules.decision import Decision
from rules.ids import ContactId, MeetingId, NetworkId, PersonId, TeamId
from rules.meeting import Answer, DayStatus, Mode, Proposal, State
from rules.meeting_company import company
from rules.meeting_notices import tell
from rules.meeting_phone import PHONE, Topic
from rules.meeting_wishes import say_go_ahead
from rules.network import Answer as Says
from rules.network import How, close, name_centre, open_network
from rules.notice import Kind
from rules.organisation import Waits
from rules.people import Person, Role
from storage import contacts, invitations, meetings, networks, outbox, people, teams
from storage.database import Transaction
from storage.ids import new_id
from storage.tables import people as person_rows
from storage.tables import staff
from tests.handlers.matrix_people import BY_PHONE, CODE_NAMES, NAMES, PHONED, PLACES, ROLES, Who
from tests.world import ORGANISATION, START

HOUR = timedelta(hours=1)
NOW = START + timedelta(minutes=45)
"""When everybody presses: one meeting has begun, one is over, and no step of a call is due."""

ONLY_PHONED = ("c_spoken", "c_empty", "c_taken", "c_handing", "c_alone")
"""Whose calls were phoned in, and the person at the centre of a network of their own."""

COLLEAGUE = 1000
"""The account of Peregrina, who makes the other core pair complete."""


@dataclass
class Things:
    """Ids of everything there is for one family, by what it is like."""

    contacts: dict[str, ContactId] = field(default_factory=dict)
    networks: dict[str, NetworkId] = field(default_factory=dict)
    meetings: dict[str, MeetingId] = field(default_factory=dict)
    people: dict[str, PersonId] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    invitation: str = ""
    """Of the link in `tokens["staff"]`."""


def user_of(who: Who) -> int:
    """The Telegram account of this person."""
    return 1001 + list(Who).index(who)


class Builder:
    """Makes the people and both families through rules and storage, as handlers would."""

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx
        found = teams.first(tx) or teams.found(tx, name="Home", zone=ORGANISATION.zone, waits=ORGANISATION.waits)
        self.team = found.id
        self.ids: dict[Who, PersonId] = {}
        for who in Who:
            known = people.find(tx, user_of(who))
            if known is not None:
                self.ids[who] = known.id

    def everybody(self) -> None:
        """All of this team but the stranger; staff join it."""
        for who in Who:
            if who not in (Who.STRANGER, Who.OTHER_TEAM):
                self.joins(who, self.team)
        second = self._registers("Peregrina", self.team, telegram_id=COLLEAGUE)
        people.hire(self.tx, second, self.team, Role.PRACTITIONER)
        for name, number in BY_PHONE.items():
            people.register(self.tx, team=self.team, name=name, language="en", phone=number)

    def joins(self, who: Who, team: TeamId) -> None:
        self.ids[who] = self._registers(NAMES[who], team, telegram_id=user_of(who))
        if who in ROLES:
            people.hire(self.tx, self.ids[who], team, ROLES[who])

    def _registers(self, name: str, team: TeamId, *, telegram_id: int) -> PersonId:
        return people.register(self.tx, team=team, name=name, language="en", telegram_id=telegram_id).id

    def person(self, of: Who | PersonId) -> Person:
        found = people.get(self.tx, self.ids[of] if isinstance(of, Who) else of)
        assert found is not None
        return found

    # --- calls ------------------------------------------------------------------------------------

    def call(self, caller: PersonId, owner: PersonId | None, *, wish: Wish | None = None) -> ContactId:
        """A call; taken by `owner` unless None."""
        contact, new = contacts.start(self.tx, caller, team=self.team)
        assert new
        if wish is not None:
            self.moves(contact.id, partial(record_wish, wish=wish, by=caller), caller)
        if owner is not None:
            ladder = contacts.ladder_of(self.tx, contact)
            self.moves(contact.id, partial(contact_taking.take, by=owner, card_round=1, ladder=ladder), owner)
        return contact.id

    def spoken(self, caller: PersonId, owner: PersonId) -> ContactId:
        contact = self.call(caller, owner)
        self.moves(contact, partial(contact_taking.spoken, by=owner), owner)
        return contact

    def moves(self, contact: ContactId, decide: contacts.Decide, by: PersonId) -> None:
        contacts.apply(self.tx, contact, decide, by=by)

    # --- networks ---------------------------------------------------------------------------------

    def network(self, code_name: str, core: list[PersonId], contact: ContactId | None) -> NetworkId:
        by = self.person(core[0])
        opened = open_network(
            NetworkId(new_id()),
            by=by,
            code_name=code_name,
            core=core,
            roster=people.roster(self.tx, self.team),
            contact=contact,
            now=self.tx.now,
        )
        return networks.add(self.tx, opened, by=by.id).id

    def changes(self, network: NetworkId, decide: networks.Decide, by: PersonId) -> None:
        networks.apply(self.tx, network, decide, by=by)

    def centre(self, network: NetworkId, who: PersonId, by: PersonId) -> None:
        self.changes(network, partial(name_centre, by=self.person(by), centre=self.person(who)), by)
        self.says_yes(network, who, by)

    def says_yes(self, network: NetworkId, who: PersonId, staff: PersonId) -> None:
        """Their own yes, recorded by staff for those who are only phoned."""
        own = self.person(who).reachable
        by, how = (self.person(who), How.SELF) if own else (self.person(staff), How.BY_PHONE)
        move = partial(membership.member_answers, by=by, member=who, answer=Says.YES, how=how)
        self.changes(network, move, by.id)

    def suggested(self, network: NetworkId, who: PersonId, by: PersonId) -> None:
        move = partial(membership.suggest, by=self.person(by), member=self.person(who), centre=None)
        self.changes(network, move, by)

    def member(self, network: NetworkId, who: PersonId, centre: PersonId, by: PersonId) -> None:
        self.suggested(network, who, by)
        word = partial(membership.person_answers, by=self.person(centre), member=self.person(who), answer=Says.YES)
        self.changes(network, word, centre)
        self.says_yes(network, who, by)

    # --- meetings ---------------------------------------------------------------------------------

    def meeting(self, network: NetworkId, by: PersonId, place: str | None, *, soon: bool = False) -> MeetingId:
        """A question about two times: tomorrow, or in half an hour where `soon`; and in two days."""
        found = networks.load(self.tx, network)
        assert found is not None
        first = START + (HOUR / 2 if soon else 24 * HOUR)
        times = [
            Proposal(first, ORGANISATION.zone, 60, Mode.HOME, place),
            Proposal(START + 48 * HOUR, ORGANISATION.zone, 60, Mode.PHONE),
        ]
        asked = meetings.open_meeting(
            self.tx, times, network=network, contact=found.contact, company=company(found), by=self.person(by)
        )
        return asked.value.id

    def steps(self, meeting: MeetingId, move: Callable[..., Any], by: PersonId) -> None:
        meetings.apply(self.tx, meeting, partial(move, by=self.person(by)), by=by)

    def all_can(self, meeting: MeetingId, *who: PersonId) -> None:
        option = meetings.get(self.tx, meeting).options[0].id
        for person in who:
            self.steps(meeting, partial(meeting_asking.answer, option=option, person=person, given=Answer.CAN), person)

    def cannot_come(self, meeting: MeetingId, who: PersonId) -> None:
        """One of the two who come drops out."""
        move = partial(
            meeting_day.say_day, person=who, status=DayStatus.CANNOT, roster=people.roster(self.tx, self.team)
        )
        self.steps(meeting, move, who)

    def to_be_phoned(self, meeting: MeetingId, whom: PersonId, *staff: PersonId) -> None:
        plan = meetings.get(self.tx, meeting)
        facts = {"topic": Topic.AGREED.value, PHONE: whom}
        outbox.put(self.tx, [tell(Kind.MEETING_PHONE, plan, each, this_plan=True, facts=facts) for each in staff])

    def agreed(self, meeting: MeetingId, by: PersonId) -> None:
        option = meetings.get(self.tx, meeting).options[0].id
        self.steps(meeting, partial(agree, option=option, organisation=ORGANISATION), by)


def at_nine(tx: Transaction) -> tuple[Things, Things]:
    """Both families, with their networks and the meetings whose times must pass."""
    make = Builder(tx)
    make.everybody()
    ids = make.ids
    phoned = {person.name: person.id for person in _phoned(tx)}
    peregrina = people.find(tx, COLLEAGUE)
    assert peregrina is not None
    people.set_on_duty(tx, ids[Who.OWNER], NOW + 12 * HOUR)
    both = []
    families: tuple[dict[str, PersonId], ...] = (
        {"owner": ids[Who.OWNER], "core": ids[Who.CORE], "third": ids[Who.FORMER], "centre": ids[Who.CENTRE],
         "member": ids[Who.MEMBER], "gone": ids[Who.ERASED], "left": ids[Who.LEFT], "phoned": phoned[PHONED],
         "suggested": ids[Who.SUGGESTED], "caller": ids[Who.CALLER]},
        {"owner": ids[Who.OTHER_CORE], "core": peregrina.id, "third": ids[Who.LEAD], "centre": ids[Who.OTHER_CENTRE],
         "member": ids[Who.OTHER_MEMBER], "gone": ids[Who.BLOCKED], "phoned": phoned["Philippa"],
         "caller": ids[Who.OTHER_CALLER]},
    )  # fmt: skip
    for which, family in enumerate(families):
        things = Things(people=dict(family))
        names = list(BY_PHONE)[2 + which :: 2]
        for role, name in zip(ONLY_PHONED, names, strict=True):
            things.people[role] = phoned[name]
        _family(make, things, which)
        both.append(things)
    return both[0], both[1]


def _family(make: Builder, things: Things, which: int) -> None:
    of = things.people
    owner, core, centre = of["owner"], of["core"], of["centre"]
    call = things.contacts["spoken"] = make.spoken(of["c_spoken"], owner)
    empty = things.contacts["empty"] = make.spoken(of["c_empty"], owner)
    names = CODE_NAMES[4 * which : 4 * which + 4]
    net = things.networks["open"] = make.network(names[0], [owner, core, of["third"]], call)
    make.centre(net, centre, owner)
    for each in ("member", "gone", "left", "phoned"):
        if each in of:
            make.member(net, of[each], centre, owner)
    if "suggested" in of:
        make.suggested(net, of["suggested"], owner)
    things.networks["empty"] = make.network(names[1], [owner, core], empty)
    closed = things.networks["closed"] = make.network(names[2], [owner, core], None)
    make.centre(closed, centre, owner)
    make.member(closed, of["member"], centre, owner)
    make.changes(closed, partial(close, by=make.person(owner)), owner)
    for like in ("asking", "of_left", "agreed", "begun", "held", "cancelled", "withdrawn", "short"):
        by = of["left"] if like == "of_left" and "left" in of else owner
        place = None if like == "begun" else PLACES[which]
        meeting = things.meetings[like] = make.meeting(net, by, place, soon=like in ("begun", "held"))
        make.all_can(meeting, centre, owner, core)
        if like not in ("asking", "of_left", "withdrawn"):
            make.agreed(meeting, owner)
    make.steps(things.meetings["cancelled"], cancel, owner)
    make.steps(things.meetings["withdrawn"], meeting_asking.withdraw, owner)
    make.cannot_come(things.meetings["short"], core)
    alone = things.networks["phoned"] = make.network(names[3], [owner, core], None)
    make.centre(alone, of["c_alone"], owner)
    phoned = things.meetings["phoned"] = make.meeting(alone, owner, PLACES[which])
    make.steps(phoned, say_go_ahead, owner)
    make.all_can(phoned, owner, core)
    make.agreed(phoned, owner)
    make.cannot_come(phoned, core)
    if "left" in of:
        make.changes(net, partial(membership.leave, by=make.person(of["left"])), of["left"])


def at_a_quarter_to_ten(tx: Transaction, both: tuple[Things, Things]) -> None:
    """What must be fresh: calls that wait, links; and what befell some people meanwhile."""
    make = Builder(tx)
    for things in both:
        of = things.people
        owner, core = of["owner"], of["core"]
        calls = things.contacts
        calls["open"] = make.call(of["caller"], None)
        # As if an owner had asked before others were asked again.
        make.moves(calls["open"], _asked_when, owner)
        calls["taken"] = make.call(of["c_taken"], owner, wish=Wish.MESSAGE)
        calls["handing"] = make.call(of["c_handing"], owner)
        ladder = contacts.ladder_of(tx, contacts.get(tx, calls["handing"]))
        make.moves(calls["handing"], partial(contact_handover.hand_over, by=owner, to=core, ladder=ladder), owner)
        closed = people.register(tx, team=make.team, name="Rosamund", language="en").id
        calls["closed"] = make.spoken(closed, owner)
        make.moves(calls["closed"], partial(contact_taking.close, by=owner, reason=Reason.NO_MEETING), owner)
        fresh = people.register(tx, team=make.team, name="Rosamund", language="en").id
        calls["fresh"] = make.spoken(fresh, owner)
        make.steps(things.meetings["held"], partial(meeting_day.record_met, met=True, was=State.AGREED), owner)
        make.to_be_phoned(things.meetings["agreed"], of["phoned"], owner, core, make.ids[Who.LEAD])
        lead, net = make.person(Who.LEAD), things.networks["open"]
        things.tokens["family"] = invitations.make_for(tx, net, of["phoned"], by=make.person(owner)).token
        made = invitations.make(tx, team=make.team, role=Role.PEER, by=lead)
        things.tokens["staff"], things.invitation = made.token, made.invitation.id
    # A team founded later: callers of the bot reach the oldest one.
    make.joins(Who.OTHER_TEAM, teams.found(tx, name="Away", zone=ORGANISATION.zone, waits=Waits()).id)
    ids = make.ids
    tx.execute(update(staff).where(staff.c.person_id == ids[Who.FORMER]).values(ended_at=tx.now))
    people.set_blocked(tx, ids[Who.BLOCKED], blocked=True)
    gone = {"telegram_hash": None, "telegram_sealed": None, "name_sealed": None, "erased_at": tx.now}
    tx.execute(update(person_rows).where(person_rows.c.id == ids[Who.ERASED]).values(**gone))


def _phoned(tx: Transaction) -> list[Person]:
    rows = tx.rows(person_rows.select().where(person_rows.c.phone_sealed.is_not(None)))
    return list(people.named(tx, tuple(PersonId(row.id) for row in rows)).values())


def _asked_when(contact: Contact, *, now: datetime) -> Decision[Contact]:
    return Decision(replace(contact, question=Question.WHEN, question_at=now), verb="asked_caller")

"""The dialogue that proposes times: it begins, lists what is proposed, and asks everyone."""

from handlers.buttons.meeting import Propose, ProposeMore, ProposeNext
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
from handlers.dialogue import END, Dialogue, Handler, Tapped, Typed
from handlers.meeting.answer import seen, staffed
from handlers.meeting.day import OVER
from handlers.meeting.draft import Draft, close_draft, draft_of, open_draft
from handlers.meeting.propose_place import (
    LENGTH,
    PLACE,
    WHERE,
    choose_length,
    choose_mode,
    place_known,
    same_place,
    typed_length,
    typed_place,
    typed_too_early,
    use_place,
)
from handlers.meeting.propose_time import (
    TIME,
    ask_day,
    choose_day,
    choose_time,
    pick,
    show_days,
    show_month,
    typed_time,
)
from handlers.meeting.truth import today
from handlers.turn import Turn
from handlers.views import meeting_propose as views
from handlers.views.meeting_propose import Asked
from handlers.views.refusals import sentence
from rules.consent import takes_part
from rules.decision import Refused, Situation
from rules.ids import NetworkId
from rules.meeting import MOST_OPTIONS, Meeting, State
from rules.meeting_asking import check_proposals
from rules.meeting_company import company
from rules.network import Network, may_change
from storage import meetings, networks


def dialogue() -> Dialogue:
    """A new dialogue. Every key works in every state, so that an older screen still leads on."""
    keys: list[Handler] = [
        Tapped(CarryOn, carry_on),
        Tapped(StartAnew, start_anew),
        Tapped(ChooseMode, choose_mode),
        Tapped(SamePlace, same_place),
        Tapped(UsePlace, use_place),
        Tapped(PlaceKnown, place_known),
        Tapped(ChooseLength, choose_length),
        Tapped(ShowDays, show_days),
        Tapped(ShowMonth, show_month),
        Tapped(ChooseDay, choose_day),
        Tapped(ChooseTime, choose_time),
        Tapped(Pick, pick),
        Tapped(AddTime, add_time),
        Tapped(ChangeWhere, change_where),
        Tapped(TakeAway, take_away),
        Tapped(ShowList, show_list),
        Tapped(AskEveryone, ask_everyone),
    ]
    return Dialogue(
        "propose",
        entry=[
            Tapped(Propose, begin),
            Tapped(ProposeMore, begin_more),
            Tapped(ProposeNext, begin_next),
        ],
        states={
            WHERE: [*keys, Typed(typed_too_early)],
            PLACE: [*keys, Typed(typed_place)],
            LENGTH: [*keys, Typed(typed_length)],
            TIME: [*keys, Typed(typed_time)],
        },
    )


def begin(turn: Turn, tap: Propose) -> str:
    """Propose times for a meeting of a network: its staff, and those who take part in it."""
    _network(turn, tap.network)
    draft = open_draft(turn, network=tap.network, meeting=None)
    if _is_left(turn, draft):
        return WHERE
    return _begin_anew(turn, draft)


def begin_more(turn: Turn, tap: ProposeMore) -> str:
    """Propose another time for a meeting that is being asked about."""
    meeting = seen(turn, tap.meeting)
    if meeting.state is not State.ASKING:
        raise Refused(Situation.OUTDATED)
    if len(meeting.open_options(turn.now)) >= MOST_OPTIONS:
        raise Refused(Situation.TOO_MANY_OPTIONS)
    draft = open_draft(turn, network=meeting.network, meeting=meeting.id)
    if _is_left(turn, draft):
        return WHERE
    return _begin_anew(turn, draft)


def carry_on(turn: Turn, tap: CarryOn) -> str:  # noqa: ARG001 - every step gets its tap
    """The times that were suggested before the dialogue was left."""
    draft_of(turn).drop_past(turn.now)
    return _list(turn)


def start_anew(turn: Turn, tap: StartAnew) -> str:  # noqa: ARG001 - every step gets its tap
    """Without the times that were suggested before."""
    return _begin_anew(turn, draft_of(turn))


def _is_left(turn: Turn, draft: Draft) -> bool:
    """Offer to carry on with times that were suggested and never asked about."""
    draft.drop_past(turn.now)
    if draft.times:
        turn.show(views.left(len(draft.times), turn.reader))
    return bool(draft.times)


def _begin_anew(turn: Turn, draft: Draft) -> str:
    """Ask where; for a further time of a meeting where and how long are as in the newest time, to be quick."""
    draft.clear()
    meeting = _known_meeting(turn, draft)
    if meeting is None:
        turn.show(views.where(turn.reader))
        return WHERE
    last = meeting.options[-1]
    draft.set_mode(last.mode)
    draft.set_minutes(last.minutes)
    place = meetings.place(turn.tx, last.id)
    if place is not None:
        draft.set_place(place)
    elif last.mode.may_be_known:
        draft.leave_place()
    return ask_day(turn)


def begin_next(turn: Turn, tap: ProposeNext) -> str:
    """Begin to propose the next meeting. The step stays open, and is asked for again, until times have gone out."""
    meeting = staffed(turn, tap.meeting)
    if meeting.state not in OVER:
        raise Refused(Situation.OUTDATED)
    return begin(turn, Propose(meeting.network))


def add_time(turn: Turn, tap: AddTime) -> str:  # noqa: ARG001 - every step gets its tap
    """Put the echoed time on the list."""
    draft = draft_of(turn)
    times = [*draft.times, draft.take_echo()]
    known = _known_meeting(turn, draft)
    try:
        check_proposals(times, known=() if known is None else known.options, now=turn.now)
    except Refused as refusal:
        return ask_day(turn, trouble=sentence(refusal.situation, turn.t))
    draft.set_times(times)
    return _list(turn)


def change_where(turn: Turn, tap: ChangeWhere) -> str:  # noqa: ARG001 - every step gets its tap
    """Where and how long anew, for the times that follow."""
    draft_of(turn).times  # noqa: B018 - refuses a screen whose dialogue is gone
    turn.show(views.where(turn.reader))
    return WHERE


def take_away(turn: Turn, tap: TakeAway) -> str:
    """Take one time off the list."""
    draft = draft_of(turn)
    times = draft.times
    if len(times) != tap.of or not 0 <= tap.number < len(times):
        raise Refused(Situation.OUTDATED)
    draft.set_times([t for n, t in enumerate(times) if n != tap.number])
    return _list(turn) if len(times) > 1 else ask_day(turn)


def show_list(turn: Turn, tap: ShowList) -> str:  # noqa: ARG001 - every step gets its tap
    """The times so far."""
    return _list(turn)


def ask_everyone(turn: Turn, tap: AskEveryone) -> str:  # noqa: ARG001 - every step gets its tap
    """Ask: a new meeting, or further times of one."""
    draft = draft_of(turn)
    times = [proposal for proposal in draft.times if turn.now < proposal.starts_at]
    if len(times) < len(draft.times):
        draft.set_times(times)
        return ask_day(turn, trouble=sentence(Situation.TIME_IN_THE_PAST, turn.t))
    meeting = _known_meeting(turn, draft)
    if meeting is None:
        network = _network(turn, NetworkId(draft.network))
        decision = meetings.open_meeting(
            turn.tx,
            times,
            network=network.id,
            contact=network.contact,
            company=company(network),
            by=turn.person,
        )
    else:
        decision = meetings.add_times(turn.tx, meeting.id, times, by=turn.person)
    close_draft(turn)
    count = len(decision.value.participants)
    turn.show(views.asked(count, today(turn.tx, decision.value, turn.reader), turn.reader))
    return END


def _list(turn: Turn) -> str:
    draft = draft_of(turn)
    meeting = _known_meeting(turn, draft)
    if meeting is None:
        people, known = company(_network(turn, NetworkId(draft.network))), 0
    else:
        people, known = meeting.participants, len(meeting.open_options(turn.now))
    asked = Asked(len(people), known, myself=any(p.person == turn.person.id for p in people))
    turn.show(views.listed(draft.times, asked, turn.reader))
    return TIME


def _known_meeting(turn: Turn, draft: Draft) -> Meeting | None:
    return None if draft.meeting is None else seen(turn, draft.meeting)


def _network(turn: Turn, network: NetworkId) -> Network:
    """The network, for its staff or somebody who takes part; refuses NOT_FOR_YOU."""
    found = networks.load(turn.tx, network)
    if found is None or not (may_change(found, turn.person) or takes_part(found, turn.person.id)):
        raise Refused(Situation.NOT_FOR_YOU)
    return found

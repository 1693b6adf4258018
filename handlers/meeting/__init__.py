"""Meetings, from the first proposal to what comes after: which tap leads where."""

from handlers.buttons import meeting as buttons
from handlers.buttons import meeting_day as on_day
from handlers.buttons import meeting_wishes as wishes_of_centre
from handlers.card import Key
from handlers.meeting import add_place, answer, day, phone, phoned, settle, wishes
from handlers.meeting.propose import dialogue
from handlers.meeting.truth import PRESENTERS, card_of, card_of_task
from handlers.subject import Part
from handlers.turn import Reader, Turn
from handlers.views import meeting_others
from rules.consent import takes_part
from rules.ids import NetworkId
from rules.meeting import State
from rules.network import may_change
from rules.notice import Kind, Subject
from storage import meetings, networks
from storage.database import Transaction


def show_meetings(turn: Turn, tap: buttons.Meetings) -> None:  # noqa: ARG001 - as every tap
    """What concerns the one who taps, and the networks for which they can suggest times."""
    person = turn.person
    found = {m.id: m for m in meetings.of_person(turn.tx, person.id)}
    if person.is_lead:
        found |= {m.id: m for m in meetings.of_team(turn.tx, person.team)}
    listed = [m for m in found.values() if person.is_staff or m.state in {State.ASKING, State.AGREED}]
    if person.is_staff:
        mine = networks.of_core(turn.tx, person.id)
        able = [network for network in mine if may_change(network, person)]
    else:
        mine = networks.of_member(turn.tx, person.id)
        able = [network for network in mine if takes_part(network, person.id)]
    names = {n.id: n.code_name for n in able} if person.is_staff else {}
    turn.show(
        meeting_others.listed(
            [(m, _code_name(turn, m.network, names)) for m in listed],
            [(n.id, names.get(n.id, "")) for n in able],
            turn.reader,
        )
    )


def _code_name(turn: Turn, network: NetworkId, names: dict[NetworkId, str]) -> str:
    if not turn.person.is_staff:
        return ""
    return names.get(network) or meetings.code_name(turn.tx, network)


def home_keys(tx: Transaction, reader: Reader) -> list[tuple[Key, ...]]:
    """Staff always; others while a meeting concerns them or they take part in a network."""
    person = reader.person
    if not (person.is_staff or meetings.concerns(tx, person.id) or networks.taking_part(tx, person.id) is not None):
        return []
    return [(Key(reader.t.gettext("Meetings"), buttons.Meetings()),)]


PART = Part(
    taps={
        buttons.Meetings: show_meetings,
        buttons.OpenMeeting: answer.open_meeting,
        buttons.GiveAnswer: answer.give,
        buttons.ChangeAnswer: answer.change,
        buttons.NoneOfThese: answer.none_of_these,
        buttons.HowMany: answer.how_many,
        buttons.More: settle.more,
        buttons.ShowPlace: answer.show_place,
        buttons.Places: answer.places,
        wishes_of_centre.SetHold: wishes.set_hold,
        wishes_of_centre.GoAheadFirst: wishes.go_ahead_first,
        wishes_of_centre.GoAhead: wishes.go_ahead,
        wishes_of_centre.BeThere: wishes.be_there,
        buttons.ForOthers: answer.for_others,
        buttons.ForOne: answer.for_one,
        buttons.ForOption: answer.for_option,
        buttons.AnswerFor: answer.answer_for,
        buttons.AgreeFirst: settle.agree_first,
        buttons.AgreeNow: settle.agree_now,
        buttons.AgreeBecause: settle.agree_because,
        buttons.StopFirst: settle.stop_first,
        buttons.StopNow: settle.stop_now,
        buttons.CancelFirst: settle.cancel_first,
        buttons.CancelNow: settle.cancel_now,
        buttons.ReopenFirst: settle.reopen_first,
        buttons.ReopenNow: settle.reopen_now,
        buttons.Colleagues: settle.colleagues,
        buttons.AskColleague: settle.add_colleague,
        on_day.OnTheDay: day.on_the_day,
        on_day.LateFirst: day.late_first,
        on_day.LateBy: day.late_by,
        on_day.Prefer: day.prefer,
        on_day.DayFor: day.day_for,
        on_day.PreferFor: day.prefer_for,
        on_day.Phoned: phoned.say_phoned,
        on_day.DidMeet: day.did_meet,
        on_day.WhoCame: day.who_came,
        on_day.CameSo: day.came_so,
        on_day.SetCame: day.set_came,
        on_day.SayNext: day.say_next,
        on_day.WriteBy: day.write_by,
        on_day.AskNext: day.ask_next,
    },
    dialogues=lambda: (dialogue(), add_place.dialogue()),
    presenters=PRESENTERS,
    cards={Subject.MEETING: card_of, Subject.QUESTION: card_of, Subject.PHONING: card_of_task},
    home_keys=home_keys,
    reachability=phone.reachability,
    unsent={
        Kind.MEETING_AGREED: phone.unsent,
        Kind.MEETING_CANCELLED: phone.unsent,
        Kind.MEETING_WITHDRAWN: phone.unsent,
        Kind.MEETING_CHANGED: phone.unsent,
        Kind.MEETING_DAY_BEFORE: phone.unsent,
        Kind.MEETING_NEXT: phone.unsent,
        Kind.MEETING_PHONE: phone.pass_on,
    },
)

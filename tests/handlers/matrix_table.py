"""Who may press which button: everybody else is tried, and must change and learn nothing."""

from collections.abc import Mapping
from typing import Final

from handlers.buttons import (
    contact,
    duty,
    home,
    invitation,
    meeting,
    meeting_day,
    meeting_propose,
    meeting_wishes,
    network,
    network_family,
)
from handlers.buttons.base import Button
from tests.handlers.matrix_people import Who

Kinds = frozenset[Who]

EVERYBODY: Final = frozenset(Who)
TEAM: Final = frozenset({Who.STAFF, Who.OTHER_CORE, Who.CORE, Who.OWNER, Who.LEAD})
ANY_STAFF: Final = TEAM | {Who.OTHER_TEAM}
"""For what is about nobody's thing in particular: the other team's lead sees their own team's."""
LEADS: Final = frozenset({Who.LEAD, Who.OTHER_TEAM})
LEAD: Final = frozenset({Who.LEAD})
OWNER: Final = frozenset({Who.OWNER})
OPENS: Final = frozenset({Who.OWNER, Who.LEAD})
"""Who may open a network from a call that somebody has."""
STAYS: Final = frozenset({Who.OWNER, Who.CORE, Who.LEAD})
"""The staff of this network and of its meetings."""
CENTRE: Final = frozenset({Who.CENTRE})
FAMILY: Final = frozenset({Who.CENTRE, Who.MEMBER})
EVER_IN: Final = FAMILY | {Who.LEFT}
"""Who was in this network may always read what they said, leave, and come back."""
MEETS: Final = STAYS | FAMILY
ASKED: Final = MEETS - {Who.LEAD}
SETTLES: Final = STAYS | CENTRE
"""Nothing about the person without the person; a family member who proposed a time may not settle it."""
BEARERS: Final = EVERYBODY - ANY_STAFF - CENTRE
"""A link is for whoever holds it; never for staff, nor for the person, who hands it on."""

MAY: Final[Mapping[type[Button], Kinds]] = {
    home.Home: EVERYBODY,
    home.Languages: EVERYBODY,
    home.ChooseLanguage: EVERYBODY,
    home.Numbers: EVERYBODY,
    home.About: EVERYBODY,
    contact.Call: EVERYBODY,
    contact.Happening: frozenset({Who.CALLER, Who.OTHER_CALLER}),
    contact.Wished: frozenset({Who.CALLER}),
    contact.PhoneMe: frozenset({Who.CALLER}),
    contact.PhoneWhen: frozenset({Who.CALLER}),
    contact.Unneeded: frozenset({Who.CALLER}),
    contact.UnneededSure: frozenset({Who.CALLER}),
    contact.Calls: ANY_STAFF,
    contact.ShowCall: TEAM,
    contact.Take: TEAM,
    contact.Spoken: OWNER,
    contact.NotReached: OWNER,
    contact.AskCaller: OWNER,
    contact.NotSpoken: OWNER,
    contact.PassOn: OWNER,
    contact.PassTo: OWNER,
    contact.AskOthers: OWNER,
    contact.Accept: frozenset({Who.CORE}),
    contact.Decline: frozenset({Who.CORE}),
    contact.CloseWhy: OWNER,
    contact.CloseFor: OWNER,
    contact.Close: OWNER,
    contact.PhonedIn: ANY_STAFF,
    contact.ChoseLater: OWNER,
    duty.Duty: ANY_STAFF,
    duty.OnDuty: ANY_STAFF,
    duty.OffDuty: ANY_STAFF,
    duty.ShowWaits: LEADS,
    duty.ChangeWait: LEADS,
    duty.SetWait: LEADS,
    meeting.Propose: MEETS,
    meeting.ProposeMore: MEETS,
    meeting.ProposeNext: STAYS,
    meeting.Meetings: EVERYBODY,
    meeting.OpenMeeting: MEETS,
    meeting.GiveAnswer: ASKED,
    meeting.ChangeAnswer: ASKED,
    meeting.NoneOfThese: ASKED,
    meeting.HowMany: MEETS,
    meeting.More: MEETS,
    meeting.ShowPlace: MEETS,
    meeting_wishes.SetHold: CENTRE,
    meeting_wishes.GoAheadFirst: SETTLES,
    meeting_wishes.GoAhead: SETTLES,
    meeting_wishes.BeThere: SETTLES,
    meeting.AgreeFirst: SETTLES,
    meeting.AgreeNow: SETTLES,
    meeting.AgreeBecause: SETTLES,
    meeting.StopFirst: SETTLES,
    meeting.StopNow: SETTLES,
    meeting.CancelFirst: SETTLES,
    meeting.CancelNow: SETTLES,
    meeting.ReopenFirst: SETTLES,
    meeting.ReopenNow: SETTLES,
    meeting.ForOthers: STAYS,
    meeting.ForOne: STAYS,
    meeting.ForOption: STAYS,
    meeting.AnswerFor: STAYS,
    meeting.Colleagues: STAYS,
    meeting.AskColleague: STAYS,
    meeting.AddPlace: STAYS,
    meeting.Places: STAYS,
    **dict.fromkeys(meeting_propose.BUTTONS, MEETS),
    meeting_day.OnTheDay: ASKED,
    meeting_day.LateFirst: ASKED,
    meeting_day.LateBy: ASKED,
    meeting_day.Prefer: CENTRE,
    meeting_day.DayFor: STAYS,
    meeting_day.Phoned: STAYS,
    meeting_day.PreferFor: STAYS,
    meeting_day.DidMeet: STAYS,
    meeting_day.WhoCame: STAYS,
    meeting_day.CameSo: STAYS,
    meeting_day.SetCame: STAYS,
    meeting_day.SayNext: STAYS,
    meeting_day.WriteBy: STAYS,
    meeting_day.AskNext: STAYS,
    network.Networks: ANY_STAFF,
    network.ShowNetwork: STAYS,
    network.NewNetwork: ANY_STAFF,
    network.OpenNetwork: OPENS,
    network.ChooseSecond: OPENS,
    network.ChooseThird: OPENS,
    network.OtherNames: OPENS,
    network.TakeName: OPENS,
    network.UseName: OPENS,
    network.Rename: STAYS,
    network.NewName: STAYS,
    network.UseNewName: STAYS,
    network.ForCaller: STAYS,
    network.ForCallerNow: STAYS,
    network.ForOther: STAYS,
    network.ShowMember: STAYS,
    network.Suggest: STAYS,
    network.SuggestCaller: STAYS,
    network.SuggestOther: STAYS,
    network.MakeLink: STAYS | CENTRE,
    network.AskRecord: STAYS,
    network.Record: STAYS,
    network.AskRecordAbout: STAYS,
    network.RecordAbout: STAYS,
    network.Remove: STAYS,
    network.RemoveNow: STAYS,
    network.TypePhone: STAYS | FAMILY,
    network.ChangeCore: STAYS,
    network.ReplaceCore: STAYS,
    network.SwapCore: STAYS,
    network.Close: STAYS,
    network.CloseNow: STAYS,
    network_family.MyNetwork: EVER_IN,
    network_family.Say: FAMILY,
    network_family.SayAbout: CENTRE,
    network_family.MyPeople: CENTRE,
    network_family.AboutSomebody: CENTRE,
    network_family.InviteSomebody: CENTRE,
    network_family.Leave: EVER_IN,
    network_family.ComeBack: EVER_IN,
    invitation.InviteStaff: LEADS,
    invitation.MakeStaffLink: LEADS,
    invitation.ThatIsMe: BEARERS,
    invitation.NotMe: BEARERS | CENTRE,
    invitation.LinkLanguage: BEARERS | CENTRE,
    invitation.KeepName: ANY_STAFF,
    invitation.ChangeName: ANY_STAFF,
    invitation.Team: LEADS,
    invitation.WithdrawLink: LEAD,
    invitation.Colleague: LEAD,
    invitation.EndRole: LEAD,
}
"""On the things of the first family (`matrix_people.Who`)."""

AGAIN: Final[frozenset[type[Button]]] = frozenset({network.MakeLink, invitation.MakeStaffLink})
"""Each press makes a new link."""
BOTH: Final = AGAIN | {
    home.ChooseLanguage,
    invitation.LinkLanguage,
    duty.OnDuty,
    duty.OffDuty,
    duty.SetWait,
    meeting.NoneOfThese,
    meeting_propose.AskEveryone,
    meeting_day.OnTheDay,
    meeting_day.LateBy,
}
"""Two people who press one of these each do something of their own, or for a team of their own."""

"""Networks: opened by staff, made of people who each said yes."""

from handlers.network import family, links, naming, opening, phone, seen, staff, typing
from handlers.subject import Part
from rules.notice import Kind, Subject

PART = Part(
    taps={**opening.TAPS, **naming.TAPS, **staff.TAPS, **family.TAPS, **links.TAPS},
    dialogues=lambda: (*naming.dialogues(), *typing.dialogues()),
    presenters={
        Kind.CORE_CHOSEN: seen.present_chosen,
        Kind.MEMBER_ANSWERED: seen.present_answered,
        Kind.MEMBER_CLEARED: seen.present_cleared,
        Kind.MEMBER_PHONE: seen.present_phone,
        Kind.CONSENT_ASK: seen.present_consent_ask,
        Kind.MEMBER_ASK: seen.present_member_ask,
        Kind.NETWORK_RENAME: seen.present_rename,
        Kind.MEMBER_LEFT: seen.present_left,
    },
    cards={Subject.NETWORK: seen.card},
    asks=seen.asks,
    home_keys=seen.home_keys,
    reachability=phone.reachability,
    unsent={Kind.MEMBER_ASK: phone.unsent, Kind.CONSENT_ASK: phone.unsent},
)

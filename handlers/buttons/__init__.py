"""Every button there is, listed by hand: what is not in this list cannot be tapped."""

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
from handlers.buttons.base import Button, Codec, encode

BUTTONS: tuple[type[Button], ...] = (
    *home.BUTTONS,
    *contact.BUTTONS,
    *duty.BUTTONS,
    *meeting.BUTTONS,
    *meeting_propose.BUTTONS,
    *meeting_wishes.BUTTONS,
    *meeting_day.BUTTONS,
    *network.BUTTONS,
    *network_family.BUTTONS,
    *invitation.BUTTONS,
)

codec = Codec(BUTTONS)
decode = codec.decode

__all__ = ["BUTTONS", "Button", "decode", "encode"]

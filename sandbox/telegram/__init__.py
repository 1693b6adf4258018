"""A pretend Telegram: the Bot API on one side, people's phones on the other."""

from sandbox.telegram.bubbles import (
    Bubble,
    Command,
    Document,
    KeyButton,
    Location,
    LockLine,
    Photo,
    Press,
    Venue,
)
from sandbox.telegram.faults import Cut, Faults, Silence
from sandbox.telegram.limits import Limits
from sandbox.telegram.phones import Phone, PhoneRefuses
from sandbox.telegram.replies import Call, Reply, Upload
from sandbox.telegram.server import PretendTelegram

__all__ = [
    "Bubble",
    "Call",
    "Command",
    "Cut",
    "Document",
    "Faults",
    "KeyButton",
    "Limits",
    "Location",
    "LockLine",
    "Phone",
    "PhoneRefuses",
    "Photo",
    "Press",
    "PretendTelegram",
    "Reply",
    "Silence",
    "Upload",
    "Venue",
]

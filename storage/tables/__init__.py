"""Every table, on one metadata; the subjects' own modules are imported here so that migrations see them."""

from storage.tables.base import metadata
from storage.tables.contact import contacts
from storage.tables.invitation import invitations
from storage.tables.meeting import answers, meetings, options, participants
from storage.tables.network import cores, memberships, networks
from storage.tables.outbox import audit, cards, dialogues, drafts, handled, outbox, set_aside
from storage.tables.people import people, staff, teams

__all__ = [
    "answers",
    "audit",
    "cards",
    "contacts",
    "cores",
    "dialogues",
    "drafts",
    "handled",
    "invitations",
    "meetings",
    "memberships",
    "metadata",
    "networks",
    "options",
    "outbox",
    "participants",
    "people",
    "set_aside",
    "staff",
    "teams",
]

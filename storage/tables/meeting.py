"""Meetings, their options, who is asked, and what each answered."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.base import Id, Moment, metadata

meetings = Table(
    "meetings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("team_id", Id, ForeignKey("teams.id"), nullable=False),
    Column("network_id", Id, ForeignKey("networks.id"), nullable=False),
    Column("contact_id", Id),
    Column("organiser_id", Id, ForeignKey("people.id"), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("state", String(16), nullable=False),
    Column("agreed_id", Id),
    Column("hold", Boolean, nullable=False, default=False),
    Column("go_ahead_by", Id),
    Column("waiver", String(16)),
    Column("preference", String(16)),
    Column("ready_told", Boolean, nullable=False, default=False),
    Column("reminders", Text, nullable=False, default="[]"),
    Column("sequence", Integer, nullable=False, default=0),
    Column("next_step", String(16)),
    Column("next_write_by", Date),
    Column("version", Integer, nullable=False, default=0),
    Index("ix_meetings_network", "network_id", "state"),
    Index("ix_meetings_team", "team_id", "state"),
)

options = Table(
    "meeting_options",
    metadata,
    Column("id", Id, primary_key=True),
    Column("meeting_id", Id, ForeignKey("meetings.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("starts_at", Moment, nullable=False),
    # What the clock reads there, so that a change of the zone's rules can be seen and put right.
    Column("wall", String(16), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("mode", String(16), nullable=False),
    Column("place_sealed", Text),
    Column("taken_away", Boolean, nullable=False, default=False),
    UniqueConstraint("meeting_id", "number"),
)

participants = Table(
    "meeting_participants",
    metadata,
    Column("meeting_id", Id, ForeignKey("meetings.id"), primary_key=True),
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("part", String(8), nullable=False),
    Column("seat", Integer, nullable=False),
    Column("attended", Boolean),
    Column("day_status", String(8)),
    Column("day_minutes", Integer),
    Column("day_by", Id),
    Column("day_at", Moment),
    Index("ix_meeting_participants_person", "person_id"),
)

answers = Table(
    "meeting_answers",
    metadata,
    Column("option_id", Id, ForeignKey("meeting_options.id"), primary_key=True),
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("meeting_id", Id, ForeignKey("meetings.id"), nullable=False),
    Column("answer", String(8), nullable=False),
    Column("given_by", Id, nullable=False),
    Column("given_at", Moment, nullable=False),
    Index("ix_meeting_answers_meeting", "meeting_id", "person_id"),
)

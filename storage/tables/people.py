"""Teams, people and staff."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.base import Id, Moment, metadata

teams = Table(
    "teams",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("waits", Text, nullable=False, default="{}"),
    Column("created_at", Moment, nullable=False),
    Column("version", Integer, nullable=False, default=1),
)

people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True),
    Column("team_id", Id, ForeignKey("teams.id"), nullable=False),
    Column("telegram_hash", String(64), unique=True),
    Column("telegram_sealed", Text),
    Column("name_sealed", Text),
    Column("phone_sealed", Text),
    Column("language", String(8), nullable=False),
    Column("phone_language", String(8)),
    Column("language_chosen", Boolean, nullable=False, default=False),
    Column("blocked_at", Moment),
    Column("do_not_message", Boolean, nullable=False, default=False),
    Column("erased_at", Moment),
    Column("created_at", Moment, nullable=False),
)

staff = Table(
    "staff",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("team_id", Id, ForeignKey("teams.id"), nullable=False),
    Column("role", String(16), nullable=False),
    Column("on_duty_until", Moment),
    Column("joined_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("ix_staff_team", "team_id"),
)

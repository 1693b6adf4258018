"""Links that invite somebody, of which only a keyed hash is kept."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from storage.tables.base import Id, Moment, metadata

invitations = Table(
    "invitations",
    metadata,
    Column("id", Id, primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("team_id", Id, ForeignKey("teams.id"), nullable=False),
    Column("purpose", String(8), nullable=False),
    Column("role", String(16)),
    Column("network_id", Id, ForeignKey("networks.id")),
    Column("person_id", Id, ForeignKey("people.id")),
    Column("made_by", Id),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_by", Id),
    Column("used_at", Moment),
    Column("withdrawn_at", Moment),
    Column("version", Integer, nullable=False),
    Index("ix_invitations_network", "network_id", "person_id"),
)

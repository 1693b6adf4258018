"""Networks, their core pairs and their members."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from storage.tables.base import Id, Moment, metadata

networks = Table(
    "networks",
    metadata,
    Column("id", Id, primary_key=True),
    Column("team_id", Id, ForeignKey("teams.id"), nullable=False),
    Column("code_name_sealed", Text, nullable=False),
    Column("code_name_hash", String(64), nullable=False),
    # No foreign key: a contact and its network point at each other, and either may go first.
    Column("contact_id", Id),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("version", Integer, nullable=False),
    UniqueConstraint("team_id", "code_name_hash"),
    Index("ix_networks_contact", "contact_id"),
)

cores = Table(
    "network_core",
    metadata,
    Column("network_id", Id, ForeignKey("networks.id"), primary_key=True),
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("place", Integer, nullable=False),
    Index("ix_network_core_person", "person_id"),
)

memberships = Table(
    "memberships",
    metadata,
    Column("network_id", Id, ForeignKey("networks.id"), primary_key=True),
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("part", String(8), nullable=False),
    Column("added_by", Id, nullable=False),
    Column("at", Moment, nullable=False),
    Column("person_says", String(16)),
    Column("person_says_at", Moment),
    Column("person_says_how", String(16)),
    Column("person_says_by", Id),
    Column("member_says", String(16)),
    Column("member_says_at", Moment),
    Column("member_says_how", String(16)),
    Column("member_says_by", Id),
    Column("left_at", Moment),
    Column("invited_as", Id),
    Index("ix_memberships_person", "person_id"),
)

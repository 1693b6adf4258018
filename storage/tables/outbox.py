"""What must be said, what was said, what was heard, and who did what."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text, text

from storage.tables.base import Id, Moment, metadata

Serial = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only for a column that is called exactly INTEGER."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("kind", String(32), nullable=False),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    Column("subject", String(16), nullable=False),
    Column("subject_id", String(32), nullable=False),
    Column("urgency", Integer, nullable=False),
    Column("version", Integer),
    Column("network_id", Id),
    Column("facts", Text, nullable=False, default="{}"),
    Column("payload_sealed", Text),
    Column("due_at", Moment, nullable=False),
    # Not tried again before this; the order of a chat goes by due_at, which never moves for a retry.
    Column("try_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("state", String(16), nullable=False, default="waiting"),
    Column("attempts", Integer, nullable=False, default=0),
    Column("uncertain", Integer, nullable=False, default=0),
    Column("created_at", Moment, nullable=False),
    Column("done_at", Moment),
    Index(
        "ix_outbox_waiting",
        "due_at",
        "urgency",
        "id",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index("ix_outbox_person", "person_id", "subject", "subject_id"),
)

cards = Table(
    "cards",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("subject", String(16), nullable=False),
    Column("subject_id", String(32), nullable=False),
    Column("digest", String(16)),
    Column("pressable", Text, nullable=False, default="{}"),
    Column("shown_at", Moment, nullable=False),
    Column("delete_at", Moment),
    Index("ix_cards_message", "person_id", "message_id", unique=True),
    Index("ix_cards_subject", "person_id", "subject", "subject_id"),
    Index("ix_cards_delete", "delete_at"),
)

handled = Table(
    "handled",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
)

set_aside = Table(
    "set_aside",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("update_id", BigInteger),
    Column("raw_sealed", Text, nullable=False),
    Column("why", String(80), nullable=False),
    Column("at", Moment, nullable=False),
)

dialogues = Table(
    "dialogues",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("key_hash", String(64), primary_key=True),
    Column("key_sealed", Text, nullable=False),
    Column("state", String(32), nullable=False),
    Column("at", Moment, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("person_hash", String(64), primary_key=True),
    Column("person_sealed", Text, nullable=False),
    Column("draft_sealed", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("actor", Id),
    Column("verb", String(32), nullable=False),
    Column("subject", String(16), nullable=False),
    Column("subject_id", String(32), nullable=False),
    Column("version", Integer),
    Index("ix_audit_subject", "subject", "subject_id"),
)

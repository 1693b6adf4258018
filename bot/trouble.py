"""What is wrong with a database, in one sentence that says what to do."""

from sqlalchemy.exc import SQLAlchemyError

LOCKED = "The database is locked by another program. Close that program, then start again."
FULL = "The disk is full. Make room, then start again."
READ_ONLY = "The database cannot be written to. Check who may write to the file and to its folder."
DAMAGED = "The database cannot be opened: the file is damaged, or no SQLite database. Check TORNIO_DATABASE_URL."
NOT_THERE = "The database cannot be opened. Check TORNIO_DATABASE_URL, and that its folder is there."
NO_SERVER = "The database cannot be opened: no server answers. Check TORNIO_DATABASE_URL, and that the server runs."
NOT_LET_IN = "The database cannot be opened: the server does not let Tornio in. Check TORNIO_DATABASE_URL."

_SQLITE = {
    "SQLITE_BUSY": LOCKED,
    "SQLITE_LOCKED": LOCKED,
    "SQLITE_FULL": FULL,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_PERM": READ_ONLY,
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_CANTOPEN": NOT_THERE,
}
_POSTGRESQL = {"28": NOT_LET_IN, "3D": NOT_LET_IN, "53100": FULL, "25006": READ_ONLY, "57": NO_SERVER, "08": NO_SERVER}
"""By the code of the server, or its first two letters (its class)."""
_WORDS = {"authentication failed": NOT_LET_IN, "does not exist": NOT_LET_IN, "no password": NOT_LET_IN}
"""Before it lets anybody in, the server gives no code."""


def sentence(fault: SQLAlchemyError) -> str:
    """What to tell the operator. Nothing that was confirmed is lost in any of these."""
    cause = getattr(fault, "orig", None)
    name = getattr(cause, "sqlite_errorname", None)
    if name is not None:
        # An extended name begins with the plain one: SQLITE_BUSY_SNAPSHOT.
        plain = "_".join(str(name).split("_")[:2])
        return _SQLITE.get(plain, f"The database does not work ({name}). Check the disk.")
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2]) or f"The database does not work ({state})."
    if cause is not None and type(cause).__name__ == "OperationalError":
        return next((found for words, found in _WORDS.items() if words in str(cause)), NO_SERVER)
    return f"The database does not work ({type(fault).__name__}). Check TORNIO_DATABASE_URL."

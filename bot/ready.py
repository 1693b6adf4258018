"""Whether a database can be used by this code with these keys; and bringing it there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.alone import lock_for
from bot.clock import SystemClock
from bot.settings import Settings
from bot.terminal import DATABASE_EXIT, SETTINGS_EXIT, stop
from bot.trouble import sentence
from storage import people
from storage.database import Transaction, opened, transaction
from storage.schema import Age, age, upgrade

NEWER = "The database is newer than this version of Tornio. Install the newer version."
FOREIGN = "The database holds tables of another program, and is left alone. Check TORNIO_DATABASE_URL."


def require_ready(settings: Settings) -> None:
    """End the command unless the database is there, at the schema of this code, and filled with these keys."""
    url = settings.database_url.get_secret_value()
    place = make_url(url).database
    if make_url(url).get_backend_name() == "sqlite" and not Path(str(place)).exists():
        # Only asking would make an empty file there.
        stop(_nothing_yet(f"There is no database at {place} yet."), DATABASE_EXIT)
    with _opened(url) as engine:
        match age(engine):
            case Age.EMPTY:
                stop(_nothing_yet("The database is empty."), DATABASE_EXIT)
            case Age.OLDER:
                stop("The database is older than this version of Tornio. Run: tornio migrate", DATABASE_EXIT)
            case Age.NEWER:
                stop(NEWER, DATABASE_EXIT)
            case Age.FOREIGN:
                stop(FOREIGN, DATABASE_EXIT)
            case Age.CURRENT:
                _require_keys(engine, settings)


def migrate(settings: Settings) -> None:
    """Bring the database to the schema of this code, while nobody uses it; or end the command."""
    url = settings.database_url.get_secret_value()
    with _opened(url) as engine:
        match age(engine):
            case Age.CURRENT:
                return
            case Age.NEWER:
                stop(NEWER, DATABASE_EXIT)
            case Age.FOREIGN:
                stop(FOREIGN, DATABASE_EXIT)
            case Age.EMPTY | Age.OLDER:
                lock = lock_for(engine)
                if not lock.take():
                    stop("Tornio is running on this database. Stop it, then run: tornio migrate", DATABASE_EXIT)
                try:
                    upgrade(engine)
                finally:
                    lock.release()


@contextmanager
def _opened(url: str) -> Iterator[Engine]:
    """An engine for a while; its faults are told in a sentence."""
    try:
        with opened(url) as engine:
            yield engine
    except SQLAlchemyError as fault:
        stop(sentence(fault), DATABASE_EXIT)


def _nothing_yet(what: str) -> str:
    return f"{what} If it should be somewhere else, change TORNIO_DATABASE_URL. If not, run: tornio migrate"


def _require_keys(engine: Engine, settings: Settings) -> None:
    with transaction(engine, reading=True) as connection:
        if not people.keys_fit(Transaction(connection, settings.keyring, SystemClock().now())):
            stop(
                "TORNIO_KEYS cannot open this database. Put the keys back with which it was filled; the oldest stands "
                "last.",
                SETTINGS_EXIT,
            )

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
from bot.trouble import sentence
from storage import people
from storage.database import Transaction, engine_for, transaction
from storage.schema import Age, age, upgrade

NEWER = "The database is newer than this version of Tornio. Install the newer version."
FOREIGN = "The database holds tables of another program, and is left alone. Check TORNIO_DATABASE_URL."


class NotReady(Exception):
    """The database cannot be used; the text says why and what to do."""


class WrongKeys(Exception):
    """The keys are not those of this database; the text says so."""


def require_ready(settings: Settings) -> None:
    """Raises NotReady unless the database is there and at the schema of this code, WrongKeys unless the keys fit."""
    url = settings.database_url.get_secret_value()
    place = make_url(url).database
    if make_url(url).get_backend_name() == "sqlite" and not Path(str(place)).exists():
        # Only asking would make an empty file there.
        raise NotReady(_nothing_yet(f"There is no database at {place} yet."))
    with _opened(url) as engine:
        match age(engine):
            case Age.EMPTY:
                raise NotReady(_nothing_yet("The database is empty."))
            case Age.OLDER:
                raise NotReady("The database is older than this version of Tornio. Run: tornio migrate")
            case Age.NEWER:
                raise NotReady(NEWER)
            case Age.FOREIGN:
                raise NotReady(FOREIGN)
            case Age.CURRENT:
                _require_keys(engine, settings)


def migrate(settings: Settings) -> None:
    """Bring the database to the schema of this code, while nobody uses it. Raises NotReady."""
    url = settings.database_url.get_secret_value()
    with _opened(url) as engine:
        match age(engine):
            case Age.CURRENT:
                return
            case Age.NEWER:
                raise NotReady(NEWER)
            case Age.FOREIGN:
                raise NotReady(FOREIGN)
            case Age.EMPTY | Age.OLDER:
                lock = lock_for(url, engine)
                if not lock.take():
                    raise NotReady("Tornio is running on this database. Stop it, then run: tornio migrate")
                try:
                    upgrade(engine)
                finally:
                    lock.release()


@contextmanager
def _opened(url: str) -> Iterator[Engine]:
    """An engine for a while; its faults are told in a sentence."""
    engine = engine_for(url)
    try:
        yield engine
    except SQLAlchemyError as fault:
        raise NotReady(sentence(fault)) from fault
    finally:
        engine.dispose()


def _nothing_yet(what: str) -> str:
    return f"{what} If it should be somewhere else, change TORNIO_DATABASE_URL. If not, run: tornio migrate"


def _require_keys(engine: Engine, settings: Settings) -> None:
    with transaction(engine, reading=True) as connection:
        if not people.keys_fit(Transaction(connection, settings.keyring, SystemClock().now())):
            raise WrongKeys(
                "TORNIO_KEYS cannot open this database. Put the keys back with which it was filled; the oldest stands "
                "last."
            )

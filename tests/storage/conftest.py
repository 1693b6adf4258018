"""What the tests of storage share."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from storage.database import Transaction, transaction
from storage.sealing import Keyring
from tests.rules.people_of_the_story import NOW
from tests.world import KEY


@pytest.fixture
def tx(engine: Engine) -> Iterator[Transaction]:
    """One transaction for the whole test, in an empty database."""
    with transaction(engine) as connection:
        yield Transaction(connection, Keyring([KEY]), NOW)

"""Whatever has happened, nobody who reads the tables without the keys learns who it happened to (promise 11)."""

from sqlalchemy import select

from rules.contact import Wish
from storage.database import Transaction
from storage.tables import contacts, drafts, outbox, set_aside
from tests.stories.meeting_family import dan_asks
from tests.stories.network_family import maria_takes_part
from tests.tables import where_it_stands
from tests.world import PEOPLE, World

PLACE = "12 Elm Road, Dover"
NUMBERS = ("07700 900123", "07700900123", "447700900123", "7700900123", "01227 555 010", "441227555010", "1227555010")
NAMES = [first_name for _user, first_name, _language, _role in PEOPLE.values() if first_name != "Rex"]
ACCOUNTS = [str(user) for user, _name, _language, _role in PEOPLE.values()]


async def test_no_name_number_place_or_account_stands_in_any_column_of_any_table(team: World) -> None:
    # Telegram's numbers of messages stand in the tables, and must not look like anybody's account.
    while team.telegram.next_number("message") < 1000:
        continue
    await a_full_life(team)
    secrets = [*NAMES, *NUMBERS, *ACCOUNTS, "Ulla", "Quiet Harbour", "quiet", PLACE, "Elm Road", "my own secret"]
    assert await team.house.database.run(lambda tx: where_it_stands(tx, secrets)) == []
    opened = await team.house.database.run(lambda tx: where_it_stands(tx, secrets, opened=True))
    for kept in ("Maria", "Ulla", "Quiet Harbour", PLACE, "201", "my own secret"):
        assert any(line.startswith(f"{kept!r} in ") for line in opened), f"{kept} was to be kept, and is not: {opened}"


async def a_full_life(team: World) -> None:
    """A call with a number, a network with somebody who is only phoned, a meeting, and things left half way."""
    await maria_takes_part(team)
    await team.sam.says("/start")
    await team.sam.taps("My network")
    await team.sam.taps("Who may be asked")
    await team.sam.taps("Name somebody")
    await team.sam.says("Ulla")
    await team.sam.taps("Back")
    await team.sam.taps("Ulla")
    await team.sam.taps("No Telegram: phone them")
    await team.sam.says("01227 555 010")
    await dan_asks(team, place=PLACE)
    await team.eva.says("I need to talk to someone")
    await team.dan.taps("I have this")
    await team.eva.taps("Phone me")
    await team.eva.says("07700 900123")
    await team.lena.says("/start")
    # Half typed.
    await team.sam.says("/start")
    await team.sam.taps("Meetings")
    await team.sam.taps("Suggest times")
    await team.sam.taps("At home")
    await team.sam.says(PLACE)
    # What could not be read, and an answer that is still on its way.
    team.telegram.inject({"message": {"message_id": 1, "text": "my own secret", "from": {"id": 201}}})
    team.telegram.faults.next("sendMessage", "too_many", retry_after=600)
    team.maria.phone.says("/start")
    await team.settle()

    def there(tx: Transaction) -> None:
        assert tx.rows(select(drafts)), "something is half typed"
        assert tx.rows(select(set_aside)), "something could not be read"
        assert tx.rows(select(outbox).where(outbox.c.payload_sealed.is_not(None))), "an answer waits"
        assert tx.rows(select(contacts).where(contacts.c.wish == Wish.PHONE.value)), "somebody left a number"

    await team.house.database.run(there)

"""What is wrong at the start is said in a plain sentence, with an exit code, and nothing is lost."""

import asyncio
import os
from pathlib import Path

import pytest
from sqlalchemy import text
from starlette.applications import Starlette

from bot.clock import SystemClock
from bot.terminal import DATABASE_EXIT, SETTINGS_EXIT, TELEGRAM_EXIT
from sandbox import api
from sandbox.loopback import serving
from sandbox.telegram import Limits, PretendTelegram
from storage.database import Database, Transaction, engine_for, transaction
from storage.schema import downgrade
from storage.sealing import Keyring
from tests.bot.commands import GOOD, KEY, ORGANISATION, ends, process, says, set_up, tornio

FULL = 64 * 1024
"""Bytes up to which a file may grow on the full disk: less than SQLite needs for the words of one batch."""
NO_ROOM = f"""
import resource, signal
# A full disk refuses the write; the signal that the limit also sends would end the process before it could say.
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({FULL}, {FULL}))
"""


def test_no_settings_at_all_names_each_that_is_missing(folder: Path) -> None:
    says(tornio("check"), SETTINGS_EXIT, "TORNIO_BOT_TOKEN", "TORNIO_KEYS", "TORNIO_ORGANISATION")


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("bot_token", "no-token", "TORNIO_BOT_TOKEN must be the token that BotFather gave you"),
        ("bot_token", "abc:secret-token", "TORNIO_BOT_TOKEN"),
        ("api_url", "telegram", "TORNIO_API_URL"),
        ("database_url", "mysql://somewhere/else", "TORNIO_DATABASE_URL"),
        ("database_url", "not an address", "TORNIO_DATABASE_URL"),
        ("keys", "short", "make one with: tornio key"),
        ("keys", "", "TORNIO_KEYS"),
        ("organisation", "nowhere.toml", "TORNIO_ORGANISATION"),
        ("messages_per_second", "many", "TORNIO_MESSAGES_PER_SECOND"),
        ("messages_per_second", "0", "TORNIO_MESSAGES_PER_SECOND"),
    ],
)
def test_a_wrong_setting_is_one_sentence_that_names_it(folder: Path, setting: str, value: str, words: str) -> None:
    set_up(folder, **{setting: value})
    result = tornio("check")
    says(result, SETTINGS_EXIT, words)
    assert len(result.output.splitlines()) == 1


def test_a_settings_file_that_is_no_text(folder: Path) -> None:
    (folder / ".env").write_bytes(b"\xff\xfe\x00TORNIO")
    says(tornio("check"), SETTINGS_EXIT, ".env cannot be read")


@pytest.mark.parametrize("broken", ["this is no setting", "=what", "TORNIO_KEYS='and no end of it"])
def test_a_malformed_line_is_one_sentence_that_names_it(folder: Path, broken: str) -> None:
    set_up(folder)
    good = (folder / ".env").read_text(encoding="utf-8")
    (folder / ".env").write_text(f"# Settings\n{broken}\n{good}\nTORNIO_KEYS=\n", encoding="utf-8")
    result = tornio("check")
    says(result, SETTINGS_EXIT)
    assert result.output.splitlines() == ["Line 2 of .env cannot be read. Write it like NAME=value."]


@pytest.mark.parametrize(
    ("spoilt", "place"),
    [
        (ORGANISATION.replace("Europe/London", "Kent"), "zone"),
        (ORGANISATION.replace("emergency = true", ""), "signposts"),
        (ORGANISATION.replace("name =", "nmae ="), "name"),
        (ORGANISATION.replace("2026-11-01", '"lately"'), "signposts.0.checked_on"),
        (ORGANISATION + "[waits]\non_duty = 0\n", "waits.on_duty"),
        ("this is no TOML", "not valid TOML"),
    ],
    ids=["zone", "no emergency number", "a typing mistake", "no date", "no wait", "no TOML"],
)
def test_a_wrong_organisation_says_where(folder: Path, spoilt: str, place: str) -> None:
    (folder / "organisation.toml").write_text(spoilt, encoding="utf-8")
    set_up(folder)
    says(tornio("check"), SETTINGS_EXIT, "TORNIO_ORGANISATION: organisation.toml", place)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ('number = "999"|number = "  "', "signposts.0.number"),
        ('number = "999"|number = "ring us"', "a number has digits"),
        ("If a life is in danger, call|   ", "signposts.0.text.en"),
        ("If a life is in danger, call|" + "x" * 300, "signposts.0.text.en"),
        ('name = "Test"|name = " "', "name"),
        ('"GB"|"??"', "two capital letters are wanted, like GB"),
        ("emergency = true|emergency = true\n[reminders]\nday_before_at = 17", "write a time like 17:00:00"),
        ("emergency = true|emergency = true\n[reminders]\nearliest = 22:00:00", "earliest must be before latest"),
        ("emergency = true|emergency = true\n[reminders]\nlate = 1", "reminders.late: there is no such setting"),
        ("Europe/London|Kent", "zone: use an IANA zone, like Europe/London"),
        ('checked_by = "Lena"|', "signposts.0.checked_by: this is missing"),
    ],
)
def test_what_the_organisation_cannot_mean_is_refused(folder: Path, change: str, words: str) -> None:
    before, after = change.split("|")
    (folder / "organisation.toml").write_text(ORGANISATION.replace(before, after), encoding="utf-8")
    set_up(folder)
    result = tornio("check")
    says(result, SETTINGS_EXIT, words)
    assert "Value error" not in result.output


def test_an_organisation_saved_on_windows_can_be_read(folder: Path) -> None:
    (folder / "organisation.toml").write_text(ORGANISATION, encoding="utf-8-sig")
    set_up(folder)
    says(tornio("migrate"), 0)


def test_a_line_of_the_settings_that_says_nothing_is_named(folder: Path) -> None:
    set_up(folder)
    with (folder / ".env").open("a", encoding="utf-8") as file:
        file.write("\nTORNIO_API_URL 'http\n")
    says(tornio("check"), SETTINGS_EXIT, "Line 5 of .env cannot be read")


def test_a_setting_that_is_misspelt_is_named(folder: Path) -> None:
    set_up(folder, databse_url="sqlite:///other.db")
    says(tornio("check"), SETTINGS_EXIT, "there is no setting TORNIO_DATABSE_URL")


def test_a_number_checked_in_the_future_is_named(folder: Path) -> None:
    (folder / "organisation.toml").write_text(ORGANISATION.replace("2026-11-01", "2999-01-01"), encoding="utf-8")
    set_up(folder)
    says(tornio("migrate"), 0)
    says(tornio("check"), 0, "Check the number 999 again: 2999-01-01 has not come yet.")


def test_the_example_organisation_is_for_the_demo_only(folder: Path) -> None:
    (folder / "organisation.toml").write_text("example = true\n" + ORGANISATION, encoding="utf-8")
    set_up(folder)
    says(tornio("check"), SETTINGS_EXIT, "TORNIO_ORGANISATION is the example file")
    code, said = asyncio.run(ends(folder, "run"))
    assert code == SETTINGS_EXIT
    assert "Copy it, check every number yourself" in said


def test_a_database_server_that_is_not_there(folder: Path) -> None:
    set_up(folder, database_url="postgresql://nobody:x@127.0.0.1:1/none")
    for command in ("check", "migrate"):
        says(tornio(command), DATABASE_EXIT, "The database cannot be opened: no server answers", "TORNIO_DATABASE_URL")


def test_a_folder_that_is_not_there(folder: Path) -> None:
    set_up(folder, database_url="sqlite:////nowhere/at/all.db")
    says(tornio("migrate"), DATABASE_EXIT, "The database cannot be opened", "TORNIO_DATABASE_URL")


def test_a_file_that_is_no_database(folder: Path) -> None:
    (folder / "here.db").write_bytes(b"a shopping list, and much more of it" * 100)
    set_up(folder)
    says(tornio("check"), DATABASE_EXIT, "The database cannot be opened")
    assert (folder / "here.db").read_bytes().startswith(b"a shopping list"), "it is left alone"


def test_an_older_database_is_refused_until_it_is_migrated(folder: Path) -> None:
    set_up(folder)
    says(tornio("migrate"), 0, "The database is up to date.")
    engine = engine_for("sqlite:///here.db")
    downgrade(engine, "base")
    engine.dispose()
    says(tornio("check"), DATABASE_EXIT, "run: tornio migrate")
    says(tornio("migrate"), 0, "The database is up to date.")
    says(tornio("check"), 0, "All settings can be used.")


def test_a_newer_database_is_refused_and_left_alone(folder: Path) -> None:
    set_up(folder)
    says(tornio("migrate"), 0)
    engine = engine_for("sqlite:///here.db")
    with transaction(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from_2030'"))
    engine.dispose()
    says(tornio("check"), DATABASE_EXIT, "newer than this version")
    says(tornio("migrate"), DATABASE_EXIT, "newer than this version")


async def test_an_older_database_is_not_run_on(folder: Path) -> None:
    set_up(folder)
    says(await asyncio.to_thread(tornio, "migrate"), 0)
    engine = engine_for("sqlite:///here.db")
    await asyncio.to_thread(downgrade, engine, "-1")
    engine.dispose()
    code, said = await ends(folder, "run")
    assert code == DATABASE_EXIT
    assert said.splitlines() == ["The database is older than this version of Tornio. Run: tornio migrate"]


async def test_a_newer_database_is_not_run_on(folder: Path) -> None:
    set_up(folder)
    says(await asyncio.to_thread(tornio, "migrate"), 0)
    engine = engine_for("sqlite:///here.db")
    with transaction(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from_2030'"))
    engine.dispose()
    code, said = await ends(folder, "run")
    assert code == DATABASE_EXIT
    assert said.splitlines() == [
        "The database is newer than this version of Tornio. Install the newer version.",
    ]


async def test_a_disk_that_fills_up_ends_the_process_with_a_sentence_and_loses_nothing(folder: Path) -> None:
    """Every file is kept from growing (`ulimit -f`), as on a disk without room."""
    telegram = PretendTelegram(SystemClock().now, GOOD["TORNIO_BOT_TOKEN"], limits=Limits.none())
    maria = telegram.add_phone(201, "Maria")
    async with serving(Starlette(routes=api.routes(telegram))) as url:
        set_up(folder, api_url=url)
        says(await asyncio.to_thread(tornio, "migrate"), 0)
        words = [maria.says(f"hello {number}") for number in range(60)]
        code, said = await ends(folder, "run", before=NO_ROOM)
        waiting = [each.update_id for each in telegram.updates.waiting]
        telegram.close()
    assert code == DATABASE_EXIT, said
    # To SQLite a file that may not grow is a write that did not work; test_databases.py has all the sentences.
    assert (
        "The database does not work (SQLITE_IOERR_WRITE). Check the disk. Nothing that was confirmed is lost." in said
    )
    assert "Traceback" not in said
    assert waiting == words, "what was not committed is not acknowledged"


def test_an_old_number_is_named(folder: Path) -> None:
    (folder / "organisation.toml").write_text(ORGANISATION.replace("2026-11-01", "2020-01-01"), encoding="utf-8")
    set_up(folder)
    says(tornio("migrate"), 0)
    says(tornio("check"), 0, "Check the number 999 again")


async def test_a_wrong_token_ends_the_process_with_a_sentence(folder: Path) -> None:
    telegram = PretendTelegram(SystemClock().now, "1:another")
    async with serving(Starlette(routes=api.routes(telegram))) as url:
        set_up(folder, api_url=url)
        says(await asyncio.to_thread(tornio, "migrate"), 0)
        code, said = await ends(folder, "run")
        telegram.close()
    assert code == TELEGRAM_EXIT
    assert "Telegram does not know this token. Check TORNIO_BOT_TOKEN with BotFather." in said
    assert "secret-token" not in said


def test_an_invitation_needs_a_telegram_that_answers(folder: Path) -> None:
    set_up(folder, api_url="http://127.0.0.1:1")
    says(tornio("migrate"), 0)
    says(tornio("invite"), TELEGRAM_EXIT, "Telegram cannot be reached")


async def test_an_invitation_prints_a_link(folder: Path) -> None:
    telegram = PretendTelegram(SystemClock().now, GOOD["TORNIO_BOT_TOKEN"])
    async with serving(Starlette(routes=api.routes(telegram))) as url:
        set_up(folder, api_url=url)
        says(await asyncio.to_thread(tornio, "migrate"), 0)
        result = await asyncio.to_thread(tornio, "invite", "--role", "lead")
        telegram.close()
    says(result, 0, f"https://t.me/{telegram.username}?start=", "once, within 48 hours")
    database = Database(engine_for("sqlite:///here.db"), Keyring([KEY]), SystemClock().now)
    assert database.run_here(_links) == 1
    database.engine.dispose()


def _links(tx: Transaction) -> int:
    return len(tx.rows(text("SELECT id FROM invitations")))


@pytest.mark.parametrize(
    ("columns", "encoding", "drawn"), [(120, "utf-8", True), (20, "utf-8", False), (120, "ascii", False)]
)
async def test_a_terminal_shows_the_code_that_it_can_draw(
    folder: Path, columns: int, encoding: str, drawn: bool
) -> None:
    telegram = PretendTelegram(SystemClock().now, GOOD["TORNIO_BOT_TOKEN"])
    master, terminal = os.openpty()
    async with serving(Starlette(routes=api.routes(telegram))) as url:
        set_up(folder, api_url=url)
        says(await asyncio.to_thread(tornio, "migrate"), 0)
        change = f"import os, sys; os.environ['COLUMNS'] = '{columns}'; sys.stdout.reconfigure(encoding='{encoding}')"
        inviting = await process(folder, "invite", before=change, stdout=terminal)
        assert await asyncio.wait_for(inviting.wait(), 30) == 0
        telegram.close()
    said = os.read(master, 100_000).decode()
    os.close(master)
    os.close(terminal)
    assert "?start=" in said
    assert "The link works once" in said
    assert ("\u2580" in said) is drawn

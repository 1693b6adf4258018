"""What is wrong at the start is said in a plain sentence, with an exit code, and nothing is lost."""

import asyncio
import os
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text
from starlette.applications import Starlette
from typer.testing import CliRunner, Result

from bot.cli import DATABASE_EXIT, SETTINGS_EXIT, TELEGRAM_EXIT, app
from bot.clock import SystemClock
from sandbox import api
from sandbox.loopback import serving
from sandbox.telegram import Limits, PretendTelegram
from storage.database import Database, Transaction, engine_for
from storage.sealing import Keyring
from tests.bot.living import hire_dan

KEY = Fernet.generate_key().decode()
ROOT = Path(__file__).parent.parent.parent
ORGANISATION = """
name = "Test"
zone = "Europe/London"
country = "GB"
[[signposts]]
text = { en = "If a life is in danger, call" }
number = "999"
checked_on = 2026-11-01
checked_by = "Lena"
emergency = true
"""
FULL = 64 * 1024
"""Bytes up to which a file may grow on the full disk: less than SQLite needs for the words of one batch."""
GOOD = {
    "TORNIO_BOT_TOKEN": "123456:secret-token",
    "TORNIO_KEYS": KEY,
    "TORNIO_ORGANISATION": "organisation.toml",
    "TORNIO_DATABASE_URL": "sqlite:///here.db",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a good organisation, and no settings from outside."""
    for name in [name for name in os.environ if name.startswith("TORNIO_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "organisation.toml").write_text(ORGANISATION, encoding="utf-8")
    return tmp_path


def set_up(folder: Path, **changes: str | None) -> None:
    """Write a `.env` file: good settings with these changes; None leaves one out."""
    chosen = {**GOOD, **{f"TORNIO_{name.upper()}": value for name, value in changes.items()}}
    lines = [f"{name}={value}" for name, value in chosen.items() if value is not None]
    (folder / ".env").write_text("\n".join(lines), encoding="utf-8")


def tornio(*arguments: str) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(app, list(arguments))


def says(result: Result, code: int, *words: str) -> None:
    """Fails unless the command ended so, said so, and showed neither a secret nor a traceback."""
    assert result.exit_code == code, result.output
    for each in words:
        assert each in result.output
    for secret in ("secret-token", KEY, "Traceback"):
        assert secret not in result.output


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
    assert result.output.splitlines() == ["The file .env cannot be read at line 2: write NAME=value there."]


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


def test_the_example_organisation_is_for_the_demo_only(folder: Path) -> None:
    (folder / "organisation.toml").write_text("example = true\n" + ORGANISATION, encoding="utf-8")
    set_up(folder)
    code, said = asyncio.run(_run(folder))
    assert code == SETTINGS_EXIT
    assert "Copy it, check every number yourself" in said


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all.db", "postgresql://nobody:x@127.0.0.1:1/none"])
def test_a_database_that_is_not_there(folder: Path, url: str) -> None:
    set_up(folder, database_url=url)
    says(tornio("check"), DATABASE_EXIT, "The database cannot be opened", "TORNIO_DATABASE_URL")


def test_a_file_that_is_no_database(folder: Path) -> None:
    (folder / "here.db").write_bytes(b"a shopping list, and much more of it" * 100)
    set_up(folder)
    says(tornio("check"), DATABASE_EXIT, "The database cannot be opened")
    assert (folder / "here.db").read_bytes().startswith(b"a shopping list"), "it is left alone"


def test_an_older_database_is_refused_until_it_is_migrated(folder: Path) -> None:
    set_up(folder)
    says(tornio("check"), DATABASE_EXIT, "Run: tornio migrate")
    says(tornio("migrate"), 0, "The database is up to date.")
    says(tornio("check"), 0, "All settings can be used.")


def test_a_newer_database_is_refused_and_left_alone(folder: Path) -> None:
    set_up(folder)
    says(tornio("migrate"), 0)
    engine = engine_for("sqlite:///here.db")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from_2030'"))
    engine.dispose()
    says(tornio("check"), DATABASE_EXIT, "newer than this version")
    says(tornio("migrate"), DATABASE_EXIT, "newer than this version")


async def test_an_older_database_is_not_run_on(folder: Path) -> None:
    set_up(folder)
    code, said = await _run(folder)
    assert code == DATABASE_EXIT
    assert said.splitlines() == ["The database is older than this version of Tornio. Run: tornio migrate"]


async def test_a_newer_database_is_not_run_on(folder: Path) -> None:
    set_up(folder)
    says(await asyncio.to_thread(tornio, "migrate"), 0)
    engine = engine_for("sqlite:///here.db")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from_2030'"))
    engine.dispose()
    code, said = await _run(folder)
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
        code, said = await _run(folder, largest_file=FULL)
        waiting = [each.update_id for each in telegram.updates.waiting]
        telegram.close()
    assert code == DATABASE_EXIT, said
    assert "the disk may be full" in said
    assert "Make room, then start again." in said
    assert "Traceback" not in said
    assert waiting == words, "what was not committed is not acknowledged"


def test_keys_that_do_not_belong_to_the_database_are_refused(folder: Path) -> None:
    set_up(folder)
    says(tornio("migrate"), 0)
    database = Database("sqlite:///here.db", Keyring([KEY]), SystemClock().now)
    database.run_here(hire_dan)
    database.engine.dispose()
    says(tornio("check"), 0)
    other = Fernet.generate_key().decode()
    set_up(folder, keys=other)
    says(tornio("check"), SETTINGS_EXIT, "TORNIO_KEYS cannot open this database")
    set_up(folder, keys=f"{KEY},{other}")
    says(tornio("check"), SETTINGS_EXIT, "TORNIO_KEYS cannot open this database")
    set_up(folder, keys=f"{other},{KEY}")
    says(tornio("check"), 0, "All settings can be used.")


def test_an_old_number_is_named(folder: Path) -> None:
    (folder / "organisation.toml").write_text(ORGANISATION.replace("2026-11-01", "2020-01-01"), encoding="utf-8")
    set_up(folder)
    says(tornio("migrate"), 0)
    says(tornio("check"), 0, "Check the number 999 again")


def test_a_new_key_can_be_used(folder: Path) -> None:
    result = tornio("key")
    assert result.exit_code == 0
    assert Keyring([result.stdout.strip()]).open(Keyring([result.stdout.strip()]).seal("x")) == "x"


async def test_a_wrong_token_ends_the_process_with_a_sentence(folder: Path) -> None:
    telegram = PretendTelegram(SystemClock().now, "1:another")
    async with serving(Starlette(routes=api.routes(telegram))) as url:
        set_up(folder, api_url=url)
        says(await asyncio.to_thread(tornio, "migrate"), 0)
        code, said = await _run(folder)
        telegram.close()
    assert code == TELEGRAM_EXIT
    assert "Telegram does not know this token. Check TORNIO_BOT_TOKEN with BotFather." in said
    assert "secret-token" not in said


def test_an_invitation_needs_a_telegram_that_answers(folder: Path) -> None:
    set_up(folder, api_url="http://127.0.0.1:1")
    says(tornio("migrate"), 0)
    says(tornio("invite"), TELEGRAM_EXIT, "Telegram cannot be reached")


async def test_an_invitation_prints_a_link_and_its_code(folder: Path) -> None:
    telegram = PretendTelegram(SystemClock().now, GOOD["TORNIO_BOT_TOKEN"])
    async with serving(Starlette(routes=api.routes(telegram))) as url:
        set_up(folder, api_url=url)
        says(await asyncio.to_thread(tornio, "migrate"), 0)
        result = await asyncio.to_thread(tornio, "invite", "--role", "lead")
        telegram.close()
    says(result, 0, f"https://t.me/{telegram.username}?start=", "once, within 48 hours")
    database = Database("sqlite:///here.db", Keyring([KEY]), SystemClock().now)
    assert database.run_here(_links) == 1
    database.engine.dispose()


def _links(tx: Transaction) -> int:
    return len(tx.rows(text("SELECT id FROM invitations")))


async def _run(folder: Path, *, largest_file: int | None = None) -> tuple[int | None, str]:
    """`tornio run` as a process of its own; its exit code and everything it wrote. No file grows beyond those bytes."""
    limit = ""
    if largest_file is not None:
        # A full disk refuses the write; the signal that the limit also sends would end the process before it could say.
        limit = (
            "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
            f"resource.setrlimit(resource.RLIMIT_FSIZE, ({largest_file}, {largest_file})); "
        )
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        f"{limit}from bot.cli import main; main()",
        "run",
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode, said.decode()

"""Settings from the environment or a `.env` file, checked before anything starts."""

from pathlib import Path
from typing import Annotated

from dotenv.parser import parse_stream
from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from storage.sealing import Keyring

HELP = {
    "bot_token": "TORNIO_BOT_TOKEN must be the token that BotFather gave you, like 123456:ABC-DEF.",
    "api_url": "TORNIO_API_URL must be the root of a Bot API server, like https://api.telegram.org.",
    "database_url": "TORNIO_DATABASE_URL must be like sqlite:///tornio.db or postgresql://user:password@host/name.",
    "keys": "TORNIO_KEYS must be one or more Fernet keys with commas between; make one with: tornio key",
    "organisation": "TORNIO_ORGANISATION must be the path of a TOML file; start from organisation.kent.toml.",
    "messages_per_second": "TORNIO_MESSAGES_PER_SECOND must be a number from 1 to 1000; Telegram allows about 30.",
}
"""The sentence for each setting that is missing or wrong."""
FILE = Path(".env")


class Settings(BaseSettings):
    """All there is to set. Each is an environment variable with the prefix TORNIO_."""

    model_config = SettingsConfigDict(env_prefix="TORNIO_", env_file=FILE, extra="ignore", hide_input_in_errors=True)

    bot_token: SecretStr = Field(description="The token that BotFather gave you.")
    api_url: AnyHttpUrl = Field(
        default=AnyHttpUrl("https://api.telegram.org"), description="The root of a Bot API server."
    )
    database_url: SecretStr = Field(
        default=SecretStr("sqlite:///tornio.db"), description="SQLite file or PostgreSQL database."
    )
    keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        description="Fernet keys with commas between: the first seals, all open."
    )
    organisation: Path = Field(description="The TOML file about your service: name, zone, signposts, waits.")
    messages_per_second: float = Field(default=25, ge=1, le=1000, description="How fast the bot may send, in all.")

    @field_validator("bot_token")
    @classmethod
    def _token_has_two_parts(cls, token: SecretStr) -> SecretStr:
        number, _, secret = token.get_secret_value().partition(":")
        if not number.isdigit() or not secret:
            raise ValueError("not a token")
        return token

    @field_validator("keys", mode="before")
    @classmethod
    def _split(cls, keys: object) -> object:
        return [key.strip() for key in keys.split(",") if key.strip()] if isinstance(keys, str) else keys

    @field_validator("keys")
    @classmethod
    def _keys_fit(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        Keyring([key.get_secret_value() for key in keys])
        return keys

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: SecretStr) -> SecretStr:
        try:
            parsed = make_url(url.get_secret_value())
        except (ArgumentError, ValueError) as fault:
            raise ValueError("not an address") from fault
        if parsed.drivername == "sqlite":
            # A database in memory would be empty at each start.
            if parsed.database in (None, "", ":memory:") or parsed.host or parsed.query:
                raise ValueError("not a file")
        elif parsed.drivername not in ("postgresql", "postgresql+psycopg"):
            raise ValueError("unknown database")
        return url

    @field_validator("organisation")
    @classmethod
    def _there(cls, path: Path) -> Path:
        if not path.is_file():
            raise ValueError("no such file")
        return path

    @property
    def keyring(self) -> Keyring:
        return Keyring([key.get_secret_value() for key in self.keys])


class SettingsWrong(Exception):
    """The settings cannot be used; the text has one sentence for each mistake."""


def load() -> Settings:
    """Read and check the settings. Raises SettingsWrong with plain sentences that hold no secret."""
    try:
        _check_file(FILE)
        return Settings()  # the fields come from the environment
    except ValidationError as fault:
        names = dict.fromkeys(str(error["loc"][0]) for error in fault.errors())
        raise SettingsWrong("\n".join(HELP.get(name, name) for name in names)) from None
    except (OSError, UnicodeDecodeError, ValueError) as fault:
        raise SettingsWrong("The file .env cannot be read. Save it as plain UTF-8 text.") from fault


def _check_file(path: Path) -> None:
    """Whatever pydantic would pass over: a line that says nothing, and a name that is nobody's."""
    if not path.is_file():
        return
    known = {f"TORNIO_{name.upper()}" for name in Settings.model_fields}
    with path.open(encoding="utf-8") as lines:
        for line in parse_stream(lines):
            if line.error:
                raise SettingsWrong(f"Line {line.original.line} of .env cannot be read. Write it like NAME=value.")
            if line.key and line.key.upper().startswith("TORNIO_") and line.key.upper() not in known:
                raise SettingsWrong(f".env: there is no setting {line.key}. Correct its name, or take it out.")

"""Reads the organisation's TOML file and says plainly what is wrong with it."""

import tomllib
from collections.abc import Mapping
from datetime import date, time, timedelta
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from rules.organisation import Organisation, Signpost, Waits


class OrganisationWrong(Exception):
    """The file cannot be used; the text says where and why."""


Minutes = Annotated[int, Field(ge=1, le=60)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, str_strip_whitespace=True)


class _Signpost(_Part):
    number: str = Field(min_length=2, max_length=40, pattern=r"\d")
    text: dict[str, Annotated[str, Field(min_length=1, max_length=200)]]
    checked_on: date
    checked_by: str = Field(min_length=1, max_length=80)
    emergency: bool = False

    @field_validator("text")
    @classmethod
    def _has_english(cls, text: dict[str, str]) -> dict[str, str]:
        if not text.get("en"):
            raise ValueError("give the text in English (en) at least")
        return text


class _Waits(_Part):
    on_duty: Minutes = 5
    practitioners: Minutes = 5
    leads: Minutes = 10
    promise: Annotated[int, Field(ge=5, le=240)] = 30


def _no_number(value: object) -> object:
    # 17 would be read as seconds after midnight.
    if isinstance(value, int | float):
        raise ValueError("write a time like 17:00:00")  # noqa: TRY004 - pydantic listens for this one
    return value


OfDay = Annotated[time, BeforeValidator(_no_number)]


class _Reminders(_Part):
    day_before_at: OfDay = time(17)
    minutes_before: Annotated[int, Field(ge=15, le=720)] = 120
    earliest: OfDay = time(8)
    latest: OfDay = time(21)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.earliest >= self.latest:
            raise ValueError("earliest must be before latest")
        return self


class _File(_Part):
    example: bool = False
    name: str = Field(min_length=1, max_length=60)
    zone: str
    country: str = Field(pattern=r"^[A-Z]{2}$")
    signposts: list[_Signpost] = Field(min_length=1)
    waits: _Waits = _Waits()
    reminders: _Reminders = _Reminders()

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError) as fault:
            raise ValueError("use an IANA zone, like Europe/London") from fault
        return zone

    @field_validator("signposts")
    @classmethod
    def _has_emergency(cls, signposts: list[_Signpost]) -> list[_Signpost]:
        if not any(signpost.emergency for signpost in signposts):
            raise ValueError("mark at least one number with emergency = true")
        return signposts


def read(path: Path) -> Organisation:
    """The organisation in the file. Raises OrganisationWrong with a sentence that names the place in the file."""
    try:
        # Windows begins a file with a mark that is no part of it.
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        file = _File.model_validate(raw)
    except OSError as fault:
        raise OrganisationWrong(f"TORNIO_ORGANISATION: {path.name} cannot be read.") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise OrganisationWrong(f"TORNIO_ORGANISATION: {path.name} is not valid TOML: {fault}.") from fault
    except ValidationError as fault:
        error = fault.errors()[0]
        place = ".".join(str(part) for part in error["loc"])
        raise OrganisationWrong(f"TORNIO_ORGANISATION: {path.name}: {place}: {_plainly(error)}.") from fault
    waits, reminders = file.waits, file.reminders
    return Organisation(
        name=file.name,
        zone=file.zone,
        country=file.country,
        signposts=tuple(Signpost(s.text, s.number, s.checked_on, s.checked_by, s.emergency) for s in file.signposts),
        waits=Waits(
            timedelta(minutes=waits.on_duty),
            timedelta(minutes=waits.practitioners),
            timedelta(minutes=waits.leads),
            timedelta(minutes=waits.promise),
        ),
        day_before_at=reminders.day_before_at,
        before=timedelta(minutes=reminders.minutes_before),
        earliest=reminders.earliest,
        latest=reminders.latest,
        example=file.example,
    )


def _plainly(error: Mapping[str, Any]) -> str:
    """Pydantic's words where they are plain, ours where they are not."""
    match error["type"]:
        case "extra_forbidden":
            return "there is no such setting"
        case "missing":
            return "this is missing"
        case "string_pattern_mismatch":
            return "two capital letters are wanted, like GB" if error["loc"][-1] == "country" else "a number has digits"
        case _:
            return str(error["msg"]).removeprefix("Value error, ")

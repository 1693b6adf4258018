"""Buttons of the home screen and of the choice of language."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons.base import Button


@dataclass(frozen=True, slots=True)
class Home(Button):
    """Back to the first screen."""

    tag: ClassVar[str] = "h1"


@dataclass(frozen=True, slots=True)
class Languages(Button):
    """Show the languages."""

    tag: ClassVar[str] = "h2"


@dataclass(frozen=True, slots=True)
class ChooseLanguage(Button):
    """Use this language from now on."""

    tag: ClassVar[str] = "h3"
    language: str


@dataclass(frozen=True, slots=True)
class Numbers(Button):
    """Show the phone numbers to call now."""

    tag: ClassVar[str] = "h4"


@dataclass(frozen=True, slots=True)
class About(Button):
    """What this is, and what it keeps."""

    tag: ClassVar[str] = "h5"


BUTTONS: tuple[type[Button], ...] = (Home, Languages, ChooseLanguage, Numbers, About)

"""`.env.example` and the settings name the same things."""

import re

from bot.settings import Settings
from tests.guards.tree import ROOT


def test_the_example_names_exactly_the_settings() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    # A setting with a good default stands there commented out.
    named = re.findall(r"^(?:# ?)?(TORNIO_[A-Z_]+)=", example, re.MULTILINE)
    known = [f"TORNIO_{name.upper()}" for name in Settings.model_fields]
    assert Settings.model_config.get("env_prefix") == "TORNIO_"
    assert sorted(named) == sorted(known)

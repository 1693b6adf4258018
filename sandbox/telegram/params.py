"""The parameters of a call, which come as text (a form, a query) or as JSON values."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

from sandbox.telegram.replies import bad_request


class Params:
    """Reads parameters by type; whatever cannot be read is a 400."""

    __slots__ = ("_raw",)

    def __init__(self, raw: Mapping[str, object]) -> None:
        self._raw = raw

    def get(self, name: str) -> object:
        """The value as it came, None when it did not."""
        return self._raw.get(name)

    def text(self, name: str) -> str:
        """A text; empty when it is missing."""
        value = self._raw.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        raise bad_request(f'field "{name}" must be of type String')

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number."""
        value = self._raw.get(name)
        if value is None or value == "":
            return default
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, str):
            try:
                return int(value)
            except ValueError:
                pass
        raise bad_request(f'field "{name}" must be a valid Number')

    def number(self, name: str) -> float:
        """A number that must be there."""
        value = self._raw.get(name)
        if isinstance(value, (int, float, str)) and not isinstance(value, bool):
            try:
                made = float(value)
            except ValueError:
                made = math.nan
            if math.isfinite(made):
                return made
        raise bad_request(f'field "{name}" must be a valid Number')

    def flag(self, name: str) -> bool:
        """Yes or no; missing is no."""
        value = self._raw.get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        word = str(value).strip().lower()
        if word in ("true", "1", "yes", "t"):
            return True
        if word in ("false", "0", "no", "f", ""):
            return False
        raise bad_request(f'field "{name}" must be of type Boolean')

    def decoded(self, name: str, what: str) -> object:
        """A list or an object, from JSON text or given as such; None when it is missing.

        `what` names it in the refusal: "can't parse <what> JSON object".
        """
        value = self._raw.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            made: object = json.loads(value)
        except (ValueError, RecursionError):
            raise bad_request(f"can't parse {what} JSON object") from None
        return made

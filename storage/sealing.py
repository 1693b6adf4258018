"""Encryption at rest and keyed hashes (promise 11)."""

import hashlib
import hmac
import re
from collections.abc import Sequence
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")
"""32 bytes in url-safe base64."""


class SealBroken(Exception):
    """What is stored was sealed with a key that is no longer in TORNIO_KEYS."""


class Keyring:
    """One or more Fernet keys: the first seals, all open.

    The hash key is derived from the *last* key, so that a new first key can be added without losing
    the people already known. Nothing seals anew what an older key has sealed: each key therefore stays in the list for
    as long as the data does.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        """Raises ValueError when a key is not exactly as `tornio key` prints one, or there is none.

        The hash is made of the text of a key: what merely decodes to it would find nobody.
        """
        if not keys or not all(_KEY.fullmatch(key) for key in keys):
            raise ValueError("no key")
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self._opened = lru_cache(maxsize=4096)(self._decrypt)
        self._found = lru_cache(maxsize=4096)(self._hash)
        self._hash_key = hashlib.sha256(b"tornio lookup" + keys[-1].encode("ascii")).digest()

    def seal(self, text: str) -> str:
        return self._fernet.encrypt(text.encode("utf-8")).decode("ascii")

    def open(self, sealed: str) -> str:
        """Raises SealBroken when none of the keys fits.

        The last few thousand answers are remembered: one tap reads the same names again and again.
        """
        return self._opened(sealed)

    def _decrypt(self, sealed: str) -> str:
        try:
            return self._fernet.decrypt(sealed.encode("ascii")).decode("utf-8")
        except InvalidToken as fault:
            raise SealBroken from fault

    def find(self, text: str) -> str:
        """The keyed hash under which `text` can be looked up; 64 hex digits. The last few thousand are remembered."""
        return self._found(text)

    def _hash(self, text: str) -> str:
        return hmac.digest(self._hash_key, text.encode("utf-8"), "sha256").hex()

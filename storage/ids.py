"""New identities and secrets."""

import base64
import secrets


def new_id() -> str:
    """Ten characters of a-z and 2-7 (50 random bits): short in a button, hard to guess."""
    return base64.b32encode(secrets.token_bytes(7)).decode("ascii").lower()[:10]


def new_token() -> str:
    """A link secret: 22 characters that Telegram allows in a `/start` payload (128 random bits)."""
    return secrets.token_urlsafe(16)

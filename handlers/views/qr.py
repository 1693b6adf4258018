"""A link as a picture that another phone can read."""

from io import BytesIO

import segno


def png(link: str) -> bytes:
    """A QR code of the link, with the quiet edge that cameras need."""
    picture = BytesIO()
    segno.make(link, error="m", micro=False).save(picture, kind="png", scale=8, border=4)
    return picture.getvalue()

"""Files: documents, pictures, and fetching them again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sandbox.telegram.bubbles import Bubble, Document, Photo
from sandbox.telegram.files import StoredFile, picture_size
from sandbox.telegram.markup import read_markup
from sandbox.telegram.methods.sending import post, read_caption
from sandbox.telegram.params import Params
from sandbox.telegram.replies import Refusal, Upload, bad_request

if TYPE_CHECKING:
    from sandbox.telegram.server import PretendTelegram

PHOTO_BYTES, PHOTO_SIDES = 10_000_000, 10_000
WRONG_FILE = "wrong file identifier/HTTP URL specified"


def send_document(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer sendDocument."""
    sent = _file(telegram, params, files, "document")
    caption, entities = read_caption(telegram, params)
    markup = read_markup(params, telegram.limits)
    phone = telegram.reachable(params.get("chat_id"))
    kept = _kept(telegram, sent, "documents")
    bubble = Bubble(
        0,
        mine=False,
        at=telegram.now(),
        caption=caption,
        entities=entities,
        document=Document(kept.file_name, kept.mime, len(kept.content), kept.file_id),
    )
    return post(telegram, phone, bubble, markup, params)


def send_photo(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer sendPhoto."""
    sent = _file(telegram, params, files, "photo")
    size = picture_size(sent.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    mime, width, height = size
    if len(sent.content) > PHOTO_BYTES or width + height > PHOTO_SIDES:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    caption, entities = read_caption(telegram, params)
    markup = read_markup(params, telegram.limits)
    phone = telegram.reachable(params.get("chat_id"))
    kept = _kept(telegram, sent, "photos")
    bubble = Bubble(
        0,
        mine=False,
        at=telegram.now(),
        caption=caption,
        entities=entities,
        photo=Photo(kept.file_id, width, height, len(kept.content), mime),
    )
    return post(telegram, phone, bubble, markup, params)


def get_file(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer getFile; the path it tells is good for /file/bot<token>/<path>."""
    del files
    kept = telegram.files.get(params.text("file_id"))
    if kept is None:
        raise bad_request("invalid file_id")
    if len(kept.content) > telegram.limits.download:
        raise bad_request("file is too big")
    return {
        "file_id": kept.file_id,
        "file_unique_id": f"u{kept.file_id}",
        "file_size": len(kept.content),
        "file_path": kept.path,
    }


def _file(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload], name: str) -> Upload | StoredFile:
    """The file of a call: an upload under its name, `attach://<part>`, or a known file_id."""
    sent: Upload | StoredFile | None = files.get(name)
    if sent is None:
        said = params.text(name)
        if not said:
            raise bad_request(f"there is no {name} in the request")
        part = said.removeprefix("attach://")
        sent = telegram.files.get(said) if part == said else files.get(part)
    if sent is None:
        raise bad_request(WRONG_FILE)
    if not sent.content:
        raise bad_request("file must be non-empty")
    if len(sent.content) > telegram.limits.upload:
        raise Refusal(413, "Request Entity Too Large")
    return sent


def _kept(telegram: PretendTelegram, sent: Upload | StoredFile, folder: str) -> StoredFile:
    if isinstance(sent, StoredFile):
        return sent
    return telegram.files.keep(folder, sent.file_name or "file", sent.mime, sent.content)

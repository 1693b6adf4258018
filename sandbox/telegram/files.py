"""The files that the bot has sent, for download and for sending again."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredFile:
    """The bytes of one file under its `file_id`; `path` is what getFile tells."""

    file_id: str
    file_name: str
    mime: str
    content: bytes
    path: str


class Files:
    """All files by `file_id` and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def __getitem__(self, file_id: str) -> StoredFile:
        return self._by_id[file_id]

    def get(self, file_id: str) -> StoredFile | None:
        """The file with that id, if there is one."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file with that path, if there is one."""
        return self._by_path.get(path)

    def keep(self, folder: str, file_name: str, mime: str, content: bytes) -> StoredFile:
        """Store a file and give it an id and a path under `folder`."""
        number = len(self._by_id) + 1
        ending = file_name.rpartition(".")[2] if "." in file_name else "bin"
        path = f"{folder}/file_{number}.{ending if ending.isalnum() else 'bin'}"
        stored = StoredFile(f"BQACAgQAAxk-{number}", file_name, mime, content, path)
        self._by_id[stored.file_id] = self._by_path[path] = stored
        return stored


PNG = re.compile(rb"\x89PNG\r\n\x1a\n.{8}(.{4})(.{4})", re.DOTALL)
GIF = re.compile(rb"GIF8[79]a(..)(..)", re.DOTALL)
JPEG_FRAME = re.compile(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]...(..)(..)", re.DOTALL)


def picture_size(content: bytes) -> tuple[str, int, int] | None:
    """The MIME type, width and height in pixels of a PNG, GIF or JPEG; None for anything else."""
    if found := PNG.match(content):
        return "image/png", int.from_bytes(found[1], "big"), int.from_bytes(found[2], "big")
    if found := GIF.match(content):
        return "image/gif", int.from_bytes(found[1], "little"), int.from_bytes(found[2], "little")
    if content.startswith(b"\xff\xd8\xff") and (found := JPEG_FRAME.search(content)):
        return "image/jpeg", int.from_bytes(found[2], "big"), int.from_bytes(found[1], "big")
    return None

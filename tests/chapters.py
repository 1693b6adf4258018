"""What many stories begin with: played once, and from then on opened where it ended."""

import pickle
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import wraps
from hashlib import blake2b
from io import BytesIO
from typing import Any, Concatenate, ParamSpec, TypeVar

from tests.databases import Content, read
from tests.world import World

P = ParamSpec("P")
T = TypeVar("T")

Play = Callable[Concatenate[World, P], Coroutine[Any, Any, T]]


@dataclass(frozen=True, slots=True)
class Ending:
    """How everything stood at the end of a chapter."""

    content: Content
    phones: bytes
    value: Any


_endings: dict[tuple[object, ...], Ending] = {}


def chapter(play: Play[P, T]) -> Play[P, T]:
    """Play it only when everything, the database and each phone, is not exactly as it was the last time.

    Whatever a story does beforehand counts, so a chapter never ends otherwise than if it were played. As after a
    restart, the bot is another process then. What it gives must be a value, and its arguments too. A phone or a
    bubble that a story held before is of no use afterwards, and says so.
    """

    @wraps(play)
    async def opened(world: World, /, *args: P.args, **choices: P.kwargs) -> T:
        key = (play.__module__, play.__qualname__, args, tuple(sorted(choices.items())), *_where(world))
        if key not in _endings:
            value = await play(world, *args, **choices)
            _endings[key] = Ending(read(world.engine), _kept(world), value)
        ending = _endings[key]
        phones = _Unpickler(BytesIO(ending.phones))
        phones.world = world
        await world.stands(ending.content, phones.load())
        value_then: T = ending.value
        return value_then

    return opened


def _where(world: World) -> tuple[str, bytes]:
    """The kind of database, and a mark of everything that is in it and on the phones."""
    mark = blake2b(_kept(world))
    content = read(world.engine)
    for part in [content] if isinstance(content, bytes) else [each for pair in content.items() for each in pair]:
        mark.update(part if isinstance(part, bytes) else part.encode())
    return world.engine.dialect.name, mark.digest()


def _kept(world: World) -> bytes:
    into = BytesIO()
    pickler = _Pickler(into)
    pickler.world = world
    pickler.dump(world.belongings())
    return into.getvalue()


class _Pickler(pickle.Pickler):
    """Leaves the world itself out: it holds the bot."""

    world: World

    def persistent_id(self, obj: object) -> str | None:
        return "world" if obj is self.world else None


class _Unpickler(pickle.Unpickler):
    world: World

    def persistent_load(self, pid: object) -> World:
        assert pid == "world"
        return self.world

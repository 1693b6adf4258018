"""A small HTTP server on this machine only, for the demo, tests, benches and separate processes."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers, which says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = asyncio.Event()
        self.ends = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listens.set()

    async def main_loop(self) -> None:
        """Until the end, at once: uvicorn itself looks for it ten times a second."""
        looks = asyncio.ensure_future(super().main_loop())
        await self.ends.wait()
        looks.cancel()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(app: ASGIApp, *, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve `app` while the context lasts; gives its root address, without a slash at the end.

    Port 0 is any free one. OSError when the port is taken. Connections that are still busy at the
    end get a second.
    """
    # IPPROTO_TCP is said because asyncio switches Nagle's algorithm off only for sockets that say it,
    # and with it each answer waits 40 ms for the caller's delayed acknowledgement.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
        server = _Server(
            uvicorn.Config(
                app,
                log_level="error",
                access_log=False,
                ws="none",
                timeout_graceful_shutdown=1,
            )
        )
        running = asyncio.ensure_future(server.serve(sockets=[door]))
        listens = asyncio.ensure_future(server.listens.wait())
        try:
            await asyncio.wait((running, listens), return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                running.result()
                raise OSError("the server ended before it listened")
            yield f"http://{host}:{door.getsockname()[1]}"
        finally:
            listens.cancel()
            server.ends.set()
            await running

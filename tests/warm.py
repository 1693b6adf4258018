"""Processes of ours that start warm: one reads all the modules, and forks for each process that is asked for.

Starting `tornio` costs a second of a processor, and all of that second is Python reading modules. What has been forked
is a process like any other from there on: its own memory, files and number, and `main()` from its first line. Tests of
the reading itself, and of streams that are spoilt before it, start their processes cold (`tests.bot.commands`).
"""

import asyncio
import atexit
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
"""All that a process of ours is told by its surroundings."""


class Warm:
    """One process, with the same names as asyncio's own."""

    def __init__(self, pid: int, line: tuple[asyncio.StreamReader, asyncio.StreamWriter]) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._writer = line[1]
        self._ending = asyncio.create_task(self._ends(line[0]))

    def kill(self) -> None:
        """SIGKILL."""
        os.kill(self.pid, signal.SIGKILL)

    def terminate(self) -> None:
        """SIGTERM, as a supervisor says it."""
        os.kill(self.pid, signal.SIGTERM)

    async def wait(self) -> int:
        """The exit code once it has ended, or minus the number of the signal that ended it."""
        return await asyncio.shield(self._ending)

    async def _ends(self, reader: asyncio.StreamReader) -> int:
        self.returncode = int(await reader.readline())
        self._writer.close()
        return self.returncode


async def start(folder: Path, arguments: Sequence[str], *, said: Path, before: str = "") -> Warm:
    """`tornio …` in this folder, after a bit of Python; what it says is added to the file `said`."""
    reader, writer = await asyncio.open_unix_connection(_reader_of_modules())
    order = {"folder": str(folder), "arguments": list(arguments), "said": str(said), "before": before}
    writer.write(f"{json.dumps(order)}\n".encode())
    return Warm(int(await reader.readline()), (reader, writer))


@cache
def _reader_of_modules() -> str:
    """Where the process that forks listens. There is one for this test process, and it ends with it."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    door = f"{folder}/door"
    forking = subprocess.Popen(  # noqa: S603 - it is this file
        [sys.executable, "-m", "tests.warm", door],
        env=ENVIRONMENT,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert forking.stdin is not None
    assert forking.stdout is not None
    atexit.register(forking.wait)
    atexit.register(forking.stdin.close)
    assert forking.stdout.readline() == b"ready\n"
    forking.stdout.close()
    return door


def main() -> None:
    """Read the modules, then fork for each that calls, until standard input is closed."""
    import bot.cli
    import bot.process

    # Whoever forked off ends unnoticed here; what it started is its own affair.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(sys.argv[1])
        door.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            called, _, _ = select.select([door, sys.stdin], [], [])
            if sys.stdin in called:
                return
            line, _address = door.accept()
            if not os.fork():
                break
            line.close()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    order = json.loads(line.makefile().readline())
    if pid := os.fork():
        # Only a parent learns how its child ended: this one lives to tell.
        line.sendall(f"{pid}\n".encode())
        _pid, status = os.waitpid(pid, 0)
        line.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
        os._exit(0)
    line.close()
    _become(order)
    bot.cli.main()


def _become(order: dict[str, str]) -> None:
    """Have the folder, the streams and the command line that were asked for."""
    os.chdir(order["folder"])
    for number, path, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, order["said"], os.O_WRONLY | os.O_APPEND | os.O_CREAT),
    ):
        file = os.open(path, flags, 0o600)
        os.dup2(file, number)
        os.close(file)
    os.dup2(1, 2)
    sys.argv = ["tornio", *order["arguments"]]
    exec(order["before"], {})  # noqa: S102 - a test's own words


if __name__ == "__main__":
    main()

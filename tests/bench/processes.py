"""Real processes, and what the kernel says that they and the machine used (Linux)."""

import os
import signal
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from time import perf_counter

from bot.clock import SystemClock

TREE = Path(__file__).parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 15
"""Seconds that a process gets to end by itself."""


class Process:
    """One program, started now. What it says goes to a log in `folder`, its first line aside."""

    def __init__(self, name: str, arguments: Sequence[str], folder: Path, settings: Mapping[str, str]) -> None:
        self.name = name
        self._log = folder / f"{name}.log"
        kept = {key: value for key, value in os.environ.items() if not key.startswith("TORNIO_")}
        self.started_at: datetime = SystemClock().now()
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own programs, no shell
                list(arguments),
                cwd=folder,
                env={**kept, "PYTHONPATH": str(TREE), **settings},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._proc = Path("/proc") / str(self._process.pid)

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        return self._process.pid

    def said(self) -> str:
        """All it has written so far."""
        return self._log.read_text(errors="replace")

    def cpu(self) -> float:
        """Seconds of processor time used so far by all its threads, in user and system mode."""
        fields = (self._proc / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident(self) -> int:
        """Bytes of memory it holds now."""
        lines = (self._proc / "status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))

    def stop(self) -> None:
        """Ask it to end, and see to it that it does."""
        if self.is_running:
            self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def machine_cpu() -> tuple[float, float]:
    """Seconds that all cores together have been busy, and that have passed for all of them."""
    line = Path("/proc/stat").read_text().partition("\n")[0]
    user, nice, system, idle, waiting, *rest = (int(word) / TICKS for word in line.split()[1:9])
    busy = user + nice + system + sum(rest)
    return busy, busy + idle + waiting


def commit_time(folder: Path, times: int = 40) -> float:
    """Seconds that this disk takes to make a page durable, which every commit has to wait for: the median."""
    taken = []
    with (folder / "page").open("wb", buffering=0) as file:
        for _ in range(times):
            begun = perf_counter()
            file.write(bytes(4096))
            os.fdatasync(file.fileno())
            taken.append(perf_counter() - begun)
    return statistics.median(taken)

"""What was measured, as a table in Markdown: medians over the rounds, with the least and the most."""

import platform
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.contenders import ANSWERED
from tests.bench.rounds import Load, Phase, Round


def table(rounds: Sequence[Round], load: Load, commit: float) -> str:
    """The report of all rounds; `rounds` holds both bots, `commit` is what the disk takes, in seconds."""
    mine = [one for one in rounds if one.name == "tornio"]
    bare = [one for one in rounds if one.name == "echo"]
    people = mine[0].waves[0].updates
    lines = [
        f"{machine()}. The disk takes {1000 * commit:.2g} ms to make a page durable.",
        "",
        (
            f"{len(mine)} rounds of each bot in turn; in each, {load.waves} waves of {people} "
            f"waiting updates, then {load.trickle} updates at {load.per_second:g} a second."
        ),
        "",
        "| | tornio | echo |",
        "|---|---|---|",
    ]
    for label, unit, of in ROWS:
        lines.append(f"| {label} | {spread(map(of, mine), unit)} | {spread(map(of, bare), unit)} |")
    lines += ["", "| of this bot alone | |", "|---|---|"]
    for label, unit, of in OWN_ROWS:
        lines.append(f"| {label} | {spread(map(of, mine), unit)} |")
    ratios = [rate(one) / rate(other) for one, other in zip(mine, bare, strict=True)]
    lines += ["", f"Throughput of this bot, echo = 1: {spread(ratios, '')}", ""]
    return "\n".join(lines)


def spread(values: "Sequence[float] | map[float]", unit: str) -> str:
    """The median, and the least and the most in brackets."""
    found = sorted(values)
    middle, least, most = (number(v) for v in (statistics.median(found), found[0], found[-1]))
    return f"{middle}{unit} ({least} to {most})"


def number(value: float) -> str:
    """Three digits that mean something."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which `part` of all values lie."""
    found = sorted(values)
    return found[min(len(found) - 1, int(part * len(found)))]


def rate(one: Round) -> float:
    """Updates a second while many wait, everything that they cause included."""
    return sum(w.updates for w in one.waves) / sum(w.seconds for w in one.waves)


def machine() -> str:
    """The processor, the memory, the system and Python, in one line."""
    text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    names = [line.partition(":")[2].strip() for line in text.splitlines() if "model name" in line]
    memory = Path("/proc/meminfo").read_text(encoding="utf-8").split()[1]
    return (
        f"{len(names)} cores of {names[0] if names else platform.machine()}, "
        f"{int(memory) / 2**20:.0f} GiB, Linux {platform.release()}, "
        f"Python {platform.python_version()}"
    )


def _waves(what: Callable[[Phase], float]) -> Callable[[Round], float]:
    return lambda one: statistics.mean(what(wave) for wave in one.waves)


def _wave_latency(part: float) -> Callable[[Round], float]:
    def of(one: Round) -> float:
        return 1000 * statistics.mean(quantile(w.latencies[ANSWERED], part) for w in one.waves)

    return of


def _trickle_latency(part: float, effect: str = ANSWERED) -> Callable[[Round], float]:
    return lambda one: 1000 * quantile(one.trickle.latencies[effect], part)


Row = tuple[str, str, Callable[[Round], float]]
ROWS: tuple[Row, ...] = (
    ("updates a second, many waiting", "", rate),
    ("CPU per update, many waiting", " ms", _waves(lambda w: 1000 * w.cpu / w.updates)),
    ("calls per update, many waiting", "", _waves(lambda w: w.calls / w.updates)),
    ("answered, many waiting, p50", " ms", _wave_latency(0.5)),
    ("answered, many waiting, p99", " ms", _wave_latency(0.99)),
    ("answered, a few a second, p50", " ms", _trickle_latency(0.5)),
    ("answered, a few a second, p99", " ms", _trickle_latency(0.99)),
    (
        "CPU per update, a few a second",
        " ms",
        lambda one: 1000 * one.trickle.cpu / one.trickle.updates,
    ),
    ("memory", " MB", lambda one: one.resident / 1e6),
    ("start to first poll", " s", lambda one: one.start_up),
    ("cores taken by other programs", " %", _waves(lambda w: 100 * max(0.0, w.elsewhere))),
    (
        "CPU of the pretend Telegram per update",
        " ms",
        _waves(lambda w: 1000 * w.far_cpu / w.updates),
    ),
)
OWN_ROWS: tuple[Row, ...] = (
    ("tapped screen redrawn, a few a second, p50", " ms", _trickle_latency(0.5, "screen redrawn")),
    ("tapped screen redrawn, a few a second, p99", " ms", _trickle_latency(0.99, "screen redrawn")),
    ("organiser's card redrawn, a few a second, p50", " ms", _trickle_latency(0.5, "organiser's card")),
    ("organiser's card redrawn, a few a second, p99", " ms", _trickle_latency(0.99, "organiser's card")),
)

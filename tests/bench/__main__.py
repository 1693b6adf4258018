"""`python -m tests.bench`: measure, and print what docs/benchmarks.md shows."""

import argparse
import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.contenders import Contender, Echo, Tornio, own_organisation
from tests.bench.crowd import gather
from tests.bench.far_end import Stuck
from tests.bench.processes import commit_time
from tests.bench.report import table
from tests.bench.rounds import Load, Round, play


async def measure(rounds: int, networks: int, load: Load) -> tuple[list[Round], float]:
    """Alternate the two bots, so that whatever else the machine does falls on both.

    Gives the rounds, and the seconds that the disk takes for a commit.
    """
    with TemporaryDirectory(prefix="tornio-bench-") as name:
        folder = Path(name)
        organisation = own_organisation(folder)
        crowd = gather(folder, organisation, networks)
        contenders: tuple[Contender, ...] = (Tornio(crowd, organisation), Echo(crowd.members))
        played = []
        for number in range(1, rounds + 1):
            for contender in contenders:
                sys.stderr.write(f"round {number} of {rounds}: {contender.name}\n")
                played.append(await play(contender, load))
        return played, commit_time(folder)


def main() -> None:
    """Read the command line, measure and print."""
    line = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    line.add_argument("--rounds", type=int, default=4, help="rounds of each bot")
    line.add_argument("--networks", type=int, default=250, help="each has four people who tap")
    line.add_argument("--per-second", type=float, default=40, help="taps a second in the trickle")
    asked = line.parse_args()
    if not Path("/proc/self/stat").exists():
        sys.exit("make bench reads processor times from /proc, so it needs Linux.")
    try:
        load = Load(trickle=min(400, asked.networks * 4), per_second=asked.per_second)
        played, commit = asyncio.run(measure(asked.rounds, asked.networks, load))
    except Stuck as fault:
        sys.exit(f"The measurement came to nothing: {fault}")
    sys.stdout.write(table(played, load, commit))


if __name__ == "__main__":
    main()

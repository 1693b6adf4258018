"""What is imported is declared, what is declared is used, and all of it is pinned with hashes."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any, Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.guards.tree import ROOMS, ROOT, modules

RUNNING: Final = tuple(room for room in ROOMS if room != "tests")
NEVER_IMPORTED: Final = {
    "httptools": "uvicorn picks it up by itself",
    "psycopg": "SQLAlchemy picks it up by the database's address",
    "tzdata": "zoneinfo reads it where the machine has no zones",
}


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        table: dict[str, Any] = tomllib.load(file)["project"]
    return table


@pytest.fixture(scope="module")
def pins() -> dict[str, str]:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ ;]+)", lock, re.MULTILINE))


def _names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(one).name) for one in requirements}


def _imported(*rooms: str) -> dict[str, Path]:
    """Distributions from outside that the modules of `rooms` import, with one module that does."""
    providers = packages_distributions()
    found: dict[str, Path] = {}
    for path in modules(*rooms):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                tops = {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                tops = {node.module.partition(".")[0]}
            else:
                continue
            for top in tops - sys.stdlib_module_names - set(ROOMS):
                name = canonicalize_name(providers.get(top, [top])[0])
                found.setdefault(name, path.relative_to(ROOT))
    return found


def test_the_running_rooms_import_only_what_is_declared(project: dict[str, Any]) -> None:
    declared = _names(project["dependencies"])
    assert {n: str(p) for n, p in _imported(*RUNNING).items() if n not in declared} == {}


def test_the_tests_import_only_what_is_declared(project: dict[str, Any]) -> None:
    declared = _names(project["dependencies"]) | _names(project["optional-dependencies"]["dev"])
    assert {n: str(p) for n, p in _imported("tests").items() if n not in declared} == {}


def test_nothing_is_declared_that_nobody_imports(project: dict[str, Any]) -> None:
    declared = _names(project["dependencies"])
    assert declared - _imported(*RUNNING).keys() == NEVER_IMPORTED.keys()


def test_the_lock_pins_each_dependency_within_its_range(project: dict[str, Any], pins: dict[str, str]) -> None:
    wanted = map(Requirement, project["dependencies"] + project["optional-dependencies"]["dev"])
    stale = [
        str(one)
        for one in wanted
        if canonicalize_name(one.name) not in pins or not one.specifier.contains(pins[canonicalize_name(one.name)])
    ]
    assert stale == [], "run `make lock`"


def test_the_lock_has_a_hash_for_each_pin(pins: dict[str, str]) -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    blocks = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)
    with_hashes = [block for block in blocks if "==" in block and "--hash=sha256:" in block]
    assert len(pins) > 0
    assert len(with_hashes) == len(pins)

"""No file names a package index, a path of somebody's machine, or a key."""

import re
from typing import Final

from tests.guards.tree import texts

# Each pattern holds a character class, so that it does not find itself.
INDEXES: Final = re.compile(
    r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs"
    r"|(?<!emit-)(?:extra-)?index-url[ =]|find-links[ =]",
    re.IGNORECASE,
)
MACHINES: Final = re.compile(
    r"(?<![\w.<-])/(?:root[/]|home[/]\w|Users[/]\w|work[/](?:main|shared)|opt[/]pypi|tmp[/]\w)"
)
TOKENS: Final = re.compile(r"(?<!\d)\d{8,10}[:]AA[\w-]{33}(?![\w-])")
PRIVATE_KEYS: Final = re.compile(r"BEGIN[ ](?:\w+ )?PRIVATE KEY")


def _where(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{number}: {found[0]}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if (found := pattern.search(line))
    ]


def test_no_file_names_a_package_index() -> None:
    assert _where(INDEXES) == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert _where(MACHINES) == []


def test_no_file_holds_a_bot_token() -> None:
    assert _where(TOKENS) == []


def test_no_file_holds_a_private_key() -> None:
    assert _where(PRIVATE_KEYS) == []


def test_the_patterns_find_what_they_are_for() -> None:
    host = "pypi" + ".org"
    assert INDEXES.search(f"--index-url{' '}https://{host}/simple")
    assert MACHINES.search("see /" + "home/somebody/notes")
    assert not MACHINES.search("https://example.org/" + "home/page")
    assert TOKENS.search("12345678:" + "AA" + "x" * 33)
    assert PRIVATE_KEYS.search("-----BEGIN " + "RSA PRIVATE KEY-----")

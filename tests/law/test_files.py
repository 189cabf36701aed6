"""What every file keeps: short, plainly named, free of places only one machine knows."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
LONGEST = 300
PRINTED = "web/src/graph/schema.d.ts"
"""One line for each type of the graph, written by a tool and read by the compiler."""

SOURCE = {".py", ".ts", ".mjs", ".svelte", ".css"}
TEXT = SOURCE | {"", ".html", ".json", ".lock", ".md", ".sql", ".toml", ".graphql", ".yaml"}
FORBIDDEN_WORDS = {"utils", "util", "helpers", "helper", "manager", "service", "common", "misc"}
FORBIDDEN_CLASS = re.compile(r"\bclass (?:Base[A-Z]\w*|\w*(?:Manager|Service|Helpers?|Utils?))\b")
# Written in pieces, or this file would be the first to break its own law.
REGISTRIES = re.compile(
    r"|".join(
        re.escape(".".join(host))
        for host in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "org"),
            ("npmjs", "com"),
            ("yarnpkg", "com"),
            ("debian", "org"),
        )
    )
)
MACHINE = re.compile(r"(?<![\w.$}<-])/(?:work|root|home/\w+|Users/\w+|opt/\w+)/")


def files() -> list[str]:
    """Every file that is, or is about to be, in a commit."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.splitlines() if (TOP / name).is_file()]


FILES = files()
SOURCES = [name for name in FILES if Path(name).suffix in SOURCE]
PYTHON = [name for name in FILES if name.endswith(".py")]


def text(name: str) -> str:
    return (TOP / name).read_text()


def test_a_file_is_short() -> None:
    lengths = {name: text(name).count("\n") for name in SOURCES if name != PRINTED}
    long = {name for name, lines in lengths.items() if lines > LONGEST}
    assert not long


def test_a_name_says_what_a_thing_is() -> None:
    blurred = [name for name in SOURCES if any(map(is_blurred, Path(name).parts))]
    assert blurred == []


def is_blurred(part: str) -> bool:
    # The web calls one of its own things a service worker.
    words = part.replace("service-worker", "").split(".")[0]
    return part.startswith("base_") or not FORBIDDEN_WORDS.isdisjoint(re.split(r"[-_]", words))


def test_a_class_says_what_it_is() -> None:
    blurred = {name: found for name in SOURCES if (found := FORBIDDEN_CLASS.findall(text(name)))}
    assert blurred == {}


def test_no_file_names_a_package_registry_or_a_folder_of_one_machine() -> None:
    found = {
        f"{name}: {line.strip()[:80]}"
        for name in FILES
        if Path(name).suffix in TEXT
        for line in text(name).splitlines()
        if REGISTRIES.search(line) or MACHINE.search(line)
    }
    assert found == set()


# ---------------------------------------------------------------- the programme


PURE = [
    name
    for name in PYTHON
    if name.startswith("exchange/") and not name.endswith("ing.py") and Path(name).name != "sessions.py"
]


# A file that only names the type of a session, in the signature of what others do with it.
NAMES_THE_TYPE = {"exchange/floor/pushes.py"}


@pytest.mark.parametrize("name", PURE)
def test_a_file_named_for_a_thing_does_not_touch_the_database(name: str) -> None:
    tree = ast.parse(text(name))
    waiting = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Await | ast.AsyncFunctionDef)]
    database = {module for module in imports(tree) if module.startswith("sqlalchemy.ext.asyncio")}
    assert waiting == []
    assert name in NAMES_THE_TYPE or database == set()


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


BELOW_THE_EDGE = [name for name in PYTHON if name.startswith(("exchange/", "schema/"))]
CLOCKS = {"datetime.now", "datetime.utcnow", "date.today", "time.time", "uuid.uuid4", "uuid4"}
# Chance that is nobody's id: the number of a fault in the log, the epoch of a feed.
ONLY_CHANCE = {"schema/troubles.py": {"uuid4"}, "exchange/people/joining.py": {"uuid4"}}


@pytest.mark.parametrize("name", BELOW_THE_EDGE)
def test_clock_and_ids_are_arguments_below_the_edge(name: str) -> None:
    looked_up = CLOCKS & set(calls(ast.parse(text(name))))
    assert looked_up - ONLY_CHANCE.get(name, set()) == set()


@pytest.mark.parametrize("name", [n for n in PYTHON if n.startswith(("exchange/", "schema/", "api/"))])
def test_nobody_calls_commit(name: str) -> None:
    # A new connection puts on its role before anybody uses it: that is no transaction of ours.
    allowed = {"connection.commit"} if name == "exchange/ground/sessions.py" else set()
    committing = {call for call in calls(ast.parse(text(name))) if call.endswith(".commit")}
    assert committing <= allowed


def calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)

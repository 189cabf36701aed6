"""What README.md says stays true."""

import re
from pathlib import Path

from api.settings import Settings

TOP = Path(__file__).parents[2]
README = TOP / "README.md"
MADE_BY_MAKE = {".venv/", "data/", "web/dist/", "web/node_modules/"}


def written() -> str:
    return README.read_text()


def code() -> list[str]:
    """Everything set as code: spans, and the lines of fenced blocks."""
    fenced = re.findall(r"^```\w*\n(.*?)^```", written(), re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", written(), flags=re.MULTILINE | re.DOTALL))
    return spans + [line for block in fenced for line in block.splitlines()]


def test_every_make_command_exists() -> None:
    told = {found for line in code() for found in re.findall(r"\bmake ([a-z]+)", line)}
    targets = set(re.findall(r"^([a-z]+):.*## ", (TOP / "Makefile").read_text(), re.MULTILINE))
    assert told
    assert told <= targets


def test_the_table_of_settings_is_complete_and_says_the_defaults() -> None:
    rows = re.findall(r"^\|\s*`([A-Z][A-Z_]+)`\s*\|(.*)\|\s*$", written(), re.MULTILINE)
    assert {name for name, _ in rows} == {name.upper() for name in Settings.model_fields}
    for name, rest in rows:
        default = Settings.model_fields[name.lower()].default
        if default not in ("", False, True):
            assert str(default) in rest, f"{name} is {default} if nobody says otherwise"


def test_every_folder_and_file_it_names_exists() -> None:
    path = re.compile(r"^(?:[\w.-]+/)+(?:[\w.-]+\.(?:py|md|toml|graphql|yaml|ts))?(?=\s|$)")
    told = {found[0] for line in code() if (found := path.match(line.strip()))}
    assert {name for name in told - MADE_BY_MAKE if not (TOP / name).exists()} == set()


def test_every_folder_at_the_top_is_on_the_map() -> None:
    top = ("api", "docker", "exchange", "migrations", "schema", "tests", "web")
    told = " ".join(code())
    assert [name for name in top if not re.search(rf"(?<![\w/]){name}/", told)] == []


def test_every_link_into_the_repository_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!\w+:|#)([^)#\s]+)", written())
    assert [link for link in links if not (TOP / link).exists()] == []

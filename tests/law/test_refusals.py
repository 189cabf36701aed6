"""What a rule says when it says no is said in every language; no language keeps what nobody says."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
BOOKS = TOP / "web/src/words/refusals"
LANGUAGES = ("ar", "de", "es", "fr")
PLACE = re.compile(r"\{\d\}")
MET_ON_SCREENS = ("programmes", "matching", "governance", "placements", "people", "desk")


def book(language: str) -> dict[str, str]:
    """A language's sentences, by the English ones."""
    found: dict[str, str] = json.loads((BOOKS / f"{language}.json").read_text())
    return found


def sentence(node: ast.expr) -> str | None:
    """A text of the source, with numbered places where something is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            places = iter(range(1, 10))
            return "".join(
                str(part.value) if isinstance(part, ast.Constant) else f"{{{next(places)}}}" for part in parts
            )
    return None


def nodes(folder: Path) -> Iterator[ast.AST]:
    """All that is written in a folder's Python."""
    for file in sorted(folder.rglob("*.py")):
        yield from ast.walk(ast.parse(file.read_text()))


def said() -> set[str]:
    """Every text of the exchange and of the graph."""
    found = {
        sentence(node)
        for folder in ("exchange", "schema")
        for node in nodes(TOP / folder)
        if isinstance(node, ast.expr)
    }
    return {text for text in found if text is not None}


def refused(package: str) -> set[str]:
    """What the rules of a package say when they refuse, where it stands in the call itself."""
    calls = (node for node in nodes(TOP / "exchange" / package) if isinstance(node, ast.Call))
    no = [call.args[1] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Refused"]
    return {text for text in map(sentence, no) if text is not None}


def test_every_language_has_the_same_sentences_with_the_same_places() -> None:
    told = {language: {key: places(text) for key, text in book(language).items()} for language in LANGUAGES}
    wanted = {key: places(key) for key in book("de")}
    assert told == dict.fromkeys(LANGUAGES, wanted)


def places(text: str) -> list[str]:
    """The places of a sentence, in the order of their numbers."""
    return sorted(PLACE.findall(text))


def test_no_language_keeps_a_sentence_that_nobody_says() -> None:
    assert set(book("de")) - said() == set()


@pytest.mark.parametrize("package", MET_ON_SCREENS)
def test_whoever_is_refused_on_a_screen_reads_why_in_their_own_language(package: str) -> None:
    assert refused(package) - set(book("de")) == set()

"""The examples on the page for partners, as they stand there and as a program reads them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("partners.md")
BLOCK = re.compile(r"^```(sh|graphql)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TITLE = re.compile(r"^#{2,3} (.+)$", re.MULTILINE)
# A document is typed into a shell in one of three ways: as a parameter, as JSON, or in Python.
PARAMETER = re.compile(r"--data-urlencode 'query=(.*?)'(?:\s|$)", re.DOTALL)
JSON = re.compile(r"^\{\n.*?^\}$|-d '(\{.*?\})'", re.DOTALL | re.MULTILINE)
PYTHON = re.compile(r'^QUERY = """(.*?)"""$', re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """Something to copy, and the questions in it."""

    title: str
    language: str
    text: str

    @property
    def documents(self) -> list[str]:
        """The documents that it sends, in order."""
        if self.language == "graphql":
            return [self.text]
        bodies = (json.loads(found[1] or found[0])["query"] for found in JSON.finditer(self.text))
        return [*PARAMETER.findall(self.text), *PYTHON.findall(self.text), *bodies]


def examples() -> Iterator[Example]:
    """Every example of the page that asks something, under the title it has there."""
    text = SOURCE.read_text(encoding="utf-8")
    for block in BLOCK.finditer(text):
        title = TITLE.findall(text[: block.start()])[-1:] or [""]
        example = Example(title[0], block[1], block[2])
        if example.documents:
            yield example

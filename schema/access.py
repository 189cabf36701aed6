"""Who may do what, as `access.toml` says it: read for the documentation and the tests, decided elsewhere."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

WRITTEN = Path(__file__).parent / "access.toml"
BEGIN, END = "<!-- who may do what: begin -->", "<!-- who may do what: end -->"
BY_AUDIENCE = ("entry", "thread")
EVERYBODY, PEOPLE, PARTNER, PUBLIC = "everybody", "people", "PARTNER", "PUBLIC"


@dataclass(frozen=True, slots=True)
class Who:
    """Who is meant: a sentence, and the roles for each relation."""

    says: str
    by_relation: Mapping[str, str]
    public: bool

    def may(self, role: str, relation: str) -> bool:
        """Whether somebody of this role, who stands in this relation to the row, is meant."""
        if role == PUBLIC:
            return self.public
        meant = self.by_relation.get(relation, "")
        return meant == EVERYBODY or (meant == PEOPLE and role != PARTNER) or role in meant.split()


@dataclass(frozen=True)
class Access:
    """The whole file."""

    said: Mapping[str, Any]

    @classmethod
    def written(cls, path: Path = WRITTEN) -> "Access":
        """Read the file."""
        return cls(tomllib.loads(path.read_text(encoding="utf-8")))

    @cached_property
    def who(self) -> dict[str, Who]:
        """Everybody who can be meant, by name."""
        return {
            name: Who(
                one["says"], {relation: one.get(relation, "") for relation in self.relations}, "public" in one
            )
            for name, one in self.said["who"].items()
        }

    @property
    def roles(self) -> list[str]:
        """Every role, in the order of the file."""
        return list(self.said["roles"])

    @property
    def relations(self) -> list[str]:
        """Every relation, in the order of the file."""
        return list(self.said["relations"])

    @property
    def audiences(self) -> Mapping[str, str]:
        """Who reads an entry, by its audience."""
        found: Mapping[str, str] = self.said["entries"]
        return found

    def fields(self) -> dict[str, list[str]]:
        """The fields of every type that stands in the file."""
        rows = {name: one["fields"].split() for name, one in self.said["rows"].items()}
        answers = {name: fields.split() for name, fields in self.said["answers"].items()}
        top = {"Query": list(self.said["asked"]), "Subscription": list(self.said["listened"])}
        return rows | answers | top

    def kinds(self) -> dict[str, str]:
        """Who sees a row, by its type; types that belong to an entry stand here once for each audience."""
        found = {}
        for name, one in self.said["rows"].items():
            if one["seen"] not in BY_AUDIENCE:
                found[name] = one["seen"]
                continue
            for audience, who in self.audiences.items():
                alone = audience == next(iter(self.audiences))
                found[f"{name} {audience}"] = who if alone or one["seen"] == "entry" else "between"
        return found


def table(access: Access) -> str:
    """Who may do what, as a table in Markdown."""
    return "\n".join([BEGIN, "", *lines(access), "", END])


def lines(access: Access) -> Iterator[str]:
    """The lines of the table: who is meant in each relation, and beneath, what each of them may."""
    relations = access.relations
    yield f"| | {' | '.join(relations)} |"
    yield "|---" * (len(relations) + 1) + "|"
    for one in access.who.values():
        cells = (one.by_relation[relation].lower() or "–" for relation in relations)
        yield f"| {one.says} | {' | '.join(cells)} |"
    yield ""
    yield from (f"- *{name}*: {says}." for name, says in access.said["relations"].items())
    yield ""
    yield "| who | sees | does | at the edge |"
    yield "|---|---|---|---|"
    kinds = access.kinds()
    for name, one in access.who.items():
        sees = [kind for kind, who in kinds.items() if who == name]
        does = [operation for operation, who in access.said["done"].items() if who == name]
        edge = [address for address, who in access.said["addresses"].items() if who == name]
        cells = (", ".join(f"`{each}`" for each in some) or "–" for some in (sees, does, edge))
        yield f"| {one.says} | {' | '.join(cells)} |"

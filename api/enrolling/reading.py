"""Reading the file: either all of it is in order, or the first mistake is told with its place."""

import tomllib
from pathlib import Path
from typing import Self

from pydantic import ValidationError, model_validator
from pydantic_core import ErrorDetails

from api.enrolling.roll import Museum, Network, Person, Placement, Programme, Rule, once
from api.enrolling.words import Strict


class Mistake(Exception):
    """Something in the file that cannot be; told with its place and the next step."""


class Roll(Strict):
    """The whole file."""

    network: Network
    museums: tuple[Museum, ...] = ()
    rules: tuple[Rule, ...] = ()
    people: tuple[Person, ...] = ()
    programmes: tuple[Programme, ...] = ()
    placements: tuple[Placement, ...] = ()

    @model_validator(mode="after")
    def names_everything_once(self) -> Self:
        """What is recognised by its name has a name of its own."""
        once((museum.name for museum in self.museums), "museum")
        once((f"{rule.sentence}” of “{rule.museum}" for rule in self.rules), "rule")
        once((person.email for person in self.people), "e-mail address")
        once((programme.name for programme in self.programmes), "programme")
        whole = (f"{one.title}” of {one.participant} in “{one.programme}" for one in self.placements)
        once(whole, "placement")
        return self


def read(path: Path) -> Roll:
    """The file, understood."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        return Roll.model_validate(said)
    except OSError as fault:
        raise Mistake(f"{path} cannot be read ({fault.strerror}): name a file that is there.") from fault
    except UnicodeDecodeError as fault:
        raise Mistake(f"{path} is no text in UTF-8: save it as such.") from fault
    except tomllib.TOMLDecodeError as fault:
        raise Mistake(f"{path} is not TOML ({fault}): correct that line and run this again.") from fault
    except ValidationError as fault:
        lines = [f"  {place(one)}: {said_of(one)}" for one in fault.errors()]
        raise Mistake("\n".join((f"{path} is not in order yet:", *lines))) from fault


def place(error: ErrorDetails) -> str:
    """Where in the file a mistake is, counted as people count: `people 2, roles 1, museum`."""
    words = list[str]()
    for part in error["loc"]:
        if isinstance(part, int) and words:
            words[-1] += f" {part + 1}"
        else:
            words.append(str(part))
    return ", ".join(words) or "the file"


def said_of(error: ErrorDetails) -> str:
    """What is wrong there, in words."""
    if error["type"] == "extra_forbidden":
        return "this word means nothing here; correct its spelling or take it out"
    if error["type"] == "missing":
        return "this is missing; write it"
    said = error["msg"].removeprefix("Value error, ")
    return said if error["type"] == "value_error" else f"{error['input']!r}: {said}"

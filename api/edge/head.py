"""The head of a request, read once; of two headers with one name the first counts."""

from typing import Any

from starlette.datastructures import Headers
from starlette.types import Scope


class Head(Headers):
    """The headers of a request."""

    def __init__(self, scope: Scope) -> None:
        """Read them."""
        super().__init__(scope=scope)
        self._first = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in reversed(self._list)
        }

    def __getitem__(self, name: str) -> str:
        """The first header of this name, which is written small."""
        return self._first[name]

    def get(self, name: str, default: Any = None) -> Any:
        """The same, or what stands for it."""
        return self._first.get(name, default)

    def __contains__(self, name: object) -> bool:
        """Whether there is such a header."""
        return name in self._first


def head_of(scope: Scope) -> Head:
    """The head of a request, which is read when it is first asked for."""
    kept = scope.setdefault("state", {})
    head: Head | None = kept.get("head")
    if head is None:
        head = kept["head"] = Head(scope)
    return head

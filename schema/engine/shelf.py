"""A shelf: what was asked for lately, bounded by how much room it takes and not by how many there are."""

from collections import OrderedDict
from typing import Generic, TypeVar

Key = TypeVar("Key")
Thing = TypeVar("Thing")

ROOM = 256 * 1024
"""How many characters of documents are kept; read, each takes a few hundred times as much memory."""


class Shelf(Generic[Key, Thing]):
    """Keeps things until others need their room; what was not asked for the longest goes first."""

    def __init__(self, room: int = ROOM) -> None:
        """Nothing stands here yet."""
        self.room = room
        self.taken = 0
        self._things: OrderedDict[Key, tuple[Thing, int]] = OrderedDict()

    def get(self, key: Key) -> Thing | None:
        """What stands under this key."""
        found = self._things.get(key)
        if found is None:
            return None
        self._things.move_to_end(key)
        return found[0]

    def put(self, key: Key, thing: Thing, size: int) -> None:
        """Keep a thing of this size; the newest stays, however large it is."""
        _, before = self._things.pop(key, (None, 0))
        self._things[key] = (thing, size)
        self.taken += size - before
        while self.taken > self.room and len(self._things) > 1:
            _, (_, freed) = self._things.popitem(last=False)
            self.taken -= freed

    def __len__(self) -> int:
        """How many things stand here."""
        return len(self._things)

"""Reading the person who asks."""

from collections.abc import Mapping
from typing import Any

from schema.engine.answers import Answer, Asking
from schema.engine.byid import ByIdReader
from schema.engine.planning import Selected


class MeReader:
    """Reads the row of the person who asks."""

    def __init__(self, selected: Selected) -> None:
        """Keep the plan."""
        self.kind = selected.type.name
        self._rows = ByIdReader({self.kind: selected}, several=False)

    async def read(self, asking: Asking, _arguments: Mapping[str, Any]) -> Answer:
        """Read them; nobody is null."""
        if asking.brought.person_id is None:
            return Answer(None)
        return await self._rows.rows(asking, [(self.kind, asking.brought.person_id)])

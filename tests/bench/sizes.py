"""How much is measured: by the environment, `BENCH_QUICK=1` for a look that takes a minute."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of everything."""

    observations: int = 200_000
    connections: tuple[int, ...] = (1, 16, 64)
    rounds: int = 5
    seconds: float = 1.5

    @classmethod
    def told(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """The usual sizes, unless the environment has others."""
        usual = cls(20_000, (1, 16), 2, 0.5) if environment.get("BENCH_QUICK") else cls()
        connections = environment.get("BENCH_CONNECTIONS")
        return cls(
            int(environment.get("BENCH_OBSERVATIONS", usual.observations)),
            tuple(map(int, connections.split(","))) if connections else usual.connections,
            int(environment.get("BENCH_ROUNDS", usual.rounds)),
            float(environment.get("BENCH_SECONDS", usual.seconds)),
        )

    @property
    def tenth(self) -> int:
        """The small exchange that the large one is compared with."""
        return self.observations // 10

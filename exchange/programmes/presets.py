"""Presets: the shapes of exchange that networks of museums have tried, as data to begin a call from."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from exchange.programmes.calls import Cost, Payer, Preset
from exchange.programmes.eligibility import Criterion, Fact


@dataclass(frozen=True, slots=True)
class Shape:
    """What a preset says: the days, who pays for what, the credit, and who is eligible."""

    days: int
    parts: int
    remote_days: int
    reciprocal: bool
    payer: Payer
    covers: tuple[Cost, ...]
    credit_hours: int
    criteria: tuple[Criterion, ...]
    lump_minor: int | None = None
    currency: str | None = None


EMPLOYED = Criterion(Fact.EMPLOYED, is_so=True)
A_MONTH_AHEAD = Criterion(Fact.DAYS_AHEAD, at_least=30)
SHAPES: Mapping[Preset, Shape] = MappingProxyType(
    {
        # One week on a joint project that is of use to both; the home museum states its support.
        Preset.INTENSIVE: Shape(
            days=5,
            parts=1,
            remote_days=0,
            reciprocal=False,
            payer=Payer.HOST,
            covers=(Cost.LODGING, Cost.MEALS),
            credit_hours=35,
            criteria=(
                Criterion(Fact.PROJECT_WORDS, at_least=30),
                Criterion(Fact.DAYS_PLEDGED, at_least=5),
                A_MONTH_AHEAD,
            ),
        ),
        # Two or three days for a lump sum; the application says how what is learnt is passed on.
        Preset.EXCHANGE: Shape(
            days=3,
            parts=1,
            remote_days=0,
            reciprocal=False,
            payer=Payer.NETWORK,
            covers=(Cost.TRAVEL, Cost.LODGING, Cost.MEALS),
            credit_hours=20,
            criteria=(
                Criterion(Fact.AIMS_WORDS, at_least=40),
                Criterion(Fact.DAYS_PLEDGED, at_least=2),
                EMPLOYED,
            ),
            lump_minor=60_000,
            currency="EUR",
        ),
        # Five days there and five days here, for paid staff of any role and rank.
        Preset.RECIPROCAL: Shape(
            days=5,
            parts=1,
            remote_days=0,
            reciprocal=True,
            payer=Payer.NETWORK,
            covers=(Cost.TRAVEL, Cost.LODGING, Cost.MEALS),
            credit_hours=35,
            criteria=(
                EMPLOYED,
                Criterion(Fact.DAYS_PLEDGED, at_least=5),
                Criterion(Fact.MONTHS_AT_MUSEUM, at_least=6),
                Criterion(Fact.WEEKS_POSSIBLE, at_least=2),
            ),
        ),
        # One day beside somebody, near enough to go home in the evening.
        Preset.SHADOWING: Shape(
            days=1,
            parts=1,
            remote_days=0,
            reciprocal=False,
            payer=Payer.HOME,
            covers=(Cost.TRAVEL,),
            credit_hours=7,
            criteria=(Criterion(Fact.AIMS_WORDS, at_least=15), Criterion(Fact.DAYS_PLEDGED, at_least=1)),
        ),
    }
)

"""Amara Okafor beside Ingrid Solheim: the placement, and what she promised."""

from api.demo.cast import AMARA, INGRID
from api.demo.entries.strandhall import SEEN
from api.demo.entries.strandhall_days import DAYS
from api.demo.story import Promise, Stay
from exchange.floor.tables import CommitmentState
from exchange.placements.tables import Audience

STAY = Stay(
    "Amara at Strandhall",
    "Shadowing the installation team",
    AMARA,
    INGRID,
    starts=-6,
    ends=3,
    audience=Audience.MENTOR,
    days=DAYS,
    seen=SEEN,
    promises=(
        Promise(
            "Every crate that reaches Lagoon House gets its closing time on the lid, from the next loan on.",
            -5, "16:40", 30, "two days of rest",
            ((-3, CommitmentState.UNDER_WAY), (-1, CommitmentState.DONE)),
        ),
        Promise(
            "Name one person who may say “stop” before each move in the court, and write the name on the board.",
            -2, "17:05", 60, "pencil down", ((-1, CommitmentState.UNDER_WAY),),
        ),
        Promise("Put a slip into every empty place of the verandah store.", -1, "16:20", 45, "a key for seals"),
        Promise("Ask for a week on a blind of our own.", -1, "18:10", 90, private=True),
    ),
)  # fmt: skip

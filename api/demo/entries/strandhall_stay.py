"""Amara Okafor beside Ingrid Solheim: the placement, and what she promised."""

from api.demo.cast import AMARA, CHINEDU, INGRID
from api.demo.entries.strandhall import SEEN
from api.demo.entries.strandhall_days import DAYS
from api.demo.story import Agrees, Asks, Hinders, LooksBack, Promise, Proves, Stay
from exchange.floor.followed import BarrierCode, EvidenceKind
from exchange.floor.tables import CommitmentState
from exchange.placements.tables import Audience

STAY = Stay(
    "Amara at Strandhall",
    "Shadowing the installation team",
    AMARA,
    INGRID,
    CHINEDU,
    starts=-6,
    ends=3,
    audience=Audience.MENTOR,
    days=DAYS,
    seen=SEEN,
    promises=(
        Promise(
            "Before I leave: give every crate in the court a card that says who opened it last.",
            -54, "15:20", -32, None,
            ((-50, CommitmentState.UNDER_WAY), (-33, CommitmentState.DONE)),
            then=(
                Asks(-53),
                Agrees(-52, "Begin with the six crates of the textile loan, not with all forty."),
                Agrees(-51),
                Proves(-40, EvidenceKind.ARTEFACT, "Opening card, A6, for the lid", "Registry, second drawer"),
                Hinders(
                    -38, BarrierCode.STAFF, "The evening team had not been shown the card.",
                    "Shown once at the shift change, on an empty crate.",
                ),
                Proves(-33, EvidenceKind.NOTE, "Six crates, six cards, all filled in for two weeks."),
            ),
        ),
        Promise(
            "Every crate that reaches Lagoon House gets its closing time on the lid, from the next loan on.",
            -5, "16:40", 30, "two days of rest",
            ((-3, CommitmentState.UNDER_WAY), (-1, CommitmentState.DONE)),
            then=(Asks(-4), Agrees(-3)),
        ),
        Promise(
            "Name one person who may say “stop” before each move in the court, and write the name on the board.",
            -2, "17:05", 60, "pencil down", ((-1, CommitmentState.UNDER_WAY),),
            then=(Asks(-1),),
        ),
        Promise("Put a slip into every empty place of the verandah store.", -1, "16:20", 45, "a key for seals"),
        Promise("Ask for a week on a blind of our own.", -1, "18:10", 90, private=True),
    ),
    debriefs=(
        LooksBack(
            -1, "17:40",
            "Five pictures hung before lunch. The first took forty minutes, the fifth took six. Nobody raised a "
            "voice, and the one with the level never once gave an order.",
            "It is not the people who are calm, it is the order in which they speak. We have the people.",
            "Who reads, who decides and who moves are three different people, named before a move begins.",
            "Which of the four is new here, and what happened to the frame in 2019.",
            ("one millimetre", "old loss", "a key for seals"),
        ),
    ),
)  # fmt: skip

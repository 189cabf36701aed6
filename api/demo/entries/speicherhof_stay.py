"""Олена Коваленко beside Hannelore Weiß: the placement, its days, and what she promised."""

from api.demo.cast import HANNELORE, KATARZYNA, OLENA
from api.demo.entries.speicherhof import SEEN
from api.demo.story import Day, Planned, Promise, Stay
from exchange.floor.tables import CommitmentState
from exchange.placements.tables import Audience

DAYS = (
    Day(
        -4,
        "Paper: cleaning, testing, mending",
        "Papierwerkstatt",
        (
            Planned("09:00", "12:00", "An engraving from the flood", "Papierwerkstatt", "SPH 1954-0312"),
            Planned("13:00", "16:00", "The plan chest", "Depot 1"),
        ),
        ((2, "What does the next hand need to know, and where will it look first?"),),
    ),
    Day(
        -2,
        "Where things are",
        "Depot 3",
        (
            Planned("09:00", "11:30", "A box goes out and comes back", "Depot 3"),
            Planned("13:00", "15:00", "The pharmacy", "Kabinett", "SPH 1903-11"),
        ),
        ((2, "How does a shelf tell that something is missing?"),),
    ),
    Day(
        -1,
        "Condition reports in pairs",
        "Kabinett",
        (
            Planned("09:00", "12:30", "Reading reports aloud", "Kabinett", "SPH 1911-4"),
            Planned("14:00", "16:00", "Humidity, cheaply", "Papierwerkstatt"),
        ),
        ((1, "When does somebody change what four people wrote before?"),),
    ),
    Day(
        0,
        "Mending, from paste to frame",
        "Papierwerkstatt",
        (
            Planned("09:00", "09:30", "Making paste", "Papierwerkstatt"),
            Planned("09:30", "12:00", "Tears, longer than a hand", "Papierwerkstatt", "SPH 1954-0377"),
            Planned("13:30", "15:00", "Framing without hinges", "Papierwerkstatt", "SPH 1954-0312"),
            Planned("15:15", "16:00", "The way up the stairs", "Treppenhaus"),
        ),
        ((2, "Which step is done twice on purpose?"), (1, "Who decides that a sheet has had enough?")),
    ),
    Day(
        1,
        "A loan leaves the house",
        "Depot 1",
        (
            Planned("08:30", "12:00", "Packing forty tickets", "Depot 1"),
            Planned("13:00", "14:30", "The courier’s papers"),
        ),
        ((2, "What travels with an object besides its crate?"),),
    ),
    Day(2, "Talking it over", "Kabinett", (Planned("10:00", "12:00", "What should not travel", "Kabinett"),)),
    Day(4, "Last day", "Papierwerkstatt", (Planned("09:00", "12:00", "One more tear", "Papierwerkstatt"),)),
)

STAY = Stay(
    "Olena at Speicherhof",
    "Paper, paste and patience",
    OLENA,
    HANNELORE,
    KATARZYNA,
    starts=-4,
    ends=6,
    audience=Audience.MENTOR,
    days=DAYS,
    seen=SEEN,
    promises=(
        Promise(
            "An orange slip for every box that leaves our tower store, first in bay 2.",
            -2, "16:30", 30, "grey boxes", ((-1, CommitmentState.UNDER_WAY),),
        ),
        Promise("Read ten condition reports aloud with a second person, and count what changes.", -1, "16:50", 90, "second reader"),
        Promise(
            "Rename every drawer that is called “unsorted”.",
            -3, "17:15", 60, "plan chest names", ((-1, CommitmentState.DROPPED),),
        ),
    ),
)  # fmt: skip

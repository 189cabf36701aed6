"""Jonas Brandt beside Marek Dvořák: the placement, its days, and what he promised."""

from api.demo.cast import JONAS, MAREK, MISAKI
from api.demo.entries.rzeczne import SEEN
from api.demo.story import Agrees, Asks, Day, Hinders, Planned, Promise, Stay, Tells
from exchange.floor.followed import BarrierCode, HowFar
from exchange.floor.tables import CommitmentState
from exchange.placements.tables import Audience

DAYS = (
    Day(
        -5,
        "Everything a visitor touches first",
        "Gallery 1",
        (
            Planned("09:00", "11:00", "Setting out a tour", "Gallery 1"),
            Planned("13:00", "16:00", "Large print, then small", "Learning room", "RZ 41.2"),
        ),
        ((3, "What is ready before anybody has to ask for it?"),),
    ),
    Day(
        -3,
        "From sentence to label",
        "Workshop",
        (
            Planned("09:30", "12:00", "The wall of proofs", "Workshop"),
            Planned("13:30", "15:00", "Tape on the floor", "Gallery 1"),
        ),
        ((3, "Whose measure is it?"),),
    ),
    Day(
        -1,
        "Sails and feast cloths",
        "Boat hall",
        (
            Planned("09:00", "12:00", "Rolling the sails", "Boat hall", "RZ 18.1"),
            Planned("13:00", "15:00", "A torn feast cloth", "Workshop", "RZ 22.5"),
        ),
        ((2, "What must not be made beautiful?"),),
    ),
    Day(
        0,
        "A case in the open",
        "Gallery 1",
        (
            Planned("09:00", "10:30", "Filling the case with visitors around", "Gallery 1", "RZ 77.4"),
            Planned("11:00", "12:00", "The quiet hour", "Gallery 1"),
            Planned("13:00", "15:30", "A tour in two languages", "Boat hall", "RZ 3.1"),
            Planned("15:45", "16:15", "Debrief on the terrace", "River terrace"),
        ),
        ((3, "What do people ask when the work is not finished?"), (1, "How is a group of thirty stopped?")),
    ),
    Day(
        1,
        "Tour without words",
        "Boat hall",
        (
            Planned("09:30", "11:00", "Rehearsal", "Boat hall"),
            Planned("13:00", "14:30", "With the sign language club", "Boat hall"),
        ),
        ((3, "Who leads when nobody speaks?"),),
    ),
    Day(2, "The printer", "Workshop", (Planned("10:00", "12:00", "Visiting the printer", "Workshop"),)),
    Day(3, "Goodbye", "River terrace", (Planned("11:00", "12:30", "What goes to Elbfurt", "River terrace"),)),
)

STAY = Stay(
    "Jonas at Rzeczne",
    "What visitors meet first",
    JONAS,
    MAREK,
    MISAKI,
    starts=-5,
    ends=4,
    audience=Audience.ONLY_ME,
    days=DAYS,
    seen=SEEN,
    promises=(
        Promise(
            "Texte für das Kabinett zuerst im Großdruck schreiben, dann kürzen: ab der nächsten Ausstellung.",
            -4, "17:30", 90, "grossdruck", ((-1, CommitmentState.UNDER_WAY),),
        ),
        Promise("Gelbe Zettel ans Schlüsselbrett im Depot 1.", -4, "17:40", 14, "schluessel",
                ((-3, CommitmentState.UNDER_WAY), (-2, CommitmentState.DONE)), then=(Asks(-3),)),
        Promise(
            "Bei uns fragt im Kassenraum jemand zuerst: „Was möchten Sie heute sehen?“",
            -52, "11:15", -35, None,
            ((-48, CommitmentState.UNDER_WAY), (-36, CommitmentState.DONE)),
            then=(
                Asks(-51), Agrees(-50),
                Hinders(-44, BarrierCode.TIME, "An Sonntagen steht die Schlange bis zur Tür."),
                Tells(-4, 30, HowFar.FULLY, "Alle vier an der Kasse fragen so, auch sonntags.", 25),
            ),
        ),
        Promise("Eine Karte in jede Vitrine, die länger als einen Tag halb leer steht.", -1, "17:00", 60),
    ),
)  # fmt: skip

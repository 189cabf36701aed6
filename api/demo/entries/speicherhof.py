"""What Олена Коваленко saw at the Haus am Speicherhof."""

from api.demo.cast import HANNELORE, OLENA
from api.demo.story import (
    FRICTION,
    HANDLING,
    IDEA,
    QUESTION,
    ROUTINE,
    Approves,
    Rewrites,
    Says,
    Seen,
    SendsAgain,
    SendsBack,
    Shot,
)

SEEN = (
    Seen(
        "test strip", -4, "09:40", ROUTINE,
        "Every ink is tested in a corner nobody looks at, one drop and a minute by the clock. The result goes in "
        "pencil on the folder, not into the database first: the folder is what the next hand holds.",
        "Papierwerkstatt", "SPH 1954-0312", "Surface cleaning", ("inks", "folders"),
        (Shot("paper_desk", "Old engraving of a sailing boat on blotting paper, brass weights at its corners."),),
        asked=1, then=(Approves(6, "So machen wir es seit 1988. Gut, dass es endlich jemand aufschreibt."),),
    ),
    Seen(
        "tear", -4, "11:15", HANDLING,
        "Tear from the upper edge, about 12 cm, closed with a 5 g tissue. It may be framed, but never again "
        "hung from hinges on that side.",
        "Papierwerkstatt", "SPH 1954-0312", "Tear repair", ("tear", "tissue", "framing"),
        (Shot("mended_tear", "A tear in a foxed sheet under a strip of thin tissue, a brush lying beside it."),),
        then=(Says(HANNELORE, 4, "Please note the paste as well, otherwise nobody can undo it."),
              Says(OLENA, 5, "Wheat starch, 1 to 4, two days old."),
              Approves(24)),
    ),
    Seen(
        "plan chest names", -4, "14:50", FRICTION,
        "The drawer is called “Unsorted 1954” and everybody avoids it. Two prints we looked for all morning were "
        "in there, because the name tells you not to look.",
        "Depot 1", None, "Location control", ("locations", "names"),
        (Shot("plan_chest", "Plan chest with brass label holders; the lowest drawer is labelled Unsorted 1954."),),
        then=(SendsBack(20, "Which two? Give the numbers, then we can rename it tomorrow."),
              Rewrites(44, "The drawer is called “Unsorted 1954” and everybody avoids it. SPH 1954-0377 and -0378, "
                           "which we looked for all morning, were in there: the name tells you not to look."),
              SendsAgain(44.1), Approves(50, "Renamed: “Engravings, to be numbered”.")),
    ),
    Seen(
        "grey boxes", -2, "09:25", ROUTINE,
        "A box leaves the shelf only when an orange slip stands in its place. No slip, no box, also for the director.",
        "Depot 3", None, "Location control", ("locations", "boxes"),
        (Shot("shelf_of_boxes", "Shelves of grey archival boxes; in one gap stands an orange slip: out, to desk."),
         Shot("tall_bay", None)),
        asked=1, then=(Approves(8),),
    ),
    Seen(
        "weight of a box", -2, "10:30", HANDLING,
        "No box above shoulder height weighs more than four kilos. The weight stands on the label in the same "
        "size as the number.",
        "Depot 3", None, "Storage", ("boxes", "backs"),
        (Shot("shelf_of_boxes 2", "A second bay of grey boxes, each with a number on a white label."),),
        then=(Says(HANNELORE, 3, "Three kilos since last year. Look at the new ones."),),
    ),
    Seen(
        "pharmacy", -2, "13:35", QUESTION,
        "The jars from the pharmacy stand with the painted names turned to the wall. Is that for the light, or "
        "because the names are wrong?",
        "Kabinett", "SPH 1903-11", None, ("ceramics", "light"),
        (Shot("drug_jars", "Three white jars with blue bands and green dots on a brown shelf."),),
        then=(Says(HANNELORE, 1, "Beides, leider. Ask Misaki about the names."), Approves(22)),
    ),
    Seen(
        "language", -2, "18:20", FRICTION,
        "In the team meeting I understood the words and not the jokes. I wrote down three to ask about. Nobody "
        "did anything wrong.",
        None, None, None, ("language",), private=True,
    ),
    Seen(
        "jug rim", -1, "09:10", HANDLING,
        "The jug’s glaze is under tension near the handle: it rings dull on the left. Support the base, never "
        "lift by the neck, keep it from the window in winter.",
        "Kabinett", "SPH 1911-4", "Condition check", ("ceramics", "glaze"),
        (Shot("jug", "Brown glazed jug on a dark table, its foot bare."),
         Shot("bowl_rim", "Rim of a large blue bowl, close, with three dark rings.")),
        then=(SendsBack(6, "“Dull” is a sound. Where exactly, seen from the handle as twelve o’clock?"),),
    ),
    Seen(
        "second reader", -1, "11:45", ROUTINE,
        "A condition report is read aloud by a second person while the first looks at the object again. They "
        "found a chip that way that four reports had copied as “intact”.",
        "Papierwerkstatt", "SPH 1911-4", "Condition check", ("registration", "reports"),
        (Shot("condition_form 2", "Condition report on a clipboard; three lines are still empty."),),
        asked=1, then=(Approves(5, "Ja. Vorlesen kostet vier Minuten."),),
    ),
    Seen(
        "steam", -1, "15:05", IDEA,
        "The old humidity tent is a cake cover with a wet sponge. It works for stamps. For our ferry tickets we "
        "could have ten of these for the price of one chamber.",
        "Papierwerkstatt", None, "Humidification", ("cheap", "tickets"),
        (Shot("paper_desk 2", None),),
        private=True,
    ),
    Seen(
        "before lunch", 0, 95, ROUTINE,
        "Paste is made before lunch and used after it. What is left at five is thrown away, with the date still "
        "on the glass.",
        "Papierwerkstatt", None, "Tear repair", ("paste",),
        (Shot("mended_tear 2", "Tissue laid over a tear, before the edge is trimmed."),),
        asked=1,
    ),
    Seen(
        "stairs", 0, 33, FRICTION,
        "Large frames go up the front stairs between two school classes because the lift is 6 cm too short. The "
        "timetable of the schools hangs in the workshop, the timetable of the moves does not hang in the school.",
        "Treppenhaus", None, "Moving objects", ("schools", "lift"),
    ),
)  # fmt: skip

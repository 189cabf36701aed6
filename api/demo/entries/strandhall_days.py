"""Amara's days at Strandhall: an amphora gets a new mount, and Gallery 4 fills up."""

from api.demo.story import Day, Planned

DAYS = (
    Day(
        -6,
        "Arrivals: seven crates, two days of rest",
        "Loading bay",
        (
            Planned("08:30", "09:00", "Safety briefing", "Loading bay"),
            Planned("09:15", "12:00", "Receiving the crates", "Loading bay"),
            Planned("13:30", "15:30", "Reading the loggers", "Packing room"),
        ),
        ((1, "Who may refuse a delivery, and what do they say?"),),
    ),
    Day(
        -3,
        "Opening the crates and checking condition",
        "Study room 2",
        (
            Planned("09:00", "12:30", "Unpacking the bowls", "Packing room"),
            Planned("13:15", "16:00", "Condition check with the registrar", "Study room 2", "STR 1932.14"),
        ),
        (
            (2, "What is said about an object that is written down nowhere?"),
            (1, "When does somebody put their pencil down?"),
        ),
    ),
    Day(
        -1,
        "Hanging the north wall",
        "Gallery 4",
        (
            Planned("08:45", "10:00", "Light levels", "Gallery 2"),
            Planned("10:15", "15:30", "Hanging", "Gallery 4", "STR 1971.8"),
        ),
        ((1, "How does a team of four agree on one millimetre?"),),
    ),
    Day(
        0,
        "Exchanging the amphora’s mount",
        "Gallery 4",
        (
            Planned("08:45", "09:15", "Safety briefing", "Loading bay"),
            Planned("10:30", "12:00", "Exchanging the amphora’s mount", "Gallery 4", "STR 1932.14"),
            Planned("14:00", "15:30", "Condition check with the registrar", "Study room 2", "STR 1932.14"),
            Planned("16:00", "16:30", "Talking the day over", "Study room 2"),
        ),
        (
            (1, "Who is allowed to say “stop”, and how?"),
            (2, "What does the third person watch?"),
            (3, "What would a visitor in a wheelchair see of this case?"),
        ),
    ),
    Day(
        1,
        "Labels and light",
        "Gallery 4",
        (
            Planned("09:00", "11:00", "Proofs at reading height", "Gallery 4"),
            Planned("11:15", "12:30", "Closing the cases", "Gallery 4"),
            Planned("14:00", "16:00", "Cloth from Lagoon House", "Store B", "LHM T.218"),
        ),
        ((3, "At which height do people stop reading?"),),
    ),
    Day(
        2,
        "The last metre",
        "Gallery 4",
        (
            Planned("09:00", "12:00", "Cleaning, numbering, photographs", "Gallery 4"),
            Planned("13:00", "14:00", "What I take home", "Study room 2"),
        ),
        ((2, "What will you show the first person you meet at home?"),),
    ),
    Day(
        3, "Opening day", "Gallery 4", (Planned("10:00", "13:00", "In the room with visitors", "Gallery 4"),)
    ),
)

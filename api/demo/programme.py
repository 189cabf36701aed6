"""The programme of the demo: what it is called, and what should be understood by its end."""

from api.demo.cast import known

ID = known("programme")
NAME = "Hands and objects: a year of shadowing"
STARTED_DAYS_AGO = 96
LASTS_DAYS = 300
OBJECTIVES = (
    "See how a team decides, out loud and in time, that a move must stop.",
    "Learn how knowledge about an object travels from one pair of hands to the next.",
    "Take home one way of working that visitors with different bodies and languages will notice.",
)

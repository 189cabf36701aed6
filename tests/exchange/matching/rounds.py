"""Rounds that are made up, the same ones for the same number."""

from datetime import date
from random import Random

from exchange.matching.asked import WEEK, Applicant, Opening, Situation
from exchange.matching.formula import Formula
from exchange.matching.question import Question

SKILLS = [f"skill {number}" for number in range(30)]
INTERESTS = [f"interest {number}" for number in range(20)]
LANGUAGES = ["en", "de", "fr", "es", "pl", "ar"]
ADJUSTMENTS = ["STEP_FREE", "QUIET_ROOM", "SIGN_LANGUAGE", "CAPTIONS"]
MUSEUMS = [f"museum {number}" for number in range(120)]
FIRST = date(2026, 1, 5)


def a_round(applicants: int, openings: int, number: int = 7) -> Question:
    """So many who apply from 120 museums, for two months of a year each, and so many who offer."""
    chance = Random(number)

    def months() -> frozenset[date]:
        begins = chance.sample(range(36), 2)
        return frozenset(FIRST + WEEK * (begin + week) for begin in begins for week in range(4))

    def applicant(number: int) -> Applicant:
        days = chance.choice([2, 3, 5, 5, 10])
        return Applicant(
            f"applicant {number:04}",
            chance.choice(MUSEUMS),
            tuple(chance.sample(SKILLS, 3)),
            tuple(chance.sample(INTERESTS, 2)),
            frozenset(chance.sample(LANGUAGES, chance.choice([1, 1, 2]))),
            frozenset(chance.sample(ADJUSTMENTS, chance.choice([0, 0, 0, 0, 1]))),
            months(),
            days,
            2 if days == 10 else 1,
            frozenset(chance.sample(list(Situation), chance.choice([0, 1, 1, 2]))),
        )

    def opening(number: int) -> Opening:
        return Opening(
            f"opening {number:04}",
            chance.choice(MUSEUMS),
            frozenset(chance.sample(SKILLS, 4)),
            frozenset(chance.sample(INTERESTS, 4)),
            frozenset(chance.sample(LANGUAGES, 2)),
            frozenset(chance.sample(ADJUSTMENTS, 2)),
            months(),
            chance.choice([5, 10, 15]),
            chance.choice([1, 1, 1, 2]),
        )

    return Question(
        tuple(applicant(each) for each in range(applicants)),
        tuple(opening(each) for each in range(openings)),
        Formula(most_from_one_museum=10),
        "the lot of this round",
    )

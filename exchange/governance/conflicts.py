"""Conflicts of interest: why somebody on the committee neither reads a motion nor votes on it.

They are found out by the database (`conflicts_with`), from who works where, who was placed beside whom and
what was declared: the policy that hides what a motion is about has to ask there anyway.
"""

from enum import StrEnum


class Conflict(StrEnum):
    """Why somebody may not decide."""

    CONCERNED = "CONCERNED"
    CO_APPLICANT = "CO_APPLICANT"
    EMPLOYER = "EMPLOYER"
    MANAGER = "MANAGER"
    MENTOR = "MENTOR"
    DECLARED = "DECLARED"
    UNDECLARED = "UNDECLARED"

"""The lottery among equals: drawn from a seed that is published, so that anybody can draw it again."""

from collections.abc import Iterable, Mapping
from hashlib import sha256


def draw(seed: str, applicants: Iterable[str]) -> Mapping[str, int]:
    """A number for everybody, from 0 up, each of them once; among equals the higher one goes first.

    An applicant draws once, not once per opening: who could go to many places has no more luck for that.
    """
    drawn = sorted(applicants, key=lambda applicant: sha256(f"{seed}\n{applicant}".encode()).digest())
    return {applicant: number for number, applicant in enumerate(drawn)}

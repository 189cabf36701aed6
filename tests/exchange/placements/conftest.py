"""The house of the cast and Amara's phone, for what is said about a placement."""

from tests.sync.stage import amara, house

__all__ = ["amara", "house"]

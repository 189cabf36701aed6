"""The house of the cast, for what is said about a placement."""

from tests.sync.stage import house

__all__ = ["house"]

"""The house of the cast, with a sponsor for Amara's museum and a call that is open."""

from tests.exchange.matching.round import round_of_2027

__all__ = ["round_of_2027"]

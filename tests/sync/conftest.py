"""The house and the phones of its people."""

from tests.sync.stage import amara, dimitra, house, ingrid, leyla, tablet

__all__ = ["amara", "dimitra", "house", "ingrid", "leyla", "tablet"]

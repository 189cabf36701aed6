"""The house and the phones of its people."""

from tests.sync.stage import house, ines, mats, noor, tablet, vera

__all__ = ["house", "ines", "mats", "noor", "tablet", "vera"]

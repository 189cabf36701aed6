"""Reminding: somebody hears in time what waits for them, once, by the way they chose."""

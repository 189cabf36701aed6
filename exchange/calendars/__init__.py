"""Calendars: what stands in whose, as addresses that other programs read."""

"""Reminders at the edge: pushed to browsers as RFC 8030, 8291 and 8292 have it, or as a letter."""

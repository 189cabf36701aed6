"""Enrolling an exchange from a file: its museums, people, programmes, placements and days."""

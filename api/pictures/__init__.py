"""Smaller pictures made from what was received."""

"""Placements in the graph."""

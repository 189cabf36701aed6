"""Shadowing days, observations, photos and commitments in the graph."""

"""Programmes and objectives in the graph."""

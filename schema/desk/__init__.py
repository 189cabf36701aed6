"""The coordinator's desk in the graph."""

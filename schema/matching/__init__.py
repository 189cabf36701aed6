"""Applications and offers in the graph."""

"""People, museums and networks in the graph."""

"""Comments and decisions in the graph."""

"""What the embedded servers and tools need: PostgreSQL, Node, a browser."""

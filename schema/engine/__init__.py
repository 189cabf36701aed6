"""The read engine: selection set in, one statement out, JSON straight from PostgreSQL to the client."""

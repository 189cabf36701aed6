"""Who is asking: codes, sessions, and tokens."""

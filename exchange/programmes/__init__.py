"""Exchange programmes and what they set out to learn."""

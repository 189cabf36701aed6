"""The authorization server: programs of partners ask here for tokens, and people say what they may read."""

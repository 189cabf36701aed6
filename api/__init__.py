"""The edge: HTTP, sign-in, media, and the command line."""

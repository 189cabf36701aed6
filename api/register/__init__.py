"""The public register of a network: a page for people, JSON and CSV for programs, without signing in."""

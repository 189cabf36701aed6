"""Runs of the matching beside the server: in a process of their own, so that everybody else is answered."""

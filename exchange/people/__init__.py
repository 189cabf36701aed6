"""Networks, museums, the people who work in them, and how they prove who they are."""

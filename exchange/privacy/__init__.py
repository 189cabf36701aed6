"""What is kept of people: why, for how long, who sees it, and how they take it with them or have it erased."""

"""What is kept of people: why, how long, who sees it, and how they take it along or have it erased."""

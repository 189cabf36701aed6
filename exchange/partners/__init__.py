"""Partner systems: which programs may read the exchange for whom, and what they hold for it."""

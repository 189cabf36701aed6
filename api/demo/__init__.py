"""A small believable exchange, told to an empty network so that there is something to look at."""

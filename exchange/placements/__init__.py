"""One person lent to one museum for a while, beside a mentor."""

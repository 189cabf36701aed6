"""The charter and the committee, as the graph shows them."""

"""What can be asked about review: comments and decisions are read with their observation, or by id."""

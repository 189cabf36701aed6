"""Letters: what waits to be sent, and the way to the museum's mail server."""

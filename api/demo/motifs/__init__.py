"""What the pictures of the demo show, one kind of thing a file."""

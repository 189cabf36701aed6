"""What was seen and promised, one placement a file or two."""

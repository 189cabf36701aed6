"""Photos on their way in and on their way out."""

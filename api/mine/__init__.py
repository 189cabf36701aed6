"""What people do with their own data: take it with them, or have it erased."""

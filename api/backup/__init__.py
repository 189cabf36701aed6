"""Backups: made, tried out, and only then believed; and the way back from one."""

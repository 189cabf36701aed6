"""Webhooks at the edge: messages signed as Standard Webhooks has it, to addresses that may be reached."""

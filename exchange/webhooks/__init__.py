"""Webhooks: other systems are told that something changed, by id and never by content."""

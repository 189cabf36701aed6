"""Calendars at the edge: iCalendar, by an address that only its owner knows."""

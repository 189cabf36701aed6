"""Pokes over WebSockets: who listens, what makes them ring, and the protocol between."""

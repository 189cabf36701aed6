"""The one way in which an embedded server says no."""


class WillNotStart(RuntimeError):
    """The embedded PostgreSQL cannot run here; the message is a sentence for the operator."""

"""A letter as it goes out."""

from email.message import EmailMessage


def letter_to(email: str, subject: str, text: str, *, language: str) -> EmailMessage:
    """A letter to one person in their language."""
    letter = EmailMessage()
    letter["To"] = email
    letter["Subject"] = subject
    # No out-of-office note answers a machine.
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text)
    letter["Content-Language"] = language
    return letter

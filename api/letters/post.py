"""The letter box: letters that wait to be sent, or the log where no mail server is set up."""

import logging
from collections import deque
from email.message import EmailMessage

import anyio

from api.settings import Settings

log = logging.getLogger("understudy.letters")

MOST_WAITING = 200


class Post:
    """Letters that wait to be sent; whoever hands one in does not wait."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.waiting: deque[EmailMessage] = deque()
        self.came = anyio.Event()

    def send(self, letter: EmailMessage) -> None:
        """Hand a letter in. Without a mail server whoever runs this one reads it out of the log."""
        if not self.settings.smtp_url:
            log.warning("Not sent, no SMTP_URL is set. For %s: %s", letter["To"], letter["Subject"])
            return
        if len(self.waiting) >= MOST_WAITING:
            log.error("Too many letters wait for the mail server; one for %s was not taken.", letter["To"])
            return
        self.waiting.append(letter)
        self.came.set()

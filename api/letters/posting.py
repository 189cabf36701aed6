"""Posting: letters on their way to the museum's mail server, one after the other."""

import logging
import smtplib
import ssl
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from urllib.parse import unquote, urlsplit

import anyio

from api.house import House
from api.settings import Settings

log = logging.getLogger("understudy.letters")

PATIENCE = 20.0
PAUSES = (2.0, 10.0, 30.0)
"""Between the tries; a letter with a code is of no use much later."""


async def post(house: House) -> None:
    """Send letters for as long as this process lives."""
    office = house.post
    while True:
        await office.came.wait()
        office.came = anyio.Event()
        while office.waiting:
            await carry(office.waiting.popleft(), house.settings)


async def carry(letter: EmailMessage, settings: Settings) -> None:
    """Send one letter; a mail server that is away is tried again for a while."""
    for pause in (*PAUSES, None):
        try:
            await anyio.to_thread.run_sync(deliver, letter, settings)
        except (OSError, smtplib.SMTPException) as fault:
            log.warning("A letter for %s was not sent: %s", letter["To"], fault)
            refused = isinstance(fault, smtplib.SMTPRecipientsRefused | smtplib.SMTPAuthenticationError)
            if pause is None or refused:
                return
            await anyio.sleep(pause)
        else:
            return


def deliver(letter: EmailMessage, settings: Settings) -> None:
    """Give one letter to the mail server; a password is only ever said over TLS."""
    url = urlsplit(settings.smtp_url)
    for name in ("From", "Date", "Message-ID"):
        del letter[name]
    letter["From"] = settings.mail_from
    letter["Date"] = format_datetime(datetime.now(UTC))
    letter["Message-ID"] = make_msgid(domain=settings.mail_from.rpartition("@")[2])
    with connected(url.scheme, url.hostname or "localhost", url.port) as server:
        if url.username:
            if server.sock is not None and not isinstance(server.sock, ssl.SSLSocket):
                raise smtplib.SMTPNotSupportedError("it offers no TLS, and a password is not said without")
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(letter)


def connected(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    """A connection to the mail server: over TLS from the beginning, or as soon as it offers it."""
    secure = ssl.create_default_context()
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=PATIENCE, context=secure)
    server = smtplib.SMTP(host, port or 587, timeout=PATIENCE)
    try:
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=secure)
            server.ehlo()
    except BaseException:
        server.close()
        raise
    return server

"""Sign-in codes by mail: what is not sent and who waits for it, then what arrives at a real mail server."""

import re
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage, Message
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Receiving
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from api.letters.posting import deliver
from api.settings import Settings
from tests.api.running import Running
from tests.api.world import World
from tests.journeys.server import free_port

ANA = "ana@museum.example"


class Letters(Receiving):
    """The letters a mail server was given."""

    def __init__(self) -> None:
        super().__init__()
        self.came = threading.Semaphore(0)
        self.kept: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.kept.append(message)
        self.came.release()

    def next(self) -> Message:
        assert self.came.acquire(timeout=30), "No letter came."
        return self.kept[-1]


def text_of(letter: Message) -> str:
    """What somebody reads in it."""
    text = letter.get_payload(decode=True)
    assert isinstance(text, bytes)
    return text.decode().replace("\r\n", "\n")


class Refusing(Letters):
    """A mail server that puts off the first letters it is given."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> Any:  # noqa: N802 - aiosmtpd's
        if self.times:
            self.times -= 1
            return "451 Try later"
        return await super().handle_DATA(server, session, envelope)


def started(letters: Letters, tls: ssl.SSLContext | None = None) -> Controller:
    controller = Controller(letters, hostname="127.0.0.1", port=free_port(), tls_context=tls)
    controller.start()
    return controller


def address(controller: Controller, login: str = "") -> str:
    return f"smtp://{login}127.0.0.1:{controller.port}"


def self_made(folder: Path) -> ssl.SSLContext:
    """A certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    dated = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    file = folder / "certificate.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + dated.sign(key, SHA256()).public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def to_ana() -> EmailMessage:
    letter = EmailMessage()
    letter["To"] = ANA
    return letter


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def posting(letters: Letters, settings: Settings, world: World) -> Iterator[Running]:
    """The server with a mail server of the museum behind it."""
    controller = started(letters)
    told = {"smtp_url": address(controller), "mail_from": "exchange@museum.example"}
    running = Running(settings.model_copy(update=told), world.url)
    yield running
    running.stop()
    controller.stop()


def test_a_password_is_never_said_to_a_mail_server_without_tls(settings: Settings, letters: Letters) -> None:
    controller = started(letters)
    try:
        told = settings.model_copy(update={"smtp_url": address(controller, "us:secret@")})
        with pytest.raises(OSError, match="no TLS"):
            deliver(to_ana(), told)
    finally:
        controller.stop()
    assert letters.kept == []


def test_a_mail_server_whose_certificate_nobody_vouches_for_is_given_nothing(
    settings: Settings, letters: Letters, tmp_path: Path
) -> None:
    controller = started(letters, self_made(tmp_path))
    try:
        told = settings.model_copy(update={"smtp_url": address(controller)})
        with pytest.raises(ssl.SSLCertVerificationError):
            deliver(to_ana(), told)
    finally:
        controller.stop()
    assert letters.kept == []


def test_an_address_that_is_no_mail_server_s_stops_the_start(settings: Settings) -> None:
    with pytest.raises(ValueError, match="smtp_url"):
        Settings.model_validate(settings.model_dump() | {"smtp_url": "http://mail.museum.example"})


def test_nobody_gets_a_letter_who_has_no_account_and_the_answer_is_the_same(
    posting: Running, letters: Letters
) -> None:
    with posting.browser() as browser:
        unknown = browser.post("/auth/code", json={"email": "nobody@museum.example"})
        known = browser.post("/auth/code", json={"email": ANA})
        assert (unknown.status_code, known.status_code) == (204, 204)
        letters.next()
    assert [letter["To"] for letter in letters.kept] == [ANA]


def test_a_code_arrives_and_opens_the_door_it_was_asked_at(
    posting: Running, letters: Letters, caplog: pytest.LogCaptureFixture
) -> None:
    with posting.browser() as browser:
        browser.post("/auth/code", json={"email": ANA})
        letter = letters.next()
        code = re.search(r"^(\w{4}-\w{4})$", text_of(letter), re.MULTILINE)
        assert code is not None
        assert letter["From"] == "exchange@museum.example"
        assert code[1] in letter["Subject"]
        assert letter["Auto-Submitted"] == "auto-generated"
        assert letter["Message-ID"].endswith("@museum.example>")
        given = browser.post("/auth/session", json={"email": ANA, "code": code[1]})
    assert given.status_code == 200
    assert code[1] not in caplog.text


@pytest.mark.parametrize("language", ["de", "fr", "es", "ar"])
def test_the_letter_speaks_the_language_of_whoever_it_goes_to(
    posting: Running, letters: Letters, world: World, language: str
) -> None:
    world.do(f"update person set locale = '{language}' where name = 'Ana'")
    with posting.browser() as browser:
        browser.post("/auth/code", json={"email": ANA})
        letter = letters.next()
    assert letter["Content-Language"] == language
    assert "Type this code" not in text_of(letter)


def test_a_mail_server_that_puts_off_is_asked_again(
    settings: Settings, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.letters.posting.PAUSES", (0.0, 0.0))
    letters = Refusing(times=2)
    controller = started(letters)
    running = Running(settings.model_copy(update={"smtp_url": address(controller)}), world.url)
    try:
        with running.browser() as browser:
            browser.post("/auth/code", json={"email": ANA})
            assert letters.next()["To"] == ANA
    finally:
        running.stop()
        controller.stop()
    assert letters.times == 0

"""What can be a scan of a signed paper: by its size before it is sent, by its first bytes once it is here."""

from exchange.ground.refusals import Refused
from exchange.ground.signs import Sign, read_sign

MIB = 1024 * 1024
MOST_OF_A_SCAN = 20 * MIB
SIGNS: tuple[Sign, ...] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
)
"""What scanners write, and phones that photograph a page."""


def check_size(size: int) -> None:
    """The scan is one that can be received."""
    if size > MOST_OF_A_SCAN:
        raise Refused("TOO_LARGE", f"A scan has at most {MOST_OF_A_SCAN // MIB} MB.", "scan")


def check_hash(sha256: str, *, signed: str) -> None:
    """The scan is the one that was written down."""
    if sha256 != signed:
        raise Refused("INVALID", "This is another file than the one that was written down.", "scan")


def kind_of(head: bytes) -> str:
    """The media type of a scan by its first bytes; refuses whatever is none."""
    mime = read_sign(head, SIGNS)
    if mime is None:
        raise Refused("WRONG_TYPE", "A scan is a PDF, or a picture as JPEG, PNG or HEIC.", "scan")
    return mime

"""Pictures for the tests: with secrets in them, turned, broken, or far too large."""

import io
import struct
import zlib

from PIL import Image

SECRET = "<script>alert('depot')</script>"
ORIENTATION, DESCRIPTION, GPS = 0x0112, 0x010E, 0x8825
TURNED = 6  # The camera was held upright: what is stored lies on its side.


def jpeg(width: int = 640, height: int = 480, *, turned: bool = False) -> bytes:
    """A photo as a phone takes it: red on the left, and in its metadata where it was taken."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste((255, 0, 0), (0, 0, width // 4, height))
    exif = Image.Exif()
    exif[DESCRIPTION] = SECRET
    exif[GPS] = {1: "N", 2: (52.0, 31.0, 16.0), 3: "E", 4: (13.0, 23.0, 40.0)}
    if turned:
        exif[ORIENTATION] = TURNED
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif, comment=SECRET.encode())
    return file.getvalue() + f"<html>{SECRET}</html>".encode()


def bomb(side: int = 30_000) -> bytes:
    """A small PNG that says it is 900 megapixels, and is."""

    def block(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    packer = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + block(b"IHDR", header) + block(b"IDAT", data) + block(b"IEND", b"")

"""What the camera of every test device looks at: the label of an object, with a code on it."""

from pathlib import Path

from PIL import Image

NUMBER = "STR 1932.14"
# A QR code of https://strand.example/o/STR%201932.14, 29 × 29, a row a word.
CODE = """
    1fc54e7f 10542941 1741515d 175d885d 17484f5d 105b6841 1fd5557f 000e0100 1f7a3eaa 06258ff1 0964f870
    058180da 0ced710c 152803f1 18533d0c 172a6192 004a12ac 13a9c3f5 1144f154 1319a4f2 16ed71f7 001c011f
    1fdb2f5c 104a6713 17523df4 1751c42f 1758e1fe 1051832a 1fdd7e1c
"""
SIDE = 29


def label() -> Image.Image:
    """A white label on a dim wall, its code in the middle."""
    code = Image.new("L", (SIDE + 8, SIDE + 8), 225)
    for y, row in enumerate(CODE.split()):
        for x, ink in enumerate(f"{int(row, 16):0{SIDE}b}"):
            if ink == "1":
                code.putpixel((x + 4, y + 4), 25)
    seen = Image.new("L", (1280, 720), 95)
    seen.paste(code.resize((444, 444), Image.Resampling.NEAREST), (418, 138))
    return seen.convert("RGB")


def in_front_of_the_camera(folder: Path) -> Path:
    """The label as the moving picture that a browser without a camera shows."""
    file = folder / "label.mjpeg"
    frame = folder / "label.jpg"
    label().save(frame, "JPEG", quality=90)
    file.write_bytes(frame.read_bytes() * 2)
    return file

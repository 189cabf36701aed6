"""Runs alone, in a process with little memory and little time: a photo in, two smaller ones out.

`python -m api.pictures.deriving <photo> <folder>` writes `screen.webp` and `thumb.webp` into the folder
and prints what the photo is as JSON. It ends with 65 when the photo cannot be read.
"""

import json
import resource
import sys
import warnings
from importlib import import_module
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
PIXELS = 50_000_000
SIDES = {"screen": 1280, "thumb": 320}
UNREADABLE = 65
HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def known_formats() -> list[str]:
    """What we open, recognised by content; HEIC only where its decoder was installed on purpose."""
    formats = ["JPEG", "PNG", "WEBP"]
    try:
        heif = import_module("pillow_heif")
    except ImportError:
        return formats
    heif.register_heif_opener()
    return [*formats, "HEIF"]


def looks_like_heic(photo: Path) -> bool:
    """Whether a file says of itself that it is what iPhones make."""
    with photo.open("rb") as file:
        head = file.read(12)
    return head[4:8] == b"ftyp" and head[8:] in HEIC


def confine() -> None:
    """Whatever the decoder does now, it ends soon and takes nothing with it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def opened(photo: Path) -> Image.Image:
    """The picture, upright, in a mode WebP can hold; its size is judged before a pixel is decoded."""
    image: Image.Image = Image.open(photo, formats=known_formats())
    width, height = image.size
    if width * height > PIXELS:
        raise ValueError(f"{width} × {height} pixels are too many")
    if image.format == "JPEG":
        image.draft("RGB", (2 * SIDES["screen"], 2 * SIDES["screen"]))
    upright = ImageOps.exif_transpose(image)
    clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    return upright.convert("RGBA" if clear else "RGB")


def bare(image: Image.Image) -> Image.Image:
    """The pixels and nothing else: no EXIF, no profile, no comment comes along."""
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    return clean


def derive(photo: Path, folder: Path) -> dict[str, object]:
    """Write the smaller pictures and say what the original is."""
    with Image.open(photo, formats=known_formats()) as original:
        kind, size = original.format, original.size
    picture = opened(photo)
    for name, side in SIDES.items():
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        bare(picture).save(folder / f"{name}.webp", "WEBP", quality=80, method=4)
    return {"format": kind, "width": size[0], "height": size[1]}


def main(photo: str, folder: str) -> int:
    """The whole life of this process."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = PIXELS
    Image.init()
    confine()
    try:
        print(json.dumps(derive(Path(photo), Path(folder))))  # noqa: T201 - its answer
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        MemoryError,
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
    ) as reason:
        said = f"{type(reason).__name__}: {reason}"[:300]
        if looks_like_heic(Path(photo)) and "HEIF" not in known_formats():
            said = "It is HEIC, and no decoder of HEIC is installed here."
        print(said, file=sys.stderr)  # noqa: T201
        return UNREADABLE
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))

"""Develops one photo in a process of its own; the only code that decodes what strangers send.

Started by files.py as a script: it imports nothing of ours, has no environment, and gives up
most of its rights before it reads a byte. Standard input: the photo. Standard output: the
length of the large JPEG (4 bytes), the large one, the small one.
"""

from __future__ import annotations

import io
import resource
import sys
import warnings
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 24_000_000
LARGE, SMALL = 1600, 320
MEMORY = 512 * 1024 * 1024  # a WebP of 24 megapixels does not fit in 384
CPU_SECONDS = 10
TOO_MANY_PIXELS = 3  # exit status; any other failure is simply no photo
# What the eight orientations of EXIF need to stand upright; 1 and nonsense: nothing.
TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


class TooManyPixels(Exception):
    """Refused before decoding."""


def develop(data: bytes, kind: str, cover: str = "") -> tuple[bytes, bytes]:
    """A large and a small JPEG holding the pixels of this photo and nothing else.

    `cover` is a box that comes out black: left, top, right and bottom in percents.
    """
    image = _open(data, kind)
    image.draft("RGB", (LARGE, LARGE))
    turn = TURNS.get(image.getexif().get(0x0112, 1))
    image = _plain(image)
    image.thumbnail((LARGE, LARGE), reducing_gap=3.0)
    sheet = _fresh(_turned(image, turn))
    if cover:
        left, top, right, bottom = (int(each) / 100 for each in cover.split(","))
        wide, high = sheet.size
        box = (int(left * wide), int(top * high), ceil(right * wide), ceil(bottom * high))
        sheet.paste("black", box)
    large = _jpeg(sheet, 82)
    sheet.thumbnail((SMALL, SMALL))
    return large, _jpeg(sheet, 75)


def _open(data: bytes, kind: str) -> Image:
    from PIL import Image  # noqa: PLC0415  heavy, and only after the limits are set

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(data), formats=(kind,))
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise TooManyPixels from error
    if image.width * image.height > MOST_PIXELS:
        raise TooManyPixels
    return image


def _plain(image: Image) -> Image:
    if image.mode.startswith("I"):  # 16 bits of grey, which convert() would burn out to white
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _turned(image: Image, turn: str | None) -> Image:
    from PIL.Image import Transpose  # noqa: PLC0415  as above

    return image.transpose(Transpose[turn]) if turn else image


def _fresh(image: Image) -> Image:
    """The pixels on white paper: a new image has no comment, text, profile or place in it."""
    from PIL import Image as Images  # noqa: PLC0415  as above

    sheet = Images.new("RGB", image.size, "white")
    sheet.paste(image, mask=image if image.mode == "RGBA" else None)
    return sheet


def _jpeg(image: Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, progressive=True)
    return out.getvalue()


def _give_up_rights() -> None:  # pragma: no cover  only in the child, see test_files
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main(kind: str, cover: str = "") -> int:  # pragma: no cover  only in the child, see test_files
    """Read, develop, write; the exit status tells why not."""
    _give_up_rights()
    try:
        large, small = develop(sys.stdin.buffer.read(), kind, cover)
    except TooManyPixels:
        return TOO_MANY_PIXELS
    sys.stdout.buffer.write(len(large).to_bytes(4, "big") + large + small)
    return 0


if __name__ == "__main__":  # pragma: no cover  only in the child, see test_files
    sys.exit(main(*sys.argv[1:]))

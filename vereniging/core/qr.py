"""QR codes as pictures that a page may show without any script."""

from __future__ import annotations

import io

import segno

# Any mask is a valid code; trying all eight for the prettiest costs four times the work,
# while a vote is being confirmed.
MASK = 3


def qr_image(text: str, *, error: str = "m") -> str:
    """The address of a picture (data:) with this text in it; black on white in every theme."""
    code = segno.make(text, error=error, mask=MASK)
    return str(code.svg_data_uri(scale=5, border=4, light="white"))


def qr_svg(text: str) -> str:
    """The same as an SVG document, to put on paper."""
    out = io.BytesIO()
    segno.make(text, error="m", mask=MASK).save(out, kind="svg", scale=4, border=4)
    return out.getvalue().decode()

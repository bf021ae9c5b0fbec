"""QR codes as pictures that a page may show without any script."""

from __future__ import annotations

import segno

# Any mask is a valid code; trying all eight for the prettiest costs four times the work,
# while a vote is being confirmed.
MASK = 3


def qr_image(text: str, *, error: str = "m") -> str:
    """The address of a picture (data:) with this text in it; black on white in every theme."""
    code = segno.make(text, error=error, mask=MASK)
    return str(code.svg_data_uri(scale=5, border=4, light="white"))

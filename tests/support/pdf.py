"""The smallest PDFs that are whole: one empty page, and some words to tell them apart."""

from __future__ import annotations

OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
)


def a_pdf(words: str = "") -> bytes:
    """With a table of its objects in plain text."""
    made, places = b"%PDF-1.7\n% " + words.encode() + b"\n", []
    for number, words_of_it in enumerate(OBJECTS, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, words_of_it)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(OBJECTS) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(OBJECTS) + 1)
    return made + b"startxref\n%d\n%%%%EOF\n" % table

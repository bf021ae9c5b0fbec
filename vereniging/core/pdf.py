"""Whether bytes are a PDF from begin to end: its last lines lead to a table, that to a document.

ISO 32000-1, section 7.5. Nothing of it is run or unpacked; who opens it later uses a reader.
"""

from __future__ import annotations

import re

HEAD = re.compile(rb"%PDF-[12]\.\d[\s%]")
END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z")
TAIL = 2048  # bytes: where the last lines are
OBJECT = re.compile(rb"\s*(\d{1,10}) +(\d{1,5}) +obj\b")
ROOT = re.compile(rb"/Root\s+(\d{1,10})\s+(\d{1,5})\s+R\b")
SECTION = re.compile(rb"\s*(\d{1,10}) +(\d{1,10})[ \r]*\n")
ROW = 20  # bytes: offset, generation and kind of one object


def is_pdf(data: bytes) -> bool:
    """Whether a reader can find the document in it without guessing."""
    end = END.search(data[-TAIL:])
    if not HEAD.match(data) or end is None:
        return False
    at = int(end[1])
    if data[at : at + 4] == b"xref":
        return _has_table(data, at + 4)
    return _has_stream(data, at)


def _has_stream(data: bytes, at: int) -> bool:
    """The table is an object of its own, packed; its first words say where the document is."""
    if at >= len(data) or not OBJECT.match(data, at):
        return False
    words, stream, _packed = data[at : at + TAIL].partition(b"stream")
    kind = re.search(rb"/Type\s*/XRef\b", words)
    return bool(stream and kind and ROOT.search(words) and data.find(b"endstream", at) > 0)


def _has_table(data: bytes, at: int) -> bool:
    """The table is text: its row for the document points at that object."""
    trailer = data.find(b"trailer", at)
    root = ROOT.search(data, trailer, trailer + TAIL) if trailer > 0 else None
    place = _place(data, at, int(root[1])) if root else None
    found = OBJECT.match(data, place) if root and place is not None else None
    return found is not None and root is not None and int(found[1]) == int(root[1])


def _place(data: bytes, at: int, number: int) -> int | None:
    """Where the table says that this object begins; None when it has no such row."""
    while section := SECTION.match(data, at):
        first, count = int(section[1]), int(section[2])
        rows = section.end()
        if first <= number < first + count:
            row = data[rows + ROW * (number - first) :][:ROW]
            used = re.fullmatch(rb"(\d{10}) \d{5} n[ \r\n]{2}", row)
            return int(used[1]) if used else None
        at = rows + ROW * count
    return None

"""CSV as a Dutch spreadsheet opens it, in which no cell ever becomes a formula.

Reading back what was written gives the same texts (security-reliability.md section 8).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from vereniging.core.i18n import _l
from vereniging.core.money import Bedrag

Cell = str | int | bool | Bedrag | date | None

BOM = b"\xef\xbb\xbf"
FORMULA = re.compile(r"'*\s*[=+\-@\t\r\0＝＋－＠]")
PHONE = re.compile(r"\+[0-9]{8,15}")
AMOUNT = re.compile(r"-?[0-9]+(,[0-9][0-9])?")


class GeenCsv(ValueError):
    """A file that is not the CSV we write and read."""

    message = _l(
        "Dit bestand kunnen wij niet lezen. Bewaar het als CSV (UTF-8) met puntkomma's"
        " en kies het opnieuw."
    )

    def __str__(self) -> str:
        return str(self.message)


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """A table in pieces, for a streamed answer or `b"".join(…)`."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    yield BOM
    for row in chain((header,), rows):
        writer.writerow([_neutral(_text(cell)) for cell in row])
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def read_csv(data: bytes) -> list[list[str]]:
    """The rows of a file, header first, as the texts that were written."""
    try:
        lines = io.StringIO(data.decode("utf-8-sig"), newline="")
        rows = list(csv.reader(lines, delimiter=";", strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise GeenCsv from error
    return [[_original(cell) for cell in row] for row in rows]


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "ja" if cell else "nee"
        case Bedrag():
            return cell.voor_csv()
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _neutral(text: str) -> str:
    if PHONE.fullmatch(text) or AMOUNT.fullmatch(text):
        return text
    return f"'{text}" if FORMULA.match(text) else text


def _original(text: str) -> str:
    return text[1:] if text.startswith("'") and FORMULA.match(text, 1) else text

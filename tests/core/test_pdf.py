"""A PDF is more than its first bytes: what cannot be read is not kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.pdf import a_pdf
from vereniging.core.files import LARGEST, GeenPdf, PdfTeGroot, check_pdf
from vereniging.core.paper import kan_pdf, print_pdf
from vereniging.core.pdf import is_pdf

WHOLE = a_pdf("notulen")
STREAM = (
    b"%PDF-1.5\n1 0 obj<</Type/XRef/Root 2 0 R/Size 3/W[1 2 1]/Length 4>>stream\n"
    b"abcd\nendstream endobj\nstartxref\n9\n%%EOF"
)


def test_whole_documents_are_taken_with_a_table_in_text_or_packed() -> None:
    assert is_pdf(WHOLE)
    assert is_pdf(STREAM)
    assert is_pdf(WHOLE + b"\r\n")
    assert is_pdf(WHOLE.replace(b"%PDF-1.7", b"%PDF-2.0"))
    check_pdf(WHOLE)


def test_what_our_own_printer_makes_is_whole() -> None:
    if not kan_pdf():
        pytest.skip("typst ontbreekt")
    facts = {"titel": "Proef", "taal": "nl", "vereniging": "Proef", "feiten": [], "delen": []}
    made = print_pdf("commissie/dossier.typ", facts)
    assert is_pdf(made)
    assert not is_pdf(made[:-40])
    assert not is_pdf(made[: len(made) // 2])


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + b"rommel " * 2000,
        b"%PDF-1.7\n%%EOF",
        b"%PDF-1.7\nstartxref\n0\n%%EOF",
        b"%PDF-1.7\nstartxref\n99999\n%%EOF",
        b"\x00" + WHOLE,
        b"<html>" + WHOLE,
        WHOLE[:-8],
        WHOLE + b"PK\x03\x04" + b"x" * 4000,
        WHOLE.replace(b"/Root 1 0 R", b"/Root 9 0 R"),
        WHOLE.replace(b"/Root 1 0 R", b"/Info 1 0 R"),
        WHOLE.replace(b"%PDF-1.7", b"%PDF-9.9"),
        STREAM.replace(b"/Type/XRef", b"/Type/Page"),
        STREAM.replace(b"endstream", b"endstroom"),
    ],
)
def test_what_only_begins_like_one_is_refused(rubbish: bytes) -> None:
    assert not is_pdf(rubbish)
    with pytest.raises(GeenPdf, match="Bewaar het als pdf"):
        check_pdf(rubbish)


@given(st.binary(max_size=300), st.integers(0, len(WHOLE)))
def test_no_bytes_make_it_fall_over(noise: bytes, at: int) -> None:
    is_pdf(WHOLE[:at] + noise + WHOLE[at:])
    is_pdf(noise)


def test_a_document_has_at_most_10_mib() -> None:
    with pytest.raises(PdfTeGroot, match="hoogstens 10 MB"):
        check_pdf(WHOLE.replace(b"\n% ", b"\n% " + b" " * LARGEST))

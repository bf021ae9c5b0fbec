"""A signature on paper is kept as a clean file, with its code in the log, and is not public."""

from __future__ import annotations

import hashlib
import io
import json

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.convenant.factories import een_convenant, een_handtekening, een_tafel, leg_ter_tekening
from tests.factories import een_lid
from tests.support.client import Client
from vereniging.convenant import acties
from vereniging.convenant.models import Convenant, Handtekeningopgave, Ondertekening
from vereniging.logboek.models import Logboek

PAGINA = "/bestuur/convenant/versie/2026"
WIE = {
    "naam": "Kim Tekenaar", "functie": "directeur", "datum": "2026-11-20",
    "bevoegdheid": "Bestuurder volgens de KVK",
}  # fmt: skip
BASIS = "/bestuur/convenant/handtekeningen"


def een_scan() -> bytes:
    """A photo that says where it was made."""
    image = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "thuis bij Kim"
    Image.new("RGB", (60, 40), "white").save(image, "JPEG", exif=exif, comment=b"geheim")
    return image.getvalue()


def ter_tekening(data: Session) -> tuple[Convenant, dict[str, object]]:
    zetels, convenant = een_tafel(), een_convenant()
    data.add(convenant)
    leg_ter_tekening(convenant)
    data.commit()
    return convenant, {**WIE, "organisatie": str(zetels[1].organisaties[0].id)}


def test_a_scan_is_kept_clean_coded_and_only_for_the_commission(
    data: Session, login: Login, client: Client
) -> None:
    convenant, velden = ter_tekening(data)
    officer = login(een_lid(), "secretaris")
    goed = {**velden, "scan": (io.BytesIO(een_scan()), "scan.jpg")}
    assert officer.post(f"{PAGINA}/handtekeningen", goed).status_code == 303
    opgave = data.scalars(select(Handtekeningopgave)).one()
    ander = login(een_lid(), "voorzitter")
    assert ander.get(f"{BASIS}/{opgave.id}/opgave/scan").mimetype == "image/jpeg"
    assert ander.post(f"{BASIS}/{opgave.id}/goed").status_code == 303
    found = data.scalars(select(Ondertekening)).one()
    page = f"{BASIS}/{found.id}/scan"
    sent = officer.get(page)
    assert sent.mimetype == "image/jpeg"
    assert hashlib.sha256(sent.data).hexdigest() == found.scan_sha256
    assert b"thuis bij Kim" not in sent.data
    assert b"geheim" not in sent.data
    assert sent.headers["Cache-Control"] == "no-store"
    assert found.scan_sha256[:16] in officer.get(PAGINA).text
    line = data.scalars(select(Logboek).where(Logboek.soort == "convenant.ondertekend")).one()
    assert found.scan_sha256 in json.dumps(line.wat)
    assert client.get(page).status_code in {302, 303}
    assert login(een_lid()).get(page).status_code == 403
    public = client.get(f"/convenant/{convenant.versie}").text
    assert "Kim Tekenaar" not in public
    assert found.scan not in public


@pytest.mark.parametrize("slecht", [b"<svg onload=x>", b"GIF89a", b""])
def test_what_is_no_scan_is_refused_and_nothing_is_signed(
    data: Session, login: Login, slecht: bytes
) -> None:
    _convenant, velden = ter_tekening(data)
    officer = login(een_lid(), "secretaris")
    fout = {**velden, "scan": (io.BytesIO(slecht), "scan.pdf")}
    refused = officer.post(f"{PAGINA}/handtekeningen", fout)
    assert refused.status_code == 422
    assert "Kim Tekenaar" in refused.text
    assert data.scalars(select(Handtekeningopgave)).all() == []


def test_without_a_scan_a_signature_stands_too_and_has_no_page(data: Session, login: Login) -> None:
    _convenant, velden = ter_tekening(data)
    officer = login(een_lid(), "secretaris")
    assert officer.post(f"{PAGINA}/handtekeningen", velden).status_code == 303
    found = data.scalars(select(Handtekeningopgave)).one()
    assert found.scan == ""
    assert officer.get(f"{BASIS}/{found.id}/opgave/scan").status_code == 404
    assert "Er is geen scan" in officer.get(f"{BASIS}/{found.id}").text


def test_the_database_wants_a_code_with_every_scan(data: Session) -> None:
    zetels, convenant = een_tafel(), een_convenant()
    data.add(convenant)
    leg_ter_tekening(convenant)
    handtekening = een_handtekening(zetels[1].organisaties[0])
    handtekening.scan = "x.pdf"
    acties.teken(convenant, handtekening)
    with pytest.raises(IntegrityError):
        data.flush()

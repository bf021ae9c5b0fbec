"""Two people in one article or one promise: both texts are shown, and what was typed is kept."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.convenant.factories import een_afspraak, een_tafel
from tests.convenant.test_weg import een_concept
from tests.factories import een_lid
from tests.support.client import Client
from vereniging.convenant.models import AfspraakStand, Fase, Verankering

ARTIKEL = "/bestuur/convenant/versie/2026/artikelen/1"
AFSPRAAK = "/bestuur/convenant/afspraken/A-2026-001"
VELDEN = {
    "tekst": "Betere lampen op het pad", "maatstaf": "Alle lampen branden.", "partij": "gemeente",
    "thema": "groen", "voor_datum": "2026-12-01", "herhaling": "", "bron": "", "versie": "1",
}  # fmt: skip


def test_who_saves_an_article_last_sees_what_the_other_saved(data: Session, login: Login) -> None:
    een_tafel()
    artikel = een_concept(data).artikelen[0]
    data.commit()
    officer = login(een_lid(), "secretaris")
    assert 'name="versie" type="hidden" value="1"' in officer.get(ARTIKEL).text
    mijn = {"titel": "Groen", "tekst": "Acht bomen komen terug.", "in_het_kort": "Acht",
            "thema": "", "versie": "1"}  # fmt: skip
    assert officer.post(ARTIKEL, {**mijn, "tekst": "Tien bomen komen terug."}).status_code == 303
    botst = officer.post(ARTIKEL, mijn)
    assert botst.status_code == 409
    for words in ("Iemand anders bewaarde dit net ook", "Tien bomen komen terug.",
                  "Acht bomen komen terug.", 'name="versie" type="hidden" value="2"'):  # fmt: skip
        assert words in botst.text
    assert artikel.tekst == "Tien bomen komen terug."
    assert officer.post(ARTIKEL, {**mijn, "versie": "2"}).status_code == 303
    assert (artikel.tekst, artikel.versie) == ("Acht bomen komen terug.", 3)
    artikel.convenant.fase = Fase.BIJ_BENW
    data.commit()
    assert officer.post(ARTIKEL, {**mijn, "versie": "3"}).status_code == 409


def test_a_concept_of_a_promise_is_corrected_until_the_parties_have_it(
    data: Session, login: Login
) -> None:
    afspraak = een_afspraak(een_tafel()[1])
    data.add(afspraak)
    data.commit()
    officer, page = login(een_lid(), "afgevaardigde"), f"{AFSPRAAK}/wijzigen"
    assert "Lampen op het pad" in officer.get(page).text
    assert officer.post(page, {**VELDEN, "maatstaf": ""}).status_code == 422
    assert officer.post(page, VELDEN).status_code == 303
    botst = officer.post(page, {**VELDEN, "tekst": "Mijn eigen woorden", "partij": "welzijn"})
    assert botst.status_code == 409
    for words in ("Betere lampen op het pad", "Mijn eigen woorden", "1 december 2026"):
        assert words in botst.text
    assert afspraak.partij.code == "gemeente"
    assert officer.post(page, {**VELDEN, "versie": "2"}).status_code == 303
    assert login(een_lid()).get(page).status_code == 403
    afspraak.stand = AfspraakStand.VOORGELEGD
    data.commit()
    assert officer.get(page).status_code == 409
    assert officer.post(page, {**VELDEN, "versie": "3"}).status_code == 409


def test_everyone_reads_where_a_promise_is_laid_down(
    data: Session, login: Login, client: Client
) -> None:
    afspraak = een_afspraak(een_tafel()[1])
    data.add(afspraak)
    data.commit()
    officer, page = login(een_lid(), "afgevaardigde"), f"{AFSPRAAK}/wijzigen"
    los = {**VELDEN, "verankerd_waar": "artikel 4"}
    assert officer.post(page, los).status_code == 422
    assert officer.post(page, {**los, "verankerd_in": "vergunning"}).status_code == 303
    assert afspraak.verankerd_in is Verankering.VERGUNNING
    afspraak.stand = AfspraakStand.VAN_KRACHT
    data.commit()
    assert "In een vergunning: artikel 4" in client.get("/afspraken/A-2026-001").text
    assert '"vergunning";"artikel 4"' in client.get("/afspraken.csv").text
    afspraak.verankerd_in = None
    with pytest.raises(IntegrityError):
        data.flush()

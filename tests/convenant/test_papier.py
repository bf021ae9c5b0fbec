"""The covenant on paper says what it is: every article, who signed, and whether it binds."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.convenant.factories import een_handtekening, een_tafel, leg_ter_tekening
from tests.convenant.test_weg import een_concept
from tests.support.client import Client
from vereniging.convenant import acties
from vereniging.convenant.papier import velden

DAG = date(2026, 11, 22)


def test_a_text_that_not_all_signed_says_so_on_paper_and_names_no_person(data: Session) -> None:
    zetels = een_tafel()
    convenant = een_concept(data)
    leg_ter_tekening(convenant)
    for zetel in zetels[:4]:
        acties.teken(convenant, een_handtekening(zetel.organisaties[0]))
    data.flush()
    made = velden(convenant, DAG)
    assert made["waarschuwing"].startswith("Nog niet getekend door Welzijn.")
    assert made["tekenen"][-1] == ["Welzijn", "nog niet getekend"]
    assert made["tekenen"][0][1].startswith("Organisatie Bewoners, ")
    assert [each["kop"] for each in made["artikelen"]] == ["Artikel 1: Groen"]
    assert "Sam Contact" not in str(made)
    assert ["Code van de tekst", convenant.sha256] in made["feiten"]
    acties.teken(convenant, een_handtekening(zetels[4].organisaties[0]))
    assert velden(convenant, DAG)["waarschuwing"] == ""


def test_everyone_prints_the_text(data: Session, client: Client) -> None:
    pytest.importorskip("typst")
    een_tafel()
    een_concept(data)
    data.commit()
    assert "/convenant/2026.pdf" in client.get("/convenant/2026").text
    sent = client.get("/convenant/2026.pdf")
    assert (sent.mimetype, sent.data[:4]) == ("application/pdf", b"%PDF")
    assert client.get("/convenant/2030.pdf").status_code == 404

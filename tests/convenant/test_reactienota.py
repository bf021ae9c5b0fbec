"""The note on reactions says what everyone may read, and no more."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from tests.convenant.factories import een_tafel
from tests.convenant.test_weg import VANDAAG, een_concept
from tests.support.client import Client
from vereniging.convenant import acties
from vereniging.convenant.models import Artikelreactie, Convenant, Fase, Reactielot, Reactiesoort
from vereniging.convenant.reactienota import velden
from vereniging.core.links import new_seed

NOTA = "/convenant/2026/reactienota.pdf"


def een_reactie(convenant: Convenant, nu: datetime, tekst: str, **anders: object) -> Artikelreactie:
    gegevens: dict[str, object] = {
        "artikel": convenant.artikelen[0], "soort": Reactiesoort.BEZWAAR, "naam": "Bo Buur",
        "naam_tonen": False, "email": "bo@example.org",
    }  # fmt: skip
    reactie = Artikelreactie(tekst=tekst, kiem=new_seed(), op=nu, **{**gegevens, **anders})  # type: ignore[arg-type]  # its fields
    acties.reageer(reactie, nu)
    acties.bevestig(reactie)
    return reactie


def met_reacties(data: Session, nu: datetime) -> Convenant:
    een_tafel()
    convenant = een_concept(data, Fase.DEFINITIEF_CONCEPT)
    gezien = een_reactie(convenant, nu, "Zes bomen is te weinig.")
    met_naam = een_reactie(convenant, nu, "Plant ook struiken 🌳.", naam_tonen=True)
    weg = een_reactie(convenant, nu, "De buurman is een dief.")
    een_reactie(convenant, nu, "Nog niet gelezen.")
    for each in (gezien, met_naam, weg):
        acties.plaats(each)
    acties.verberg(weg, "U noemt een ander mens.")
    acties.beantwoord(gezien, Reactielot.DEELS, "Het worden er acht.", nu)
    data.commit()
    return convenant


def test_each_reaction_stands_with_its_answer_and_only_who_wants_it_by_name(
    data: Session, nu: datetime
) -> None:
    (artikel,) = velden(met_reacties(data, nu), VANDAAG)["artikelen"]
    assert [each["tekst"] for each in artikel["reacties"]] == [
        "Zes bomen is te weinig.", "Plant ook struiken 🌳.",
    ]  # fmt: skip
    eerste, tweede = artikel["reacties"]
    assert eerste["antwoord"] == "Het worden er acht."
    assert "Bo Buur" not in eerste["wie"]
    assert "Bo Buur" in tweede["wie"]
    assert tweede["lot"] == "Nog geen antwoord"
    assert artikel["geen"] == ""


def test_everyone_finds_and_prints_it(data: Session, nu: datetime, client: Client) -> None:
    pytest.importorskip("typst")
    met_reacties(data, nu)
    assert "reactienota.pdf" in client.get("/convenant/2026").text
    sent = client.get(NOTA)
    assert sent.mimetype == "application/pdf"
    assert sent.data.startswith(b"%PDF")
    assert client.get("/convenant/2030/reactienota.pdf").status_code == 404


def test_a_text_that_nobody_spoke_about_has_a_note_that_says_so(
    data: Session, client: Client
) -> None:
    pytest.importorskip("typst")
    een_tafel()
    convenant = een_concept(data)
    data.commit()
    made = velden(convenant, VANDAAG)
    assert (made["leeg"], made["artikelen"]) == ("Niemand reageerde op deze tekst.", [])
    assert "reactienota.pdf" not in client.get("/convenant/2026").text
    assert client.get(NOTA).data.startswith(b"%PDF")

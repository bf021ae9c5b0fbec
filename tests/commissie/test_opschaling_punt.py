"""What the parties do not agree on climbs past the commission, with the members' permission."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.commissie.test_opschaling import Machtig, een_besluit, machtig
from tests.commissie.test_tafel import bezig
from tests.conftest import Login
from tests.convenant.factories import een_geldende_afspraak
from tests.factories import een_lid
from tests.support.client import Client
from vereniging.commissie import acties
from vereniging.commissie.dossier import maak_zip
from vereniging.commissie.models import (
    Agendapunt,
    Dossierniveau,
    MachtigingNodig,
    Opschaling,
    Partijstandpunt,
    Stapuitkomst,
    Stapwens,
    Trede,
    Uitkomst,
    UitkomstSoort,
    WelConsensus,
)
from vereniging.convenant.models import Partijantwoord
from vereniging.convenant.queries import partijen
from vereniging.core.errors import KanNietMeer

__all__ = ["machtig"]
NEE = "Wij willen eerst een telling zien, dan pas dit."
GEEN = UitkomstSoort.GEEN_CONSENSUS


def zonder_consensus(data: Session, nu: datetime, soort: UitkomstSoort = GEEN) -> Agendapunt:
    """An item that one party did not want."""
    zetels, _vergadering, punt = bezig(data, nu)
    if soort is GEEN:
        gezegd = Partijstandpunt(
            partij=zetels[1], antwoord=Partijantwoord.NIET_EENS, toelichting=NEE
        )
        acties.leg_standpunt_vast(punt, gezegd)
    uitkomst = Uitkomst(soort=soort, tekst="De gemeente wil niet.", vastgelegd_op=nu)
    acties.leg_vast(punt, uitkomst, nu)
    data.flush()
    return punt


def test_it_starts_where_the_commission_stopped(data: Session, nu: datetime) -> None:
    punt = zonder_consensus(data, nu)
    opschaling = acties.schaal_punt_op(punt, nu)
    assert opschaling.kenmerk == "O-2026-0001"
    assert (opschaling.titel, opschaling.partij) == (punt.titel, None)
    (stap,) = opschaling.stappen
    assert (stap.trede, stap.uitkomst) == (Trede.COMMISSIE, Stapuitkomst.MISLUKT)
    assert stap.begin == punt.vergadering.dag
    assert opschaling.volgende is Trede.BESTUURLIJK_OVERLEG
    with pytest.raises(KanNietMeer):
        acties.schaal_punt_op(punt, nu)


@pytest.mark.parametrize("soort", [soort for soort in UitkomstSoort if soort is not GEEN])
def test_what_was_not_refused_does_not_climb(
    data: Session, nu: datetime, soort: UitkomstSoort
) -> None:
    with pytest.raises(WelConsensus):
        acties.schaal_punt_op(zonder_consensus(data, nu, soort), nu)


def test_an_item_without_an_outcome_does_not_climb(data: Session, nu: datetime) -> None:
    _zetels, _vergadering, punt = bezig(data, nu)
    with pytest.raises(WelConsensus):
        acties.schaal_punt_op(punt, nu)


def test_a_mediator_needs_the_board_and_a_mandate_with_room_and_court_a_vote(
    data: Session, nu: datetime, machtig: Machtig
) -> None:
    opschaling = acties.schaal_punt_op(zonder_consensus(data, nu), nu)
    acties.volgende_trede(opschaling, Stapwens(Trede.BESTUURLIJK_OVERLEG), nu)
    acties.laat_stap_mislukken(opschaling, "Er kwam niets uit.", date(2026, 12, 20))
    besluit = een_besluit(nu)
    with pytest.raises(MachtigingNodig):
        acties.volgende_trede(opschaling, Stapwens(Trede.BEMIDDELAAR, besluit=besluit), nu)
    machtig("parkeren", False)
    wens = Stapwens(Trede.BEMIDDELAAR, besluit=besluit, machtiging="parkeren")
    acties.volgende_trede(opschaling, wens, nu)
    acties.laat_stap_mislukken(opschaling, "Dit is vertrouwelijk.", date(2027, 1, 20))
    assert opschaling.stap.toelichting == ""
    machtig("ander", False)
    recht = Stapwens(Trede.RECHTER, besluit=een_besluit(nu), machtiging="ander")
    with pytest.raises(MachtigingNodig):
        acties.volgende_trede(opschaling, recht, nu)
    machtig("ander", True)
    acties.volgende_trede(opschaling, recht, nu)
    assert opschaling.stap.trede == Trede.RECHTER


def test_officers_bring_it_up_and_everyone_follows(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    punt = zonder_consensus(data, nu)
    data.commit()
    base = f"/bestuur/vergaderingen/{punt.vergadering.slug}"
    officer = login(een_lid(), "afgevaardigde")
    assert "Breng dit een stap hoger" in officer.get(base).text
    omhoog = f"{base}/punten/{punt.id}/opschalen"
    assert login(een_lid()).post(omhoog).status_code == 403
    assert officer.post(f"{base}/punten/999/opschalen").status_code == 404
    assert officer.post(omhoog).status_code == 303
    assert officer.post(omhoog).status_code == 409
    assert "Breng dit een stap hoger" not in officer.get(base).text
    assert punt.titel in officer.get("/bestuur/opschaling").text
    assert officer.get("/bestuur/opschaling/O-2026-0001").status_code == 200
    page = client.get(f"/vergaderingen/{punt.vergadering.slug}").text
    assert "/opschaling/O-2026-0001" in page
    shown = client.get("/opschaling/O-2026-0001").text
    assert "De partijen werden het hierover niet eens" in shown
    assert "De gemeente wil niet." in shown
    assert officer.post("/bestuur/opschaling/O-2026-0001/trede", {"trede": "3"}).status_code == 303
    assert "Bestuurlijk overleg" in client.get("/opschaling/O-2026-0001").text


def test_its_dossier_holds_what_each_party_said(data: Session, nu: datetime) -> None:
    opschaling = acties.schaal_punt_op(zonder_consensus(data, nu), nu)
    data.commit()
    first = maak_zip(opschaling, Dossierniveau.COMMISSIE)
    assert maak_zip(opschaling, Dossierniveau.COMMISSIE) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        index = archive.read("index.csv").decode("utf-8-sig")
        log = [json.loads(line) for line in archive.read("logboek.jsonl").splitlines()]
    assert NEE in index
    assert "De gemeente wil niet." in index
    assert [line["soort"] for line in log] == ["opschaling.begonnen"]


@pytest.mark.parametrize("beide", [True, False])
def test_the_database_wants_one_subject(data: Session, nu: datetime, *, beide: bool) -> None:
    punt = zonder_consensus(data, nu)
    afspraak = een_geldende_afspraak(partijen(), kenmerk="A-2025-900")
    data.add(
        Opschaling(
            kenmerk="O-2026-0009", begonnen_op=date(2026, 12, 1),
            afspraak=afspraak if beide else None, agendapunt=punt if beide else None,
        )
    )  # fmt: skip
    with pytest.raises(IntegrityError):
        data.flush()

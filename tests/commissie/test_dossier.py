"""What proves an escalation: who gets which part of it, and that it is unchanged."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.commissie.test_opschaling import DAG, PAGINA, een_besluit, op_trede, opgeschaald
from tests.commissie.test_opschaling_punt import zonder_consensus
from tests.conftest import Login
from tests.factories import een_lid
from tests.support.client import Client
from tests.support.work import work
from vereniging.commissie import acties
from vereniging.commissie.acties import Dossierwens
from vereniging.commissie.dossier import maak_pdf, maak_zip, map_van_dossiers, pdf_uit
from vereniging.commissie.models import (
    Dossier,
    Dossierniveau,
    Niveau,
    Opschaling,
    Stapwens,
    Trede,
    Vergaderstuk,
)
from vereniging.convenant.bestanden import map_van
from vereniging.core.files import store
from vereniging.core.i18n import in_language
from vereniging.logboek.models import GENESIS, Logboek, canonical
from vereniging.toegang.models import Account

WENS = Dossierwens(Dossierniveau.COMMISSIE, "Voor de vergadering van maandag.", None)
VRAAG = {"niveau": "bemiddelaar", "waarom": "De bemiddelaar begint op maandag."}
GEHEIM = "De gemeente bood duizend euro."


def inhoud(bundel: bytes) -> dict[str, bytes]:
    """The files in it by name."""
    with zipfile.ZipFile(io.BytesIO(bundel)) as archive:
        return {naam: archive.read(naam) for naam in archive.namelist()}


def test_its_sums_and_each_line_of_the_log_can_be_checked_by_anybody(data: Session) -> None:
    opschaling = opgeschaald(data)
    data.commit()
    bundel = maak_zip(opschaling, Dossierniveau.COMMISSIE)
    assert maak_zip(opschaling, Dossierniveau.COMMISSIE) == bundel
    files = inhoud(bundel)
    assert list(files) == sorted(files)
    sommen = dict(regel.split("  ")[::-1] for regel in files["SHA256SUMS"].decode().splitlines())
    assert sommen == {
        naam: hashlib.sha256(body).hexdigest()
        for naam, body in files.items()
        if naam != "SHA256SUMS"
    }
    log = [json.loads(line) for line in files["logboek.jsonl"].splitlines()]
    assert [line["soort"] for line in log] == ["afspraak.opgeschaald", "opschaling.begonnen"]
    for line in log:
        assert found_hash(line) == line["hash"]
        line["wat"] = {**line["wat"], "trede": 5}
        assert found_hash(line) != line["hash"]
    assert "Trede 0" in files["index.csv"].decode("utf-8-sig")


def found_hash(line: dict[str, object]) -> str:
    """The hash that a line of the log should have, from what stands in the dossier."""
    tijd = datetime.fromisoformat(str(line["tijd"])).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    facts = {"soort": line["soort"], "tijd": tijd, "volgnr": line["volgnr"], "wat": line["wat"]}
    vorige = bytes.fromhex(str(line["vorige"]))
    assert len(vorige) == len(GENESIS)
    return hashlib.sha256(b"\x02" + vorige + canonical(facts)).hexdigest()


def test_another_fact_makes_another_dossier(data: Session) -> None:
    opschaling = opgeschaald(data)
    first = maak_zip(opschaling, Dossierniveau.COMMISSIE)
    acties.laat_stap_mislukken(opschaling, "Geen antwoord gekregen.", DAG)
    data.flush()
    assert maak_zip(opschaling, Dossierniveau.COMMISSIE) != first


def test_the_part_to_read_is_the_same_each_time_and_says_for_whom(data: Session) -> None:
    pytest.importorskip("typst")
    opschaling = opgeschaald(data)
    made = {niveau: maak_pdf(opschaling, niveau) for niveau in Dossierniveau}
    assert len(set(made.values())) == 3
    with in_language("en"):  # whoever presses, the parties and the court read Dutch
        assert maak_pdf(opschaling, Dossierniveau.RECHTER) == made[Dossierniveau.RECHTER]
    bundel = maak_zip(opschaling, Dossierniveau.RECHTER)
    assert pdf_uit(bundel) == made[Dossierniveau.RECHTER]


@pytest.mark.parametrize("niveau", list(Dossierniveau))
def test_what_was_said_at_a_mediation_is_in_no_dossier(
    data: Session, nu: datetime, niveau: Dossierniveau
) -> None:
    besluit = een_besluit(nu)
    besluit.titel, besluit.is_openbaar = "Wij zakken tot vier bankjes", True
    opschaling = op_trede(data, Trede.BESTUURLIJK_OVERLEG)
    opschaling.mislukken("Er kwam niets uit.", DAG)
    wens = Stapwens(Trede.BEMIDDELAAR, besluit=besluit, machtiging="m4")
    opschaling.volgende_trede(wens, DAG, is_gemachtigd=True)
    acties.laat_stap_mislukken(opschaling, GEHEIM, DAG)
    data.commit()
    bundel = maak_zip(opschaling, niveau)
    for naam, body in inhoud(bundel).items():
        assert b"duizend euro" not in body, naam
        assert b"vier bankjes" not in body, naam
    index = inhoud(bundel)["index.csv"].decode("utf-8-sig")
    assert "Trede 4: Bemiddelaar. Leden: m4. Uitkomst: mislukt, 23-11-2026." in index


def test_a_decision_of_the_board_is_told_in_words_only_outside_the_commission(
    data: Session, nu: datetime
) -> None:
    opschaling, besluit = opgeschaald(data), een_besluit(nu)
    wens = Stapwens(Trede.COMMISSIE, besluit=besluit, reden="Er is spoed, het is gevaarlijk.")
    acties.volgende_trede(opschaling, wens, nu)
    data.flush()
    told = {
        niveau: "Wij gaan verder" in inhoud(maak_zip(opschaling, niveau))["index.csv"].decode()
        for niveau in Dossierniveau
    }
    assert list(told.values()) == [False, True, True]


def test_papers_go_along_as_far_as_their_level_allows(data: Session, nu: datetime) -> None:
    punt = zonder_consensus(data, nu)
    opschaling = acties.schaal_punt_op(punt, nu)
    account = Account(email="samira@example.org", gemaakt_op=nu)
    data.add(account)
    data.flush()
    for niveau in Niveau:
        data.add(Vergaderstuk(
            vergadering=punt.vergadering, agendapunt=punt, titel=f"Stuk {niveau}",
            bestand=store(map_van("stukken"), f"%PDF-1.7 {niveau}".encode()), sha256="x" * 64,
            niveau=niveau, geplaatst_op=nu, geplaatst_door_id=account.id,
        ))  # fmt: skip
    data.flush()
    for reader, count in (("commissie", 2), ("bemiddelaar", 2), ("rechter", 3)):
        files = inhoud(maak_zip(opschaling, Dossierniveau(reader)))
        papers = [body for naam, body in files.items() if naam.startswith("stukken/")]
        assert len(papers) == count
        assert b"%PDF-1.7 bestuur" not in papers
        assert (b"%PDF-1.7 leden" in papers) is (reader == "rechter")


def test_officers_ask_for_it_with_a_reason_and_take_it_within_a_week(
    app: Flask, data: Session, login: Login, client: Client
) -> None:
    opgeschaald(data)
    officer = login(een_lid(), "afgevaardigde")
    vraag = f"{PAGINA}/dossier"
    assert login(een_lid()).post(vraag, VRAAG).status_code == 403
    refused = officer.post(vraag, {"niveau": "bemiddelaar", "waarom": "Zomaar"})
    assert refused.status_code == 422
    assert "Zomaar" in refused.text
    assert officer.post(vraag, {**VRAAG, "niveau": "krant"}).status_code == 422
    assert officer.post(vraag, VRAAG).status_code == 303
    assert data.scalars(select(Dossier)).all() == []
    work()
    dossier = data.scalars(select(Dossier)).one()
    assert (dossier.niveau, dossier.reden) == (Dossierniveau.BEMIDDELAAR, VRAAG["waarom"])
    page = officer.get(PAGINA).text
    assert dossier.sha256 in page
    assert "Voor de bemiddelaar" in page
    assert dossier.sha256 in client.get("/opschaling/A-2026-001").text
    (line,) = data.scalars(select(Logboek).where(Logboek.soort == "dossier.vastgelegd"))
    assert dossier.sha256 in json.dumps(line.wat)
    assert VRAAG["waarom"] not in json.dumps(line.wat)
    assert [fact.waarde for fact in line.gegevens] == [VRAAG["waarom"]]
    downloads = re.findall(rf"{PAGINA}/dossier/\d+\.(?:zip|pdf)", page)
    assert downloads
    answer = officer.get(downloads[0])
    assert hashlib.sha256(answer.data).hexdigest() == dossier.sha256
    assert answer.headers["Cache-Control"] == "no-store"
    assert login(een_lid()).get(downloads[0]).status_code == 403
    assert officer.get(f"{PAGINA}/dossier/999.zip").status_code == 404


def test_after_a_week_only_the_hash_remains(data: Session, nu: datetime, login: Login) -> None:
    opschaling = opgeschaald(data)
    dossier = acties.maak_dossier(opschaling, WENS, nu)
    data.flush()
    path = map_van_dossiers() / f"{dossier.sha256}.zip"
    acties.ruim_dossiers_op(nu + timedelta(days=8))
    assert not path.exists()
    officer = login(een_lid(), "secretaris")
    assert "Niet meer te downloaden" in officer.get(PAGINA).text
    assert officer.get(f"{PAGINA}/dossier/{dossier.id}.zip").status_code == 404


def test_within_the_week_it_stays_and_what_was_changed_is_not_given(
    data: Session, nu: datetime, login: Login
) -> None:
    opschaling = opgeschaald(data)
    dossier = acties.maak_dossier(opschaling, WENS, nu)
    data.flush()
    path = map_van_dossiers() / f"{dossier.sha256}.zip"
    oud = (datetime.now(UTC) - timedelta(days=3)).timestamp()
    os.utime(path, (oud, oud))
    acties.ruim_dossiers_op(nu + timedelta(days=6))
    assert path.exists()
    path.write_bytes(b"iets anders")
    officer = login(een_lid(), "secretaris")
    assert officer.get(f"{PAGINA}/dossier/{dossier.id}.zip").status_code == 404


def test_the_database_wants_a_reason(data: Session, nu: datetime) -> None:
    opschaling = opgeschaald(data)
    data.add(Dossier(opschaling=opschaling, op=nu, niveau=Dossierniveau.RECHTER, reden="kort",
                     sha256="a" * 64))  # fmt: skip
    with pytest.raises(IntegrityError):
        data.flush()
    assert isinstance(opschaling, Opschaling)

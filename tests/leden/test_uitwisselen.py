"""The register as a file: what goes out comes in again unchanged."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from tests.factories import een_huishouden, een_lid
from vereniging.core.export import read_csv, write_csv
from vereniging.leden import invoer
from vereniging.leden.acties import uitwisselen
from vereniging.leden.invoer import KOLOMMEN, Bestand
from vereniging.leden.models import Adres, Huishouden, Lid, Lidmaatschap, LidSoort

VANDAAG = date(2026, 11, 22)
GOED = {
    "lidnummer": "12", "voornaam": "Kim", "achternaam": "Verbeek", "straat": "Laan",
    "huisnummer": "3", "postcode": "2399 ZZ", "plaats": "Leiden", "email": "kim@example.org",
    "soort": "lid", "ingangsdatum": "2024-01-01",
}  # fmt: skip


def bestand(*rijen: dict[str, str], kolommen: tuple[str, ...] = KOLOMMEN) -> bytes:
    return b"".join(
        write_csv(kolommen, [[rij.get(kolom, "") for kolom in kolommen] for rij in rijen])
    )


def lees(data: bytes) -> Bestand:
    gelezen = invoer.lees(read_csv(data))
    uitwisselen.keur(gelezen)
    return gelezen


def leeg(data: Session) -> None:
    data.execute(update(Huishouden).values(betaler_id=None))
    data.execute(delete(Lidmaatschap))
    data.execute(delete(Lid))
    data.execute(delete(Huishouden))
    data.execute(delete(Adres))
    data.expunge_all()


def test_export_then_import_then_export_is_the_same(data: Session, nu: datetime) -> None:
    lid, huisgenoot = een_lid(tussenvoegsel="van 't", voorletters="K."), een_lid(email=None)
    huisgenoot.adres = lid.adres
    gift = een_lid(LidSoort.DONATEUR, achternaam="=cmd", telefoon="+31612345678")
    weg = een_lid()
    weg.lidmaatschappen[0].einde = date(2026, 12, 31)
    data.add_all([een_huishouden(lid, huisgenoot), gift, weg])
    data.flush()
    before = b"".join(uitwisselen.exporteer(VANDAAG))
    leeg(data)
    gelezen = lees(before)
    assert gelezen.fouten == []
    assert len(uitwisselen.importeer(gelezen, nu)) == 4
    data.flush()
    data.expire_all()
    assert b"".join(uitwisselen.exporteer(VANDAAG)) == before


def test_the_export_is_as_of_a_day(data: Session) -> None:
    lid = een_lid()
    lid.lidmaatschappen[0].einde = date(2025, 12, 31)
    data.add(lid)
    data.flush()
    assert len(read_csv(b"".join(uitwisselen.exporteer(VANDAAG)))) == 1
    assert len(read_csv(b"".join(uitwisselen.exporteer(date(2025, 12, 31))))) == 2


@pytest.mark.parametrize(
    ("anders", "sentence"),
    [
        ({"voornaam": ""}, "Vul de kolom voornaam in."),
        ({"lidnummer": "0"}, "Het lidnummer is een getal boven 0."),
        ({"huisnummer": "drie"}, "Het huisnummer is een getal boven 0."),
        ({"postcode": "12"}, "De postcode is 4 cijfers en 2 letters, zoals 2399 ZZ."),
        ({"email": "kim"}, "Naar dit e-mailadres kan geen e-mail."),
        ({"soort": "keizer"}, "De soort is lid, erelid, bedrijf of donateur."),
        ({"ingangsdatum": "1 januari"}, "Vul de ingangsdatum in als 2026-11-22."),
        ({"einddatum": "ooit"}, "Vul de einddatum in als 2026-12-31, of laat hem leeg."),
        ({"einddatum": "2023-12-31"}, "De einddatum ligt voor de ingangsdatum."),
        ({"achternaam": "x" * 121}, "Te lang: achternaam heeft hoogstens 120 tekens."),
    ],
)
def test_a_wrong_row_is_named_by_its_line(
    data: Session, anders: dict[str, str], sentence: str
) -> None:
    ander = {**GOED, "lidnummer": "11", "email": ""}
    gelezen = lees(bestand(ander, {**GOED, **anders}))
    assert gelezen.fouten == [(3, sentence)]
    assert [rij.regel for rij in gelezen.rijen] == [2]


def test_the_same_number_or_address_twice_is_refused(data: Session) -> None:
    gelezen = lees(bestand(GOED, {**GOED, "email": ""}, {**GOED, "lidnummer": "13"}))
    assert gelezen.fouten == [
        (3, "lidnummer staat ook op regel 2."),
        (4, "email staat ook op regel 2."),
    ]


def test_what_the_register_has_is_not_taken_again(data: Session) -> None:
    data.add(een_lid(lidnummer=12, email="ander@example.org"))
    data.add(een_lid(lidnummer=14, email="kim@example.org"))
    data.flush()
    gelezen = lees(bestand(GOED))
    assert len(gelezen.fouten) == 2
    assert gelezen.rijen == []


def test_a_file_without_households_makes_one_per_address(data: Session, nu: datetime) -> None:
    kolommen = tuple(kolom for kolom in KOLOMMEN if kolom not in {"huishouden", "letter"})
    rijen = [
        GOED,
        {**GOED, "lidnummer": "", "email": ""},
        {**GOED, "lidnummer": "", "email": "", "soort": "donateur"},
    ]
    gelezen = lees(bestand(*rijen, kolommen=kolommen))
    assert len(uitwisselen.importeer(gelezen, nu)) == 3
    data.flush()
    leden = data.scalars(select(Lid).order_by(Lid.lidnummer)).all()
    assert [lid.lidnummer for lid in leden] == [12, 13, 14]
    assert leden[0].huishouden is leden[1].huishouden is not None
    assert leden[2].huishouden is None
    assert data.scalar(select(func.count()).select_from(Adres)) == 1


def test_missing_and_unknown_columns_are_told(data: Session) -> None:
    gelezen = lees(bestand(GOED, kolommen=("voornaam", "schoenmaat")))
    assert gelezen.extra == ["schoenmaat"]
    assert gelezen.fouten[0][0] == 1
    assert "achternaam" in gelezen.fouten[0][1]


def test_an_empty_file_lacks_its_columns(data: Session) -> None:
    assert lees(b"").fouten


def test_the_command_stores_all_or_nothing(live_app: Flask, tmp_path: Path) -> None:
    runner = live_app.test_cli_runner()
    path = tmp_path / "leden.csv"
    path.write_bytes(bestand(GOED, {**GOED, "lidnummer": "13", "email": "x"}))
    refused = runner.invoke(args=["leden", "importeer", str(path)])
    assert refused.exit_code == 1
    assert "Regel 3: Naar dit e-mailadres kan geen e-mail." in refused.stderr
    assert runner.invoke(args=["leden", "exporteer"]).stdout_bytes.count(b"\n") == 1
    tried = runner.invoke(args=["leden", "importeer", str(path), "--goede-rijen", "--proef"])
    assert "Er is niets bewaard." in tried.stdout
    stored = runner.invoke(args=["leden", "importeer", str(path), "--goede-rijen"])
    assert "1 leden bewaard." in stored.stdout
    assert b"Verbeek" in runner.invoke(args=["leden", "exporteer"]).stdout_bytes
    path.write_bytes(b"\xff\xfe")
    assert runner.invoke(args=["leden", "importeer", str(path)]).exit_code == 1

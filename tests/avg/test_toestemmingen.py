"""A member sees what they agreed to, in which words and when, and takes it back as easily."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.avg.test_wissen import een_oud_lid
from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import een_buurt, een_melding
from tests.voeding.test_voeding import een_voeding
from vereniging.leden.acties.toestemmen import geef_toestemming, trek_toestemming_in
from vereniging.leden.acties.wissen import wis_lid
from vereniging.leden.models import Lid, Toestemming, Toestemmingsdoel
from vereniging.leden.models.toestemming import TekstVeranderd
from vereniging.leden.toestemmingen import TEKSTEN, TITELS, met_toestemming, versie
from vereniging.logboek.models import Logboek

PAGE = "/mijn/toestemmingen"
FOTO = Toestemmingsdoel.FOTO
# A text that members agreed to is never changed, only followed by a next one.
WOORDEN = {
    (Toestemmingsdoel.ALV_OPROEP, 1): "df89f892f895a875",
    (Toestemmingsdoel.FOTO, 1): "89a3cf8dd53a93b2",
}


def een_bestaand_lid(data: Session) -> Lid:
    data.add(lid := een_lid())
    data.flush()
    return lid


def test_consent_is_kept_with_its_words_and_its_time(data: Session, nu: datetime) -> None:
    lid = een_bestaand_lid(data)
    assert geef_toestemming(lid, FOTO, nu)
    assert not geef_toestemming(lid, FOTO, nu)
    row = data.scalars(select(Toestemming)).one()
    assert (row.tekstversie, row.van, row.tot) == (1, nu, None)
    assert met_toestemming(FOTO) == {lid.id}
    assert trek_toestemming_in(lid, FOTO, nu + timedelta(days=1))
    assert not trek_toestemming_in(lid, FOTO, nu)
    assert row.tot == nu + timedelta(days=1)
    assert geef_toestemming(lid, FOTO, nu + timedelta(days=2))
    data.commit()
    assert len(data.scalars(select(Toestemming)).all()) == 2
    kinds = [line.soort for line in data.scalars(select(Logboek).order_by(Logboek.volgnr))]
    assert kinds == ["toestemming.gegeven", "toestemming.ingetrokken", "toestemming.gegeven"]


def test_the_database_holds_one_consent_of_a_kind(data: Session, nu: datetime) -> None:
    lid = een_bestaand_lid(data)
    data.add_all(Toestemming(lid=lid, doel=FOTO, tekstversie=1, van=nu) for _twice in range(2))
    with pytest.raises(IntegrityError):
        data.flush()


def test_who_read_older_words_agrees_to_nothing(data: Session, nu: datetime) -> None:
    lid = een_bestaand_lid(data)
    with pytest.raises(TekstVeranderd):
        geef_toestemming(lid, FOTO, nu, gelezen=versie(FOTO) + 1)
    assert data.scalars(select(Toestemming)).all() == []


def test_the_words_of_a_version_never_change() -> None:
    found = {
        (doel, nummer): hashlib.sha256(str(words).encode()).hexdigest()[:16]
        for doel, texts in TEKSTEN.items()
        for nummer, words in enumerate(texts, 1)
    }
    assert found == WOORDEN
    assert set(TITELS) == set(TEKSTEN) == set(Toestemmingsdoel)


def test_it_goes_with_the_member(data: Session, nu: datetime) -> None:
    lid = een_oud_lid(data)
    geef_toestemming(lid, FOTO, nu)
    wis_lid(lid, nu)
    assert data.scalars(select(Toestemming)).all() == []


def test_the_page_gives_and_takes_back(data: Session, nu: datetime, login: Login) -> None:
    lid = een_bestaand_lid(data)
    member = login(lid)
    assert "Sta toe: Foto" in member.get(PAGE).text
    old = member.post(f"{PAGE}/geven", data={"doel": "foto", "versie": "7"})
    assert old.status_code == 409
    assert "Lees hem opnieuw" in old.text
    assert member.post(f"{PAGE}/geven", data={"doel": "alles", "versie": "1"}).status_code == 404
    assert member.post(f"{PAGE}/geven", data={"doel": "foto", "versie": "x"}).status_code == 409
    given = member.post(f"{PAGE}/geven", data={"doel": "foto", "versie": "1"})
    assert given.status_code == 303
    page = member.get(PAGE).text
    assert "Gegeven op zondag 22 november 2026, 20.00 uur, bij tekst 1." in page
    assert "waar ik op sta" in member.get("/mijn/inzage").text
    board = login(een_lid(), "secretaris").get(f"/bestuur/leden/{lid.lidnummer}").text
    assert "Foto’s van u op onze site" in board
    for _twice in range(2):
        assert member.post(f"{PAGE}/intrekken", data={"doel": "foto"}).status_code == 303
    assert "Wat u introk" in member.get(PAGE).text
    assert met_toestemming(FOTO) == set()
    assert member.post(f"{PAGE}/intrekken", data={}).status_code == 404
    assert nu


def test_a_name_beside_things_goes_from_all_of_them_at_once(
    data: Session, nu: datetime, login: Login
) -> None:
    lid, ander = een_bestaand_lid(data), een_bestaand_lid(data)
    buurt = een_buurt(data)
    thema = buurt.categorie.thema
    mine = een_voeding(lid=lid, naam_zichtbaar=True, thema=thema)
    other = een_voeding(lid=ander, naam_zichtbaar=True, thema=thema, kenmerk="V-2026-0099")
    melding = een_melding(buurt, nu, email=lid.email, mag_contact_delen=True)
    data.add_all([mine, other, melding])
    data.flush()
    member = login(lid)
    page = member.get(PAGE).text
    assert "U stond dit 1 keer toe." in page
    assert "Trek in: Uw naam bij uw inbreng" in page
    for code in ("naam-inbreng", "contact-melding", "naam-reactie"):
        assert member.post(f"{PAGE}/intrekken", data={"doel": code}).status_code == 303
    data.expire_all()
    assert (mine.naam_zichtbaar, melding.mag_contact_delen) == (False, False)
    assert other.naam_zichtbaar
    assert "Dit staat nergens aan." in member.get(PAGE).text

"""The pages of a general meeting, for members and for the secretary."""

from __future__ import annotations

import io
import re
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.alv.factories import een_alv, een_punt, een_stemming, leden, statuten
from tests.conftest import Login
from tests.factories import een_lid
from tests.stembus.factories import met_sleutel, om
from tests.support.pdf import a_pdf
from vereniging.alv.acties import roep_op
from vereniging.alv.models import Alv, AlvStand, Oproeping
from vereniging.leden.models import Toestemmingsdoel
from vereniging.leden.toestemmingen import geldende
from vereniging.stembus.acties import open_stemming
from vereniging.stembus.models import Stemming
from vereniging.stembus.queries import volmachten_van

PDF = a_pdf()


def test_the_secretary_plans_calls_and_prints(data: Session, login: Login, nu: datetime) -> None:
    leden(2)
    statuten(nu, "elektronisch_stemmen")
    browser = login(een_lid(), "secretaris")
    assert "Nog geen ledenvergaderingen." in browser.get("/bestuur/alv").text
    page = browser.post("/bestuur/alv/nieuw", {"soort": "jaarvergadering"})
    assert page.status_code == 422
    dag = nu + timedelta(days=21)
    velden = {
        "soort": "jaarvergadering", "vorm": "fysiek",
        "dag": f"{dag:%Y-%m-%d}", "uur": "19.30", "plaats": "Speeltuin",
        "voorwaarden": "Log in op de site en stem.",
    }  # fmt: skip
    url = f"/bestuur/alv/{dag:%Y-%m-%d}"
    assert browser.post("/bestuur/alv/nieuw", velden).headers["Location"].endswith(url)
    assert browser.post(f"{url}/punten", {"titel": "x"}).status_code == 422
    punt = {"titel": "Begroting 2027", "toelichting": "Zie het stuk.", "soort": "besluit"}
    assert browser.post(f"{url}/punten", punt).status_code == 303
    nummer = data.scalars(select(Alv)).one().punten[0].id
    assert browser.get(f"{url}/punten/{nummer}/stemming").status_code == 200
    vraag = {"vraag": "Stemt u in met de begroting?", "soort": "voor_tegen", "wanneer": "tijdens"}
    fout = browser.post(f"{url}/punten/{nummer}/stemming", vraag | {"minuten": "1"})
    assert fout.status_code == 422
    goed = browser.post(f"{url}/punten/{nummer}/stemming", vraag | {"minuten": "60"})
    assert goed.status_code == 303
    stemming = data.scalars(select(Stemming)).one()
    assert stemming.sluit_op - stemming.open_op == timedelta(hours=1)
    assert browser.get(f"{url}/wijzigen").status_code == 200
    assert browser.post(f"{url}/oproepen", {}).status_code == 303
    page = browser.get(f"{url}/brieven")
    nummers = re.findall(r'name="nummer" value="(\d+)"', page.text)
    assert len(nummers) == 3
    assert browser.get(f"{url}/brieven.pdf").data[:4] == b"%PDF"
    assert browser.post(f"{url}/brieven/gepost", {"nummer": nummers}).status_code == 303
    assert all(each.gepost_op for each in data.scalars(select(Oproeping)))
    assert "Alle brieven zijn op de post." in browser.get(f"{url}/brieven").text


def test_a_paper_is_for_members_once_they_are_called(
    data: Session, login: Login, nu: datetime
) -> None:
    alv = een_alv(nu)
    een_punt(alv)
    data.flush()
    secretaris, lid = login(een_lid(), "secretaris"), login(een_lid())
    url = f"/bestuur/alv/{alv.slug}/stukken"
    assert secretaris.post(url, {"titel": "Begroting"}).status_code == 422
    velden = {"titel": "Begroting", "bestand": (io.BytesIO(PDF), "begroting.pdf")}
    assert secretaris.post(url, velden).status_code == 303
    page = secretaris.get(url)
    nummer = re.findall(r"/stukken/(\d+)", page.text)[0]
    assert secretaris.get(f"{url}/{nummer}").status_code == 200
    assert lid.get(f"/alv/{alv.slug}").status_code == 404
    assert lid.get(f"/alv/{alv.slug}/stukken/{nummer}").status_code == 404
    roep_op(alv, nu)
    data.flush()
    assert "Begroting" in lid.get(f"/alv/{alv.slug}").text
    assert lid.get(f"/alv/{alv.slug}/stukken/{nummer}").data == PDF


def test_a_member_comes_chooses_mail_and_lets_another_vote(
    data: Session, login: Login, nu: datetime
) -> None:
    met_sleutel()
    gever, houder = leden(2)
    alv = een_alv(nu)
    stemming = een_stemming(alv, nu)
    roep_op(alv, nu)
    data.flush()
    browser, ander, url = login(gever), login(houder), f"/alv/{alv.slug}"
    page = browser.get(url)
    assert "Ik kom" in page.text
    assert "Geef volmacht" in page.text
    assert browser.post(f"{url}/komst", {"komt": "ja"}).status_code == 303
    assert "U zei dat u komt." in browser.get(url).text
    assert browser.post(f"{url}/oproep", {"mail": "ja"}).status_code == 303
    assert geldende(gever, Toestemmingsdoel.ALV_OPROEP) is not None
    assert browser.post(f"{url}/oproep", {"mail": "nee"}).status_code == 303
    assert geldende(gever, Toestemmingsdoel.ALV_OPROEP) is None
    fout = {"lidnummer": str(houder.lidnummer), "achternaam": "Iemand"}
    assert browser.post(f"{url}/volmacht", fout).status_code == 422
    goed = fout | {"achternaam": houder.achternaam}
    assert browser.post(f"{url}/volmacht", goed).status_code == 303
    assert f"{houder.naam} mag voor u stemmen." in browser.get(url).text
    assert f"U mag stemmen voor {gever.naam}" in ander.get(url).text
    open_stemming(stemming, om(alv.begin))
    data.flush()
    browser, ander = login(gever), login(houder)  # three weeks later
    adres = re.findall(r'href="(/stemmen/[^"]+/namens/[^"]+)"', ander.get(url).text)[0]
    assert ander.get(adres).status_code == 200
    assert browser.get(adres).status_code == 404
    assert browser.post(f"{url}/volmacht/intrekken", {}).status_code == 303
    assert volmachten_van(stemming) == []
    assert browser.post(f"{url}/volmacht/intrekken", {}).status_code == 404


def test_after_the_meeting_members_read_the_minutes(
    data: Session, login: Login, nu: datetime
) -> None:
    alv = een_alv(nu)
    een_punt(alv)
    roep_op(alv, nu)
    data.flush()
    om(alv.begin)
    browser, lid = login(een_lid(), "secretaris"), login(een_lid())
    url = f"/bestuur/alv/{alv.slug}"
    assert browser.get(f"{url}/notulen").status_code == 409
    assert browser.post(f"{url}/houden", {}).status_code == 303
    assert "De notulen komen nog." in lid.get(f"/alv/{alv.slug}").text
    assert browser.post(f"{url}/notulen", {"tekst": "Kort"}).status_code == 422
    tekst = "De leden bespraken het plan voor 2027."
    assert browser.post(f"{url}/notulen", {"tekst": tekst}).status_code == 303
    page = lid.get(f"/alv/{alv.slug}").text
    assert tekst in page
    assert "Concept" in page
    assert browser.post(f"{url}/notulen/vaststellen", {"later": "x"}).status_code == 422
    assert browser.get(url).status_code == 200


def test_only_members_read_and_only_the_secretary_calls(
    data: Session, login: Login, nu: datetime
) -> None:
    alv = een_alv(nu)
    een_punt(alv)
    data.flush()
    lid = login(een_lid())
    assert lid.get("/bestuur/alv").status_code == 403
    voorzitter = login(een_lid(), "voorzitter")
    assert voorzitter.get(f"/bestuur/alv/{alv.slug}").status_code == 200
    assert voorzitter.post(f"/bestuur/alv/{alv.slug}/oproepen", {}).status_code == 403
    assert alv.stand is AlvStand.CONCEPT

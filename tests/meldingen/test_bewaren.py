"""What is known about a report goes at its own day, unless something still needs it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.convenant.factories import een_geldende_afspraak
from tests.factories import een_lid
from tests.meldingen.factories import een_buurt, een_melding
from vereniging.convenant.models import AfspraakStand
from vereniging.convenant.queries import partijen
from vereniging.core.files import Photo, store_photo
from vereniging.core.keys import Label, seal
from vereniging.core.secrets import key
from vereniging.meldingen import acties
from vereniging.meldingen.acties.aanhouden import bewaar_langer, bewaar_niet_langer
from vereniging.meldingen.bewaren import REGELS as MELDINGEN
from vereniging.meldingen.models import (
    Antwoord,
    AntwoordSoort,
    Foto,
    IkOok,
    Melding,
    MeldingGebeurtenis,
    Weersoort,
    Wering,
)
from vereniging.meldingen.queries import melding_met
from vereniging.post.models import Binnenpost, Postbak, Postbakreden, Postlot, Terugbericht
from vereniging.taken.bewaren import REGELS, ruim_op


@pytest.fixture
def dicht(data: Session, nu: datetime) -> Melding:
    """A report that was answered by mail, joined by another household, and solved today."""
    buurt = een_buurt(data)
    toen = nu - timedelta(days=20)
    lid = een_lid()
    data.add(lid)
    data.flush()
    melding = een_melding(buurt, toen, telefoon="0715550100", huisnummer="12",
                          waar_precies="bij de poort")  # fmt: skip
    melding.lid_id = lid.id
    acties.bevestigen(melding, toen)
    doorzending = acties.doorsturen(melding, buurt.gemeente, toen, "Graag snel.")
    antwoord = Antwoord(op=nu, naam="Sam", soort=AntwoordSoort.MAIL, tekst="Klaar.",
                        is_intern=True, origineel=seal(key(Label.MAIL), "Alles."))  # fmt: skip
    doorzending.beantwoord(antwoord)
    acties.openbaar_maken(melding, "Er lag vuilnis bij een container.", nu)
    wie = acties.Meedoener(deur=("2399ZZ", "5", "", ""), email="buur@example.org")
    acties.doe_mee(melding, wie, nu, is_lid=True)
    acties.voeg_foto_toe(melding, store_photo(acties.fotomap(), Photo(b"\xff\xd8\xff", b"x")), nu)
    acties.klaar_melden(melding, "De container is leeg.", nu)
    acties.akkoord(melding, nu)
    data.commit()
    return melding


def na(data: Session, nu: datetime, dagen: int) -> None:
    """Let the night come, so many days later."""
    ruim_op("meldingen.bewaren", nu + timedelta(days=dagen))
    data.commit()
    data.expire_all()


def aantal(data: Session, model: type) -> int:
    return data.scalar(select(func.count()).select_from(model)) or 0


def test_photos_go_first_then_who_reported_it_then_the_words(
    data: Session, dicht: Melding, nu: datetime
) -> None:
    begin, einde = dicht.ingediend_op, dicht.stand_sinds
    na(data, nu, 180)
    assert aantal(data, Foto) == 1
    na(data, nu, 182)
    assert aantal(data, Foto) == 0
    na(data, nu, 364)
    assert dicht.email == "mila@example.org"
    na(data, nu, 366)
    wie: list[Any] = [dicht.naam, dicht.email, dicht.telefoon, dicht.huisnummer, dicht.lid_id]
    assert [*wie, dicht.waar_precies] == [None] * 6
    assert data.scalars(select(IkOok.email)).all() == [None]
    assert dicht.tekst.startswith("Er ligt")
    kenmerk, kiem = dicht.kenmerk, dicht.kiem
    na(data, nu, 729)
    assert dicht.is_openbaar
    na(data, nu, 732)
    assert (dicht.tekst, dicht.uitleg, dicht.openbare_tekst, dicht.is_openbaar) == (
        "", None, None, False,
    )  # fmt: skip
    assert {model: aantal(data, model) for model in (Antwoord, IkOok, MeldingGebeurtenis)} == {
        Antwoord: 0, IkOok: 0, MeldingGebeurtenis: 0,
    }  # fmt: skip
    assert melding_met(kiem=kiem) is None
    assert melding_met(kenmerk=kenmerk) is dicht
    assert (dicht.stand, dicht.categorie.code, dicht.straat) == (
        "opgelost", "zwerfvuil", "Da Costastraat",
    )  # fmt: skip
    assert dicht.ingediend_op.strftime("%Y-%m") == begin.strftime("%Y-%m")
    assert dicht.ingediend_op != begin
    assert dicht.stand_sinds - dicht.ingediend_op == einde - begin


def test_the_whole_mail_of_a_party_goes_after_90_days(
    data: Session, dicht: Melding, nu: datetime
) -> None:
    na(data, nu, 90)
    assert data.scalars(select(Antwoord.origineel)).one() is not None
    na(data, nu, 91)
    (antwoord,) = data.scalars(select(Antwoord))
    assert (antwoord.origineel, antwoord.tekst) == (None, "Klaar.")


def test_what_is_open_or_needed_for_a_dossier_or_an_agreement_stays(
    data: Session, dicht: Melding, login: Login, nu: datetime
) -> None:
    bewaar_langer(dicht, "Nodig voor de rechter.", nu)
    na(data, nu, 2000)
    assert dicht.email == "mila@example.org"
    bewaar_niet_langer(dicht, nu)
    bewaar_niet_langer(dicht, nu)
    afspraak = een_geldende_afspraak(partijen())
    afspraak.bron = f"melding {dicht.kenmerk}"
    data.commit()
    na(data, nu, 2000)
    assert dicht.email == "mila@example.org"
    afspraak.stand = AfspraakStand.VERVALLEN
    acties.heropenen(dicht, "Het is er weer.", nu)
    data.commit()
    na(data, nu, 2000)
    assert dicht.email == "mila@example.org"


def test_each_term_tells_beforehand_what_would_go(
    data: Session, dicht: Melding, nu: datetime
) -> None:
    later = nu + timedelta(days=800)
    dicht.netwerk = bytes(32)
    dag = nu.date()
    data.add(Wering(merk=bytes(32), soort=Weersoort.NETWERK, kenmerk=dicht.kenmerk,
                    reden="Reclame.", van=dag, tot=dag + timedelta(days=30)))  # fmt: skip
    data.flush()
    assert [regel.tel(later) for regel in MELDINGEN] == [1] * 7
    for regel in MELDINGEN:
        regel.ruim_op(later)
        data.expire_all()
        assert regel.tel(later) == 0
    assert REGELS["meldingen.bewaren"] == MELDINGEN


def test_an_officer_keeps_a_report_longer_with_a_reason(
    data: Session, dicht: Melding, login: Login, nu: datetime
) -> None:
    officer = login(een_lid(), "secretaris")
    url = f"/bestuur/meldingen/{dicht.kenmerk}/bewaren"
    assert "24 maanden" in officer.get(url).text
    assert officer.post(url, data={"reden": "kort"}).status_code == 422
    assert login(een_lid(), "penningmeester").get(url).status_code == 403
    assert officer.get("/bestuur/meldingen/M-2026-9999/bewaren").status_code == 404
    assert officer.post(url, data={"reden": "Nodig voor de rechter."}).status_code == 303
    assert "Nodig voor de rechter." in officer.get(f"/bestuur/meldingen/{dicht.kenmerk}").text
    assert officer.post(f"{url}/stop").status_code == 303
    data.expire_all()
    assert dicht.bewaarreden is None
    na(data, nu, 800)
    assert "De tekst is gewist" in officer.get(f"/bestuur/meldingen/{dicht.kenmerk}").text


def test_mail_that_came_in_is_forgotten_too(data: Session, nu: datetime) -> None:
    data.add_all([
        Binnenpost(message_id="1", op=nu, lot=Postlot.POSTBAK),
        Terugbericht(mailnummer="1", adres="weg@example.org", op=nu, is_hard=True),
        Postbak(message_id="1", op=nu, van="a@example.org", onderwerp="x", tekst=b"x",
                reden=Postbakreden.GEEN_ADRES),
    ])  # fmt: skip
    data.flush()
    found = {}
    for days in (30, 31, 90, 91):
        ruim_op("post.opruimen", nu + timedelta(days=days))
        found[days] = [aantal(data, model) for model in (Postbak, Binnenpost, Terugbericht)]
    assert found == {30: [1, 1, 1], 31: [0, 1, 1], 90: [0, 1, 1], 91: [0, 0, 0]}

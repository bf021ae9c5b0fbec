"""Another household sees the same: counted once, without an account, and never named."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_adres, een_lid
from tests.meldingen.factories import Buurt, een_buurt, een_melding
from tests.meldingen.test_verhaal import WAT, path_of
from tests.support.client import Client
from vereniging.commissie.acties import plan_vergadering
from vereniging.meldingen import acties
from vereniging.meldingen.gelijk import afstand, huishoudens, lijkt_op
from vereniging.meldingen.mail import ik_ook_link
from vereniging.meldingen.models import IkOok, Melding, MeldingStand, Plek
from vereniging.post.models import Mail
from vereniging.statuten.acties import stel_in

DEUR = {"postcode": "2399 ZZ", "huisnummer": "12a", "email": "buur@example.org"}


def een_openbare(buurt: Buurt, nu: datetime) -> Melding:
    """A report that everyone may read."""
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    acties.openbaar_maken(melding, "Er ligt afval naast de container.", nu)
    return melding


def count(melding: Melding) -> int:
    return huishoudens([melding])[melding.id]


def joined(data: Session) -> IkOok:
    return data.scalars(select(IkOok)).one()


def test_a_neighbour_counts_after_the_mail_and_once(
    client: Client, data: Session, nu: datetime
) -> None:
    melding = een_openbare(een_buurt(data), nu)
    page = f"/meldingen/{melding.kenmerk}"
    assert "1 huishouden ziet dit." in client.get(page).text
    assert client.get(f"{page}/ik-ook").status_code == 200
    assert client.post(f"{page}/ik-ook", {**DEUR, "reden": "Elke week weer."}).status_code == 303
    link = path_of(ik_ook_link(joined(data)))
    for _n in range(3):
        assert client.get(link).status_code == 200
    assert count(melding) == 1
    for _n in range(2):
        client.post(link)
    assert "2 huishoudens zien dit." in client.get(page).text
    assert "buur@example.org" not in client.get(page).text

    again = {**DEUR, "email": "ander@example.org", "huisnummer": "12 A"}
    assert client.post(f"{page}/ik-ook", again).status_code == 303
    assert count(melding) == 2
    mails = data.scalars(select(Mail.aan).where(Mail.sleutel.like("ik_ook:%"))).all()
    assert mails == ["buur@example.org"]


def test_who_typed_the_address_of_another_first_does_not_keep_them_out(
    client: Client, data: Session, nu: datetime
) -> None:
    melding = een_openbare(een_buurt(data), nu)
    page = f"/meldingen/{melding.kenmerk}/ik-ook"
    client.post(page, {**DEUR, "email": "grap@example.org"})
    old = path_of(ik_ook_link(joined(data)))
    client.post(page, DEUR)
    data.expire_all()
    assert client.get(old).status_code == 404
    client.post(path_of(ik_ook_link(joined(data))))
    data.expire_all()
    assert (joined(data).email, count(melding)) == ("buur@example.org", 2)


def test_a_member_presses_once_and_the_reporter_counts_once(
    login: Login, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    melding = een_openbare(buurt, nu)
    reporter = een_lid(email="mila@example.org")
    neighbour = een_lid(adres=een_adres(huisnummer=77))
    for lid in (reporter, neighbour, neighbour):
        answer = login(lid).post(f"/meldingen/{melding.kenmerk}/ik-ook", {"reden": ""})
        assert answer.status_code == 303
    assert count(melding) == 2


def test_mail_tells_what_everyone_may_know_and_stops_with_one_click(
    client: Client, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    melding = een_openbare(buurt, nu)
    client.post(f"/meldingen/{melding.kenmerk}/ik-ook", DEUR)
    link = path_of(ik_ook_link(joined(data)))
    client.post(link)
    to_neighbour = select(func.count(Mail.id)).where(Mail.aan == "buur@example.org")
    data.expire_all()
    acties.vragen(melding, "Was u dat zelf?", nu)
    assert data.scalar(to_neighbour) == 1
    acties.antwoorden(melding, "Nee, dat was ik niet.", nu)
    acties.doorsturen(melding, buurt.gemeente, nu)
    assert data.scalar(to_neighbour) == 3
    data.commit()
    client.post(link, {"actie": "stop"})
    data.expire_all()
    assert joined(data).email is None
    assert count(melding) == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"postcode": "hier"}, "Vul uw postcode in als 4 cijfers en 2 letters"),
        ({"huisnummer": ""}, "Vul uw huisnummer in"),
        ({"email": "geen"}, "Vul een geldig e-mailadres in."),
        ({"postcode": "1011 AB"}, "Alleen huishoudens uit onze wijk tellen mee."),
    ],
)
def test_what_is_wrong_is_said_and_counts_nothing(
    client: Client, data: Session, nu: datetime, wrong: dict[str, str], sentence: str
) -> None:
    melding = een_openbare(een_buurt(data), nu)
    rij = {"postcode": "2399ZZ", "van": 1, "tot": 99, "straat": "Da Costastraat"}
    stel_in(werkgebied=[rij])
    data.commit()
    answer = client.post(f"/meldingen/{melding.kenmerk}/ik-ook", {**DEUR, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert data.scalar(select(func.count(IkOok.id))) == 0


def test_what_looks_alike_is_shown_before_sending(
    client: Client, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    data.commit()
    first = client.post("/meldingen/nieuw", {**WAT, "plek": str(buurt.plek.id)})
    assert first.location.endswith("/lijkt")
    text = client.get(first.location).text
    assert "Er is al een melding over Zwerfvuil in Da Costastraat." in text
    assert "een week vuilnis naast" not in text
    assert melding.kenmerk not in text

    ask = client.get(f"{first.location}?melding={melding.id}")
    assert "Postcode" in ask.text
    bad = client.post(first.location, {**DEUR, "postcode": "", "melding": str(melding.id)})
    assert bad.status_code == 422
    assert "Vul uw postcode in" in bad.text
    good = client.post(first.location, {**DEUR, "melding": str(melding.id)})
    assert good.status_code == 303
    assert joined(data).melding_id == melding.id
    assert client.get(first.location.replace("/lijkt", "/fotos")).status_code == 200


def test_nobody_joins_what_was_not_offered(client: Client, data: Session, nu: datetime) -> None:
    buurt = een_buurt(data)
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    secret = een_melding(buurt, nu)
    acties.bevestigen(secret, nu)
    secret.is_vertrouwelijk = True
    data.commit()
    first = client.post("/meldingen/nieuw", {**WAT, "plek": str(buurt.plek.id)})
    for number in (str(secret.id), "0", "x", ""):
        assert client.post(first.location, {**DEUR, "melding": number}).status_code == 200
    assert client.get(f"/meldingen/{melding.kenmerk}/ik-ook").status_code == 404
    assert data.scalar(select(func.count(IkOok.id))) == 0


def test_alike_is_the_same_kind_within_fifty_metres_and_not_long_ago(
    data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    buurt.plek.lat, buurt.plek.lon = 52.158, 4.478
    near = Plek(naam="Om de hoek", lat=52.1584, lon=4.478)
    far = Plek(naam="Verderop", lat=52.1585, lon=4.478)
    data.add_all([near, far])
    data.flush()
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)

    def found(plek: Plek, moment: datetime = nu) -> bool:
        data.flush()
        return melding in lijkt_op(buurt.categorie, plek, plek.naam, moment)

    assert found(near)
    assert not found(far)
    assert found(near, nu + timedelta(weeks=40))
    melding.stand = MeldingStand.OPGELOST
    assert found(near, nu + timedelta(weeks=11))
    assert not found(near, nu + timedelta(weeks=12))
    melding.stand = MeldingStand.INGETROKKEN
    assert not found(near)
    assert afstand((52.158, 4.478), (52.158, 4.478)) == 0
    assert afstand((52.0, 4.0), (53.0, 4.0)) == pytest.approx(111_195, rel=0.001)


def test_what_was_merged_counts_together_and_shows_on_the_agenda(
    client: Client, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    melding = een_openbare(buurt, nu)
    ander = een_melding(buurt, nu, email="teun@example.org")
    acties.bevestigen(ander, nu)
    acties.samenvoegen(ander, melding, nu)
    zonder = een_melding(buurt, nu, email=None, naam=None)
    acties.bevestigen(zonder, nu)
    acties.samenvoegen(zonder, melding, nu)
    assert count(melding) == 2
    vergadering = plan_vergadering("Beheerscommissie", nu + timedelta(days=9), "Speeltuin")
    acties.agenderen(melding, vergadering, nu)
    data.commit()
    agenda = client.get(f"/vergaderingen/{vergadering.slug}").text
    assert f"{melding.kenmerk}: Zwerfvuil, Da Costastraat" in agenda
    assert "2 huishoudens zien dit." in agenda


def test_who_never_answers_is_forgotten(client: Client, data: Session, nu: datetime) -> None:
    melding = een_openbare(een_buurt(data), nu)
    client.post(f"/meldingen/{melding.kenmerk}/ik-ook", DEUR)
    acties.vergeet_onbevestigd(nu + timedelta(days=6))
    assert joined(data)
    acties.vergeet_onbevestigd(nu + timedelta(days=8))
    data.flush()
    assert data.scalar(select(func.count(IkOok.id))) == 0


def test_officers_see_in_their_list_how_many_households_wait(
    login: Login, data: Session, nu: datetime
) -> None:
    melding = een_openbare(een_buurt(data), nu)
    for huis in ("12", "14"):
        wie = acties.Meedoener(deur=("2399ZZ", huis, "", ""), email=None)
        acties.doe_mee(melding, wie, nu, is_lid=True)
    page = login(een_lid(), "moderator").get("/bestuur/meldingen").text
    assert re.findall(r"data-l=\"Huishoudens\"><div>(\d+)</div>", page) == ["3"]

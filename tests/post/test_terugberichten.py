"""A message that comes back is remembered beside its address, until the address works again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import een_buurt, een_melding
from tests.post.berichten import een_brief, een_terugbericht
from tests.post.conftest import Postkantoor
from tests.post.test_smtp import een_mail, empty, row
from tests.toegang.live import aside, store
from vereniging.core.db import db
from vereniging.meldingen import acties
from vereniging.meldingen.acties.terugkomst import AdresWerktNiet
from vereniging.meldingen.models import Doorzending
from vereniging.meldingen.post import onbestelbaar, zonder_antwoord
from vereniging.post.acties import ONBESTELBAAR
from vereniging.post.antwoordadres import RETOUR, antwoordadres
from vereniging.post.bezorging import adres_werkt_weer
from vereniging.post.models import Mail, Postlot, Spoed, Terugbericht
from vereniging.post.ontvangen import ontvang
from vereniging.post.queries import kapotte_adressen, werkt_niet

DOMEIN = "post.example.org"


@pytest.fixture(autouse=True)
def _still(nu: datetime) -> None:
    """The clock stands still."""


@pytest.fixture
def domein(app: Flask, data: Session) -> Flask:
    """Mail comes in at a domain of ours."""
    app.config["MAIL_REPLY_DOMAIN"] = DOMEIN
    return app


def bewaard(data: Session, app: Flask, sleutel: str = "nota:1", **anders: Any) -> Mail:
    """A message that the mail server took."""
    mail = een_mail(app, sleutel, **anders)
    data.add(mail)
    data.flush()
    mail.aangekomen(mail.gemaakt_op)
    data.commit()
    return mail


def retour(mail: Mail) -> str:
    return antwoordadres(bytes.fromhex(mail.nummer)[:8], RETOUR) or ""


def test_mail_goes_out_with_an_address_for_what_comes_back(
    post_app: Flask, postkantoor: Postkantoor
) -> None:
    post_app.config["MAIL_REPLY_DOMAIN"] = DOMEIN
    afzenders: list[str] = []

    async def handle_MAIL(  # noqa: N802  aiosmtpd's name
        _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        afzenders.append(address)
        envelope.mail_from = address
        return "250 OK"

    postkantoor.handle_MAIL = handle_MAIL  # type: ignore[attr-defined]
    store(post_app, een_mail(post_app, draad="m-2026-0001.melding"))
    assert empty(post_app) == 1
    (letter,) = postkantoor.arrived
    (afzender,) = afzenders
    sent = row(post_app)
    assert afzender == aside(post_app, lambda: retour(sent))
    assert len(afzender.partition("@")[0]) == 39
    assert letter["References"] == "<m-2026-0001.melding@127.0.0.1>"
    assert letter["From"].endswith("<bestuur@example.org>")


def test_a_report_of_a_mail_server_is_kept_with_the_message_and_its_address(
    data: Session, domein: Flask, nu: datetime
) -> None:
    mail = bewaard(data, domein)
    assert ontvang(een_terugbericht(retour(mail))) is Postlot.TERUGBERICHT
    data.expire_all()
    (terug,) = data.scalars(select(Terugbericht))
    assert (terug.adres, terug.status, terug.is_hard) == (mail.aan, "5.1.1", True)
    assert mail.mislukt_op == nu
    assert mail.geweigerd == "550 5.1.1 <weg@example.org> user unknown"
    assert werkt_niet(mail.aan, nu) is terug
    assert ontvang(een_terugbericht(retour(mail))) is Postlot.GENEGEERD  # known already
    assert len(data.scalars(select(Terugbericht)).all()) == 1


def test_nobody_else_can_say_that_an_address_does_not_work(
    data: Session, domein: Flask, nu: datetime
) -> None:
    mail = bewaard(data, domein)
    kiem = bytes.fromhex(mail.nummer)[:8]
    for aan in (
        antwoordadres(kiem),
        retour(mail)[:-1],
        f"antwoord@{DOMEIN}",
        "bestuur@example.org",
    ):
        assert ontvang(een_terugbericht(aan or "")) is Postlot.GENEGEERD
    assert ontvang(een_brief(retour(mail)).as_bytes()) is Postlot.POSTBAK
    assert ontvang(een_terugbericht(retour(mail), "4.4.1", "delayed")) is Postlot.GENEGEERD
    assert werkt_niet(mail.aan, nu) is None


def test_three_soft_failures_in_a_month_are_one_too_many(
    data: Session, domein: Flask, nu: datetime
) -> None:
    for number in range(3):
        assert werkt_niet("vol@example.org", nu) is None
        mail = bewaard(data, domein, f"nota:{number}", aan="vol@example.org")
        ontvang(een_terugbericht(retour(mail), "5.2.2"))
    assert werkt_niet("vol@example.org", nu) is not None
    assert werkt_niet("vol@example.org", nu + timedelta(days=31)) is None


def test_only_login_codes_still_go_to_an_address_that_does_not_work(
    post_app: Flask, postkantoor: Postkantoor, nu: datetime
) -> None:
    weg = "weg@example.org"
    store(
        post_app,
        Terugbericht(mailnummer="x", adres=weg, op=nu, is_hard=True, status="5.1.1"),
        een_mail(post_app, "code", aan=weg, spoed=Spoed.INLOGGEN),
        een_mail(post_app, "nota", aan=weg),
        een_mail(post_app, "nieuws", aan=weg, spoed=Spoed.MAILING),
    )
    empty(post_app)
    assert postkantoor.to() == [weg]
    nota, nieuws = row(post_app, "nota"), row(post_app, "nieuws")
    assert (nota.geweigerd, nota.mislukt_op, bool(nota.tekst)) == (ONBESTELBAAR, nu, True)
    assert (nieuws.mislukt_op, nieuws.tekst) == (None, None)
    aside(post_app, lambda: adres_werkt_weer(weg))
    store(post_app, een_mail(post_app, "nota:2", aan=weg))
    empty(post_app)
    assert postkantoor.to() == [weg, weg]


@pytest.mark.parametrize(
    ("code", "is_kapot"), [("550 5.1.1 onbekend", True), ("550 5.7.1 spam", False)]
)
def test_a_refusal_at_the_door_counts_as_a_message_that_came_back(
    post_app: Flask, postkantoor: Postkantoor, nu: datetime, code: str, is_kapot: bool
) -> None:
    postkantoor.at_recipient = lambda _address: code
    store(post_app, een_mail(post_app))
    empty(post_app)
    assert aside(post_app, lambda: len(db.session.scalars(select(Terugbericht)).all())) == 1
    assert bool(aside(post_app, lambda: kapotte_adressen(nu))) is is_kapot


def een_doorzending(data: Session, nu: datetime) -> Doorzending:
    """A report that the mail server of the party will send back."""
    buurt = een_buurt(data)
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    return acties.doorsturen(melding, buurt.gemeente, nu)


def test_a_party_that_never_got_it_gets_all_its_days_again(
    data: Session, domein: Flask, login: Login, nu: datetime
) -> None:
    doorzending = een_doorzending(data, nu)
    (mail,) = data.scalars(select(Mail).where(Mail.sleutel.startswith("doorzending:")))
    mail.aangekomen(nu)
    data.commit()
    ontvang(een_terugbericht(retour(mail)))
    data.expire_all()
    assert [each.id for each in onbestelbaar()] == [doorzending.id]
    officer = login(een_lid(), "secretaris")
    assert "Adres klopt niet" in officer.get("/bestuur").text
    url = f"/bestuur/meldingen/{doorzending.melding.kenmerk}"
    assert "het adres klopt niet" in officer.get(url).text

    contact = doorzending.organisatie.contacten[0]
    with pytest.raises(AdresWerktNiet, match=contact.email):
        acties.verstuur_opnieuw(doorzending, nu)
    contact.email = "goed@example.org"
    data.commit()
    oud = doorzending.antwoord_voor
    doorzending.antwoord_voor = oud - timedelta(days=5)
    data.commit()
    assert officer.post(f"{url}/opnieuw/{doorzending.id}").status_code == 303
    data.expire_all()
    assert (doorzending.antwoord_voor, doorzending.melding.termijn) == (oud, oud)
    assert onbestelbaar() == []
    assert officer.post(f"{url}/opnieuw/{doorzending.id}").status_code == 409
    assert (
        officer.post(f"/bestuur/meldingen/M-2026-9999/opnieuw/{doorzending.id}").status_code == 404
    )
    nieuwe = data.scalars(select(Mail).where(Mail.aan == "goed@example.org")).one()
    assert nieuwe.antwoord_aan == antwoordadres(doorzending.postkiem)


def test_a_week_after_its_day_a_talk_with_the_party_is_work_for_us(
    data: Session, domein: Flask, login: Login, nu: datetime
) -> None:
    doorzending = een_doorzending(data, nu)
    doorzending.antwoord_voor = (nu - timedelta(days=6)).date()
    acties.herinner(doorzending, nu)
    assert zonder_antwoord() == []
    acties.herinner(doorzending, nu + timedelta(days=1))
    data.commit()
    assert zonder_antwoord() == [doorzending]
    page = login(een_lid(), "secretaris").get("/bestuur").text
    assert "Opschaling: gesprek met" in page

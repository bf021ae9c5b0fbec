"""A party gets at most five messages a day about reports; the rest comes in one, at four."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import Buurt, een_buurt, een_melding
from vereniging.core import clock
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys
from vereniging.core.workdays import add_workdays
from vereniging.meldingen import acties
from vereniging.meldingen.acties import bezorgen
from vereniging.meldingen.mail import partijlink
from vereniging.meldingen.models import Antwoord, AntwoordSoort, Doorzending, Sluitreden
from vereniging.post.models import Mail
from vereniging.post.signals import mail_onbestelbaar
from vereniging.taken.models import Taak

DAG, UUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def ochtend(nu: datetime) -> datetime:
    """Monday 23 November 2026, ten in the morning."""
    morgen = nu + 14 * UUR
    clock.install(lambda: morgen)
    return morgen


def doorgestuurd(buurt: Buurt, nu: datetime, **anders: object) -> Doorzending:
    melding = een_melding(buurt, nu, **anders)
    acties.bevestigen(melding, nu)
    return acties.doorsturen(melding, buurt.gemeente, nu)


def zes(buurt: Buurt, nu: datetime) -> list[Doorzending]:
    return [doorgestuurd(buurt, nu) for _each in range(6)]


def berichten(data: Session, begin: str) -> list[Mail]:
    return list(data.scalars(select(Mail).where(Mail.sleutel.startswith(begin)).order_by(Mail.id)))


def words(mail: Mail) -> str:
    return unseal(keys(Label.MAIL), mail.tekst or b"")


def taak(data: Session) -> Taak:
    return data.scalars(select(Taak).where(Taak.soort == bezorgen.BUNDEL)).one()


def test_after_five_of_a_day_the_rest_goes_in_one_message_at_four(
    data: Session, ochtend: datetime
) -> None:
    buurt = een_buurt(data)
    eerste = zes(buurt, ochtend)
    zevende = doorgestuurd(buurt, ochtend + UUR)
    assert len(berichten(data, "doorzending:")) == 5
    assert taak(data).klaar_vanaf == ochtend + 6 * UUR

    bezorgen.stuur_bundel(taak(data).sleutel, ochtend + 6 * UUR)
    (mail,) = berichten(data, "bundel:")
    assert mail.onderwerp == "Nog 2 meldingen in onze wijk: wilt u antwoorden?"
    for each in (eerste[5], zevende):
        assert partijlink(each) in words(mail)
        assert each.melding.kenmerk in words(mail)
    assert partijlink(eerste[0]) not in words(mail)


def test_what_is_urgent_never_waits(data: Session, ochtend: datetime) -> None:
    buurt = een_buurt(data)
    zes(buurt, ochtend)
    spoed = doorgestuurd(buurt, ochtend, is_spoed=True)
    assert len(berichten(data, f"doorzending:{spoed.kiem.hex()}:nieuw")) == 1


def test_after_four_the_rest_waits_for_the_next_workday_and_so_does_its_term(
    data: Session, ochtend: datetime
) -> None:
    vrijdagavond = ochtend + 4 * DAG + 9 * UUR
    laatste = zes(een_buurt(data), vrijdagavond)[5]
    maandag = (ochtend + 7 * DAG).date()
    assert taak(data).klaar_vanaf == ochtend + 7 * DAG + 6 * UUR
    assert laatste.antwoord_voor == add_workdays(maandag, 10)


def test_another_day_counts_anew(data: Session, ochtend: datetime) -> None:
    buurt = een_buurt(data)
    zes(buurt, ochtend)
    doorgestuurd(buurt, ochtend + DAG)
    assert len(berichten(data, "doorzending:")) == 6


def test_what_was_answered_or_closed_meanwhile_stays_out(data: Session, ochtend: datetime) -> None:
    buurt = een_buurt(data)
    klaar = zes(buurt, ochtend)[5]
    dicht = doorgestuurd(buurt, ochtend)
    gevraagd = doorgestuurd(buurt, ochtend)
    acties.vragen(gevraagd.melding, "Waar staat het precies?", ochtend)
    antwoord = Antwoord(op=ochtend, naam="Loket", soort=AntwoordSoort.KLAAR, tekst="Opgeruimd.")
    acties.beantwoord(klaar, antwoord, ochtend)
    acties.vragen(dicht.melding, "Is het er nog?", ochtend)
    uitleg = "De melder liet weten dat het al weg is."
    acties.sluiten(dicht.melding, Sluitreden.NIET_TE_VERHELPEN, uitleg, ochtend)
    bezorgen.stuur_bundel(taak(data).sleutel, ochtend + 6 * UUR)
    (mail,) = berichten(data, "bundel:")  # the party may know that we asked something
    assert gevraagd.melding.kenmerk in words(mail)
    assert klaar.melding.kenmerk not in words(mail)
    assert dicht.melding.kenmerk not in words(mail)


def test_when_nobody_is_left_to_write_to_or_it_comes_back_an_officer_sees_it(
    data: Session, ochtend: datetime
) -> None:
    buurt = een_buurt(data)
    laatste = zes(buurt, ochtend)[5]
    bezorgen.stuur_bundel(taak(data).sleutel, ochtend + 6 * UUR)
    (mail,) = berichten(data, "bundel:")
    mail_onbestelbaar.send(mail, nu=ochtend + 7 * UUR)
    assert laatste.onbestelbaar_op == ochtend + 7 * UUR

    wie = doorgestuurd(buurt, ochtend)
    assert wie.bundel is not None
    for contact in buurt.gemeente.contacten:
        contact.tot = ochtend.date() - DAG
    bezorgen.stuur_bundel(wie.bundel, ochtend + 8 * UUR)
    assert wie.onbestelbaar_op == ochtend + 8 * UUR


def test_who_chose_the_weekly_list_gets_only_that_and_what_is_urgent(
    data: Session, ochtend: datetime, login: Login
) -> None:
    buurt = een_buurt(data)
    browser = login(een_lid(), "secretaris")
    url = f"/bestuur/convenant/organisaties/{buurt.gemeente.id}"
    for alleen, erna in (("y", True), ("", False), ("y", True)):
        answer = browser.post(f"{url}/post", {"alleen_weekoverzicht": alleen} if alleen else {})
        assert answer.status_code == 303
        assert buurt.gemeente.alleen_weekoverzicht is erna
    assert "checked" in browser.get(url).text
    assert login(een_lid(), "afgevaardigde").post(f"{url}/post", {}).status_code == 403
    gewoon, spoed = doorgestuurd(buurt, ochtend), doorgestuurd(buurt, ochtend, is_spoed=True)
    (mail,) = berichten(data, "doorzending:")
    assert spoed.kiem.hex() in mail.sleutel
    acties.stuur_weekoverzicht(ochtend + 7 * DAG)
    (overzicht,) = berichten(data, "weekoverzicht:")
    assert partijlink(gewoon) in words(overzicht)

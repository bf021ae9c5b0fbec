"""Once a week a party reads what waits for it: once, first day first, and only its own."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.meldingen.factories import Buurt, een_buurt, een_melding
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys
from vereniging.meldingen import acties
from vereniging.meldingen.mail import partijlink
from vereniging.meldingen.models import Doorzending
from vereniging.post.models import Mail

UUR = timedelta(hours=1)


def doorgestuurd(buurt: Buurt, nu: datetime) -> Doorzending:
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    return acties.doorsturen(melding, buurt.gemeente, nu)


def overzichten(data: Session) -> list[Mail]:
    query = select(Mail).where(Mail.onderwerp.startswith("Weekoverzicht")).order_by(Mail.id)
    return list(data.scalars(query))


def words(mail: Mail) -> str:
    return unseal(keys(Label.MAIL), mail.tekst or b"")


def test_what_is_open_comes_once_a_week_at_eight_and_first_day_first(
    data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    later, eerst = doorgestuurd(buurt, nu - timedelta(days=3)), doorgestuurd(buurt, nu)
    eerst.melding.termijn = nu.date() - timedelta(days=2)
    acties.stuur_weekoverzicht(nu)
    assert overzichten(data) == []  # it is Sunday

    maandag = nu + 5 * UUR
    for moment in (maandag, maandag, maandag + 30 * UUR):
        acties.stuur_weekoverzicht(moment)
    (mail,) = overzichten(data)
    assert mail.onderwerp == "Weekoverzicht: 2 open meldingen"
    assert mail.klaar_vanaf == nu + 12 * UUR  # Monday at eight
    text = words(mail)
    assert text.index(eerst.melding.kenmerk) < text.index(later.melding.kenmerk)
    assert "Te laat: de laatste dag was vrijdag 20 november 2026." in text
    assert partijlink(eerst) in text
    assert partijlink(later) in text
    assert later.geldig_tot == mail.klaar_vanaf + timedelta(days=30)

    acties.stuur_weekoverzicht(maandag + timedelta(days=7))
    assert len(overzichten(data)) == 2


def test_who_has_nothing_open_hears_nothing(data: Session, nu: datetime) -> None:
    doorzending = doorgestuurd(een_buurt(data), nu)
    acties.klaar_melden(doorzending.melding, "De container is geleegd.", nu)
    acties.stuur_weekoverzicht(nu + 5 * UUR)
    assert overzichten(data) == []


def test_a_day_that_the_worker_was_down_is_made_up_but_news_waits_a_week(
    data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    dinsdag = nu + timedelta(days=2)
    oud, nieuw = doorgestuurd(buurt, nu), doorgestuurd(buurt, nu + timedelta(days=1))
    acties.stuur_weekoverzicht(dinsdag)
    (mail,) = overzichten(data)
    assert mail.klaar_vanaf == dinsdag
    assert oud.melding.kenmerk in words(mail)
    assert nieuw.melding.kenmerk not in words(mail)

"""One mail a week for who does not want each message at once (ux.md 5.16)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from vereniging.core.db import db
from vereniging.core.keys import Label, seal
from vereniging.core.links import make_token
from vereniging.core.secrets import key, secrets
from vereniging.core.web import link
from vereniging.core.workdays import amsterdam_day, local_moment
from vereniging.post.mail import compose
from vereniging.post.mailing_haken import WEEK, Geadresseerde, Mailingvraag, leden
from vereniging.post.mailing_queries import van_deze_week
from vereniging.post.mailing_tekst import AFMELDEN, lijnen
from vereniging.post.models import Mail, Mailing, Mailniveau, Spoed
from vereniging.taken.acties import plan

WEEKPOST = "post.weekpost"
ACHT_UUR = time(8)
PORTIE = 500


def plan_weekpost(nu: datetime) -> None:
    """Once for each week, also when the worker slept on Monday."""
    dag = amsterdam_day(nu)
    maandag = dag - timedelta(days=dag.weekday())
    om_acht = local_moment(maandag, ACHT_UUR)
    plan(WEEKPOST, f"{WEEKPOST}:{maandag}", om_acht, maandag=maandag.isoformat())


def stuur_weekpost(maandag: str) -> None:
    """Write to everybody who waited for it, in the transaction of the job."""
    tot = date.fromisoformat(maandag)
    sinds = local_moment(tot - timedelta(days=7), time(0))
    gelezen: dict[int, tuple[Geadresseerde, list[Mailing]]] = {}
    for mailing in van_deze_week(sinds, local_moment(tot, time(0))):
        for ontvanger in _wachters(mailing):
            gelezen.setdefault(ontvanger.lid_id, (ontvanger, []))[1].append(mailing)
    db.session.add_all(
        _overzicht(ontvanger, mailings, tot) for ontvanger, mailings in gelezen.values()
    )


def _wachters(mailing: Mailing) -> Iterator[Geadresseerde]:
    vraag = Mailingvraag(keuze=mailing.keuze, onderwerp=mailing.onderwerp, niveaus=WEEK)
    na, portie = 0, leden().ontvangers(vraag, 0, PORTIE)
    while portie:
        yield from (ontvanger for ontvanger in portie if ontvanger.email)
        na = portie[-1].lid_id
        portie = leden().ontvangers(vraag, na, PORTIE)


def _overzicht(ontvanger: Geadresseerde, mailings: list[Mailing], maandag: date) -> Mail:
    token = make_token(ontvanger.kiem, AFMELDEN, secrets())
    stop = link(
        "post.afmelden", token=token, onderwerp=Mailniveau.WEEKOVERZICHT.value, _external=True
    )
    english = ontvanger.taal == "en"
    mail = compose(
        "post/mail/weekoverzicht.txt",
        sleutel=f"weekpost:{maandag}:{ontvanger.lid_id}",
        aan=ontvanger.email,
        taal=ontvanger.taal,
        naam=ontvanger.naam,
        maandag=maandag,
        berichten=[_bericht(mailing, english=english) for mailing in mailings],
        afmelden=stop,
        spoed=Spoed.MAILING,
    )
    mail.lid_id, mail.afmeldlink = ontvanger.lid_id, seal(key(Label.MAIL), stop)
    return mail


def _bericht(mailing: Mailing, *, english: bool) -> tuple[str, str]:
    if english and mailing.tekst_en:
        return mailing.titel_en, lijnen(mailing.tekst_en)
    return mailing.titel, lijnen(mailing.tekst)

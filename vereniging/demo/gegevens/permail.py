"""Parties that answer by mail, a message without a place, and one that came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

from sqlalchemy import select

from vereniging.core import db as database
from vereniging.core.db import db
from vereniging.core.workdays import amsterdam_day
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.leden.models import Lid
from vereniging.meldingen.acties import verwerk
from vereniging.meldingen.models import Antwoord, Betekenis, Doorzending, Melding, MeldingCategorie
from vereniging.post.antwoordadres import KIEM, RETOUR, antwoordadres
from vereniging.post.models import Mail
from vereniging.post.ontvangen import ontvang

CITAAT = """

Op {dag} schreef Westerkwartier (voorbeeld) <bestuur@example.org>:
> In onze wijk is dit gemeld:
> {wat}
> Wilt u antwoorden?
"""


@dataclass(frozen=True)
class Partijbrief:
    """One answer: on which kind of report, when, and what it says."""

    categorie: str
    dagen: int
    tekst: str
    voor_melder: str = ""


BRIEVEN = (
    Partijbrief("woningonderhoud", -10,
          "Goedemiddag,\n\nDe monteur was er gisteren. De leiding in de berging is lek. Wij"
          " bestellen een nieuw stuk en komen in de week van de 30e terug.\n\nVriendelijke groet",
          "De leiding in de berging is lek. De monteur komt terug met een nieuw stuk."),
    Partijbrief("activiteit", -2,
          "Dag allemaal,\n\nLeuk plan. De speeltuin mag tot 21.00 uur open. Kunnen de buren zelf"
          " tafels regelen? Dan zorgen wij voor de pannen.\n\nGroeten"),
)  # fmt: skip
ZONDER_PLAATS = """Beste mensen,

Ik kreeg uw adres van mijn collega. Over welke melding aan de Haagweg ging het ook alweer?
Stuurt u mij het nummer?

Groet
"""

TERUG = """Return-Path: <>
From: Mail Delivery System <mailer-daemon@mx.example.org>
To: <{aan}>
Subject: Undelivered Mail Returned to Sender
Message-ID: <weg@mx.example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="terug"

--terug
Content-Type: text/plain

This mailbox does not exist.

--terug
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; {adres}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <{adres}>: user unknown

--terug--
"""


def vertel(verhaal: Geschiedenis) -> None:
    """Two answers, one told to the reporter; one without a place; one that came back."""
    for nummer, brief in enumerate(BRIEVEN, 1):
        with verhaal.daad(verhaal.moment(brief.dagen, 10)) as nu:
            ontvang(_antwoord(brief, nummer, nu))
        if brief.voor_melder:
            with verhaal.daad(verhaal.moment(brief.dagen + 1, 11)) as nu:
                laatste = db.session.scalars(select(Antwoord).order_by(Antwoord.id.desc())).first()
                assert laatste is not None  # noqa: S101  it came in a moment ago
                verwerk(laatste, Betekenis.DOORGEVEN, brief.voor_melder, None, nu)
    with verhaal.daad(verhaal.moment(-4, 9)) as nu:
        ontvang(_terugbericht(nu))
    with verhaal.daad(verhaal.moment(-1, 15)):
        domein = (antwoordadres(b"00000000") or "").rpartition("@")[2]
        onderwerp = "Vraag over een melding"
        ontvang(_bericht(f"antwoord@{domein}", "r.vraagal@example.org", onderwerp, ZONDER_PLAATS))


def _antwoord(brief: Partijbrief, nummer: int, nu: datetime) -> bytes:
    query = (
        select(Doorzending)
        .join(Doorzending.melding)
        .join(Melding.categorie)
        .where(MeldingCategorie.code == brief.categorie)
        .order_by(Doorzending.id.desc())
    )
    doorzending = db.session.scalars(query).first()
    assert doorzending is not None  # noqa: S101  the demo sent it on
    contact = doorzending.organisatie.contact_op(amsterdam_day(nu))
    assert contact is not None  # noqa: S101  the demo gave it one
    citaat = CITAAT.format(dag=f"{nu:%d-%m-%Y}", wat=doorzending.melding.tekst)
    tekst = f"{brief.tekst},\n{contact.naam}{citaat}"
    aan = antwoordadres(doorzending.postkiem) or ""
    return _bericht(aan, contact.email, f"Re: {doorzending.melding.kenmerk} ({nummer})", tekst)


def _terugbericht(nu: datetime) -> bytes:
    """The server of a member tells that the address is gone (RFC 3464)."""
    query = (
        select(Mail).join(Lid, Lid.email == Mail.aan).order_by(Lid.lidnummer.desc(), Mail.id.desc())
    )
    mail = db.session.scalars(query).first()
    assert mail is not None  # noqa: S101  the demo wrote to its members
    mail.aangekomen(nu)
    database.finish()
    retour = antwoordadres(bytes.fromhex(mail.nummer)[:KIEM], RETOUR)
    return TERUG.format(aan=retour, adres=mail.aan).replace("\n", "\r\n").encode()


def _bericht(aan: str, van: str, onderwerp: str, tekst: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = van, aan, onderwerp
    message.set_content(tekst)
    return message.as_bytes()

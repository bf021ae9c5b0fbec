"""Parties that answer by mail, a message without a place, and one that came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

from sqlalchemy import select

from vereniging.core.db import db
from vereniging.core.workdays import amsterdam_day
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.meldingen.acties import verwerk
from vereniging.meldingen.models import Antwoord, Betekenis, Doorzending, Melding, MeldingCategorie
from vereniging.post.antwoordadres import antwoordadres
from vereniging.post.ontvangen import ontvang

CITAAT = """

Op {dag} schreef Westerkwartier (voorbeeld) <bestuur@example.org>:
> In onze wijk is dit gemeld:
> {wat}
> Wilt u antwoorden?
"""


@dataclass(frozen=True)
class Brief:
    """One answer: on which kind of report, when, and what it says."""

    categorie: str
    dagen: int
    tekst: str
    voor_melder: str = ""


BRIEVEN = (
    Brief("woningonderhoud", -20,
          "Goedemiddag,\n\nDe monteur was er gisteren. De leiding in de berging is lek. Wij"
          " bestellen een nieuw stuk en komen in de week van de 30e terug.\n\nVriendelijke groet",
          "De leiding in de berging is lek. De monteur komt terug met een nieuw stuk."),
    Brief("activiteit", -2,
          "Dag allemaal,\n\nLeuk plan. De speeltuin mag tot 21.00 uur open. Kunnen de buren zelf"
          " tafels regelen? Dan zorgen wij voor de pannen.\n\nGroeten"),
)  # fmt: skip
ZONDER_PLAATS = """Beste mensen,

Ik kreeg uw adres van mijn collega. Over welke melding aan de Haagweg ging het ook alweer?
Stuurt u mij het nummer?

Groet
"""


def vertel(verhaal: Geschiedenis) -> None:
    """Two answers, one of them told to the reporter; and one that nobody can place."""
    for nummer, brief in enumerate(BRIEVEN, 1):
        with verhaal.daad(verhaal.moment(brief.dagen, 10)) as nu:
            ontvang(_antwoord(brief, nummer, nu))
        if brief.voor_melder:
            with verhaal.daad(verhaal.moment(brief.dagen + 1, 11)) as nu:
                laatste = db.session.scalars(select(Antwoord).order_by(Antwoord.id.desc())).first()
                assert laatste is not None  # noqa: S101  it came in a moment ago
                verwerk(laatste, Betekenis.DOORGEVEN, brief.voor_melder, None, nu)
    with verhaal.daad(verhaal.moment(-1, 15)):
        domein = (antwoordadres(b"00000000") or "").rpartition("@")[2]
        onderwerp = "Vraag over een melding"
        ontvang(_bericht(f"antwoord@{domein}", "r.vraagal@example.org", onderwerp, ZONDER_PLAATS))


def _antwoord(brief: Brief, nummer: int, nu: datetime) -> bytes:
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


def _bericht(aan: str, van: str, onderwerp: str, tekst: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = van, aan, onderwerp
    message.set_content(tekst)
    return message.as_bytes()

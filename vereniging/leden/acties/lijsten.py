"""Saved choices of members, and what is printed for them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from vereniging.core.db import db
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _, _l, in_language
from vereniging.leden import ontvangers
from vereniging.leden.models import Lid
from vereniging.leden.models.ledenlijst import Ledenlijst
from vereniging.leden.papier import Ledenbrief
from vereniging.leden.selectie import Selectie
from vereniging.logboek.acties import schrijf
from vereniging.post.mailing_haken import Bereik, Mailingvraag
from vereniging.post.models import Mailniveau
from vereniging.statuten.queries import instelling

MEESTE = 5000  # sheets for one printer; the outbox is for more


class TeVeelPapier(DomainError):
    message = _l("Dit zijn te veel leden om te printen. Kies er hoogstens 5.000 tegelijk.")


class LijstLeeg(DomainError):
    message = _l("Niemand past bij deze lijst. Er is niets om te printen.")


class LijstnaamBezet(DomainError):
    message = _l("Er is al een lijst met deze naam. Kies een andere naam.")


def lijsten() -> list[Ledenlijst]:
    """Every saved list, by name."""
    return list(db.session.scalars(select(Ledenlijst).order_by(Ledenlijst.naam)))


def bewaar(naam: str, selectie: Selectie, door_id: int | None, nu: datetime) -> Ledenlijst:
    """Keep a choice under a name. Raises LijstnaamBezet."""
    if db.session.scalar(select(Ledenlijst.id).where(Ledenlijst.naam == naam)) is not None:
        raise LijstnaamBezet
    lijst = Ledenlijst(
        naam=naam, keuze=selectie.als_keuze(), gemaakt_op=nu, gemaakt_door_id=door_id
    )
    db.session.add(lijst)
    schrijf("ledenlijst.bewaard", gegevens={"naam": naam})
    return lijst


def wis(lijst: Ledenlijst) -> None:
    """Nobody uses it any more; the members stay."""
    schrijf("ledenlijst.gewist", gegevens={"naam": lijst.naam})
    db.session.delete(lijst)


def bereik(selectie: Selectie) -> Bereik:
    """How many members these are, with and without mail."""
    return ontvangers.tel(_iedereen(selectie))


def voor_etiketten(lijst: Ledenlijst, reden: str) -> list[Lid]:
    """The members on the labels; the log holds who and why. Raises LijstLeeg, TeVeelPapier."""
    leden = _leden(Selectie.uit(lijst.keuze))
    schrijf(
        "ledenlijst.etiketten", aantal=len(leden), gegevens={"lijst": lijst.naam, "reden": reden}
    )
    return leden


def voor_brieven(lijst: Ledenlijst, onderwerp: str, tekst: str) -> list[Ledenbrief]:
    """A letter to each, with greeting and signature. Raises LijstLeeg, TeVeelPapier."""
    leden = _leden(Selectie.uit(lijst.keuze))
    schrijf("ledenlijst.brieven", aantal=len(leden),
            gegevens={"lijst": lijst.naam, "reden": onderwerp})  # fmt: skip
    return [
        Ledenbrief(lid=lid, onderwerp=onderwerp, tekst=_brieftekst(lid, tekst)) for lid in leden
    ]


def _brieftekst(lid: Lid, tekst: str) -> str:
    with in_language(lid.taal):
        greeting = _("Beste %(naam)s,", naam=lid.naam)
        closing = f"{_('Met vriendelijke groet,')}\n{_('het bestuur')}\n{instelling('naam')}"
    return f"{greeting}\n\n{tekst}\n\n{closing}"


def _leden(selectie: Selectie) -> list[Lid]:
    gekozen = ontvangers.ontvangers(_iedereen(selectie), 0, MEESTE + 1)
    if not gekozen:
        raise LijstLeeg
    if len(gekozen) > MEESTE:
        raise TeVeelPapier
    numbers = [iemand.lid_id for iemand in gekozen]
    query = select(Lid).where(Lid.id.in_(numbers)).options(joinedload(Lid.adres))
    return list(db.session.scalars(query.order_by(Lid.zoeknaam, Lid.id)))


def _iedereen(selectie: Selectie) -> Mailingvraag:
    """On paper nobody unsubscribed."""
    return Mailingvraag(keuze=selectie.als_keuze(), onderwerp="", niveaus=frozenset(Mailniveau))

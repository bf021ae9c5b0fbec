"""Let members vote again when an objection was right; annul what cannot stand."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import selectinload

from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.logboek.acties import schrijf
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan
from vereniging.stembus import mail
from vereniging.stembus.acties.openen import bereid_voor
from vereniging.stembus.acties.papier import vergeet_papier
from vereniging.stembus.acties.sleutels import alone
from vereniging.stembus.acties.tellers import benoem_dezelfde
from vereniging.stembus.acties.vaststellen import wis_sleutels
from vereniging.stembus.acties.vervallen import laat_herstemming_vervallen, lopende_herstemming
from vereniging.stembus.models import (
    BezwaarStand,
    Kiesregister,
    Stemming,
    Uitslagbezwaar,
    Vernietiging,
    envelop,
)
from vereniging.stembus.queries import nieuwe_slug, vernietiging_van
from vereniging.stembus.signals import stemming_betwist, stemming_vernietigd


class GeenGegrondBezwaar(DomainError):
    """Without an objection that was right a result stands."""

    message = _l("Betwisten kan alleen na een bezwaar dat klopt. Beantwoord eerst het bezwaar.")


class AlVoorgesteld(DomainError):
    """One request at a time."""

    message = _l("Er ligt al een voorstel om te vernietigen. Een ander bestuurslid moet beslissen.")


def betwist(
    stemming: Stemming, reden: str, termijn: tuple[datetime, datetime], nu: datetime
) -> Stemming:
    """The board contests a result by decision; members vote again on the same questions.

    `termijn` is opening and closing of the new vote. Raises KanNietMeer, GeenGegrondBezwaar,
    HerstemmingLoopt, TeKort.
    """
    alone(stemming)
    if not _heeft_gegrond(stemming):
        raise GeenGegrondBezwaar
    laat_herstemming_vervallen(stemming, nu)
    stemming.betwisten()
    besluit = neem_besluit(
        Orgaan.BESTUUR, f"Uitslag betwist: {stemming.titel}"[:255], reden, nu, is_openbaar=True
    )
    db.session.flush()
    stemming.besluit_id = besluit.id
    nieuw = _herhaal(stemming, termijn, nu)
    db.session.add_all(
        mail.betwist(stemming, nieuw, rij.lid) for rij in _register(stemming) if rij.lid.email
    )
    schrijf("stemming.betwist", stemming=stemming.slug, nieuw=nieuw.slug, besluit=besluit.kenmerk)
    stemming_betwist.send(stemming=stemming, nieuw=nieuw)
    return nieuw


def _heeft_gegrond(stemming: Stemming) -> bool:
    query = select(Uitslagbezwaar.id).where(
        Uitslagbezwaar.stemming_id == stemming.id, Uitslagbezwaar.stand == BezwaarStand.GEGROND
    )
    return db.session.scalars(query.limit(1)).first() is not None


def _herhaal(stemming: Stemming, termijn: tuple[datetime, datetime], nu: datetime) -> Stemming:
    open_op, sluit_op = termijn
    nieuw = bereid_voor(
        stemming.titel,
        slug=nieuwe_slug(stemming.slug),
        vragen=list(stemming.vragen),
        open_op=open_op,
        sluit_op=sluit_op,
        grondslag=stemming.grondslag,
        niveau=stemming.niveau,
        gaat_over_personen=stemming.gaat_over_personen,
        inleiding=stemming.inleiding,
        bezwaardagen=stemming.bezwaardagen,
        quorum=dict(stemming.quorum),
        standpunt=dict(stemming.standpunt),
        zichtbaar=stemming.zichtbaar,
        openbaar_op=stemming.openbaar_op,
    )
    db.session.flush()
    nieuw.vervangt_id = stemming.id
    benoem_dezelfde(nieuw, stemming, nu)
    return nieuw


def stel_vernietiging_voor(
    stemming: Stemming, reden: str, account_id: int, nu: datetime
) -> Vernietiging:
    """An officer asks to annul a vote; another one decides.

    Raises KanNietMeer, AlVoorgesteld, HerstemmingLoopt.
    """
    alone(stemming)
    stemming.expect_vernietigbaar()
    if vernietiging_van(stemming) is not None:
        raise AlVoorgesteld
    lopende_herstemming(stemming)
    voorstel = Vernietiging(
        stemming=stemming, reden=reden, voorgesteld_door_id=account_id, voorgesteld_op=nu
    )
    db.session.add(voorstel)
    schrijf("stemming.vernietiging_voorgesteld", stemming=stemming.slug, door=account_id)
    return voorstel


def trek_vernietiging_in(voorstel: Vernietiging) -> None:
    """Drop the request before anybody agreed. Raises KanNietMeer."""
    stemming = voorstel.stemming
    _alleen_met(voorstel)
    stemming.expect_vernietigbaar()
    db.session.delete(voorstel)
    schrijf("stemming.vernietiging_ingetrokken", stemming=stemming.slug)


def vernietig_stemming(voorstel: Vernietiging, account_id: int, nu: datetime) -> None:
    """A second officer agrees: envelopes and key go, nothing is ever opened again.

    Raises EenAnder, KanNietMeer, HerstemmingLoopt.
    """
    stemming = voorstel.stemming
    _alleen_met(voorstel)
    voorstel.controleer(account_id)
    stemming.expect_vernietigbaar()
    laat_herstemming_vervallen(stemming, nu)
    besluit = neem_besluit(
        Orgaan.BESTUUR, f"Stemming vernietigd: {stemming.titel}"[:255], voorstel.reden, nu,
        is_openbaar=True,
    )  # fmt: skip
    voorstel.goedkeuren(besluit, account_id, nu)
    db.session.flush()
    stemming.vernietigen(besluit.id)
    db.session.execute(delete(envelop).where(envelop.c.stemming_id == stemming.id))
    db.session.add_all(
        mail.vernietigd(stemming, voorstel, rij.lid) for rij in _register(stemming) if rij.lid.email
    )
    schrijf("stemming.vernietigd", stemming=stemming.slug, besluit=besluit.kenmerk, door=account_id)
    vergeet_papier(stemming)
    wis_sleutels(stemming, nu)
    stemming_vernietigd.send(stemming=stemming, besluit=besluit, nu=nu)


def _alleen_met(voorstel: Vernietiging) -> None:
    """The request as it is now, while nobody else decides; it may be gone by the time we may."""
    alone(voorstel.stemming)
    if locked(Vernietiging, id=voorstel.id) is None:
        raise KanNietMeer(wat=_l("dit voorstel"), stand=_l("ingetrokken"))


def _register(stemming: Stemming) -> list[Kiesregister]:
    query = select(Kiesregister).where(Kiesregister.stemming_id == stemming.id)
    query = query.options(selectinload(Kiesregister.lid)).order_by(Kiesregister.id)
    return list(db.session.scalars(query))

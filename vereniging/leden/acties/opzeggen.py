"""Leaving: always possible, no approval, the last day shown first (domain.md 4.3)."""

from __future__ import annotations

from datetime import date, datetime

from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.links import new_seed
from vereniging.core.workdays import amsterdam_day
from vereniging.leden import mail
from vereniging.leden.acties.functies import leg_functies_neer
from vereniging.leden.models import Lid, Opzegging
from vereniging.leden.models.opzegging import lopend, regels_van
from vereniging.leden.models.uittreedvenster import GeenUittreedvenster
from vereniging.leden.opzegtermijn import Opzeggrond, einddatum
from vereniging.leden.opzegwens import Opzegwens
from vereniging.leden.queries import lid_met_email
from vereniging.leden.signals import (
    lidmaatschap_beeindigd,
    opzegging_ingetrokken,
    opzegging_ontvangen,
)
from vereniging.leden.vensters import venster_voor
from vereniging.logboek.acties import schrijf
from vereniging.statuten.queries import profiel, statuten_op


class OntvangenInToekomst(DomainError):
    """Notice cannot be received tomorrow."""

    message = _l("De opzegging kan niet na vandaag zijn binnengekomen.")


GEWOON = Opzegwens()
GEEN_VENSTER = frozenset({Opzeggrond.GEWOON, Opzeggrond.NIET_TE_VERGEN})


def vooruitzicht(dag: date, gewenst: date | None = None) -> date:
    """The last day of a membership when notice is received on this day."""
    return einddatum(dag, regels_van(profiel(dag)), gewenst=gewenst)


def vraag_opzegging(email: str, nu: datetime) -> Opzegging | None:
    """Mail a link to whoever wants to leave without signing in; None for an unknown address."""
    lid = lid_met_email(email)
    if lid is None or not _mag_weg(lid, amsterdam_day(nu)):
        return None
    opzegging = _nieuw(lid, nu, GEWOON)
    db.session.add(mail.bevestig_opzegging(opzegging))
    return opzegging


def laatste_dag(lid: Lid, wens: Opzegwens, dag: date) -> date:
    """The last day of this member when this notice counts.

    Raises GeenUittreedvenster, OntvangenInToekomst.
    """
    ontvangen = wens.ontvangen_op or dag
    if ontvangen > dag:
        raise OntvangenInToekomst
    if wens.grond is Opzeggrond.NIET_TE_VERGEN:
        return ontvangen
    if wens.grond is Opzeggrond.GEWOON:
        return vooruitzicht(ontvangen, wens.gewenst)
    venster = venster_voor(lid, ontvangen)
    if venster is None or venster.grond is not wens.grond:
        raise GeenUittreedvenster
    return einddatum(ontvangen, grond=wens.grond, venster_tot=venster.tot)


def zeg_op(lid: Lid, nu: datetime, wens: Opzegwens = GEWOON) -> Opzegging:
    """Notice by somebody whom we know (signed in, or on paper): asked and confirmed at once.

    Raises GeenLidmaatschap, AlOpgezegd, GeenUittreedvenster, OntvangenInToekomst.
    """
    lopend(lid, amsterdam_day(nu))
    laatste_dag(lid, wens, amsterdam_day(nu))
    opzegging = _nieuw(lid, nu, wens)
    bevestig_opzegging(opzegging, nu, meteen=wens.grond not in GEEN_VENSTER)
    return opzegging


def _mag_weg(lid: Lid, dag: date) -> bool:
    period = lid.lidmaatschap_op(dag)
    return period is not None and period.einde is None


def _nieuw(lid: Lid, nu: datetime, wens: Opzegwens) -> Opzegging:
    dag = wens.ontvangen_op or amsterdam_day(nu)
    at_once = wens.grond is Opzeggrond.NIET_TE_VERGEN
    statuten = statuten_op(dag)
    opzegging = Opzegging(
        lid=lid,
        kiem=new_seed(),
        gevraagd_op=nu,
        ontvangen_op=dag,
        einddatum=dag if at_once else vooruitzicht(dag, wens.gewenst),
        gewenst=wens.gewenst,
        kanaal=wens.kanaal,
        grond=wens.grond if at_once else Opzeggrond.GEWOON,
        statuten_id=statuten.id if statuten else None,
    )
    db.session.add(opzegging)
    return opzegging


def bevestig_opzegging(opzegging: Opzegging, nu: datetime, *, meteen: bool = False) -> bool:
    """The notice counts from the day of the form; a dated receipt goes out.

    `meteen`: leave at once because of a decision told within the month. Raises
    GeenUittreedvenster, OpzeglinkVerlopen, GeenLidmaatschap, AlOpgezegd, KanNietMeer.
    """
    _fresh(opzegging)
    if meteen and opzegging.bevestigd_op is None:
        opzegging.treed_uit(venster_voor(opzegging.lid, opzegging.ontvangen_op))
    if not opzegging.bevestigen(nu):
        return False
    schrijf("opzegging.ontvangen", lidnummer=opzegging.lid.lidnummer, einde=_dag(opzegging))
    opzegging_ontvangen.send(opzegging, nu=nu)
    db.session.add(mail.opzegging_mail(opzegging, "ontvangen"))
    return True


def trek_opzegging_in(opzegging: Opzegging, nu: datetime) -> bool:
    """The member stays. Raises IntrekkenTeLaat, KanNietMeer."""
    _fresh(opzegging)
    was_bevestigd = opzegging.bevestigd_op is not None
    if not opzegging.intrekken(nu):
        return False
    schrijf("opzegging.ingetrokken", lidnummer=opzegging.lid.lidnummer)
    opzegging_ingetrokken.send(opzegging, nu=nu)
    if was_bevestigd:
        db.session.add(mail.opzegging_mail(opzegging, "ingetrokken"))
    return True


def voer_opzegging_uit(opzegging: Opzegging, nu: datetime) -> bool:
    """The day after the last one: offices and sessions end, the packages above hear of it."""
    _fresh(opzegging)
    if not opzegging.uitvoeren(nu):
        return False
    lid = opzegging.lid
    leg_functies_neer(lid, opzegging.einddatum)
    schrijf("lidmaatschap.beeindigd", lidnummer=lid.lidnummer, einde=_dag(opzegging))
    lidmaatschap_beeindigd.send(lid, dag=opzegging.einddatum, nu=nu)
    db.session.add(mail.opzegging_mail(opzegging, "uitgevoerd"))
    return True


def _dag(opzegging: Opzegging) -> str:
    return opzegging.einddatum.isoformat()


def _fresh(opzegging: Opzegging) -> None:
    db.session.flush()
    locked(Opzegging, id=opzegging.id)

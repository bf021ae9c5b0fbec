"""Measures of the association, each told to the member with the way to appeal (BW 2:35)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.acties.functies import leg_functies_neer
from vereniging.leden.acties.overlijden import stop_opzeggingen
from vereniging.leden.maatregelen import maatregelen_van, maatregelen_voor
from vereniging.leden.maatregelmail import maatregel_mail
from vereniging.leden.models import Lid, Maatregel
from vereniging.leden.models.maatregel import (
    GrondOntbreekt,
    Maatregelgrond,
    MaatregelSoort,
    MaatregelStand,
)
from vereniging.leden.models.opzegging import regels_van
from vereniging.leden.opzegtermijn import Opzeggrond, einddatum
from vereniging.leden.signals import lidmaatschap_beeindigd
from vereniging.logboek.acties import schrijf
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan
from vereniging.statuten.queries import profiel


class LooptAl(DomainError):
    """One measure at a time: the first must be over before the next."""

    message = _l("Over dit lid loopt al een maatregel. Wacht tot die is afgerond.")


class OverUzelf(DomainError):
    """Nobody records a measure against themselves."""

    message = _l("Over uzelf kunt u dit niet vastleggen. Vraag een ander bestuurslid.")


@dataclass(frozen=True, kw_only=True)
class Maatregelbesluit:
    """What was decided, on which ground and why; `tot` is the last day of a suspension."""

    soort: MaatregelSoort
    grond: Maatregelgrond
    redenen: str
    grond_tekst: str = ""
    tot: date | None = None
    door: Lid | None = None


def leg_maatregel_vast(lid: Lid, besluit: Maatregelbesluit, nu: datetime) -> Maatregel:
    """Record the decision of the body that the statutes name, and tell the member.

    Raises OverUzelf, LooptAl, GrondOntbreekt, HeeftAlEinde, GeenLidOpDieDag, EindeVoorBegin.
    """
    dag = amsterdam_day(nu)
    _controleer(lid, besluit, dag)
    orgaan = Orgaan(profiel(dag).maatregel_orgaan)
    genomen = neem_besluit(orgaan, f"Maatregel: {besluit.soort.value}", besluit.redenen, nu)
    maatregel = Maatregel(
        lid=lid,
        besluit=genomen,
        soort=besluit.soort,
        grond=besluit.grond,
        grond_tekst=besluit.grond_tekst,
        redenen=besluit.redenen,
        van=dag,
        tot=besluit.tot if besluit.soort is MaatregelSoort.SCHORSING else None,
    )
    maatregel.ingaan()
    db.session.add(maatregel)
    db.session.flush()
    _meld(maatregel)
    return maatregel


def _controleer(lid: Lid, besluit: Maatregelbesluit, dag: date) -> None:
    locked(Lid, id=lid.id)
    if besluit.door is lid:
        raise OverUzelf
    if any(row.is_open for row in maatregelen_van(lid)):
        raise LooptAl
    known = besluit.grond_tekst in profiel(dag).opzeggronden_vereniging
    if besluit.grond is Maatregelgrond.STATUTEN and not known:
        raise GrondOntbreekt


def maak_maatregel_bekend(maatregel: Maatregel, dag: date, nu: datetime) -> bool:
    """The member received it on this day: the term runs, and notice gets its last day.

    Raises DagKlopt, KanNietMeer.
    """
    _fresh(maatregel)
    regels = profiel(maatregel.van)
    if not maatregel.bekendmaken(dag, nu, regels.beroepstermijn_maanden):
        return False
    if maatregel.soort is MaatregelSoort.OPZEGGING:
        at_once = maatregel.grond is Maatregelgrond.NIET_TE_VERGEN
        grond = Opzeggrond.NIET_TE_VERGEN if at_once else Opzeggrond.GEWOON
        if at_once:
            stop_opzeggingen(maatregel.lid, nu)
        maatregel.laten_eindigen(einddatum(dag, regels_van(regels), grond=grond))
    _meld(maatregel)
    return True


def stel_beroep_in(maatregel: Maatregel, tekst: str, dag: date, nu: datetime) -> bool:
    """The member appeals; who does so before we knew that it arrived, has it.

    Raises BeroepTeLaat, DagKlopt, KanNietMeer.
    """
    _fresh(maatregel)
    if maatregel.stand is MaatregelStand.BESLOTEN:
        maak_maatregel_bekend(maatregel, dag, nu)
    if not maatregel.beroep_instellen(tekst, dag):
        return False
    _meld(maatregel)
    return True


def beslis_op_beroep(maatregel: Maatregel, tekst: str, nu: datetime, *, blijft: bool) -> None:
    """What the general meeting decided; a measure taken back leaves no trace in the membership.

    Raises KanNietMeer.
    """
    _fresh(maatregel)
    uitspraak = neem_besluit(Orgaan.ALV, f"Beroep: {maatregel.soort.value}", tekst, nu)
    if blijft:
        maatregel.handhaven(nu, uitspraak)
        _definitief(maatregel, amsterdam_day(nu), nu)
    else:
        maatregel.herroepen(nu, uitspraak)
    _meld(maatregel)


def werk_maatregelen_bij(nu: datetime) -> int:
    """Terms that passed unused, and ends whose day is over; how many measures moved."""
    found = maatregelen_voor(amsterdam_day(nu))
    for maatregel in found:
        _fresh(maatregel)
        over = maatregel.beroep_tot
        if maatregel.stand is MaatregelStand.BEKEND and over and amsterdam_day(nu) > over:
            maatregel.handhaven(nu)
            _definitief(maatregel, amsterdam_day(nu), nu)
            _meld(maatregel)
        voer_maatregel_uit(maatregel, nu)
    return len(found)


def _definitief(maatregel: Maatregel, dag: date, nu: datetime) -> None:
    if maatregel.soort is MaatregelSoort.ONTZETTING:
        stop_opzeggingen(maatregel.lid, nu)
        maatregel.laten_eindigen(dag)


def voer_maatregel_uit(maatregel: Maatregel, nu: datetime) -> bool:
    """The day after the last one: offices end, the packages above hear of it."""
    if not maatregel.uitvoeren(nu) or maatregel.einde is None:
        return False
    lid, einde = maatregel.lid, maatregel.einde
    if lid.overleden_op is not None:
        return False  # everything ended on the day of death
    leg_functies_neer(lid, einde)
    schrijf("lidmaatschap.beeindigd", lidnummer=lid.lidnummer, einde=einde.isoformat())
    lidmaatschap_beeindigd.send(lid, dag=einde, nu=nu)
    return True


def _meld(maatregel: Maatregel) -> None:
    schrijf(
        f"maatregel.{maatregel.stand.value}",
        lidnummer=maatregel.lid.lidnummer,
        maatregel=maatregel.soort.value,
        besluit=maatregel.besluit.kenmerk,
    )
    if maatregel.lid.overleden_op is None:
        db.session.add(maatregel_mail(maatregel))


def _fresh(maatregel: Maatregel) -> None:
    db.session.flush()
    locked(Maatregel, id=maatregel.id)
    db.session.scalars(select(Lid).where(Lid.id == maatregel.lid_id)).one()

"""Take a promise up the ladder, and put together what proves it."""

from __future__ import annotations

from datetime import date, datetime

from vereniging.commissie.haken import machtigingen
from vereniging.commissie.models import Dossier, Opschaling, Trede
from vereniging.commissie.models.opschaling import Stapwens
from vereniging.commissie.queries import aankomend
from vereniging.convenant.models import Afspraak
from vereniging.core.db import db
from vereniging.core.workdays import amsterdam_day
from vereniging.logboek.acties import schrijf


def begin_opschaling(afspraak: Afspraak, dag: date) -> Opschaling:
    """The lowest step: remind the party."""
    opschaling = Opschaling(afspraak=afspraak, begonnen_op=dag)
    opschaling.beginnen()
    db.session.add(opschaling)
    schrijf("opschaling.begonnen", kenmerk=afspraak.kenmerk, trede=0)
    return opschaling


def volgende_trede(opschaling: Opschaling, wens: Stapwens, nu: datetime) -> None:
    """One step up; the commission has until its next meeting.

    Raises NogBezig, OverslaanMetReden or MachtigingNodig.
    """
    if wens.trede is Trede.COMMISSIE and wens.tot is None:
        wens.tot = next((each.dag for each in aankomend() if each.begin > nu), None)
    gegeven = machtigingen(wens.machtiging) if wens.machtiging else []
    # court is only for what members voted on themselves
    telt = [each for each in gegeven if each.is_stemming or wens.trede < Trede.RECHTER]
    opschaling.volgende_trede(wens, amsterdam_day(nu), is_gemachtigd=bool(telt))
    schrijf(
        "opschaling.trede",
        kenmerk=opschaling.afspraak.kenmerk,
        trede=int(wens.trede),
        besluit=wens.besluit.kenmerk if wens.besluit else None,
        machtiging=wens.machtiging or None,
    )


def laat_stap_mislukken(opschaling: Opschaling, toelichting: str, dag: date) -> None:
    """The step came to nothing."""
    opschaling.mislukken(toelichting, dag)
    schrijf(
        "opschaling.stap_mislukt", kenmerk=opschaling.afspraak.kenmerk, trede=opschaling.stap.trede
    )


def rond_af(opschaling: Opschaling, tekst: str, dag: date, *, is_geslaagd: bool) -> None:
    """It worked, or we stop."""
    if is_geslaagd:
        opschaling.slagen(tekst, dag)
    else:
        opschaling.staken(tekst, dag)
    schrijf(
        "opschaling.afgerond",
        kenmerk=opschaling.afspraak.kenmerk,
        stand=opschaling.stand.value,
    )


def leg_dossier_vast(opschaling: Opschaling, sha256: str, nu: datetime) -> Dossier:
    """Note what the dossier's bytes come to today."""
    dossier = Dossier(opschaling=opschaling, op=nu, sha256=sha256)
    db.session.add(dossier)
    schrijf("dossier.vastgelegd", kenmerk=opschaling.afspraak.kenmerk, sha256=sha256)
    return dossier

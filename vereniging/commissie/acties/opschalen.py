"""Take a promise up the ladder, and put together what proves it."""

from __future__ import annotations

from datetime import date, datetime

from vereniging.commissie.haken import machtigingen
from vereniging.commissie.models import Agendapunt, Opschaling, Stapwens, Trede
from vereniging.commissie.queries import aankomend, opschaling_van_punt
from vereniging.commissie.signals import punt_opgeschaald
from vereniging.convenant.models import Afspraak, Partij
from vereniging.core.clock import year_of
from vereniging.core.db import db
from vereniging.core.errors import KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.references import next_reference
from vereniging.core.workdays import amsterdam_day
from vereniging.logboek.acties import schrijf


def begin_opschaling(afspraak: Afspraak, dag: date) -> Opschaling:
    """The lowest step: remind the party."""
    opschaling = Opschaling(kenmerk=afspraak.kenmerk, afspraak=afspraak, begonnen_op=dag)
    opschaling.beginnen()
    db.session.add(opschaling)
    schrijf("opschaling.begonnen", kenmerk=afspraak.kenmerk, trede=0)
    return opschaling


def schaal_punt_op(punt: Agendapunt, nu: datetime) -> Opschaling:
    """What the parties did not agree on goes past the commission; once for each item.

    Raises WelConsensus or KanNietMeer.
    """
    if opschaling_van_punt(punt) is not None:
        raise KanNietMeer(wat=_l("dit agendapunt"), stand=_l("opgeschaald"))
    kenmerk = next_reference("O", year_of(nu))
    opschaling = Opschaling(kenmerk=kenmerk, agendapunt=punt, begonnen_op=amsterdam_day(nu))
    opschaling.beginnen()
    db.session.add(opschaling)
    schrijf("opschaling.begonnen", kenmerk=kenmerk, trede=opschaling.stap.trede, punt=punt.id)
    punt_opgeschaald.send(punt, kenmerk=kenmerk, nu=nu)
    return opschaling


def schaal_stilte_op(over: str, partij: Partij, herinnerd: date, nu: datetime) -> Opschaling:
    """A party did not answer after a reminder: talk to it; `over` is read by everyone.

    Raises NogBezig while the reminder has its time.
    """
    kenmerk, dag = next_reference("O", year_of(nu)), amsterdam_day(nu)
    opschaling = Opschaling(kenmerk=kenmerk, over=over, over_partij=partij, begonnen_op=dag)
    opschaling.beginnen_na(herinnerd, dag)
    db.session.add(opschaling)
    schrijf("opschaling.begonnen", kenmerk=kenmerk, trede=opschaling.stap.trede)
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
        kenmerk=opschaling.kenmerk,
        trede=int(wens.trede),
        besluit=wens.besluit.kenmerk if wens.besluit else None,
        machtiging=wens.machtiging or None,
    )


def laat_stap_mislukken(opschaling: Opschaling, toelichting: str, dag: date) -> None:
    """The step came to nothing."""
    opschaling.mislukken(toelichting, dag)
    schrijf("opschaling.stap_mislukt", kenmerk=opschaling.kenmerk, trede=opschaling.stap.trede)


def rond_af(opschaling: Opschaling, tekst: str, dag: date, *, is_geslaagd: bool) -> None:
    """It worked, or we stop."""
    if is_geslaagd:
        opschaling.slagen(tekst, dag)
    else:
        opschaling.staken(tekst, dag)
    schrijf(
        "opschaling.afgerond",
        kenmerk=opschaling.kenmerk,
        stand=opschaling.stand.value,
    )

"""Take a promise up the ladder, and put together what proves it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select

from vereniging.commissie import mail
from vereniging.commissie.haken import machtigingen
from vereniging.commissie.models import Agendapunt, Opschaling, Stapwens, Trede
from vereniging.commissie.queries import aankomend, opschaling_van_punt, zonder_bemiddelaar
from vereniging.commissie.signals import opschaling_verder, punt_opgeschaald
from vereniging.convenant.models import Afspraak, Partij
from vereniging.core.clock import year_of
from vereniging.core.db import db
from vereniging.core.errors import KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.references import next_reference
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.queries import functionarissen
from vereniging.logboek.acties import schrijf
from vereniging.post.models import Mail
from vereniging.statuten.queries import instelling

AMBTEN = ("voorzitter", "secretaris")


INGESTELD = {
    Trede.HERINNERING: "trede_herinnering",
    Trede.GESPREK: "trede_gesprek",
    Trede.COMMISSIE: "trede_commissie",
    Trede.BESTUURLIJK_OVERLEG: "trede_overleg",
    Trede.BEMIDDELAAR: "trede_bemiddelaar",
}
BIJTIJDS = 3  # days before a mediator must have a name


def termijnen() -> dict[Trede, int]:
    """How many days each step takes, as the board set it; steps that began keep their day."""
    return {trede: int(instelling(naam)) for trede, naam in INGESTELD.items()}


def begin_opschaling(afspraak: Afspraak, dag: date, nu: datetime) -> Opschaling:
    """The lowest step: remind the party."""
    opschaling = Opschaling(kenmerk=afspraak.kenmerk, afspraak=afspraak, begonnen_op=dag)
    opschaling.beginnen(termijnen())
    db.session.add(opschaling)
    schrijf("opschaling.begonnen", kenmerk=afspraak.kenmerk, trede=0)
    opschaling_verder.send(opschaling, nu=nu)
    return opschaling


def schaal_punt_op(punt: Agendapunt, nu: datetime) -> Opschaling:
    """What the parties did not agree on goes past the commission; once for each item.

    Raises WelConsensus or KanNietMeer.
    """
    if opschaling_van_punt(punt) is not None:
        raise KanNietMeer(wat=_l("dit agendapunt"), stand=_l("opgeschaald"))
    kenmerk = next_reference("O", year_of(nu))
    opschaling = Opschaling(kenmerk=kenmerk, agendapunt=punt, begonnen_op=amsterdam_day(nu))
    opschaling.beginnen(termijnen())
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
    opschaling.beginnen_na(herinnerd, dag, termijnen())
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
    wens.benoemen = int(instelling("termijn_benoemen"))
    opschaling.volgende_trede(
        wens, amsterdam_day(nu), is_gemachtigd=bool(telt), termijnen=termijnen()
    )
    schrijf(
        "opschaling.trede",
        kenmerk=opschaling.kenmerk,
        trede=int(wens.trede),
        besluit=wens.besluit.kenmerk if wens.besluit else None,
        machtiging=wens.machtiging or None,
    )
    opschaling_verder.send(opschaling, nu=nu)


def benoem_bemiddelaar(opschaling: Opschaling, wie: str, dag: date) -> None:
    """Who will mediate; the name stays with the parties. Raises GeenBemiddelaar."""
    opschaling.stap.benoem(wie, dag)
    schrijf(
        "opschaling.bemiddelaar",
        kenmerk=opschaling.kenmerk,
        dag=dag.isoformat(),
        gegevens={"wie": wie},
    )


def herinner_bemiddelaar(nu: datetime) -> int:
    """Tell officers that somebody must still be found to mediate; once for each, in time."""
    dag, sent = amsterdam_day(nu), 0
    for opschaling in zonder_bemiddelaar(dag + timedelta(days=BIJTIJDS)):
        wie = {each.id: each for soort in AMBTEN for each in functionarissen(soort, dag)}
        letters = [mail.zoek_bemiddelaar(opschaling, each) for each in wie.values()]
        query = select(Mail.sleutel).where(Mail.sleutel.in_([each.sleutel for each in letters]))
        told = set(db.session.scalars(query))
        fresh = [each for each in letters if each.sleutel not in told]
        db.session.add_all(fresh)
        sent += len(fresh)
    return sent


def laat_stap_mislukken(opschaling: Opschaling, toelichting: str, dag: date) -> None:
    """The step came to nothing."""
    opschaling.mislukken(toelichting, dag)
    schrijf("opschaling.stap_mislukt", kenmerk=opschaling.kenmerk, trede=opschaling.stap.trede)


def rond_af(opschaling: Opschaling, tekst: str, nu: datetime, *, is_geslaagd: bool) -> None:
    """It worked, or we stop."""
    dag = amsterdam_day(nu)
    if is_geslaagd:
        opschaling.slagen(tekst, dag)
    else:
        opschaling.staken(tekst, dag)
    schrijf(
        "opschaling.afgerond",
        kenmerk=opschaling.kenmerk,
        stand=opschaling.stand.value,
    )
    opschaling_verder.send(opschaling, nu=nu)

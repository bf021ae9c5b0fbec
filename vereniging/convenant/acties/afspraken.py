"""Make a promise, gather consent, keep it and judge it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from vereniging.convenant import mail
from vereniging.convenant.models import (
    Afspraak,
    AfspraakStand,
    Artikel,
    GeenOwner,
    Instemming,
    Instemmingsvraag,
    Partij,
    Thema,
    Verankering,
    Verweerschrift,
    Waarneming,
    Wederhoor,
)
from vereniging.convenant.models.waarneming import NEGATIEF, hoordag
from vereniging.convenant.queries import contacten, partijen, partijen_met_organisaties
from vereniging.convenant.signals import afspraak_opgeschaald
from vereniging.core.clock import year_of
from vereniging.core.db import db
from vereniging.core.links import new_seed
from vereniging.core.references import next_reference
from vereniging.core.workdays import add_workdays, amsterdam_day
from vereniging.leden.opzegtermijn import Termijneenheid
from vereniging.logboek.acties import schrijf
from vereniging.statuten.models import Besluit
from vereniging.statuten.queries import instelling


@dataclass(frozen=True, kw_only=True)
class Afspraakvoorstel:
    """What is promised, by whom, until when, and how one sees that it is done."""

    tekst: str
    maatstaf: str
    partij: Partij
    thema: Thema
    voor_datum: date | None = None
    elke: int | None = None
    eenheid: Termijneenheid | None = None
    herhaal_tot: date | None = None
    artikel: Artikel | None = None
    bron: str = ""
    verankerd_in: Verankering | None = None
    verankerd_waar: str = ""


def stel_op(wat: Afspraakvoorstel, nu: datetime) -> Afspraak:
    """Write down a promise as a concept; raises GeenOwner without a day."""
    if wat.voor_datum is None and wat.elke is None:
        raise GeenOwner
    afspraak = Afspraak(kenmerk=next_reference("A", year_of(nu)), gemaakt_op=nu, **vars(wat))
    db.session.add(afspraak)
    schrijf("afspraak.opgesteld", kenmerk=afspraak.kenmerk)
    return afspraak


def wijzig_afspraak(afspraak: Afspraak, wat: Afspraakvoorstel) -> None:
    """Other words for a concept; raises KanNietMeer once the parties have it."""
    afspraak.wijzigen(vars(wat))
    schrijf("afspraak.gewijzigd", kenmerk=afspraak.kenmerk, versie=afspraak.versie)


def leg_voor(afspraak: Afspraak, nu: datetime) -> None:
    """Ask all five parties, each by a link of its own; our own party answers at the table."""
    afspraak.voorleggen()
    dag = amsterdam_day(nu)
    for partij in partijen_met_organisaties():
        vraag = Instemmingsvraag(
            afspraak=afspraak,
            partij=partij,
            kiem=new_seed(),
            gevraagd_op=nu,
            tot=add_workdays(dag, int(instelling("termijn_instemming"))),
        )
        db.session.add(vraag)
        db.session.add_all(
            mail.vraag_instemming(vraag, contact) for contact in contacten(partij, dag)
        )
    schrijf("afspraak.voorgelegd", kenmerk=afspraak.kenmerk)


def leg_vast_instemming(afspraak: Afspraak, instemming: Instemming) -> None:
    """Record what a party answered; the fifth yes brings it into force.

    Raises LegUit or EigenaarNietEens.
    """
    afspraak.instemmen(instemming, partijen())
    schrijf(
        "afspraak.instemming",
        kenmerk=afspraak.kenmerk,
        partij=instemming.partij.code,
        antwoord=instemming.antwoord.value,
        stand=afspraak.stand.value,
    )


def begin(afspraak: Afspraak) -> None:
    """The owner started."""
    afspraak.beginnen()
    schrijf("afspraak.begonnen", kenmerk=afspraak.kenmerk)


def meld_klaar(afspraak: Afspraak, bewijs: str, nu: datetime) -> None:
    """The owner says it is done."""
    afspraak.klaar_melden(bewijs, nu)
    schrijf("afspraak.klaar_gemeld", kenmerk=afspraak.kenmerk)


def beoordeel(afspraak: Afspraak, waarneming: Waarneming, nu: datetime) -> None:
    """Record what another party found; its owner is heard before a bad verdict is public.

    Raises EigenPartij.
    """
    afspraak.toetsen(waarneming)
    schrijf(
        "afspraak.getoetst",
        kenmerk=afspraak.kenmerk,
        partij=waarneming.partij.code,
        oordeel=waarneming.oordeel.value,
        bewijs=waarneming.bewijs_sha256,
    )
    if waarneming.oordeel in NEGATIEF:
        _vraag_wederhoor(afspraak, waarneming, nu)


def _vraag_wederhoor(afspraak: Afspraak, waarneming: Waarneming, nu: datetime) -> None:
    dag = amsterdam_day(nu)
    wederhoor = Wederhoor(waarneming=waarneming, kiem=new_seed(), gevraagd_op=nu, tot=hoordag(dag))
    db.session.add(wederhoor)
    db.session.add_all(
        mail.vraag_wederhoor(wederhoor, contact) for contact in contacten(afspraak.partij, dag)
    )


def geef_wederhoor(wederhoor: Wederhoor, verweer: Verweerschrift, nu: datetime) -> None:
    """The owner answers the verdict; raises KanNietMeer or WederhoorVoorbij."""
    wederhoor.beantwoorden(verweer, nu, amsterdam_day(nu))
    schrijf(
        "afspraak.wederhoor",
        kenmerk=wederhoor.waarneming.afspraak.kenmerk,
        antwoord=verweer.antwoord.value,
        gegevens={"naam": verweer.naam},
    )


def schaal_op(afspraak: Afspraak, dag: date) -> None:
    """What was not kept goes a step up."""
    afspraak.opschalen(dag)
    schrijf("afspraak.opgeschaald", kenmerk=afspraak.kenmerk)
    afspraak_opgeschaald.send(afspraak, dag=dag)


def trek_in(afspraak: Afspraak, besluit: Besluit, *, vervangen: bool = False) -> None:
    """It lapses, or another takes its place, by a recorded decision."""
    stand = AfspraakStand.VERVANGEN if vervangen else AfspraakStand.VERVALLEN
    afspraak.eindigen(stand, besluit)
    schrijf(f"afspraak.{stand.value}", kenmerk=afspraak.kenmerk, besluit=besluit.kenmerk)

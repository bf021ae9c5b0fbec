"""Money back to who paid it: asked by the treasurer, approved by another board member."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vereniging.betalingen import mail
from vereniging.betalingen.models import (
    NIET_TERUG,
    Betaling,
    BetalingStand,
    Terugbetaling,
    Terugweg,
)
from vereniging.betalingen.queries import loopt_terugbetaling, terugbetalingen
from vereniging.betalingen.terugbetalen import plan_terugbetaling
from vereniging.betalingen.verschillen import is_voorbij
from vereniging.contributie.acties.boeken import NummerBestaat, Regel, boek, na_boeking, rekening
from vereniging.contributie.acties.dubbel import TE_HOOG
from vereniging.contributie.acties.kwijtschelden import geen_eigen_nota
from vereniging.contributie.incassokeuze import voorlopig_ontvangen
from vereniging.contributie.models import Bron, Nota, Regelsoort
from vereniging.contributie.queries import is_geboekt
from vereniging.contributie.tegoed import beschikbaar, te_hoog
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.money import NUL, Bedrag
from vereniging.core.references import next_reference
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.queries import lid_van_account
from vereniging.logboek.acties import schrijf

STORNEERBAAR = timedelta(days=56)  # how long a bank takes a collection back without asking


class MeerDanOntvangen(DomainError):
    """What was not received does not go back."""

    message = _l("Er is niet meer dan %(bedrag)s om terug te betalen.")


class AlOnderweg(DomainError):
    """One refund for a nota at a time."""

    message = _l("Voor deze nota loopt al een terugbetaling. Maak die eerst af.")


class NogTerugTeBoeken(DomainError):
    """A collection that the bank may still take back would be paid back twice."""

    message = _l("Deze incasso kan nog worden teruggeboekt; dan betaalt u twee keer terug.")


class GeldAlTerug(DomainError):
    """The bank was first: giving it back now would be the second time."""

    message = _l(
        "Betaal dit niet terug: er is nog maar %(over)s over. De bank haalde al geld terug."
    )


@dataclass(frozen=True, kw_only=True)
class Bewijs:
    """When money went back by hand, and the number of the statement or receipt.

    `is_al_betaald`: it was given before anybody knew that the bank took it back as well.
    """

    dag: date
    nummer: str
    is_al_betaald: bool = False


@dataclass(frozen=True, kw_only=True)
class Terugvraag:
    """What the treasurer wants to give back, how, and why."""

    weg: Terugweg
    bedrag: Bedrag
    reden: str
    betaling: Betaling | None = None


def vraag_terugbetaling(nota: Nota, vraag: Terugvraag, door: int, nu: datetime) -> Terugbetaling:
    """Ask another board member for a refund.

    Raises MeerDanOntvangen, AlOnderweg, NogTerugTeBoeken.
    """
    locked(Nota, id=nota.id)
    if loopt_terugbetaling(nota.id):
        raise AlOnderweg
    _controleer(nota, vraag.bedrag, vraag.betaling, nu)
    terug = Terugbetaling(
        kenmerk=next_reference("T", amsterdam_day(nu).year),
        nota_id=nota.id,
        betaling_id=vraag.betaling.id if vraag.betaling else None,
        weg=vraag.weg,
        bedrag=vraag.bedrag,
        reden=vraag.reden,
        gevraagd_op=nu,
        gevraagd_door_id=door,
    )
    db.session.add(terug)
    db.session.flush()
    schrijf("terugbetaling.gevraagd", terugbetaling=terug.kenmerk, nota=nota.kenmerk, door=door)
    return terug


def _controleer(nota: Nota, bedrag: Bedrag, betaling: Betaling | None, nu: datetime) -> None:
    hoogste = beschikbaar(nota.id)
    if betaling is None:
        vast = hoogste - voorlopig_ontvangen(nota.id, nu - STORNEERBAAR)
        if vast < bedrag <= hoogste:
            raise NogTerugTeBoeken
    else:
        hoogste = min(hoogste, nog_van(betaling))
        paid = betaling.betaald_op
        if betaling.methode == "directdebit" and paid is not None and nu - paid < STORNEERBAAR:
            raise NogTerugTeBoeken
    if bedrag > hoogste:
        raise MeerDanOntvangen(bedrag=max(hoogste, NUL))


def nog_van(betaling: Betaling) -> Bedrag:
    """What may still go back of this payment, as far as our own refunds tell."""
    if betaling.stand is not BetalingStand.BETAALD:
        return NUL
    gone = (
        one.bedrag
        for one in terugbetalingen(nota_id=betaling.nota_id)
        if one.betaling_id == betaling.id and one.stand not in NIET_TERUG
    )
    return betaling.bedrag - sum(gone, NUL)


def beslis_terugbetaling(terug: Terugbetaling, door: int, nu: datetime, *, akkoord: bool) -> None:
    """Another board member says yes or no; after yes the worker sends it to Mollie.

    Raises KanNietMeer, EenAnder, EigenNota, MeerDanOntvangen.
    """
    nota = locked(Nota, id=terug.nota_id)
    assert nota is not None  # noqa: S101  the foreign key says so
    locked(Terugbetaling, id=terug.id)
    terug.beslis(door, nu, akkoord=akkoord)
    if akkoord:
        geen_eigen_nota(nota, lid_van_account(door))
        over = beschikbaar(terug.nota_id)
        if terug.bedrag > over:
            raise MeerDanOntvangen(bedrag=max(over, NUL))
    if akkoord and terug.weg is Terugweg.MOLLIE:
        plan_terugbetaling(terug, nu)
    soort = "terugbetaling.goedgekeurd" if akkoord else "terugbetaling.afgewezen"
    schrijf(soort, terugbetaling=terug.kenmerk, door=door)


def boek_terugbetaling(
    terug: Terugbetaling, bewijs: Bewijs, door: int | None, nu: datetime
) -> None:
    """The treasurer gave it back by bank or in cash; the day and number of the proof are booked.

    Raises KanNietMeer, NummerBestaat, GeldAlTerug.
    """
    nota = locked(Nota, id=terug.nota_id)
    assert nota is not None  # noqa: S101  the foreign key says so
    locked(Terugbetaling, id=terug.id)
    if te_hoog(terug) and not bewijs.is_al_betaald:
        raise GeldAlTerug(over=max(beschikbaar(nota.id), NUL))
    terug.voer_uit()
    bron, bron_id = Bron(terug.weg.value), f"{bewijs.dag:%Y}:{bewijs.nummer}"
    if is_geboekt(bron, bron_id):
        raise NummerBestaat
    regel = Regel(
        soort=Regelsoort.TERUGBETALING,
        bedrag=terug.bedrag,
        valutadatum=bewijs.dag,
        bron=bron,
        bron_id=bron_id,
        uitleg=terug.kenmerk,
        door=door,
    )
    boek(nota, regel, nu)
    na_boeking(nota, nu)
    schrijf("terugbetaling.uitgevoerd", terugbetaling=terug.kenmerk, door=door)
    mail.terugbetaald(rekening(nota), terug.kenmerk, terug.bedrag, terug.weg.value)


def laat_vervallen(terug: Terugbetaling, door: int | None, nu: datetime) -> None:
    """What was approved is not given back by hand after all. Raises KanNietMeer."""
    locked(Nota, id=terug.nota_id)
    locked(Terugbetaling, id=terug.id)
    terug.laat_vervallen()
    is_voorbij(terug.kenmerk, "Deze terugbetaling gaat niet door.", nu, TE_HOOG)
    schrijf("terugbetaling.vervallen", terugbetaling=terug.kenmerk, door=door)

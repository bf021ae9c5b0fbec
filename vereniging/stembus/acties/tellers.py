"""Appoint the tellers of a secret vote, make and try their keys, open the box with two of them.

Every wachtzin is tried outside the transaction: making its key takes a third of a second and
64 MiB, and nobody else may wait for that.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete

from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import db, locked, outside
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.leden.models import Lid
from vereniging.leden.queries import functionarissen
from vereniging.logboek.acties import schrijf
from vereniging.stembus import mail
from vereniging.stembus.acties.sleutels import GeenSleutelbestand, alone, sleutelbestand
from vereniging.stembus.acties.storing import meld_storing
from vereniging.stembus.acties.tellen import is_klaar_om_te_tellen, tel
from vereniging.stembus.models import (
    DrieTellers,
    Stemming,
    StemmingStand,
    Stemteller,
    Storing,
    Tussenwaarde,
)
from vereniging.stembus.models.teller import TUSSENWAARDE_GELDIG
from vereniging.stembus.protocol.envelop import NietTeOpenen
from vereniging.stembus.protocol.sleutels import SleutelbestandFout, pak_uit
from vereniging.stembus.protocol.tellers import (
    TELLERS,
    Tellersleutel,
    WachtzinFout,
    eerste_teller,
    tweede_teller,
)
from vereniging.stembus.queries import tellers_van, tussenwaarde_van
from vereniging.taken.acties import plan as plan_taak


class GeenTeller(DomainError):
    """Who opens a secret vote was appointed for that, and has no part in it."""

    message = _l("%(naam)s kan geen teller zijn. Benoem eerst een teller bij de functies.")


class KandidaatTeltNiet(DomainError):
    """Nobody opens a box with votes on themselves."""

    message = _l("%(naam)s staat zelf op het stembiljet en kan geen teller zijn.")


class GetuigenEerst(DomainError):
    """Commit before open: the root is out of the house first (protocol 4.7)."""

    message = _l(
        "Openen kan nog niet. De getuigen hebben de wortel nog niet, of het papier is nog niet "
        "geteld. Probeer het over een kwartier opnieuw."
    )


class Tellerstap(enum.StrEnum):
    """What came of a teller's try to open the box."""

    WACHTZIN_FOUT = "wachtzin_fout"
    EERSTE = "eerste"  # sealed for each of the others: one more is needed
    GETELD = "geteld"
    STORING = "storing"


def kandidaat_tellers(nu: datetime) -> list[Lid]:
    """The members with the office of teller who can sign in; never the penningmeester."""
    dag = nu.astimezone(AMSTERDAM).date()
    kas = {functie.lid_id for functie in functionarissen("penningmeester", dag)}
    found = {functie.lid for functie in functionarissen("teller", dag) if functie.lid is not None}
    return sorted(
        (lid for lid in found if lid.email and lid.id not in kas), key=lambda lid: lid.lijstnaam
    )


def benoem_tellers(stemming: Stemming, wie: Sequence[Lid], nu: datetime) -> None:
    """Three tellers for this vote, before it opens; who stays keeps number and key.

    Raises KanNietMeer, DrieTellers, GeenTeller, KandidaatTeltNiet.
    """
    alone(stemming)
    stemming.expect(StemmingStand.CONCEPT)
    if not stemming.is_geheim or len({lid.id for lid in wie}) != len(TELLERS):
        raise DrieTellers
    _expect_geschikt(stemming, wie, nu)
    zittend = tellers_van(stemming)
    blijft = {teller.lid_id for teller in zittend if teller.lid in wie}
    weg = [teller.id for teller in zittend if teller.lid_id not in blijft]
    db.session.execute(delete(Stemteller).where(Stemteller.id.in_(weg)))
    vrij = set(TELLERS) - {teller.nummer for teller in zittend if teller.lid_id in blijft}
    nieuw = [lid for lid in wie if lid.id not in blijft]
    for nummer, lid in zip(sorted(vrij), nieuw, strict=True):
        db.session.add(Stemteller(stemming=stemming, lid=lid, nummer=nummer))
        db.session.add(mail.teller_benoemd(stemming, lid, nu))
        gegevens: dict[str, object] = {"wie": lid.naam}
        schrijf("stemteller.benoemd", stemming=stemming.slug, teller=nummer, gegevens=gegevens)


def _expect_geschikt(stemming: Stemming, wie: Sequence[Lid], nu: datetime) -> None:
    benoemd = kandidaat_tellers(nu)
    op_biljet = [
        _woorden(optie["tekst"]) for vraag in stemming.vragen for optie in vraag.get("opties", ())
    ]
    for lid in wie:
        if lid not in benoemd:
            raise GeenTeller(naam=lid.naam)
        eigen = _woorden(f"{lid.voornaam} {lid.achternaam}")
        if any(eigen <= woorden for woorden in op_biljet):
            raise KandidaatTeltNiet(naam=lid.naam)


def _woorden(tekst: str) -> set[str]:
    return set(re.findall(r"\w+", tekst.casefold()))


def maak_tellersleutel(teller: Stemteller, wachtzin: str, nu: datetime) -> None:
    """A key of this teller for this vote, under a wachtzin that is kept nowhere."""
    teller.stemming.expect(StemmingStand.CONCEPT)
    with outside():
        sleutel = Tellersleutel.maak(wachtzin)
    teller = _opnieuw(teller)
    teller.geef_sleutel(sleutel, nu)
    _log("tellersleutel.gemaakt", teller)


def probeer_wachtzin(teller: Stemteller, wachtzin: str, nu: datetime) -> bool:
    """The trial unlock before the opening; False when the wachtzin is wrong.

    Raises WachtzinGeblokkeerd, GeenTellersleutel, KanNietMeer.
    """
    teller.stemming.expect(StemmingStand.CONCEPT)
    if _ontgrendel(teller, wachtzin, nu) is None:
        return False
    teller.proef_gelukt(nu)
    _log("tellersleutel.geprobeerd", teller)
    return True


def noteer_wortel(teller: Stemteller, nu: datetime) -> None:
    """A teller wrote down the root of the closed box, before anything is opened."""
    teller = _opnieuw(teller)
    if teller.noteer_wortel(nu):
        _log("stemteller.wortel_genoteerd", teller)


def open_als_teller(teller: Stemteller, wachtzin: str, nu: datetime) -> Tellerstap:
    """The first teller leaves a value sealed for the others; the second one opens and counts.

    Raises WortelNietGenoteerd, GetuigenEerst, WachtzinGeblokkeerd, KanNietMeer.
    """
    _expect_te_openen(_opnieuw(teller), nu)
    prive = _ontgrendel(teller, wachtzin, nu)
    if prive is None:
        return Tellerstap.WACHTZIN_FOUT
    stemming = teller.stemming
    _expect_te_openen(teller, nu)
    teller.poging_gelukt()
    teller.geopend_op = nu
    tussen = tussenwaarde_van(stemming, nu)
    try:
        if tussen is None or tussen.van == teller.nummer:
            _als_eerste(teller, prive, nu, eerder=tussen is not None)
            return Tellerstap.EERSTE
        sleutel = tweede_teller(stemming.slug, tussen.voor_tweede(), teller.nummer, prive)
    except (SleutelbestandFout, GeenSleutelbestand, NietTeOpenen):
        meld_storing(stemming, Storing.SLEUTEL, nu)
        return Tellerstap.STORING
    _log("bus.tweede_teller", teller)
    if not tel(stemming, nu, sleutel):
        return Tellerstap.STORING
    vergeet_tussenwaarde(stemming)
    return Tellerstap.GETELD


def vergeet_tussenwaarde(stemming: Stemming) -> None:
    """What a first teller left is needed no longer, or is a day old."""
    db.session.execute(delete(Tussenwaarde).where(Tussenwaarde.stemming_id == stemming.id))


def vergeet_tellersleutels(stemming: Stemming) -> None:
    """The result is final, or will never be: no teller's key opens anything any more."""
    vergeet_tussenwaarde(stemming)
    for teller in tellers_van(stemming):
        teller.vergeet_sleutel()


def benoem_dezelfde(nieuw: Stemming, vorige: Stemming, nu: datetime) -> None:
    """Members vote again: the same tellers, each with a new key."""
    for teller in tellers_van(vorige):
        db.session.add(Stemteller(stemming=nieuw, lid=teller.lid, nummer=teller.nummer))
        db.session.add(mail.teller_benoemd(nieuw, teller.lid, nu))


def _expect_te_openen(teller: Stemteller, nu: datetime) -> None:
    teller.expect_genoteerd()
    if not is_klaar_om_te_tellen(teller.stemming, nu):
        raise GetuigenEerst


def _als_eerste(teller: Stemteller, prive: bytes, nu: datetime, *, eerder: bool) -> None:
    stemming = teller.stemming
    paren = pak_uit(
        sleutelbestand().kek(stemming.slug), stemming.slug, stemming.sleutel_verpakt or b""
    )
    waarden = eerste_teller(stemming.slug, paren, teller.nummer, prive)
    vergeet_tussenwaarde(stemming)
    als_tekst = {str(nummer): waarde.hex() for nummer, waarde in waarden.items()}
    db.session.add(Tussenwaarde(stemming=stemming, van=teller.nummer, waarden=als_tekst, op=nu))
    sleutel = f"stembus.tussenwaarde:{stemming.slug}:{teller.nummer}:{nu:%y%m%d%H%M%S%f}"
    plan_taak("stembus.tussenwaarde", sleutel, nu + TUSSENWAARDE_GELDIG, slug=stemming.slug)
    _log("bus.eerste_teller", teller)
    if not eerder:
        _roep_anderen(teller, nu)


def _roep_anderen(teller: Stemteller, nu: datetime) -> None:
    stemming = teller.stemming
    db.session.add_all(
        mail.teller_nodig(stemming, ander.lid, teller, nu)
        for ander in tellers_van(stemming)
        if ander is not teller
    )


def _ontgrendel(teller: Stemteller, wachtzin: str, nu: datetime) -> bytes | None:
    """The private key of a teller, or None; the try is counted before it is made."""
    teller = _opnieuw(teller)
    teller.begin_poging(nu)
    sleutel = teller.sleutel
    with outside():
        try:
            prive = sleutel.open(wachtzin)
        except WachtzinFout:
            prive = None
    if _opnieuw(teller).sleutel != sleutel:
        raise KanNietMeer(wat=_l("deze sleutel"), stand=_l("vervangen"))
    if prive is None:
        _log("tellersleutel.wachtzin_fout", teller)
    return prive


def _opnieuw(teller: Stemteller) -> Stemteller:
    """The teller as it is now, while nobody else opens, closes or counts. Raises KanNietMeer."""
    alone(teller.stemming)
    if locked(Stemteller, id=teller.id) is None:
        raise KanNietMeer(wat=_l("deze teller"), stand=_l("gewisseld"))
    return teller


def _log(soort: str, teller: Stemteller) -> None:
    schrijf(soort, stemming=teller.stemming.slug, teller=teller.nummer)

"""Prepare and open a vote (T1): freeze the text, the roll and the key."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import insert, select

from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import db
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.leden.models import Lid
from vereniging.logboek.acties import schrijf
from vereniging.statuten.models import Profiel
from vereniging.statuten.queries import instelling, profiel
from vereniging.stembus.acties.herinneren import plan_herinneringen
from vereniging.stembus.acties.sleutels import GeenSleutelbestand, sleutelbestand
from vereniging.stembus.acties.vervallen import alone_met_grond, expect_grond
from vereniging.stembus.acties.volmacht import pas_volmachten_toe
from vereniging.stembus.kiesrecht import indeling
from vereniging.stembus.mail import geopend
from vereniging.stembus.models import (
    GEHEIM,
    Grondslag,
    Kiesregister,
    NietInDeStatuten,
    StembusBestand,
    Stemming,
    StemmingStand,
    Uitslagzicht,
    expect_klaar,
)
from vereniging.stembus.protocol import sleutels
from vereniging.stembus.protocol.envelop import TeGroot
from vereniging.stembus.protocol.sleutels import SleutelbestandFout
from vereniging.stembus.protocol.tellers import verzegel_voor_tellers
from vereniging.stembus.publicatie import Registerrij
from vereniging.stembus.queries import tellers_van
from vereniging.stembus.regels import Stemplan, controleer_slug
from vereniging.stembus.slugs import eerste_vrije, maak_slug, zonder_nummer
from vereniging.stembus.stappen.openen import Opening
from vereniging.stembus.stappen.openen import openen as maak_opening
from vereniging.stembus.telling.lezen import lees_vragen
from vereniging.stembus.telling.meerderheid import OngeldigeInstelling, Quorum
from vereniging.stembus.telling.vraag import LETTERS
from vereniging.taken.acties import plan as plan_taak


class StemmingKloptNiet(DomainError):
    """The questions or times do not make a ballot."""

    message = _l("De stemming is nog niet goed ingevuld: %(wat)s.")


class MaakKleiner(DomainError):
    """The largest ballot does not fit the largest envelope."""

    message = _l("Maak de stemming kleiner: haal een vraag weg.")


class PersonenGeheim(DomainError):
    """The statutes want a secret vote on persons (stembus.md section 1)."""

    message = _l("Een stemming over personen is altijd geheim.")


class SleutelWerktNiet(DomainError):
    """The trial message did not come out as it went in."""

    message = _l("De sleutel werkt niet. De stemming is niet geopend.")


class TijdVoorbij(DomainError):
    """A vote whose time is over cannot begin."""

    message = _l("De sluitingstijd is al voorbij. Maak een nieuwe stemming.")


class NogNietOpen(DomainError):
    """The opening moment has not come."""

    message = _l("Deze stemming gaat pas later open.")


def bereid_voor(titel: str, *, slug: str, vragen: list[dict[str, Any]], **keuzes: Any) -> Stemming:
    """Make a concept vote.

    `keuzes`: open_op, sluit_op (aware, whole minutes), grondslag, niveau, gaat_over_personen,
    inleiding, standpunt ({"slug", "versie"}), bezwaardagen, quorum, zichtbaar, openbaar_op.
    Raises StemmingKloptNiet, TeKort, PersonenGeheim.
    """
    if keuzes.get("gaat_over_personen") and keuzes.get("niveau") != GEHEIM:
        raise PersonenGeheim
    keuzes.setdefault("grondslag", Grondslag.LEDENRAADPLEGING_MANDAAT)
    keuzes.setdefault("niveau", "vertrouwelijk")
    if any(vraag["type"] == "bandbreedte" for vraag in vragen):
        keuzes.setdefault("zichtbaar", Uitslagzicht.NA_VERGADERING)
    try:
        controleer_slug(slug)
        lees_vragen(vragen)
    except OngeldigeInstelling as error:
        raise StemmingKloptNiet(wat=str(error)) from None
    stemming = Stemming(slug=slug, titel=titel, vragen=vragen, **keuzes)
    dag = stemming.open_op.astimezone(AMSTERDAM).date()
    stemming.controleer_termijn(profiel(dag).stemming_minimum_dagen)
    db.session.add(stemming)
    schrijf("stemming.voorbereid", stemming=slug)
    plan_taak("stembus.open", f"stembus.open:{slug}", stemming.open_op, slug=slug)
    return stemming


def maak_raadpleging(titel: str, vragen: list[dict[str, Any]], **keuzes: Any) -> Stemming:
    """An advisory consultation that does not begin at a position; `keuzes` as in bereid_voor."""
    bezet = set(db.session.scalars(select(Stemming.slug)))
    basis = zonder_nummer(maak_slug(titel, "stemming"))
    slug = eerste_vrije((basis, *(f"{basis}-{letter * 2}" for letter in LETTERS)), bezet)
    keuzes["grondslag"] = Grondslag.LEDENRAADPLEGING_ADVISEREND
    return bereid_voor(titel, slug=slug, vragen=vragen, **keuzes)


def open_stemming(stemming: Stemming, nu: datetime) -> None:
    """T1: freeze text, roll and key; from now on members vote. Opening twice does nothing.

    Raises TeKort, NietInDeStatuten, StemmingKloptNiet, MaakKleiner, GeenSleutelbestand and, when
    secret, DrieTellers, TellersNietKlaar; after a tie UitslagTeltNiet.
    """
    alone_met_grond(stemming)
    if stemming.stand is StemmingStand.OPEN:
        return
    dag = stemming.open_op.astimezone(AMSTERDAM).date()
    rules = profiel(dag)
    _expect_te_openen(stemming, rules, nu)
    prive, publiek = _paar()
    wel, niet = indeling(dag, rules)
    rijen = [Rij(lid, grond, secrets.token_bytes(16)) for lid, grond in wel]
    opening = _maak_opening(stemming, rijen, niet, publiek)
    _schrijf_register(stemming, rijen)
    pas_volmachten_toe(stemming, nu)
    for naam, inhoud in opening.bestanden.items():
        db.session.add(StembusBestand(stemming=stemming, naam=naam, inhoud=inhoud))
    stemming.regels_hash, stemming.stand = opening.regels.hash, StemmingStand.OPEN
    db.session.add_all(geopend(stemming, rij.lid) for rij in rijen)
    slug = stemming.slug
    schrijf("stemming.geopend", stemming=slug, regels=stemming.regels_hash)
    plan_taak("stembus.sluit", f"stembus.sluit:{slug}", stemming.sluit_op, slug=slug)
    plan_herinneringen(stemming)
    _bewaar_sleutel(stemming, prive)


def _expect_te_openen(stemming: Stemming, rules: Profiel, nu: datetime) -> None:
    stemming.expect(StemmingStand.CONCEPT)
    expect_grond(stemming)
    if nu < stemming.open_op:
        raise NogNietOpen
    if nu >= stemming.sluit_op:
        raise TijdVoorbij
    stemming.controleer_termijn(rules.stemming_minimum_dagen)
    if stemming.grondslag is Grondslag.ALV_VOORSTEMMEN and not rules.voorstemmen:
        raise NietInDeStatuten
    if stemming.is_geheim:
        expect_klaar(tellers_van(stemming))


class Rij(NamedTuple):
    """Somebody who goes on the roll."""

    lid: Lid
    grond: str
    zout: bytes


def _paar() -> tuple[bytes, bytes]:
    prive, publiek = sleutels.nieuw_paar()
    if not sleutels.sleutel_werkt(publiek, prive):
        raise SleutelWerktNiet
    return prive, publiek


def _maak_opening(
    stemming: Stemming, rijen: list[Rij], niet: dict[str, int], publiek: bytes
) -> Opening:
    register = [Registerrij(str(rij.lid.lidnummer), rij.grond, rij.zout) for rij in rijen]
    try:
        return maak_opening(_plan(stemming), register, niet, publiek)
    except TeGroot:
        raise MaakKleiner from None
    except OngeldigeInstelling as error:
        raise StemmingKloptNiet(wat=str(error)) from None


def _plan(stemming: Stemming) -> Stemplan:
    standpunt, quorum = stemming.standpunt, stemming.quorum
    return Stemplan(
        stemming=stemming.slug,
        titel=stemming.titel,
        vereniging=str(instelling("naam")),
        grondslag=stemming.grondslag.value,
        niveau=stemming.niveau,  # type: ignore[arg-type]  # Stemplan checks the word
        open_op=stemming.open_op,
        sluit_op=stemming.sluit_op,
        vragen=lees_vragen(stemming.vragen),
        bezwaardagen=stemming.bezwaardagen,
        quorum=Quorum(tuple(quorum["breuk"])) if quorum else None,
        standpunt=(standpunt["slug"], standpunt["versie"]) if standpunt else None,
    )


def _schrijf_register(stemming: Stemming, rijen: list[Rij]) -> None:
    db.session.flush()
    if not rijen:
        return
    db.session.execute(
        insert(Kiesregister),
        [
            {
                "stemming_id": stemming.id,
                "lid_id": rij.lid.id,
                "lidnummer": str(rij.lid.lidnummer),
                "grond": rij.grond,
                "zout": rij.zout,
                "kanaal": "web",
                "revisie": 0,
            }
            for rij in rijen
        ],
    )


def _bewaar_sleutel(stemming: Stemming, prive: bytes) -> None:
    """Last of T1: the wrapping key is in its file before the transaction commits."""
    kek = sleutels.nieuwe_kek()
    stemming.sleutel_verpakt = sleutels.verpak(kek, stemming.slug, _te_bewaren(stemming, prive))
    bestand = sleutelbestand()
    try:
        bestand.vernietig(stemming.slug)  # an orphan of an opening that never committed
        bestand.bewaar(stemming.slug, kek)
    except (SleutelbestandFout, OSError):
        raise GeenSleutelbestand from None


def _te_bewaren(stemming: Stemming, prive: bytes) -> bytes:
    """The private key, or at a secret vote only what two of the three tellers can open."""
    if not stemming.is_geheim:
        return prive
    publieken = [teller.sleutel.publiek for teller in tellers_van(stemming)]
    return verzegel_voor_tellers(stemming.slug, prive, publieken)

"""From the first word to a report that somebody stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from vereniging.convenant.queries import partijen, themas
from vereniging.core.clock import year_of
from vereniging.core.config import setting
from vereniging.core.db import db
from vereniging.core.links import new_seed
from vereniging.core.references import next_reference
from vereniging.core.workdays import add_workdays, amsterdam_day
from vereniging.leden.models import Lid
from vereniging.logboek.acties import schrijf
from vereniging.meldingen import mail
from vereniging.meldingen.acties.bericht import meld_voortgang, vers
from vereniging.meldingen.acties.verdacht import waarom_vasthouden
from vereniging.meldingen.models import (
    BEVESTIGEN_BINNEN,
    VASTGEHOUDEN,
    Foto,
    IkOok,
    MelderSoort,
    Melding,
    MeldingBron,
    MeldingCategorie,
    MeldingConcept,
    MeldingStand,
    Plek,
    Zichtbaar,
)
from vereniging.meldingen.queries import is_vastgehouden
from vereniging.statuten.queries import instelling

SEED = (
    ("zwerfvuil", "Zwerfvuil", "inrichting", "gemeente"),
    ("container", "Volle container", "inrichting", "gemeente"),
    ("stoep_straat", "Stoep of straat kapot", "inrichting", "gemeente"),
    ("verlichting", "Lantaarn kapot", "inrichting", "gemeente"),
    ("te_weinig_plek", "Te weinig plek om te parkeren", "parkeren", "gemeente"),
    ("fout_parkeren", "Fout geparkeerd", "parkeren", "gemeente"),
    ("fietsen", "Fietsen in de weg", "parkeren", "gemeente"),
    ("te_hard", "Te hard rijden", "verkeer", "gemeente"),
    ("oversteek", "Gevaarlijke oversteek", "verkeer", "gemeente"),
    ("doorgaand", "Verkeer dat hier niet hoort", "verkeer", "gemeente"),
    ("boom", "Boom", "groen", "gemeente"),
    ("plantsoen", "Plantsoen", "groen", "gemeente"),
    ("honden", "Honden in het groen", "groen", "gemeente"),
    ("drukte", "Drukte van buiten de wijk", "bovenwijks", "gemeente"),
    ("woningonderhoud", "Onderhoud van een huurwoning", "sociaal", "corporaties"),
    ("overlast_gebouw", "Overlast in een gebouw", "sociaal", "corporaties"),
    ("activiteit", "Activiteit in de buurt", "sociaal", "welzijn"),
    ("geluid", "Geluid", "milieu", "gemeente"),
    ("hondenpoep", "Hondenpoep", "milieu", "gemeente"),
    ("anders", "Iets anders", "inrichting", "gemeente"),
    ("studentenhuis", "Overlast van een studentenhuis", "bovenwijks", "gemeente"),
    ("verkamering", "Een woning wordt per kamer verhuurd", "sociaal", "corporaties"),
    ("anders_parkeren", "Iets anders over parkeren", "parkeren", "gemeente"),
    ("anders_verkeer", "Iets anders over verkeer", "verkeer", "gemeente"),
    ("anders_groen", "Iets anders over groen", "groen", "gemeente"),
    ("anders_bovenwijks", "Iets anders van buiten de wijk", "bovenwijks", "gemeente"),
    ("anders_sociaal", "Iets anders tussen buren", "sociaal", "welzijn"),
    ("anders_milieu", "Iets anders over milieu", "milieu", "gemeente"),
)


@dataclass(frozen=True, kw_only=True)
class Meldgegevens:
    """What somebody reports."""

    categorie: MeldingCategorie
    straat: str
    tekst: str
    plek: Plek | None = None
    huisnummer: str | None = None
    waar_precies: str | None = None
    soort: MelderSoort = MelderSoort.BEWONER
    organisatienaam: str | None = None
    naam: str | None = None
    email: str | None = None
    telefoon: str | None = None
    postadres: str | None = None
    taal: str = "nl"
    gemeentenummer: str | None = None
    is_doorzendbaar: bool = True
    mag_contact_delen: bool = False
    is_spoed: bool = False
    bron: MeldingBron = MeldingBron.WEB


def seed_categorieen() -> None:
    """Add the kinds of trouble that are missing, and the streets of the area."""
    themas_ = {thema.code: thema for thema in themas()}
    partijen_ = {partij.code: partij for partij in partijen()}
    known = set(db.session.scalars(select(MeldingCategorie.code)))
    for volgorde, (code, naam, thema, partij) in enumerate(SEED, 1):
        if code not in known and thema in themas_ and partij in partijen_:
            db.session.add(
                MeldingCategorie(
                    code=code, naam=naam, volgorde=volgorde, thema=themas_[thema],
                    partij=partijen_[partij], gemeente_eerst=partij == "gemeente",
                )
            )  # fmt: skip
    there = set(db.session.scalars(select(Plek.naam)))
    straten = sorted({str(rij["straat"]) for rij in instelling("werkgebied")} - there)
    db.session.add_all([Plek(naam=straat) for straat in straten])


def start_concept(
    gegevens: dict[str, Any], nu: datetime, netwerk: bytes | None = None
) -> MeldingConcept:
    """Keep the first step, so that a bad photo costs no words."""
    concept = MeldingConcept(kiem=new_seed(), gemaakt_op=nu, gegevens=gegevens, netwerk=netwerk)
    db.session.add(concept)
    return concept


def indienen(
    gegevens: Meldgegevens, nu: datetime, *, lid: Lid | None = None,
    concept: MeldingConcept | None = None, is_van_ons: bool = False,
) -> Melding:  # fmt: skip
    """Take in a report; a member's counts at once, another's after its mail is confirmed.

    What one of us writes down (`is_van_ons`) nobody needs to look at first.
    """
    melding = Melding(
        kenmerk=next_reference("M", year_of(nu)),
        kiem=new_seed(),
        ingediend_op=nu,
        stand_sinds=nu,
        lid_id=lid.id if lid else None,
        is_vertrouwelijk=gegevens.categorie.thema.code == "sociaal",
        netwerk=concept.netwerk if concept and lid is None else None,
        **gegevens.__dict__,
    )
    db.session.add(melding)
    db.session.flush()
    melding.noteer(nu, "ingediend")
    verdacht = "" if lid or is_van_ons else waarom_vasthouden(melding, concept, nu)
    if concept is not None:
        _neem_fotos_over(melding, concept)
    schrijf("melding.ingediend", kenmerk=melding.kenmerk, bron=melding.bron.value)
    if verdacht:
        melding.noteer(nu, VASTGEHOUDEN, verdacht, Zichtbaar.KANTOOR)
    elif lid is not None or melding.bron is not MeldingBron.WEB:
        bevestigen(melding, nu)
    elif melding.email:
        db.session.add(mail.bericht(melding, nu))
    return melding


def _neem_fotos_over(melding: Melding, concept: MeldingConcept) -> None:
    for foto in list(concept.fotos):
        foto.concept_id = None
        melding.fotos.append(foto)
    concept.melding_id, concept.gegevens = melding.id, {}


def bevestigen(melding: Melding, nu: datetime) -> bool:
    """The reporter's address works, or an officer releases it; False when that was known."""
    vers(melding)
    if not melding.bevestigen(nu, triage(nu)):
        return False
    meld_voortgang(melding, nu)
    return True


def triage(nu: datetime) -> date:
    """The day before whose end we look at a report."""
    return add_workdays(amsterdam_day(nu), int(instelling("termijn_triage")))


def fotomap() -> Path:
    """Where photos are kept."""
    return Path(setting("DATA_DIR")) / "fotos"


def voeg_foto_toe(bij: Melding | MeldingConcept, naam: str, nu: datetime,
                  *, van_partij: bool = False) -> None:  # fmt: skip
    """Keep a photo that was stored on disk."""
    bij.fotos.append(Foto(naam=naam, toegevoegd_op=nu, is_van_partij=van_partij))


def ruim_concepten_op(nu: datetime) -> None:
    """Forget reports that nobody finished."""
    van_gisteren = select(MeldingConcept)
    for concept in db.session.scalars(van_gisteren):
        if concept.is_verlopen(nu):
            for foto in concept.fotos:
                db.session.delete(foto)
            db.session.delete(concept)


def vergeet_meldingen(nu: datetime) -> None:
    """Forget reports that nobody confirmed, but for those that an officer has to release."""
    wachtend = select(Melding).where(Melding.stand == MeldingStand.TE_BEVESTIGEN)
    for melding in db.session.scalars(wachtend.where(~is_vastgehouden())):
        if nu - melding.ingediend_op > BEVESTIGEN_BINNEN:
            _wis(melding)


def _wis(melding: Melding) -> None:
    schrijf("melding.gewist", kenmerk=melding.kenmerk)
    for concept in db.session.scalars(
        select(MeldingConcept).where(MeldingConcept.melding_id == melding.id)
    ):
        concept.melding_id = None
    mee = db.session.scalars(select(IkOok).where(IkOok.melding_id == melding.id))
    for row in [*melding.gebeurtenissen, *melding.fotos, *mee]:
        db.session.delete(row)
    db.session.flush()
    db.session.expire(melding)
    db.session.delete(melding)

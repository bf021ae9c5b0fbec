"""Reads of reports: for the reporter, the party, the officers and everyone."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from vereniging.commissie.models import Agendapunt
from vereniging.convenant.models import Organisatie, Partij, Thema
from vereniging.core.clock import today
from vereniging.core.db import db
from vereniging.core.i18n import _, datum
from vereniging.meldingen.models import (
    VASTGEHOUDEN,
    Antwoord,
    Doorzending,
    Foto,
    Melding,
    MeldingCategorie,
    MeldingConcept,
    MeldingGebeurtenis,
    MeldingOpAgenda,
    MeldingStand,
    Plek,
)

MET = (
    joinedload(Melding.categorie).joinedload(MeldingCategorie.thema),
    joinedload(Melding.categorie).joinedload(MeldingCategorie.partij),
    joinedload(Melding.partij),
)
HEEL = (
    *MET,
    selectinload(Melding.gebeurtenissen).joinedload(MeldingGebeurtenis.partij),
    selectinload(Melding.fotos),
)


def categorieen() -> list[MeldingCategorie]:
    """Every kind of trouble, by theme."""
    query = select(MeldingCategorie).options(
        joinedload(MeldingCategorie.thema), joinedload(MeldingCategorie.partij)
    )
    query = query.join(MeldingCategorie.thema).order_by(Thema.volgorde, MeldingCategorie.volgorde)
    return list(db.session.scalars(query))


def categorie_met(code: str) -> MeldingCategorie | None:
    """The kind of trouble with this code."""
    return db.session.scalars(
        select(MeldingCategorie).where(MeldingCategorie.code == code)
    ).one_or_none()


def plekken() -> list[Plek]:
    """The streets and squares to pick from."""
    return list(db.session.scalars(select(Plek).order_by(Plek.naam)))


def concept_met(kiem: bytes) -> MeldingConcept | None:
    """What somebody is still writing."""
    query = select(MeldingConcept).where(MeldingConcept.kiem == kiem)
    return db.session.scalars(query.options(selectinload(MeldingConcept.fotos))).one_or_none()


def melding_met(**sleutel: object) -> Melding | None:
    """One report with its timeline and photos."""
    query = select(Melding).filter_by(**sleutel).options(*HEEL)
    return db.session.scalars(query).one_or_none()


def openbare() -> list[Melding]:
    """What everyone may see, newest first."""
    query = select(Melding).where(Melding.openbaar_op.is_not(None)).options(*MET)
    return list(
        db.session.scalars(query.order_by(Melding.openbaar_op.desc(), Melding.id.desc()).limit(200))
    )


def van_melder(lid_id: int, email: str | None) -> list[Melding]:
    """The reports of one member, newest first."""
    mine = [Melding.lid_id == lid_id]
    query = select(Melding).where(or_(*mine, Melding.email == email) if email else mine[0])
    query = query.options(*MET, selectinload(Melding.gebeurtenissen))
    return list(db.session.scalars(query.order_by(Melding.id.desc())))


def is_vastgehouden() -> ColumnElement[bool]:
    """Unconfirmed reports that only an officer can release."""
    held = Melding.gebeurtenissen.any(MeldingGebeurtenis.soort == VASTGEHOUDEN)
    return or_(Melding.email.is_(None), held)


def doorzendingen(melding: Melding) -> list[Doorzending]:
    """Where a report was sent, newest first, with what came back."""
    query = (
        select(Doorzending)
        .where(Doorzending.melding_id == melding.id)
        .options(
            joinedload(Doorzending.organisatie).joinedload(Organisatie.partij),
            joinedload(Doorzending.organisatie).selectinload(Organisatie.contacten),
            selectinload(Doorzending.antwoorden),
        )
        .order_by(Doorzending.id.desc())
    )
    return list(db.session.scalars(query))


def doorzending_met(kiem: bytes) -> Doorzending | None:
    """What one organisation was sent, by its link."""
    query = (
        select(Doorzending)
        .where(Doorzending.kiem == kiem)
        .options(
            joinedload(Doorzending.organisatie).joinedload(Organisatie.partij),
            joinedload(Doorzending.melding).options(*HEEL),
            selectinload(Doorzending.antwoorden),
        )
    )
    return db.session.scalars(query).one_or_none()


def onbeantwoord() -> list[Doorzending]:
    """What organisations still have to answer; whom it was taken from hears nothing more."""
    laatste = select(func.max(Doorzending.id)).group_by(Doorzending.melding_id)
    query = (
        select(Doorzending)
        .join(Doorzending.melding)
        .where(Doorzending.beantwoord_op.is_(None), Melding.stand == MeldingStand.DOORGESTUURD)
        .where(Doorzending.id.in_(laatste))
        .options(joinedload(Doorzending.melding), joinedload(Doorzending.organisatie))
    )
    return list(db.session.scalars(query.order_by(Doorzending.id)))


def wie_beantwoordt(partij: Partij, dag: date) -> Organisatie | None:
    """The organisation in this seat that can be written to."""
    found = [each for each in partij.organisaties if each.is_actief(dag)]
    return next((each for each in found if each.contact_op(dag)), None)


def foto_met(naam: str) -> Foto | None:
    """The row of a photo."""
    return db.session.scalars(select(Foto).where(Foto.naam == naam)).one_or_none()


def namen_van_fotos() -> set[str]:
    """Every photo that a row still knows."""
    return set(db.session.scalars(select(Foto.naam)))


def op_agenda(vergadering_id: int) -> list[Melding]:
    """The reports that a meeting treats."""
    query = (
        select(Melding)
        .join(MeldingOpAgenda, MeldingOpAgenda.melding_id == Melding.id)
        .join(Agendapunt, Agendapunt.id == MeldingOpAgenda.agendapunt_id)
        .where(Agendapunt.vergadering_id == vergadering_id)
        .options(*MET)
        .order_by(Agendapunt.volgorde, Agendapunt.id, Melding.id)
    )
    return list(db.session.scalars(query))


def laatste_antwoord(doorzending: Doorzending) -> Antwoord | None:
    """The answer that counts."""
    return doorzending.antwoorden[-1] if doorzending.antwoorden else None


def openbare_zin(melding: Melding) -> str:
    """The same for everyone: without a word that was written to the reporter alone."""
    zinnen = {
        "vraag_aan_melder": _("Wij vroegen de melder om meer uitleg."),
        "afspraak_gemaakt": _("Hierover is een afspraak gemaakt."),
        "gesloten": _("Dit wordt niet opgelost."),
        "samengevoegd": _("Deze melding hoort bij een andere melding."),
        "niet_voor_ons": _("Een andere instantie gaat hierover."),
    }
    return zinnen.get(melding.stand.value) or zin(melding)


def zin(melding: Melding) -> str:
    """What is going on, in one sentence for the reporter."""
    dag = datum(melding.termijn or today())
    partij = melding.partij.naam if melding.partij else _("Wij")
    if melding.ligt_bij_ons:
        return _("%(partij)s antwoordde. Wij bekijken het voor %(dag)s.", partij=partij, dag=dag)
    zinnen = {
        "te_bevestigen": _("Klik op de link in onze e-mail."),
        "ontvangen": _("Wij kijken er binnen 3 werkdagen naar."),
        "vraag_aan_melder": _("Wilt u onze vraag beantwoorden?"),
        "doorgestuurd": _("%(partij)s antwoordt voor %(dag)s.", partij=partij, dag=dag),
        "opgepakt": _("%(partij)s gaat ermee aan de slag.", partij=partij),
        "op_agenda": _("De commissie praat erover op %(dag)s.", dag=dag),
        "afspraak_gemaakt": _(
            "%(partij)s belooft: %(afspraak)s", partij=partij, afspraak=melding.uitleg
        ),
        "partij_zegt_klaar": _("%(partij)s zegt: opgelost. Klopt dat?", partij=partij),
        "opgelost": _("De melder zegt dat het is opgelost."),
        "onbevestigd": _("%(partij)s zegt: opgelost. De melder reageerde niet.", partij=partij),
        "heropend": _("Wij gaan er weer achteraan."),
        "opgeschaald": _("De partijen zijn het niet eens."),
        "gesloten": _("Dit wordt niet opgelost. Reden: %(reden)s", reden=melding.uitleg),
        "samengevoegd": _("Deze melding hoort bij %(nummer)s.", nummer=melding.uitleg),
        "niet_voor_ons": _("Hiervoor moet u zijn bij %(instantie)s.", instantie=melding.uitleg),
        "ingetrokken": _("De melder trok deze melding in."),
    }
    return zinnen[melding.stand.value]

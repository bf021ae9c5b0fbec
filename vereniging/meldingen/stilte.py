"""Reads of reports that are on the ladder, and what a dossier about one holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from flask import url_for
from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from vereniging.commissie.dossier.post import bezorgd
from vereniging.commissie.haken import Aanleiding, Dossierdeel, Dossierregel
from vereniging.commissie.models import Dossierniveau, Opschaling, Opschalingstand
from vereniging.commissie.queries import punten_over
from vereniging.core.clock import AMSTERDAM
from vereniging.core.config import setting
from vereniging.core.db import db
from vereniging.core.files import locate
from vereniging.core.i18n import _
from vereniging.meldingen.models import (
    Antwoord,
    AntwoordSoort,
    Doorzending,
    DoorzendingOpLadder,
    Foto,
    Herinnering,
    Melding,
    MeldingOpAgenda,
)

HEEL = (
    joinedload(Doorzending.melding).joinedload(Melding.categorie),
    joinedload(Doorzending.melding).selectinload(Melding.fotos),
    joinedload(Doorzending.organisatie),
    selectinload(Doorzending.antwoorden),
)
WOORDEN = {
    AntwoordSoort.OPPAKKEN: "wij pakken dit op",
    AntwoordSoort.KLAAR: "het is klaar",
    AntwoordSoort.VRAAG: "wij hebben een vraag",
    AntwoordSoort.NIET_VOOR_ONS: "niet voor ons",
    AntwoordSoort.KAN_NIET: "wij kunnen dit niet doen",
    AntwoordSoort.AGENDA: "graag op de agenda",
    AntwoordSoort.MAIL: "een antwoord per e-mail",
}


def ladders_van(melding: Melding) -> dict[int, Opschaling]:
    """The escalation of each message to a party about this report that has one."""
    query = select(DoorzendingOpLadder).options(joinedload(DoorzendingOpLadder.opschaling))
    query = query.join(DoorzendingOpLadder.doorzending).where(Doorzending.melding_id == melding.id)
    return {each.doorzending_id: each.opschaling for each in db.session.scalars(query)}


def op_ladder() -> set[int]:
    """The messages to a party that are on the ladder, or were."""
    return set(db.session.scalars(select(DoorzendingOpLadder.doorzending_id)))


def is_opgeschaald() -> ColumnElement[bool]:
    """Reports that an escalation is about which still goes on."""
    loopt = Opschaling.stand == Opschalingstand.LOPEND
    stil = exists(
        select(DoorzendingOpLadder.id)
        .join(DoorzendingOpLadder.doorzending)
        .join(DoorzendingOpLadder.opschaling)
        .where(Doorzending.melding_id == Melding.id, loopt)
    )
    besproken = exists(
        select(MeldingOpAgenda.id)
        .join(Opschaling, Opschaling.agendapunt_id == MeldingOpAgenda.agendapunt_id)
        .where(MeldingOpAgenda.melding_id == Melding.id, loopt)
    )
    return or_(stil, besproken)


def herkomst(opschaling: Opschaling) -> Aanleiding | None:
    """The page of the report, when everyone may read that."""
    query = select(DoorzendingOpLadder).where(DoorzendingOpLadder.opschaling_id == opschaling.id)
    found = db.session.scalars(query).one_or_none()
    if found is None or not found.doorzending.melding.is_openbaar:
        return None
    kenmerk = found.doorzending.melding.kenmerk
    titel = _("De melding: %(nummer)s", nummer=kenmerk)
    return Aanleiding(titel, url_for("meldingen.toon", kenmerk=kenmerk))


def meldingen_over(opschaling: Opschaling) -> list[Melding]:
    """The reports behind an escalation: the silent one, those of its items, that of its promise."""
    stil = select(Doorzending.melding_id).join(
        DoorzendingOpLadder, DoorzendingOpLadder.doorzending_id == Doorzending.id
    )
    besproken = select(MeldingOpAgenda.melding_id).where(
        MeldingOpAgenda.agendapunt_id.in_([punt.id for punt in punten_over(opschaling)])
    )
    bron = opschaling.afspraak.bron if opschaling.afspraak else ""
    query = select(Melding).where(
        or_(
            Melding.id.in_(stil.where(DoorzendingOpLadder.opschaling_id == opschaling.id)),
            Melding.id.in_(besproken),
            Melding.kenmerk == bron,
        )
    )
    return list(db.session.scalars(query.order_by(Melding.id)))


def in_dossier(opschaling: Opschaling, niveau: Dossierniveau) -> Dossierdeel:
    """What parties were sent about the reports of an escalation, and what came back."""
    regels, bestanden, logs = [], {}, set()
    for doorzending in _verzonden(opschaling):
        melding = doorzending.melding
        regels += [*_melding(melding, niveau), *_verloop(doorzending, niveau)]
        logs.add(("melding.", melding.kenmerk))
        for foto in melding.fotos:
            path = locate(_fotomap(), foto.naam)
            if path is not None and _mag_foto(foto, melding, niveau):
                naam = f"fotos/{melding.kenmerk}-{foto.naam[:8]}.jpg"
                bestanden[naam] = path.read_bytes()
                regels.append(
                    Dossierregel(_dag(melding.ingediend_op), "foto", melding.kenmerk, naam)
                )
    return Dossierdeel(tuple(dict.fromkeys(regels)), bestanden, frozenset(logs))


def _fotomap() -> Path:
    return Path(setting("DATA_DIR")) / "fotos"


def _verzonden(opschaling: Opschaling) -> list[Doorzending]:
    """The silent one, or all that were sent about the reports of its items; oldest first."""
    stil = select(DoorzendingOpLadder.doorzending_id).where(
        DoorzendingOpLadder.opschaling_id == opschaling.id
    )
    besproken = select(MeldingOpAgenda.melding_id).where(
        MeldingOpAgenda.agendapunt_id.in_([punt.id for punt in punten_over(opschaling)])
    )
    query = select(Doorzending).where(
        or_(Doorzending.id.in_(stil), Doorzending.melding_id.in_(besproken))
    )
    return list(db.session.scalars(query.options(*HEEL).order_by(Doorzending.id)))


def _dag(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()


def _mag_foto(foto: Foto, melding: Melding, niveau: Dossierniveau) -> bool:
    return foto.is_vrijgegeven or (niveau.mag_woorden and _mag_tekst(melding, niveau))


def _mag_tekst(melding: Melding, niveau: Dossierniveau) -> bool:
    """What the reporter agreed to; what is confidential only before a court."""
    vertrouwd = niveau.mag_namen or not melding.is_vertrouwelijk
    return niveau.mag_woorden and melding.is_doorzendbaar and vertrouwd


def _melding(melding: Melding, niveau: Dossierniveau) -> Iterator[Dossierregel]:
    dag, nummer = _dag(melding.ingediend_op), melding.kenmerk
    waar = "" if melding.is_vertrouwelijk else f"{melding.categorie.naam}, {melding.straat}"
    yield Dossierregel(dag, "melding", f"{nummer}. {waar}".strip())
    if _mag_tekst(melding, niveau) and melding.tekst:
        yield Dossierregel(dag, "melding", f"{nummer}: {melding.tekst}")
    if niveau.mag_namen and melding.mag_contact_delen and melding.naam:
        wie = ", ".join(filter(None, [melding.naam, melding.email]))
        yield Dossierregel(
            dag, "melding", _("%(nummer)s, gemeld door: %(wie)s", nummer=nummer, wie=wie)
        )


def _verloop(doorzending: Doorzending, niveau: Dossierniveau) -> Iterator[Dossierregel]:
    nummer, wie = doorzending.melding.kenmerk, doorzending.organisatie.naam
    voor = f"{doorzending.antwoord_voor:%d-%m-%Y}"
    verstuurd = _("%(nummer)s ging naar %(wie)s, met de vraag om antwoord voor %(dag)s.",
                  nummer=nummer, wie=wie, dag=voor)  # fmt: skip
    yield Dossierregel(_dag(doorzending.verzonden_op), "doorzending", verstuurd)
    yield from bewijs_van(doorzending)
    for each in _herinneringen(doorzending):
        tekst = _("%(wie)s kreeg een herinnering over %(nummer)s.", wie=wie, nummer=nummer)
        yield Dossierregel(_dag(each.op), "herinnering", tekst)
    for antwoord in doorzending.antwoorden:
        if not (antwoord.is_intern or antwoord.wacht):
            yield _antwoord(antwoord, niveau)


def bewijs_van(doorzending: Doorzending) -> list[Dossierregel]:
    """When the mail server took what was sent, reminders too; it is noted the day after."""
    begin = [f"doorzending:{doorzending.kiem.hex()}:"]
    if doorzending.bundel:
        begin.append(doorzending.bundel)
    return list(bezorgd(begin, doorzending.organisatie.naam))


def _herinneringen(doorzending: Doorzending) -> list[Herinnering]:
    query = select(Herinnering).where(Herinnering.doorzending_id == doorzending.id)
    return list(db.session.scalars(query.order_by(Herinnering.id)))


def _antwoord(antwoord: Antwoord, niveau: Dossierniveau) -> Dossierregel:
    nummer, wie = antwoord.doorzending.melding.kenmerk, antwoord.doorzending.organisatie.naam
    naam = f" ({antwoord.naam})" if niveau.mag_namen else ""
    tekst = f"{nummer}, {wie}{naam}: {WOORDEN[antwoord.soort]}."
    if niveau.mag_woorden and antwoord.tekst:
        tekst += f" {antwoord.tekst}"
    return Dossierregel(_dag(antwoord.op), "antwoord", tekst)

"""Mandates that still count and wait for a place on an agenda."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from vereniging.commissie.haken import Voorstel
from vereniging.commissie.models import Agendapunt, Uitkomst, UitkomstSoort
from vereniging.core.db import db
from vereniging.core.i18n import _, kort
from vereniging.mandaten.models import Mandaat, MandaatStand
from vereniging.mandaten.queries import HEEL, is_vervangen, mandaat_met
from vereniging.standpunten.models import Standpunt, StandpuntVersie

SOORT = "mandaat"


def voor_de_agenda(dag: date) -> list[Voorstel]:
    """What a meeting put off, or did not agree on, while its mandate still counts."""
    return [_voorstel(mandaat, punt) for mandaat, punt in _wachtend(dag)]


def _wachtend(dag: date) -> list[tuple[Mandaat, Agendapunt]]:
    open_ = [UitkomstSoort.AANGEHOUDEN, UitkomstSoort.GEEN_CONSENSUS]
    query = (
        select(Mandaat, Agendapunt)
        .join(Mandaat.versie)
        .join(StandpuntVersie.standpunt)
        .join(Agendapunt, Agendapunt.id == Standpunt.agendapunt_id)
        .join(Agendapunt.uitkomst)
        .where(Mandaat.geldig_tot >= dag, Uitkomst.soort.in_(open_))
        .options(*HEEL)
        .order_by(Mandaat.geldig_tot, Mandaat.id)
    )
    found = [(mandaat, punt) for mandaat, punt in db.session.execute(query)]
    return [(mandaat, punt) for mandaat, punt in found if _telt(mandaat, dag)]


def _telt(mandaat: Mandaat, dag: date) -> bool:
    return mandaat.stand(dag, is_vervangen=is_vervangen(mandaat)) is MandaatStand.GELDIG


def _voorstel(mandaat: Mandaat, punt: Agendapunt) -> Voorstel:
    aangehouden = punt.uitkomst is not None and punt.uitkomst.soort is UitkomstSoort.AANGEHOUDEN
    hoe = _("Vorige keer aangehouden.") if aangehouden else _("Vorige keer geen consensus.")
    tot = _("Het mandaat van onze leden geldt tot en met %(dag)s.", dag=kort(mandaat.geldig_tot))
    return Voorstel(
        sleutel=f"{SOORT}:{mandaat.slug}",
        titel=mandaat.titel,
        waarom=f"{hoe} {tot}",
        thema=punt.thema,
        partij=punt.partij,
        keer=punt.keer + 1,
    )


def geplaatst(punt: Agendapunt) -> None:
    """A mandate that waited: the delegates find it at its new item."""
    soort, _scheiding, slug = (punt.sleutel or "").partition(":")
    mandaat = mandaat_met(slug) if soort == SOORT else None
    if mandaat is not None:
        mandaat.versie.standpunt.agendapunt = punt

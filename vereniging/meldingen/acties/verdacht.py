"""Reports that a person of ours looks at first (meldingen.md section 12): held, never lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from vereniging.core.db import db
from vereniging.core.i18n import _l
from vereniging.core.workdays import amsterdam_day
from vereniging.meldingen.acties.weren import is_geweerd
from vereniging.meldingen.models import Melding, MeldingBron, MeldingConcept, MeldingStand

MEESTE_LINKS = 2
PER_UUR = 200  # of the whole site
ONBEVESTIGD_PER_ADRES = 5
TE_SNEL = timedelta(seconds=4)  # for four steps
UUR, DAG = timedelta(hours=1), timedelta(hours=24)


def waarom_vasthouden(melding: Melding, concept: MeldingConcept | None, nu: datetime) -> str:
    """The first reason to look before anybody else does; empty when there is none.

    Who wrote it hears nothing of it.
    """
    return next((str(reden) for toets, reden in TOETSEN if toets(melding, concept, nu)), "")


def _robot(_melding: Melding, concept: MeldingConcept | None, _nu: datetime) -> bool:
    return concept is not None and bool(concept.gegevens.get("website"))


def _te_snel(_melding: Melding, concept: MeldingConcept | None, nu: datetime) -> bool:
    return concept is not None and nu - concept.gemaakt_op < TE_SNEL


def _geweerd(melding: Melding, _concept: MeldingConcept | None, nu: datetime) -> bool:
    return is_geweerd(melding, amsterdam_day(nu))


def _links(melding: Melding, _concept: MeldingConcept | None, _nu: datetime) -> bool:
    tekst = melding.tekst.lower()
    return tekst.count("http") + tekst.count("www.") > MEESTE_LINKS


def _dubbel(melding: Melding, _concept: MeldingConcept | None, nu: datetime) -> bool:
    return _tel(Melding.tekst == melding.tekst, Melding.ingediend_op > nu - DAG) > 1


def _veel_van_een(melding: Melding, _concept: MeldingConcept | None, _nu: datetime) -> bool:
    wacht = Melding.stand == MeldingStand.TE_BEVESTIGEN
    van = Melding.email == melding.email
    return melding.email is not None and _tel(wacht, van) > ONBEVESTIGD_PER_ADRES


def _stortvloed(_melding: Melding, _concept: MeldingConcept | None, nu: datetime) -> bool:
    return _tel(Melding.ingediend_op > nu - UUR, Melding.bron == MeldingBron.WEB) > PER_UUR


def _tel(*waar: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count(Melding.id)).where(*waar)) or 0


Toets = Callable[[Melding, MeldingConcept | None, datetime], bool]
TOETSEN: tuple[tuple[Toets, object], ...] = (
    (_robot, _l("Een verborgen veld was ingevuld.")),
    (_geweerd, _l("Deze afzender wordt vastgehouden.")),
    (_te_snel, _l("Het formulier was sneller klaar dan een mens kan typen.")),
    (_links, _l("Er staan meer dan twee links in de tekst.")),
    (_dubbel, _l("Dezelfde tekst kwam vandaag al eerder.")),
    (_veel_van_een, _l("Dit e-mailadres heeft al vijf meldingen die niet bevestigd zijn.")),
    (_stortvloed, _l("Er komen nu veel meldingen tegelijk binnen.")),
)

"""Open311 GeoReport v2, to read: the same projection in words that other programs know.

A report has the first of its month and never a day of its own; so has the window, or narrow
windows would tell the day after all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement

from vereniging.core.clock import AMSTERDAM
from vereniging.core.i18n import _, datum
from vereniging.core.tags import LABELS
from vereniging.core.workdays import add_months, amsterdam_day
from vereniging.meldingen.models import DICHT, Melding, MeldingCategorie, MeldingStand
from vereniging.meldingen.opendata import OPEN, openbaar, soort_stand
from vereniging.meldingen.queries import categorieen, openbare_zin
from vereniging.statuten.queries import instelling

Rij = dict[str, Any]
VENSTER = timedelta(days=90)
HOOGSTENS = 1000
STANDEN = ("open", "closed")
TREFWOORDEN = {
    "zwerfvuil": "afval, rommel, vuilnis", "container": "afval, vuilnis, prullenbak",
    "stoep_straat": "tegel, gat, bestrating", "verlichting": "lantaarnpaal, licht, donker",
    "te_weinig_plek": "auto, parkeerplaats", "fout_parkeren": "auto, stoep, dubbel",
    "fietsen": "fiets, rek, wrak", "te_hard": "snelheid, auto, scooter",
    "oversteek": "zebrapad, stoplicht", "doorgaand": "sluipverkeer, vrachtwagen",
    "boom": "tak, kap, wortel", "plantsoen": "gras, onkruid, struik", "honden": "hond, uitlaten",
    "geluid": "herrie, lawaai", "hondenpoep": "hond, poep", "woningonderhoud": "huur, schimmel",
}  # fmt: skip


class OngeldigeVraag(ValueError):
    """A question that the protocol does not know; the sentence says what to change."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def diensten() -> list[Rij]:
    """The kinds of trouble that people report here."""
    return [_dienst(each) for each in categorieen()]


def _dienst(categorie: MeldingCategorie) -> Rij:
    return {
        "service_code": categorie.code,
        "service_name": categorie.naam,
        "description": _("Gaat meestal naar: %(partij)s.", partij=categorie.partij.naam),
        "metadata": False,
        "type": "realtime",
        "keywords": TREFWOORDEN.get(categorie.code),
        "group": categorie.thema.naam,
    }


@dataclass(frozen=True)
class Adressen:
    """Where the pages are that a row points to; views know that, rows do not."""

    foto: Callable[[str], str]


def verzoek(nummer: str, adressen: Adressen) -> list[Rij]:
    """One public report; empty when there is none with this number."""
    return [_rij(each, adressen) for each in openbaar(Melding.kenmerk == nummer)]


def verzoeken(vraag: Mapping[str, str], adressen: Adressen, nu: datetime) -> list[Rij]:
    """The public reports that are asked for, newest month first. Raises OngeldigeVraag.

    Numbers override all other arguments. Without dates: the last 90 days.
    """
    if nummers := _woorden(vraag, "service_request_id"):
        gevraagd: list[ColumnElement[bool]] = [Melding.kenmerk.in_(nummers[:HOOGSTENS])]
    else:
        gevraagd = [*_soorten(vraag), *_standen(vraag), *_venster(vraag, nu)]
    found = openbaar(*gevraagd, hoogstens=HOOGSTENS, op=Melding.ingediend_op)
    return [_rij(each, adressen) for each in found]


def _woorden(vraag: Mapping[str, str], naam: str) -> list[str]:
    return [word.strip() for word in vraag.get(naam, "").split(",") if word.strip()]


def _soorten(vraag: Mapping[str, str]) -> list[ColumnElement[bool]]:
    codes = _woorden(vraag, "service_code")
    if not codes:
        return []
    if onbekend := set(codes) - {each.code for each in categorieen()}:
        raise OngeldigeVraag(_("service_code %(code)s bestaat niet.", code=min(onbekend)))
    return [Melding.categorie.has(MeldingCategorie.code.in_(codes))]


def _standen(vraag: Mapping[str, str]) -> list[ColumnElement[bool]]:
    gekozen = set(_woorden(vraag, "status"))
    if gekozen - set(STANDEN):
        raise OngeldigeVraag(_("status is open, closed, of beide met een komma ertussen."))
    if len(gekozen) != 1:
        return []
    dicht = Melding.stand.in_(DICHT)
    return [dicht if "closed" in gekozen else ~dicht]


def _venster(vraag: Mapping[str, str], nu: datetime) -> list[ColumnElement[bool]]:
    begin, einde = _moment(vraag, "start_date"), _moment(vraag, "end_date")
    try:
        if begin is None:
            einde = einde or nu
            begin = einde - VENSTER
        einde = einde or begin + VENSTER
        vanaf, tot = _maand_vanaf(begin), _maand_vanaf(einde + timedelta(microseconds=1))
    except (OverflowError, ValueError):
        raise OngeldigeVraag(_("Deze datum valt buiten de kalender.")) from None
    if einde - begin > VENSTER:
        raise OngeldigeVraag(_("Vraag hoogstens 90 dagen tegelijk."))
    return [Melding.ingediend_op >= vanaf, Melding.ingediend_op < tot]


def _moment(vraag: Mapping[str, str], naam: str) -> datetime | None:
    typed = vraag.get(naam, "").strip().replace(" ", "+")  # a bare + in an address is a space
    if not typed:
        return None
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        zin = _("%(naam)s moet er zo uitzien: 2026-11-22T00:00:00Z.", naam=naam)
        raise OngeldigeVraag(zin)
    return moment


def _maand_vanaf(moment: datetime) -> datetime:
    """The first midnight of a month that is not before this moment."""
    eerste = amsterdam_day(moment).replace(day=1)
    grens = _middernacht(eerste)
    return grens if grens >= moment else _middernacht(add_months(eerste, 1))


def _middernacht(dag: date) -> datetime:
    return datetime.combine(dag, time(), AMSTERDAM)


def _rij(melding: Melding, adressen: Adressen) -> Rij:
    plek, foto = melding.plek, next((f for f in melding.fotos if f.is_vrijgegeven), None)
    return {
        "service_request_id": melding.kenmerk,
        "status": "open" if soort_stand(melding) == OPEN else "closed",
        "status_notes": f"{LABELS[melding.stand.value]}. {openbare_zin(melding)}",
        "service_name": melding.categorie.naam,
        "service_code": melding.categorie.code,
        "description": melding.openbare_tekst,
        "agency_responsible": melding.partij.naam if melding.partij else None,
        "service_notice": _belofte(melding),
        "requested_datetime": _dag(amsterdam_day(melding.ingediend_op).replace(day=1)),
        "updated_datetime": _dag(_veranderd(melding)),
        "expected_datetime": None if melding.is_dicht else _dag(melding.termijn),
        "address": ", ".join(filter(None, (melding.straat, str(instelling("plaats"))))),
        "address_id": None,
        "zipcode": None,
        "lat": plek.lat if plek else None,
        "long": plek.lon if plek else None,
        "media_url": adressen.foto(foto.stam) if foto else None,
    }


def _belofte(melding: Melding) -> str | None:
    if melding.stand is not MeldingStand.AFSPRAAK_GEMAAKT or melding.termijn is None:
        return None
    return _("Er is een afspraak. Klaar voor %(dag)s.", dag=datum(melding.termijn))


def _veranderd(melding: Melding) -> date:
    # before it was public nothing of it was, so an earlier change tells nobody's day
    momenten = [moment for moment in (melding.openbaar_op, melding.stand_sinds) if moment]
    return amsterdam_day(max(momenten))


def _dag(dag: date | None) -> str | None:
    return _middernacht(dag).isoformat() if dag else None

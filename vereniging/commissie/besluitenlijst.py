"""The list of decisions of one meeting: what all five came to, who thought otherwise, what next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from vereniging.commissie.blokken import nummers
from vereniging.commissie.models import (
    Actiepunt,
    Agendapunt,
    Correctie,
    Openstand,
    PuntStand,
    Toezegging,
    UitkomstSoort,
    Vergadering,
)
from vereniging.commissie.queries import aanwezigen, actiepunten, correcties, toezeggingen
from vereniging.convenant.forms.afspraken import ANTWOORDEN
from vereniging.convenant.models import Afspraak, Partij
from vereniging.convenant.queries import afspraken_uit, opsomming, partijen
from vereniging.core.i18n import _, current_language, datum, datumtijd, kort
from vereniging.core.paper import print_pdf
from vereniging.core.tags import LABELS
from vereniging.statuten.queries import instelling


@dataclass(frozen=True)
class Besluitregel:
    """One item with what came of it."""

    nummer: str
    punt: Agendapunt
    wacht: tuple[Partij, ...]  # parties that were not there and still may answer
    toezeggingen: tuple[Toezegging, ...]
    actiepunten: tuple[Actiepunt, ...]
    correcties: tuple[Correctie, ...]
    afspraken: tuple[Afspraak, ...]


def besluitenlijst(vergadering: Vergadering) -> list[Besluitregel]:
    """Every item that was spoken about, in the order of the agenda."""
    beloofd, taken = toezeggingen(vergadering), actiepunten(vergadering)
    nummer = nummers(vergadering)
    punten = [p for p in vergadering.agendapunten if p.stand is PuntStand.BESPROKEN]
    zetels, beter = partijen(), correcties(vergadering)
    kwam = afspraken_uit(filter(None, map(_kenmerk, punten)))
    return [
        Besluitregel(
            nummer[punt.id],
            punt,
            tuple(punt.zonder_antwoord(zetels)) if _wacht(punt) else (),
            tuple(each for each in beloofd if each.agendapunt_id == punt.id),
            tuple(each for each in taken if each.agendapunt_id == punt.id),
            tuple(beter.get(punt.id, ())),
            tuple(kwam.get(_kenmerk(punt), ())),
        )
        for punt in sorted(punten, key=lambda punt: _orde(nummer[punt.id]))
    ]


def _kenmerk(punt: Agendapunt) -> str:
    besluit = punt.uitkomst.besluit if punt.uitkomst else None
    return besluit.kenmerk if besluit else ""


def _orde(nummer: str) -> tuple[int, ...]:
    return tuple(int(deel) for deel in nummer.split("."))


def _wacht(punt: Agendapunt) -> bool:
    uitkomst = punt.uitkomst
    return uitkomst is not None and (
        uitkomst.wacht_op_partijen and uitkomst.soort is UitkomstSoort.VOORBEHOUD
    )


def losse_actiepunten(vergadering: Vergadering) -> list[Actiepunt]:
    """What somebody does that belongs to no item."""
    return [each for each in actiepunten(vergadering) if each.agendapunt_id is None]


def status(vergadering: Vergadering) -> str:
    """Whether the minutes are agreed, in a sentence."""
    if vergadering.vastgesteld_op:
        return _("Het verslag is vastgesteld op %(dag)s.", dag=datum(vergadering.vastgesteld_op))
    return _("Het verslag is een concept. De volgende vergadering stelt het vast.")


def maak_pdf(vergadering: Vergadering, dag: date) -> bytes:
    """The same to print."""
    return print_pdf("commissie/besluiten.typ", velden(vergadering, dag))


def velden(vergadering: Vergadering, dag: date) -> dict[str, Any]:
    """What stands in the PDF: what everyone may read, so no names of people."""
    los = losse_actiepunten(vergadering)
    return {
        "taal": current_language(),
        "titel": _("Besluitenlijst: %(titel)s", titel=vergadering.titel),
        "vereniging": instelling("naam"),
        "feiten": [
            [_("Wanneer"), datumtijd(vergadering.begin)],
            [_("Waar"), vergadering.plaats],
            [_("Aanwezig"), _aanwezig(vergadering)],
            [_("Verslag"), status(vergadering)],
        ],
        "punten": [_punt(regel, dag) for regel in besluitenlijst(vergadering)],
        "los_kop": _("Andere actiepunten") if los else "",
        "los": [_actie(each) for each in los],
    }


def _aanwezig(vergadering: Vergadering) -> str:
    er = {each.partij_id for each in aanwezigen(vergadering)}
    namen = [partij.naam for partij in partijen() if partij.id in er]
    return opsomming(namen) if namen else _("Niet opgeschreven")


def _punt(regel: Besluitregel, dag: date) -> dict[str, Any]:
    punt, uitkomst = regel.punt, regel.punt.uitkomst
    besluit = uitkomst.besluit if uitkomst else None
    return {
        "kop": f"{regel.nummer} {punt.titel}",
        "soort": str(LABELS[uitkomst.soort.value]) if uitkomst else "",
        "besluit": _("Besluit %(nr)s", nr=besluit.kenmerk) if besluit else "",
        "tekst": uitkomst.tekst if uitkomst else "",
        "wacht": wachtzin(regel, dag),
        "correcties": [_correctie(each) for each in regel.correcties],
        "partijen": [
            [each.partij.naam, _antwoord(str(ANTWOORDEN[each.antwoord]), each.toelichting)]
            for each in punt.partijstandpunten
        ],
        "beloofd_kop": _("Toegezegd") if regel.toezeggingen else "",
        "beloofd": [_belofte(each) for each in regel.toezeggingen],
        "actie_kop": _("Actiepunten") if regel.actiepunten else "",
        "acties": [_actie(each) for each in regel.actiepunten],
        "afspraak_kop": _("Afspraken die hieruit kwamen") if regel.afspraken else "",
        "afspraken": [[each.kenmerk, each.tekst] for each in regel.afspraken],
    }


def _antwoord(woord: str, waarom: str) -> str:
    return f"{woord}. {waarom}" if waarom else woord


def wachtzin(regel: Besluitregel, dag: date) -> str:
    """Who must still say yes, and until when; empty when nobody must."""
    uitkomst = regel.punt.uitkomst
    if not regel.wacht or uitkomst is None or uitkomst.wacht_tot is None:
        return ""
    wie = opsomming([each.naam for each in regel.wacht])
    if dag > uitkomst.wacht_tot:
        return _("Dit is geen besluit. %(partijen)s was er niet en antwoordde niet.", partijen=wie)
    return _(
        "Dit is nog geen besluit. %(partijen)s was er niet en kan tot en met %(dag)s antwoorden.",
        partijen=wie,
        dag=kort(uitkomst.wacht_tot),
    )


def _correctie(each: Correctie) -> str:
    return _("Verbeterd met besluit %(nr)s: %(tekst)s", nr=each.besluit.kenmerk, tekst=each.tekst)


def _belofte(each: Toezegging) -> list[str]:
    return [each.partij.naam, _met_afloop(each.tekst, each)]


def _actie(each: Actiepunt) -> list[str]:
    return [each.partij.naam, _met_afloop(each.wat, each)]


def _met_afloop(tekst: str, each: Toezegging | Actiepunt) -> str:
    voor = _("%(wat)s, voor %(dag)s.", wat=tekst.rstrip("."), dag=kort(each.voor_datum))
    if each.stand is Openstand.OPEN:
        return voor
    return f"{voor} {LABELS[each.stand.value]}: {each.afloop}"

"""What reports add to the packages below."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flask import Flask, url_for

from vereniging.commissie.blokken import register_blok
from vereniging.commissie.haken import (
    Aanleiding,
    register_aanleidingen,
    register_dossier,
    register_herkomst,
    register_voorstellen,
)
from vereniging.commissie.models import Agendapunt, Blok, Opschaling
from vereniging.commissie.signals import (
    opschaling_verder,
    punt_opgeschaald,
    voorstel_geplaatst,
)
from vereniging.convenant.haken import register_bewijs
from vereniging.core.clock import now
from vereniging.core.i18n import ngettext
from vereniging.meldingen.acties import agendeer_patroon, kwam_terug, opschalen
from vereniging.meldingen.acties.permail import bewaar_fotos, mag_antwoorden, plaats_antwoord
from vereniging.meldingen.acties.stilte import meld_stap
from vereniging.meldingen.acties.terugkomst import bundel_kwam_terug
from vereniging.meldingen.blok import blokregels
from vereniging.meldingen.gelijk import bij_punten, huishoudens, wachten_op
from vereniging.meldingen.patroon import achter, stijgende_themas, voor_de_agenda
from vereniging.meldingen.stilte import herkomst, in_dossier
from vereniging.post.haken import Ontvanger, register_ontvanger
from vereniging.post.models import Mail
from vereniging.post.signals import mail_onbestelbaar
from vereniging.standpunten.haken import register_signalen


def register(_app: Flask) -> None:
    """Show on the agenda which public reports an item is about; read what parties mail."""
    register_aanleidingen(_bij_agenda)
    register_dossier(in_dossier)
    register_herkomst(herkomst)
    register_bewijs("doorzending", "bundel")
    register_voorstellen(voor_de_agenda)
    register_signalen(stijgende_themas)
    voorstel_geplaatst.connect(_geplaatst)
    register_blok(Blok.MELDINGEN, blokregels)
    register_ontvanger(Ontvanger(mag_antwoorden, bewaar_fotos, plaats_antwoord))
    mail_onbestelbaar.connect(_kwam_terug)
    punt_opgeschaald.connect(_opgeschaald)
    opschaling_verder.connect(_stap_verder)


def _kwam_terug(bericht: Mail, *, nu: datetime) -> None:
    """A message to a party that came back: somebody must ask for the right address."""
    soort, _scheiding, rest = bericht.sleutel.partition(":")
    if soort == "doorzending":
        kwam_terug(bytes.fromhex(rest.partition(":")[0]), nu)
    elif soort == "bundel":
        bundel_kwam_terug(bericht.sleutel, nu)


def _geplaatst(punt: Agendapunt) -> None:
    """A pattern that the parties will talk about: its reports wait for that meeting."""
    nu = now()
    agendeer_patroon(punt, achter(punt.sleutel or "", nu), nu)


def _opgeschaald(punt: Agendapunt, *, kenmerk: str, nu: datetime) -> None:
    """Who reported it hears that the parties did not agree, and where it goes from there."""
    for melding in wachten_op(punt.id):
        opschalen(melding, f"Geen consensus. De partijen gaan verder: {kenmerk}.", nu)


def _stap_verder(opschaling: Opschaling, *, nu: datetime) -> None:
    meld_stap(opschaling, nu)


def _bij_agenda(punten: Iterable[int]) -> dict[int, list[Aanleiding]]:
    rijen = bij_punten(punten)
    aantallen = huishoudens(melding for _punt, melding in rijen)
    found: dict[int, list[Aanleiding]] = {}
    for punt, melding in rijen:
        uitleg = ngettext(
            "%(num)s huishouden ziet dit.", "%(num)s huishoudens zien dit.", aantallen[melding.id]
        )
        titel = f"{melding.kenmerk}: {melding.categorie.naam}, {melding.straat}"
        url = url_for("meldingen.toon", kenmerk=melding.kenmerk)
        found.setdefault(punt, []).append(Aanleiding(titel, url, uitleg))
    return found

"""The track of a report: what happened, what is late and what is still to come."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from babel.dates import format_date

from vereniging.core.i18n import _, current_language, datum
from vereniging.core.tags import LABELS
from vereniging.core.workdays import amsterdam_day
from vereniging.meldingen.models import Melding, MeldingGebeurtenis, MeldingStand, Zichtbaar

Stop = dict[str, Any]
S = MeldingStand
BEELD = {
    "ingediend": "pencil",
    "ontvangen": "mail",
    "doorgestuurd": "send",
    "vraag_aan_melder": "person",
    "op_agenda": "calendar",
    "afspraak_gemaakt": "hand",
    "partij_zegt_klaar": "clock",
    "opgelost": "check",
    "openbaar": "people",
    "gesloten": "minus",
    "heropend": "play",
}
NIET_OPENBAAR = {
    "ingediend", "openbaar", "herinnerd", "aangevuld", "toestemming",
    "tevreden_ja", "tevreden_nee", "tevreden_geen_mening",
}  # fmt: skip
OP_WEG = {S.DOORGESTUURD, S.OPGEPAKT, S.OP_AGENDA, S.AFSPRAAK_GEMAAKT, S.PARTIJ_ZEGT_KLAAR}


def maand(moment: datetime) -> str:
    """`november 2026`: a day would tell neighbours who reported it."""
    return format_date(amsterdam_day(moment), "MMMM y", locale=current_language())


def openbaar_spoor(melding: Melding, nu: datetime) -> list[Stop]:
    """For everyone: months instead of days, and only the words written for everyone."""
    stops = []
    for regel in melding.gebeurtenissen:
        if regel.soort in NIET_OPENBAAR or regel.zichtbaar_voor is Zichtbaar.KANTOOR:
            continue
        tekst = melding.openbare_tekst if regel.soort == "ontvangen" else ""
        stops.append({**_stop(regel), "wanneer": maand(regel.op), "tekst": tekst})
    return _met_vervolg(stops, melding, nu)


def spoor(melding: Melding, nu: datetime, *, kantoor: bool = False) -> list[Stop]:
    """For the reporter, or with the lines for officers."""
    regels = [
        regel
        for regel in melding.gebeurtenissen
        if kantoor or regel.zichtbaar_voor is not Zichtbaar.KANTOOR
    ]
    stops = [{**_stop(regel), "moment": regel.op, "tekst": regel.tekst} for regel in regels]
    return _met_vervolg(stops, melding, nu)


def _stop(regel: MeldingGebeurtenis) -> Stop:
    return {
        "kop": _kop(regel),
        "soort": "klaar",
        "icoon": BEELD.get(regel.soort),
        "naar": regel.naar,
        "stap": regel.soort == regel.naar.value,
    }


def _kop(regel: MeldingGebeurtenis) -> str:
    partij = regel.partij.naam if regel.partij else _("de partij")
    koppen = {
        "ingediend": _("Melding gedaan"),
        "vastgehouden": _("Vastgehouden: iemand moet dit eerst bekijken"),
        "openbaar": _("Openbaar gemaakt"),
        "geschouwd": _("Gezien bij een schouw"),
        "ingenomen": _("Door ons opgeschreven, voorgelezen en akkoord"),
        "aangevuld": _("De melder vulde dit aan"),
        "gelezen": _("Wij lazen de aanvulling"),
        "toestemming": _("De melder veranderde wie wat mag weten"),
        "telefonisch": _("Aan de telefoon gezegd"),
        "tevreden_ja": _("De melder is tevreden over hoe het ging"),
        "tevreden_nee": _("De melder is niet tevreden over hoe het ging"),
        "tevreden_geen_mening": _("De melder heeft geen mening over hoe het ging"),
        "foto_van_partij": _("%(partij)s stuurde een foto", partij=partij),
        "herinnerd": _("Wij vroegen nog eens of het is opgelost"),
        "doorgestuurd": _("Doorgestuurd naar %(partij)s", partij=partij),
        "opgepakt": _("Opgepakt door %(partij)s", partij=partij),
        "partij_zegt_klaar": _("Klaar volgens %(partij)s", partij=partij),
        "antwoord_vraag": _("De partij heeft een vraag"),
        "antwoord_mail": _("De partij antwoordde per e-mail"),
        "termijn_terug": _("Die e-mail was geen antwoord: de partij moet nog antwoorden"),
        "mail_van_partij": _("De partij schreef een e-mail"),
        "mail_gekoppeld": _("Een e-mail die wij hierbij legden"),
        "antwoord_doorgegeven": _("Antwoord van %(partij)s", partij=partij),
        "adres_klopt_niet": _("Onze e-mail aan de partij kwam terug: het adres klopt niet"),
        "langer_bewaard": _("Deze melding blijft langer bewaard"),
        "foto_afgedekt": _("Op een foto is iets afgedekt"),
        "niet_langer_bewaard": _("De gewone bewaartermijnen gelden weer"),
        "opnieuw_verstuurd": _("Opnieuw verstuurd naar %(partij)s", partij=partij),
        "antwoord_niet_voor_ons": _("De partij zegt: niet voor ons"),
        "antwoord_kan_niet": _("De partij zegt: wij kunnen dit niet doen"),
        "stap_hoger": _("Geen antwoord: wij brengen dit een stap hoger"),
        "stap_verder": _("De opschaling ging een stap verder"),
        "antwoord_agenda": _("De partij wil dit op de agenda"),
    }
    return koppen.get(regel.soort) or str(LABELS.get(regel.soort, regel.soort))


def _met_vervolg(stops: list[Stop], melding: Melding, nu: datetime) -> list[Stop]:
    if melding.is_dicht or not stops:
        return stops
    te_laat = _te_laat(melding, nu)
    # what was noted since (made public, asked again) is not where it stands
    huidig = [stop for stop in stops if stop["naar"] == melding.stand and stop["stap"]]
    if huidig and not te_laat:
        huidig[-1]["soort"] = "nu"
    return stops + te_laat + _straks(melding, te_laat=bool(te_laat))


def _te_laat(melding: Melding, nu: datetime) -> list[Stop]:
    if not melding.is_te_laat(nu):
        return []
    partij = melding.partij.naam if melding.partij else ""
    koppen = {
        S.ONTVANGEN: _("Wij keken er niet op tijd naar"),
        S.HEROPEND: _("Wij gingen er niet op tijd achteraan"),
        S.DOORGESTUURD: _("Niet op tijd beantwoord door %(partij)s", partij=partij),
        S.OPGEPAKT: _("Niet op tijd klaar bij %(partij)s", partij=partij),
        S.AFSPRAAK_GEMAAKT: _("De afspraak is te laat"),
    }
    kop = koppen.get(S.ONTVANGEN if melding.ligt_bij_ons else melding.stand)
    dag = datum(melding.termijn)
    wanneer = _("de termijn was %(dag)s", dag=dag)
    return [{"kop": kop, "soort": "laat", "wanneer": wanneer}] if kop else []


def _straks(melding: Melding, *, te_laat: bool) -> list[Stop]:
    partij = melding.partij.naam if melding.partij else _("de partij")
    koppen = {
        S.TE_BEVESTIGEN: _("Ontvangen"),
        S.ONTVANGEN: _("Wij zoeken uit wie het oplost"),
        S.DOORGESTUURD: _("Antwoord van %(partij)s", partij=partij),
        S.OPGEPAKT: _("Klaar volgens %(partij)s", partij=partij),
        S.AFSPRAAK_GEMAAKT: _("Klaar volgens %(partij)s", partij=partij),
        S.OP_AGENDA: _("De commissie praat erover"),
    }
    bekend = melding.termijn and not te_laat
    wanneer = _("uiterlijk %(dag)s", dag=datum(melding.termijn)) if bekend else ""
    kop = koppen.get(melding.stand)
    if melding.ligt_bij_ons:
        kop = _("Wij zoeken uit hoe het verder gaat")
    volgt = [{"kop": kop, "soort": "straks", "wanneer": wanneer}] if kop else []
    if melding.stand in OP_WEG:
        tekst = _("Pas als de melder zegt dat het klopt.")
        volgt.append({"kop": _("Opgelost"), "soort": "straks", "icoon": "check", "tekst": tekst})
    return volgt

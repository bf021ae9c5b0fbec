"""What erasing takes away, what it leaves and why, and how far a request is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vereniging.avg.models import Wisverzoek, WisverzoekStand
from vereniging.core.i18n import _, _l, datum
from vereniging.core.tags import LABELS, TAGS

WEG = (
    _l("Naam, adres, e-mailadres en telefoonnummer."),
    _l("De login, met alle sleutels en codes."),
    _l("Toestemmingen en keuzes voor e-mail."),
    _l("E-mails en brieven van ons."),
    _l("Naam en adres bij meldingen, inbreng en reacties."),
    _l("De naam in ons logboek, en maatregelen."),
)
BLIJFT = (
    (_l("Nummers, bedragen en datums van nota’s en betalingen."),
     _l("Zeven jaar. Dat vraagt de belastingwet.")),
    (_l("Een machtiging die getekend is."),
     _l("Tot zeven jaar na het laatste gebruik. De bank kan erom vragen.")),
    (_l("De plaats op een kiesregister, zonder de stem."),
     _l("15 maanden. Zo lang kan iemand een besluit aanvechten.")),
    (_l("De tekst van meldingen en inbreng, zonder naam."),
     _l("Anderen werken ermee verder.")),
    (_l("Gegevens in reservekopieën."),
     _l("35 dagen. Zetten wij een kopie terug, dan wissen wij meteen weer.")),
)  # fmt: skip
WOORD = {
    **LABELS,
    "akkoord": _l("Eén bestuurslid is akkoord"),
    "uitgevoerd": _l("Gewist"),
}
TAG = {**TAGS, "akkoord": "busy", "toegekend": "busy", "uitgevoerd": "closed"}


def stappen(verzoek: Wisverzoek) -> list[dict[str, Any]]:
    """How far a request is, as the stops of a timeline."""
    eerste = [_stop(_("Verzoek ontvangen"), verzoek.ingediend_op)]
    if verzoek.stand is WisverzoekStand.AFGEWEZEN:
        return [*eerste, _stop(_("Afgewezen"), verzoek.besloten_op)]
    if verzoek.stand is WisverzoekStand.INGETROKKEN:
        return [*eerste, {"kop": _("Ingetrokken"), "soort": "klaar"}]
    return [*eerste, _besluit(verzoek), _wissen(verzoek)]


def _besluit(verzoek: Wisverzoek) -> dict[str, Any]:
    if verzoek.bevestigd_op is not None:
        return _stop(_("Twee bestuursleden zijn akkoord"), verzoek.bevestigd_op)
    wanneer = _("voor %(dag)s", dag=datum(verzoek.antwoord_voor))
    return {"kop": _("Het bestuur beslist"), "wanneer": wanneer, "soort": "nu"}


def _wissen(verzoek: Wisverzoek) -> dict[str, Any]:
    if verzoek.uitgevoerd_op is not None:
        return _stop(_("Gewist"), verzoek.uitgevoerd_op)
    vanaf = verzoek.uitvoeren_vanaf
    wanneer = _("op %(dag)s of kort daarna", dag=datum(vanaf)) if vanaf else ""
    return {"kop": _("Wissen"), "wanneer": wanneer, "soort": "nu" if vanaf else "straks"}


def _stop(kop: str, moment: datetime | None) -> dict[str, Any]:
    return {"kop": kop, "moment": moment, "soort": "klaar"}

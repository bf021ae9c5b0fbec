"""What came after the vote, as stops on the line of a position."""

from __future__ import annotations

from datetime import datetime

from vereniging.commissie.models import Toezegging, Uitkomst
from vereniging.core.i18n import _, datum, ngettext
from vereniging.core.tags import LABELS
from vereniging.core.web import url_for
from vereniging.mandaten.models import Mandaat, dagen_te_laat, terugkoppeling_voor
from vereniging.mandaten.queries import (
    mandaten_van,
    ruggespraak_over,
    terugkoppeling_van,
    toezeggingen_bij,
    uitkomsten_over,
)
from vereniging.standpunten.haken import Halte
from vereniging.standpunten.models import Standpunt


def haltes(standpunt: Standpunt, nu: datetime) -> list[Halte]:
    """Mandates, meetings with their promises and reports, and what is still to come."""
    mandaten = mandaten_van(standpunt)
    found = [_mandaat(mandaat) for mandaat in mandaten[:1]]
    uitkomsten = uitkomsten_over(standpunt)
    for uitkomst in uitkomsten:
        found += _vergadering(uitkomst, nu)
    found += [_mandaat(mandaat) for mandaat in mandaten[1:]]
    return [*found, *_straks(standpunt)]


def _mandaat(mandaat: Mandaat) -> Halte:
    grens = _("Minstens: %(grens)s", grens=mandaat.ondergrens)
    words = [mandaat.inzet, *([grens] if mandaat.ondergrens != mandaat.inzet else [])]
    return Halte(
        kop=_("De afgevaardigden krijgen hun opdracht"),
        moment=mandaat.gegeven_op,
        tekst=". ".join(words),
        icoon="lock",
        url=url_for("mandaten.toon", slug=mandaat.slug),
        lees=_("Bekijk het mandaat"),
    )


def _vergadering(uitkomst: Uitkomst, nu: datetime) -> list[Halte]:
    vergadering = uitkomst.agendapunt.vergadering
    met = Halte(
        kop=_("De commissie bespreekt het: %(hoe)s", hoe=str(LABELS[uitkomst.soort.value]).lower()),
        moment=vergadering.begin,
        tekst=uitkomst.tekst,
        url=url_for("commissie.toon", slug=vergadering.slug),
        lees=vergadering.titel,
    )
    promises = [_toezegging(each) for each in toezeggingen_bij(uitkomst.agendapunt)]
    return [met, *promises, *_ruggespraak(uitkomst), _terugkoppeling(uitkomst, nu)]


def _toezegging(toezegging: Toezegging) -> Halte:
    return Halte(
        kop=_("%(partij)s zegt iets toe", partij=toezegging.partij.naam),
        wanneer=_("voor %(dag)s", dag=datum(toezegging.voor_datum)),
        tekst=toezegging.tekst,
        icoon="hand",
    )


def _ruggespraak(uitkomst: Uitkomst) -> list[Halte]:
    vraag = ruggespraak_over(uitkomst)
    if vraag is None:
        return []
    if vraag.afgerond_op is not None:
        kop = _("De leden beslisten over het voorbehoud")
        return [Halte(kop=kop, moment=vraag.afgerond_op)]
    kop = _("De leden beslissen over het voorbehoud") if vraag.stemming else _(
        "Wacht op ruggespraak met de leden"
    )  # fmt: skip
    return [Halte(kop=kop, moment=vraag.gevraagd_op, soort="nu")]


def _terugkoppeling(uitkomst: Uitkomst, nu: datetime) -> Halte:
    verteld = terugkoppeling_van(uitkomst)
    if verteld is not None:
        parts = [verteld.bereikt, verteld.afwijking, verteld.verder]
        return Halte(
            kop=_("De afgevaardigden vertellen wat er is bereikt"),
            moment=verteld.gepubliceerd_op,
            tekst="\n\n".join(part for part in parts if part),
            icoon="mail",
        )
    laat, voor = dagen_te_laat(uitkomst, nu), terugkoppeling_voor(uitkomst)
    if laat:
        late = ngettext(
            "De terugkoppeling is %(num)s dag te laat.",
            "De terugkoppeling is %(num)s dagen te laat.",
            laat,
        )
        return Halte(kop=late, moment=voor, soort="laat")
    wanneer = _("uiterlijk %(dag)s", dag=datum(voor))
    return Halte(kop=_("Terugkoppeling aan de leden"), wanneer=wanneer, soort="straks")


def _straks(standpunt: Standpunt) -> list[Halte]:
    punt = standpunt.agendapunt
    if punt is None or punt.uitkomst is not None:
        return []
    return [
        Halte(
            kop=_("De commissie bespreekt het"),
            moment=punt.vergadering.begin,
            soort="straks",
            url=url_for("commissie.toon", slug=punt.vergadering.slug),
            lees=punt.vergadering.titel,
        )
    ]

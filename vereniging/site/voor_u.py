"""What waits for one member: each capability tells its own, the front page shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from vereniging.alv.queries import komende_oproepen
from vereniging.betalingen.mail import betaallink
from vereniging.contributie.queries import te_betalen
from vereniging.core.i18n import _, datumtijd, kort
from vereniging.core.web import link
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.maatregelen import maatregelen_van
from vereniging.leden.models import Lid
from vereniging.site.adressen import pagina
from vereniging.stembus.queries import open_stemmingen, registerrij


@dataclass(frozen=True, kw_only=True)
class Punt:
    """One thing to do now, with the reason and one button."""

    kop: str
    reden: str
    knop: str
    url: str
    tag: str = "wait"
    woord: str = ""


Bron = Callable[[Lid, datetime], list[Punt]]
BRONNEN: list[Bron] = []


def bron(source: Bron) -> Bron:
    """Register who tells what waits for a member."""
    BRONNEN.append(source)
    return source


def nu_voor(lid: Lid, nu: datetime) -> list[Punt]:
    """Everything that waits for this member, in the order of the sources."""
    return [punt for source in BRONNEN for punt in source(lid, nu)]


def nog(nu: datetime, tot: datetime) -> str:
    """`Nog 4 dagen`, or the hour when it is today."""
    dagen = (tot - nu).days
    if dagen > 1:
        return str(_("Nog %(dagen)s dagen", dagen=dagen))
    return str(_("Nog 1 dag") if dagen else _("Vandaag nog"))


@bron
def stemmen(lid: Lid, nu: datetime) -> list[Punt]:
    """The open votes this member may cast and has not cast."""
    found = []
    for stemming in open_stemmingen(nu):
        rij, url = registerrij(stemming, lid.id), pagina(f"/stemmen/{stemming.slug}")
        if rij is None or rij.revisie or rij.is_papier or not url:
            continue
        found.append(
            Punt(
                kop=stemming.titel,
                reden=_("U kunt stemmen tot %(moment)s.", moment=datumtijd(stemming.sluit_op)),
                knop=_("Stem nu"),
                url=url,
                woord=nog(nu, stemming.sluit_op),
            )
        )
    return found


@bron
def ledenvergaderingen(lid: Lid, nu: datetime) -> list[Punt]:
    """The general meetings that this member was called to."""
    return [
        Punt(
            kop=_("Ledenvergadering op %(moment)s", moment=datumtijd(oproeping.alv.begin)),
            reden=_("Lees de agenda en laat weten of u komt.")
            if oproeping.komt is None
            else _("U komt.")
            if oproeping.komt
            else _("U komt niet."),
            knop=_("Lees de agenda"),
            url=link("alv.toon", slug=oproeping.alv.slug),
        )
        for oproeping in komende_oproepen(lid.id, nu)
    ]


@bron
def contributie(lid: Lid, nu: datetime) -> list[Punt]:
    """The notas this member was asked to pay and that are still open."""
    dag = amsterdam_day(nu)
    return [
        Punt(
            kop=_("Contributie %(jaar)s", jaar=nota.jaar),
            reden=_(
                "Er staat nog %(bedrag)s open. Betaal uiterlijk %(dag)s.",
                bedrag=nota.saldo,
                dag=kort(nota.vervaldatum),
            ),
            knop=_("Betaal %(bedrag)s", bedrag=nota.saldo),
            url=betaallink(nota.kiem),
            tag="late" if nota.vervaldatum < dag else "wait",
            woord=_("Te laat") if nota.vervaldatum < dag else "",
        )
        for nota in te_betalen(lid)
    ]


@bron
def maatregelen(lid: Lid, _nu: datetime) -> list[Punt]:
    """The measure that runs against this member, with the way to appeal."""
    return [
        Punt(
            kop=_("Er is een maatregel over u"),
            reden=_("Lees de redenen, en hoe u in beroep kunt bij de ledenvergadering."),
            knop=_("Bekijk de maatregel"),
            url=link("leden.mijn_maatregelen"),
        )
        for maatregel in maatregelen_van(lid)
        if maatregel.is_open
    ]

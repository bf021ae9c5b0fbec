"""What waits for the delegates: derived from the rows that wait, never stored."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vereniging.commissie.models import Uitkomst, Vergadering, VergaderingStand
from vereniging.commissie.queries import aankomend, geweest
from vereniging.core.i18n import _, datum, kort, ngettext
from vereniging.core.web import url_for
from vereniging.core.workdays import amsterdam_day
from vereniging.mandaten.models import dagen_te_laat, terugkoppeling_voor
from vereniging.mandaten.queries import open_ruggespraak, zonder_terugkoppeling
from vereniging.standpunten.haken import Signaal
from vereniging.standpunten.models import Standpunt, StandpuntStand
from vereniging.standpunten.queries import alle, vraagt_standpunt
from vereniging.voeding.models import Voeding
from vereniging.voeding.queries import te_beslissen

BINNENKORT = timedelta(days=28)
ANTWOORD = timedelta(days=7)  # after a meeting every input has its fate


class Groep(enum.IntEnum):
    LAAT = 0
    NU = 1
    STRAKS = 2


@dataclass(frozen=True, kw_only=True)
class Klus:
    """One thing that waits, why, and the one button that helps."""

    kop: str
    reden: str
    knop: str
    url: str
    groep: Groep = Groep.NU
    dag: date | None = None


def klussen(nu: datetime) -> list[Klus]:
    """Everything that waits for the delegates, most urgent first."""
    found = [
        *_vergaderingen(nu),
        *(_vertel(uitkomst, nu) for uitkomst in zonder_terugkoppeling()),
        *_ruggespraak(nu),
        *_voeding(nu),
        *map(_signaal, vraagt_standpunt(nu)),
        *(klus for standpunt in alle() if (klus := _standpunt(standpunt))),
    ]
    return sorted(found, key=lambda klus: (klus.groep, klus.dag or date.max))


def _signaal(signaal: Signaal) -> Klus:
    return Klus(
        kop=signaal.kop,
        reden=signaal.uitleg,
        knop=_("Begin een standpunt"),
        url=url_for("standpunten_werk.nieuw", thema=signaal.thema),
        groep=Groep.STRAKS,
    )


def _vergaderingen(nu: datetime) -> list[Klus]:
    dag = amsterdam_day(nu)
    return [_vergadering(each) for each in aankomend() if each.dag <= dag + BINNENKORT]


def _vergadering(vergadering: Vergadering) -> Klus:
    bezig = vergadering.stand is VergaderingStand.BEZIG
    return Klus(
        kop=vergadering.titel,
        reden=_("De vergadering is begonnen. Leg per punt de uitkomst vast.")
        if bezig
        else _("Op %(dag)s, %(plaats)s.", dag=datum(vergadering.begin), plaats=vergadering.plaats),
        knop=_("Open het scherm voor aan tafel") if bezig else _("Bekijk uw opdrachten"),
        url=url_for("mandaten.vergadering", slug=vergadering.slug),
        groep=Groep.NU if bezig else Groep.STRAKS,
        dag=vergadering.dag,
    )


def _vertel(uitkomst: Uitkomst, nu: datetime) -> Klus:
    laat, voor = dagen_te_laat(uitkomst, nu), terugkoppeling_voor(uitkomst)
    late = ngettext(
        "De terugkoppeling is %(num)s dag te laat.",
        "De terugkoppeling is %(num)s dagen te laat.",
        laat,
    )
    return Klus(
        kop=uitkomst.agendapunt.titel,
        reden=late if laat else _("Leden wachten op de uitkomst, tot %(dag)s.", dag=kort(voor)),
        knop=_("Schrijf de terugkoppeling"),
        url=url_for("mandaten.vertel", nummer=uitkomst.agendapunt_id),
        groep=Groep.LAAT if laat else Groep.NU,
        dag=voor,
    )


def _ruggespraak(nu: datetime) -> list[Klus]:
    return [
        Klus(
            kop=_("Ruggespraak: %(titel)s", titel=each.uitkomst.agendapunt.titel),
            reden=_("U stemde in onder voorbehoud. De leden beslissen."),
            knop=_("Vraag het de leden"),
            url=url_for("mandaten.ruggespraak", nummer=each.uitkomst.agendapunt_id),
            groep=Groep.LAAT if each.wacht_te_lang(nu) else Groep.NU,
            dag=amsterdam_day(each.gevraagd_op),
        )
        for each in open_ruggespraak()
    ]


def _voeding(nu: datetime) -> list[Klus]:
    vorige = next(iter(geweest(1)), None)
    grens = vorige.begin if vorige and amsterdam_day(nu) > vorige.dag + ANTWOORD else None
    return [_antwoord(each, laat=bool(grens and each.ingediend_op < grens)) for each in
            te_beslissen()]  # fmt: skip


def _antwoord(voeding: Voeding, *, laat: bool) -> Klus:
    reden = _("%(nr)s, van %(dag)s.", nr=voeding.kenmerk, dag=kort(voeding.ingediend_op))
    if laat:
        reden = f"{reden} {_('De vergadering is geweest.')}"
    return Klus(
        kop=_("Inbreng over %(thema)s", thema=voeding.thema.naam),
        reden=reden,
        knop=_("Lees en antwoord"),
        url=url_for("voeding.toon", kenmerk=voeding.kenmerk),
        groep=Groep.LAAT if laat else Groep.NU,
        dag=amsterdam_day(voeding.ingediend_op),
    )


def _standpunt(standpunt: Standpunt) -> Klus | None:
    volgende = {
        StandpuntStand.CONCEPT: (_("De tekst is nog een concept."), _("Maak het standpunt af")),
        StandpuntStand.OPEN: (_("Leden geven argumenten."), _("Bekijk de argumenten")),
        StandpuntStand.BEVROREN: (_("De tekst staat vast."), _("Breng het in stemming")),
    }
    if standpunt.stand not in volgende:
        return None
    reden, knop = volgende[standpunt.stand]
    url = url_for("standpunten_werk.werk", slug=standpunt.slug)
    straks = standpunt.stand is StandpuntStand.OPEN
    groep = Groep.STRAKS if straks else Groep.NU
    return Klus(kop=standpunt.titel, reden=reden, knop=knop, url=url, groep=groep)

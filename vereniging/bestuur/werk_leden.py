"""What waits about members: measures, appeals, terms that end, and what the KVK must hear."""

from __future__ import annotations

from datetime import datetime

from vereniging.bestuur.werk import PATIENCE, Wanneer, Werk, bron
from vereniging.core.i18n import _, kort
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.forms import FUNCTIES
from vereniging.leden.maatregelen import open_maatregelen
from vereniging.leden.models.maatregel import MaatregelStand
from vereniging.leden.zetels import aflopend, kvk_wijzigingen


@bron
def _ontvangst(nu: datetime) -> list[Werk]:
    return [
        Werk(
            wat=_("Maatregel tegen %(naam)s", naam=maatregel.lid.naam),
            reden=_("Vul in wanneer het lid het bericht kreeg. Dan begint de tijd voor beroep."),
            knop=_("Vul de dag van ontvangst in"),
            url=f"/bestuur/maatregelen/{maatregel.id}",
            wanneer=Wanneer.LAAT if amsterdam_day(nu) - maatregel.van > PATIENCE else Wanneer.NU,
            dag=maatregel.van,
        )
        for maatregel in open_maatregelen(MaatregelStand.BESLOTEN)
    ]


@bron
def _beroep(_nu: datetime) -> list[Werk]:
    return [
        Werk(
            wat=_("Beroep van %(naam)s", naam=maatregel.lid.naam),
            reden=_(
                "Binnen sinds %(dag)s. Zet het op de agenda van de ALV.",
                dag=kort(maatregel.beroep_op or maatregel.van),
            ),
            knop=_("Bekijk het beroep"),
            url=f"/bestuur/maatregelen/{maatregel.id}",
            dag=maatregel.beroep_op,
        )
        for maatregel in open_maatregelen(MaatregelStand.IN_BEROEP)
    ]


@bron
def _termijnen(nu: datetime) -> list[Werk]:
    dag = amsterdam_day(nu)
    return [
        Werk(
            wat=f"{dict(FUNCTIES)[functie.soort.value]}: {functie.wie}",
            reden=_("De termijn loopt tot en met %(dag)s. Regel wie verder gaat.", dag=kort(tot)),
            knop=_("Bekijk de functies"),
            url="/bestuur/functies",
            wanneer=Wanneer.LAAT if tot < dag else Wanneer.STRAKS,
            dag=tot,
        )
        for functie, tot in aflopend(dag)
    ]


@bron
def _kvk(nu: datetime) -> list[Werk]:
    changes = kvk_wijzigingen(amsterdam_day(nu))
    if not changes:
        return []
    first = changes[0]
    return [
        Werk(
            wat=_("Geef het bestuur door aan het KVK"),
            reden=_("Er wisselde iemand op %(dag)s. Het moet binnen een week.", dag=kort(first.op)),
            knop=_("Bekijk de functies"),
            url="/bestuur/functies",
            wanneer=Wanneer.LAAT if first.is_laat(amsterdam_day(nu)) else Wanneer.NU,
            dag=first.op,
        )
    ]

"""What waits about members: measures that were not received yet, and appeals."""

from __future__ import annotations

from datetime import datetime

from vereniging.bestuur.werk import PATIENCE, Wanneer, Werk, bron
from vereniging.core.i18n import _, kort
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.maatregelen import open_maatregelen
from vereniging.leden.models.maatregel import MaatregelStand


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

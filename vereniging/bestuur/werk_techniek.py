"""What waits when something is broken: who looks at the board's page hears it there too."""

from __future__ import annotations

from datetime import datetime

from vereniging.bestuur.acties.alarm import open_alarmen
from vereniging.bestuur.mail import DOE, WAT
from vereniging.bestuur.queries import naam_bij
from vereniging.bestuur.werk import Wanneer, Werk, bron
from vereniging.core.i18n import _
from vereniging.core.workdays import amsterdam_day
from vereniging.toegang.queries import lopende_herstellen


@bron
def _alarmen(_nu: datetime) -> list[Werk]:
    return [
        Werk(
            wat=str(WAT[alarm.soort]),
            reden=str(DOE[alarm.soort]),
            knop=_("Bekijk hoe het ervoor staat"),
            url="/betrouwbaarheid",
            wanneer=Wanneer.LAAT,
            dag=amsterdam_day(alarm.sinds),
        )
        for alarm in open_alarmen()
    ]


@bron
def _herstel(nu: datetime) -> list[Werk]:
    return [
        Werk(
            wat=_("%(wie)s kan niet meer inloggen", wie=naam_bij(herstel.account, nu)),
            reden=_("Bel eerst. Twee bestuursleden keuren het goed."),
            knop=_("Bekijk het verzoek"),
            url="/bestuur/inlogherstel",
            dag=amsterdam_day(herstel.gevraagd_op),
        )
        for herstel in lopende_herstellen()
        if herstel.vanaf is None
    ]

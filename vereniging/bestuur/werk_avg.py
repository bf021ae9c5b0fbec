"""What waits about privacy: requests to be erased, with a month to answer."""

from __future__ import annotations

from datetime import datetime

from vereniging.avg.wisvragen import wachtende_wisverzoeken
from vereniging.bestuur.werk import Wanneer, Werk, bron
from vereniging.core.i18n import _, kort
from vereniging.core.workdays import amsterdam_day


@bron
def _wisverzoeken(nu: datetime) -> list[Werk]:
    dag = amsterdam_day(nu)
    return [
        Werk(
            wat=_("Verzoek om te wissen van %(naam)s", naam=verzoek.naam),
            reden=_("Antwoord voor %(dag)s. Dat vraagt de wet.", dag=kort(verzoek.antwoord_voor)),
            knop=_("Beslis over het verzoek"),
            url=f"/bestuur/avg/wisverzoeken/{verzoek.kenmerk}",
            wanneer=Wanneer.LAAT if verzoek.is_te_laat(dag) else Wanneer.NU,
            dag=verzoek.antwoord_voor,
        )
        for verzoek in wachtende_wisverzoeken()
    ]

"""What waits about privacy: requests to be erased, and breaches whose clock runs."""

from __future__ import annotations

from datetime import datetime

from vereniging.avg.lekken import open_datalekken
from vereniging.avg.wisvragen import wachtende_wisverzoeken
from vereniging.bestuur.werk import Wanneer, Werk, bron
from vereniging.core.i18n import _, datumtijd, kort
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


@bron
def _datalekken(nu: datetime) -> list[Werk]:
    return [
        Werk(
            wat=_("Datalek %(kenmerk)s", kenmerk=lek.kenmerk),
            reden=_("Melden kan op tijd tot %(moment)s.", moment=datumtijd(lek.meld_voor))
            if lek.moet_naar_ap
            else _("Maak het af: vertel het wie het moet weten, en sluit het."),
            knop=_("Bekijk het datalek"),
            url=f"/bestuur/avg/datalekken/{lek.kenmerk}",
            wanneer=Wanneer.LAAT if lek.is_te_laat(nu) else Wanneer.NU,
            dag=amsterdam_day(lek.meld_voor),
        )
        for lek in open_datalekken()
    ]

"""What waits of general meetings: members who ask for one."""

from __future__ import annotations

from datetime import datetime

from vereniging.alv.models import AlvverzoekStand
from vereniging.alv.queries import verzoeken
from vereniging.bestuur.werk import Wanneer, Werk, bron
from vereniging.core.i18n import _, datum


@bron
def _verzoeken(nu: datetime) -> list[Werk]:
    return [
        Werk(
            wat=verzoek.onderwerp,
            reden=_(
                "Leden vragen een ledenvergadering. Roep uiterlijk %(dag)s op.",
                dag=datum(verzoek.oproepen_tot or nu),
            ),
            knop=_("Lees het verzoek"),
            url=f"/alv/verzoeken/{verzoek.id}",
            wanneer=Wanneer.LAAT if verzoek.is_te_laat(nu) else Wanneer.NU,
            dag=verzoek.oproepen_tot,
        )
        for verzoek in verzoeken()
        if verzoek.stand is AlvverzoekStand.INGEDIEND
    ]

"""Work about money that waits for somebody, for the cockpit."""

from __future__ import annotations

from datetime import datetime

from vereniging.bestuur.werk import Werk, bron
from vereniging.contributie.achterstand import beurt
from vereniging.contributie.regelingen import kwijtscheldingen
from vereniging.core.i18n import _, ngettext
from vereniging.core.workdays import amsterdam_day


@bron
def _herinneringen(nu: datetime) -> list[Werk]:
    next_ = beurt(nu)
    if not next_.aantal:
        return []
    return [
        Werk(
            wat=ngettext(
                "%(num)s herinnering kan weg", "%(num)s herinneringen kunnen weg", next_.aantal
            ),
            reden=_("Samen staat er nog %(bedrag)s open.", bedrag=next_.open),
            knop=_("Bekijk de achterstand"),
            url="/bestuur/contributie/achterstand",
        )
    ]


@bron
def _kwijtschelden(_nu: datetime) -> list[Werk]:
    waiting = kwijtscheldingen(besloten=False)
    if not waiting:
        return []
    return [
        Werk(
            wat=ngettext(
                "%(num)s voorstel om kwijt te schelden",
                "%(num)s voorstellen om kwijt te schelden",
                len(waiting),
            ),
            reden=_("Wie het niet zelf voorstelde, beslist."),
            knop=_("Bekijk de voorstellen"),
            url="/bestuur/contributie/kwijtscheldingen",
            dag=amsterdam_day(waiting[0].voorgesteld_op),
        )
    ]

"""Work about reports: what came in since, messages to place, addresses that do not work."""

from __future__ import annotations

from datetime import datetime

from vereniging.bestuur.werk import Wanneer, Werk, bron
from vereniging.core.i18n import _, kort, ngettext
from vereniging.core.workdays import amsterdam_day
from vereniging.meldingen.models import Doorzending
from vereniging.meldingen.post import onbestelbaar, wachtende_mail, zonder_antwoord
from vereniging.meldingen.werklijst import met_nieuws
from vereniging.post.queries import kapotte_adressen, ongeplaatst


@bron
def _antwoorden(_nu: datetime) -> list[Werk]:
    return [
        Werk(
            wat=_("E-mail over %(nummer)s", nummer=antwoord.doorzending.melding.kenmerk),
            reden=_("%(wie)s antwoordde. Zeg wat het betekent.",
                    wie=antwoord.doorzending.organisatie.naam),
            knop=_("Verwerk deze e-mail"),
            url=f"/bestuur/meldingen/{antwoord.doorzending.melding.kenmerk}/antwoord/{antwoord.id}",
            dag=amsterdam_day(antwoord.op),
        )
        for antwoord in wachtende_mail()
    ]  # fmt: skip


@bron
def _aanvullingen(_nu: datetime) -> list[Werk]:
    return [
        Werk(
            wat=_("Aanvulling op %(nummer)s", nummer=melding.kenmerk),
            reden=_("De melder voegde iets toe."),
            knop=_("Lees de aanvulling"),
            url=f"/bestuur/meldingen/{melding.kenmerk}",
        )
        for melding in met_nieuws()
    ]


@bron
def _postbak(_nu: datetime) -> list[Werk]:
    rijen = ongeplaatst()
    if not rijen:
        return []
    return [
        Werk(
            wat=ngettext("%(num)s e-mail zonder plaats", "%(num)s e-mails zonder plaats",
                         len(rijen)),
            reden=_("Koppel ze aan een melding, of gooi ze weg."),
            knop=_("Bekijk de postbak"),
            url="/bestuur/post",
            dag=amsterdam_day(rijen[0].op),
        )
    ]  # fmt: skip


@bron
def _adressen(nu: datetime) -> list[Werk]:
    kapot = kapotte_adressen(nu)
    if not kapot:
        return []
    return [
        Werk(
            wat=ngettext("Klopt dit adres?", "Kloppen deze %(num)s adressen?", len(kapot)),
            reden=_("E-mail kwam terug. Bel, of stuur een brief."),
            knop=_("Bekijk de adressen"),
            url="/bestuur/post",
            dag=amsterdam_day(kapot[-1].op),
        )
    ]


@bron
def _adres_van_partij(_nu: datetime) -> list[Werk]:
    return [
        _over(each, _("Adres klopt niet: %(wie)s", wie=each.organisatie.naam),
              _("Onze e-mail over %(nummer)s kwam terug. Vraag het goede adres.",
                nummer=each.melding.kenmerk))
        for each in onbestelbaar()
    ]  # fmt: skip


@bron
def _opschalen(_nu: datetime) -> list[Werk]:
    return [
        _over(each, _("Opschaling: gesprek met %(wie)s", wie=each.organisatie.naam),
              _("%(nummer)s: een week na %(dag)s nog geen antwoord.",
                nummer=each.melding.kenmerk, dag=kort(each.antwoord_voor)))
        for each in zonder_antwoord()
    ]  # fmt: skip


def _over(doorzending: Doorzending, wat: str, reden: str) -> Werk:
    return Werk(
        wat=wat,
        reden=reden,
        knop=_("Bekijk de melding"),
        url=f"/bestuur/meldingen/{doorzending.melding.kenmerk}",
        wanneer=Wanneer.LAAT,
        dag=doorzending.antwoord_voor,
    )

"""The whole story of a position as one line, from the first input to the last promise."""

from __future__ import annotations

from datetime import datetime

from vereniging.core.i18n import _, datumtijd, ngettext
from vereniging.core.web import url_for
from vereniging.standpunten.haken import Halte, vervolg
from vereniging.standpunten.models import Argument, Standpunt, StandpuntStand
from vereniging.standpunten.queries import stemming_over
from vereniging.stembus.models import Stemming
from vereniging.stembus.queries import uitslag_van
from vereniging.voeding.models import Voeding

KORT = 240


def verloop(standpunt: Standpunt, nu: datetime, *, is_lezer: bool) -> list[Halte]:
    """Every stop so far and those still to come; what members wrote is for members to read."""
    inbreng = sorted((bron.voeding for bron in standpunt.bronnen), key=lambda v: v.ingediend_op)
    return [
        *(_voeding(voeding, is_lezer=is_lezer) for voeding in inbreng),
        Halte(kop=_("Afgevaardigden maken er een standpunt van"), moment=standpunt.gemaakt_op,
              tekst=standpunt.versie.vraag),
        *_argumenten(standpunt),
        *_stemming(standpunt, nu),
        *vervolg(standpunt, nu),
    ]  # fmt: skip


def _voeding(voeding: Voeding, *, is_lezer: bool) -> Halte:
    steun = len(voeding.steun)
    words = [
        voeding.tekst if len(voeding.tekst) <= KORT else f"{voeding.tekst[:KORT]}…"
    ] if is_lezer else []  # fmt: skip
    if steun:
        words.append(ngettext("%(num)s lid steunde dit.", "%(num)s leden steunden dit.", steun))
    return Halte(
        kop=_("Een lid geeft inbreng"),
        moment=voeding.ingediend_op,
        tekst="\n\n".join(words),
        url=url_for("voeding.toon", kenmerk=voeding.kenmerk) if is_lezer else "",
        lees=voeding.kenmerk,
    )


def _argumenten(standpunt: Standpunt) -> list[Halte]:
    reasons: list[Argument] = standpunt.versie.argumenten
    if reasons:
        given = ngettext("Er kwam %(num)s argument.", "Er kwamen %(num)s argumenten.", len(reasons))
        first = min(reason.op for reason in reasons)
        return [Halte(kop=_("Leden geven argumenten"), moment=first, tekst=given)]
    if standpunt.stand is StandpuntStand.OPEN:
        return [Halte(kop=_("Leden geven argumenten"), soort="nu")]
    return []


def _stemming(standpunt: Standpunt, nu: datetime) -> list[Halte]:
    stemming = stemming_over(standpunt)
    if stemming is None:
        return [Halte(kop=_("Leden stemmen"), soort="straks")]
    if not stemming.is_uitgeteld:
        return [_nog_niet_geteld(stemming, nu)]
    return [
        Halte(
            kop=_("De leden beslissen"),
            moment=stemming.sluit_op,
            tekst=_uitslag(stemming),
            url=url_for("stembus_publicatie.uitslag", slug=stemming.slug),
            lees=_("Bekijk de uitslag"),
        )
    ]


def _nog_niet_geteld(stemming: Stemming, nu: datetime) -> Halte:
    if stemming.is_open(nu):
        sentence = _("Stemmen kan tot %(tijdstip)s.", tijdstip=datumtijd(stemming.sluit_op))
        return Halte(kop=_("Leden stemmen nu"), tekst=sentence, soort="nu")
    if stemming.is_dicht(nu):
        return Halte(kop=_("De bus is dicht"), moment=stemming.sluit_op, soort="nu")
    return Halte(kop=_("Leden stemmen"), moment=stemming.open_op, soort="straks")


def _uitslag(stemming: Stemming) -> str:
    uitslag = uitslag_van(stemming)
    vraag = uitslag.vraag("voor_tegen") if uitslag else None
    if uitslag is None or vraag is None:
        return ""
    opkomst, telling = uitslag.inhoud["opkomst"], vraag["telling"]
    return _(
        "%(gestemd)s van de %(totaal)s leden deden mee: %(voor)s voor, %(tegen)s tegen.",
        gestemd=opkomst["web"] + opkomst["papier"],
        totaal=uitslag.inhoud["kiesgerechtigd"],
        voor=telling["voor"],
        tegen=telling["tegen"],
    )

"""What is true of the secrecy of this one vote, from its frozen rules and where it stands now."""

from __future__ import annotations

from vereniging.core.i18n import _, datumtijd, kort, ngettext
from vereniging.stembus.models import Stemming, StemmingStand, Uitslagzicht
from vereniging.stembus.publicatie import MINSTE_VOLLEDIG
from vereniging.stembus.regels import Regels

WEINIG = 10


def feiten(stemming: Stemming, regels: Regels) -> list[str]:
    """Sentences about this vote, in the order in which things happen."""
    return [
        *_register(regels),
        *_tellers(stemming),
        _("Stemmen kan tot %(tijdstip)s. Daarna komt er niets meer bij.",
          tijdstip=datumtijd(stemming.sluit_op)),
        _("Elke envelop is %(lengte)s tekens lang, wat u ook kiest.", lengte=regels.lengte),
        _("Na de sluiting tekenen wij voor de hele bus. Getuigen krijgen dat zegel voordat wij "
          "tellen."),
        _publicatie(regels),
        *_sommen(regels),
        *_zicht(stemming),
        sleutel(stemming),
    ]  # fmt: skip


def _register(regels: Regels) -> list[str]:
    aantal = regels.kiesgerechtigd
    found = [ngettext("%(num)s lid mag stemmen.", "%(num)s leden mogen stemmen.", aantal)]
    if aantal < WEINIG:
        found.append(_("Dat zijn er weinig: uit de uitslag kan iemand uw keuze raden."))
    return found


def _tellers(stemming: Stemming) -> list[str]:
    if not stemming.is_geheim:
        return []
    return [
        _("Drie tellers hebben elk een sleutel voor alleen deze stemming. Twee van hen openen "
          "de bus, na elkaar. Zij schrijven eerst het zegel van de hele bus over."),
        *([_("Deze stemming gaat over personen. Zo’n stemming is altijd geheim.")]
          if stemming.gaat_over_personen else []),
    ]  # fmt: skip


def _publicatie(regels: Regels) -> str:
    if regels.is_openbaar:
        return _("Na de sluiting staat elke stem op de site, met naam en controlewoord.")
    return _(
        "Na de sluiting staat elke stem los op de site, zonder naam, met code en controlewoord. "
        "Bij minder dan %(minste)s stemmen staan er alleen totalen.",
        minste=MINSTE_VOLLEDIG,
    )


def _sommen(regels: Regels) -> list[str]:
    vragen = [vraag.tekst for vraag in regels.vragen if vraag.is_opgeteld]
    text = _("Van deze vraag staan alleen optellingen op de site: een lange rij is te herkennen.")
    return [f"{text} “{tekst}”" for tekst in vragen]


def _zicht(stemming: Stemming) -> list[str]:
    if stemming.zichtbaar is Uitslagzicht.DIRECT:
        return [_("Iedereen ziet de uitslag zodra er geteld is.")]
    return [_("Leden zien de uitslag zodra er geteld is. Anderen pas na de vergadering.")]


def sleutel(stemming: Stemming) -> str:
    """When the key goes, or went; at a secret vote also those of the tellers."""
    wanneer = _sleutel(stemming)
    if not stemming.is_geheim:
        return wanneer
    tegelijk = _("De sleutels van de tellers gaan tegelijk weg.")
    return f"{wanneer} {tegelijk}"


def _sleutel(stemming: Stemming) -> str:
    if stemming.stand is StemmingStand.VERNIETIGD:
        return _("De stemming is vernietigd, en de sleutel ook.")
    if stemming.vastgesteld_op is not None:
        return _("De sleutel is vernietigd na %(dag)s.", dag=kort(stemming.vastgesteld_op))
    if stemming.bezwaar_tot is not None:
        return _(
            "Bezwaar kan tot %(dag)s. Daarna stelt de voorzitter de uitslag vast en vernietigen "
            "wij de sleutel.",
            dag=kort(stemming.bezwaar_tot),
        )
    return _(
        "Bezwaar kan tot %(dagen)s dagen na de sluiting. Daarna vernietigen wij de sleutel.",
        dagen=stemming.bezwaardagen,
    )

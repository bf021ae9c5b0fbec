"""Which tag a stand wears on a page, and the word on it. Colour only helps; the word counts."""

from __future__ import annotations

from typing import Any

from vereniging.core.i18n import _l

__all__ = ["LABELS", "TAGS"]

WAIT = {
    "te_bevestigen": _l("Wacht op bevestiging"),
    "ontvangen": _l("Ontvangen"),
    "vraag_aan_melder": _l("Vraag aan de melder"),
    "ingediend": _l("Ingediend"),
    "concept": _l("Concept"),
    "voorgelegd": _l("Wacht op instemming"),
    "open": _l("Open"),
    "partij_zegt_klaar": _l("Klaar volgens de partij"),
    "klaar_gemeld": _l("Klaar volgens de partij"),
    "op_agenda": _l("Op de agenda"),
    "aanmaken": _l("Wordt gemaakt"),
    "aangevraagd": _l("Aangevraagd"),
    "besloten": _l("Besloten"),
    "bekend": _l("Bekendgemaakt"),
    "bevroren": _l("Tekst staat vast"),
    "gepland": _l("Gepland"),
    "gevraagd": _l("Gevraagd"),
    "in_beroep": _l("In beroep"),
    "klaar": _l("Klaar om te versturen"),
    "opgesteld": _l("Opgesteld"),
    "ter_tekening": _l("Wacht op handtekeningen"),
    "toekomstig": _l("Begint later"),
    "verstuurd": _l("Verstuurd"),
    "voorbehoud": _l("Onder voorbehoud"),
    "voorgesteld": _l("Voorgesteld"),
    "wacht": _l("Wacht nog"),
    "gelijk": _l("Gelijk geëindigd"),
}

BUSY = {
    "doorgestuurd": _l("Doorgestuurd"),
    "opgepakt": _l("Wordt opgepakt"),
    "loopt": _l("Loopt"),
    "lopend": _l("Loopt"),
    "aangekondigd": _l("Aangekondigd"),
    "bezig": _l("Bezig"),
    "in_behandeling": _l("In behandeling"),
    "afspraak_gemaakt": _l("Afspraak gemaakt"),
    "heropend": _l("Heropend"),
    "gereserveerd": _l("Gereserveerd"),
    "geplaatst": _l("Geplaatst"),
    "goedgekeurd": _l("Goedgekeurd"),
    "in_standpunt": _l("In een standpunt"),
    "in_stemming": _l("In stemming"),
    "opgeroepen": _l("Leden zijn opgeroepen"),
    "zelf_opgeroepen": _l("Opgeroepen door leden"),
    "van_kracht": _l("Afgesproken"),
    "uitgebracht": _l("Uitgebracht"),
}

GOOD = {
    "akkoord": _l("Akkoord"),
    "toegekend": _l("Toegekend"),
    "toegelaten": _l("Toegelaten"),
    "actief": _l("Actief"),
    "betaald": _l("Betaald"),
    "opgelost": _l("Opgelost"),
    "nagekomen": _l("Nagekomen"),
    "geteld": _l("Geteld"),
    "vastgesteld": _l("Vastgesteld"),
    "consensus": _l("Eens geworden"),
    "getekend": _l("Getekend"),
    "aangenomen": _l("Aangenomen"),
    "besproken": _l("Besproken"),
    "geboekt": _l("Geboekt"),
    "gehouden": _l("Gehouden"),
    "geldig": _l("Geldig"),
    "gepubliceerd": _l("Gepubliceerd"),
    "geslaagd": _l("Geslaagd"),
    "gevolgd": _l("Gevolgd"),
    "gedaan": _l("Gedaan"),
    "gekozen": _l("Gekozen"),
    "bepaald": _l("Ondergrens bepaald"),
    "kwijtgescholden": _l("Kwijtgescholden"),
    "meegenomen": _l("Meegenomen"),
    "te_veel": _l("Te veel betaald"),
    "terugbetaald": _l("Terugbetaald"),
    "uitgevoerd": _l("Uitgevoerd"),
}

LATE = {
    "niet_akkoord": _l("Niet akkoord"),
    "te_laat": _l("Te laat"),
    "gestorneerd": _l("Teruggeboekt door de bank"),
    "mislukt": _l("Mislukt"),
    "niet_nagekomen": _l("Niet nagekomen"),
    "geen_consensus": _l("Niet eens geworden"),
    "opgeschaald": _l("Opgeschaald"),
    "betwist": _l("Betwist"),
    "deels_nagekomen": _l("Deels nagekomen"),
    "geschorst": _l("Geschorst"),
    "geweigerd": _l("Geweigerd"),
    "ongeldig": _l("Niet geldig"),
    "zonder_mandaat": _l("Zonder mandaat"),
}

CLOSED = {
    "onbevestigd": _l("Klaar volgens de partij, niet bevestigd"),
    "gesloten": _l("Gesloten"),
    "samengevoegd": _l("Samengevoegd"),
    "niet_voor_ons": _l("Niet voor ons"),
    "ingetrokken": _l("Ingetrokken"),
    "aangehouden": _l("Volgende keer verder"),
    "vervallen": _l("Vervallen"),
    "beeindigd": _l("Beëindigd"),
    "ongedaan": _l("Ongedaan gemaakt"),
    "deels_ongedaan": _l("Deels ongedaan gemaakt"),
    "afgebroken": _l("Afgebroken"),
    "afgelast": _l("Afgelast"),
    "afgewezen": _l("Afgewezen"),
    "deels_gevolgd": _l("Deels gevolgd"),
    "geannuleerd": _l("Geannuleerd"),
    "geen_nota": _l("Geen nota"),
    "geen_uitspraak": _l("Geen uitspraak"),
    "geen_meerderheid": _l("Geen meerderheid"),
    "gehandhaafd": _l("Gehandhaafd"),
    "genegeerd": _l("Hoort hier niet bij"),
    "gestaakt": _l("Gestaakt"),
    "herroepen": _l("Herroepen"),
    "niet_gevolgd": _l("Niet gevolgd"),
    "niet_overgenomen": _l("Niet overgenomen"),
    "opgezegd": _l("Opgezegd"),
    "quorum_niet_gehaald": _l("Te weinig stemmen"),
    "ter_kennisname": _l("Ter kennisname"),
    "teruggetrokken": _l("Teruggetrokken"),
    "verborgen": _l("Niet zichtbaar"),
    "verlopen": _l("Verlopen"),
    "overgeslagen": _l("Overgeslagen"),
    "vernietigd": _l("Vernietigd"),
    "verworpen": _l("Verworpen"),
    "vervangen": _l("Vervangen"),
}

_GROUPS = {"wait": WAIT, "busy": BUSY, "good": GOOD, "late": LATE, "closed": CLOSED}

TAGS: dict[str, str] = {stand: tag for tag, group in _GROUPS.items() for stand in group}
LABELS: dict[str, Any] = {
    stand: word for group in _GROUPS.values() for stand, word in group.items()
}

"""News of the last months, one piece corrected and one still a concept, and three documents."""

from __future__ import annotations

import hashlib

from vereniging.convenant.bestanden import map_van
from vereniging.core.db import one_or_404
from vereniging.core.files import store
from vereniging.core.paper import kan_pdf, print_pdf
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.redactie.acties import (
    maak_nieuws,
    plaats_document,
    publiceer,
    vervang_document,
    wijzig_nieuws,
)
from vereniging.redactie.models import Document, Documentsoort
from vereniging.redactie.views.openbaar import MAP

NIEUWS = (
    (-140, "Vijf partijen kijken samen naar de afspraken",
     ("Vorige week zaten de vijf partijen weer aan tafel. Wij liepen alle afspraken langs.\n\n"
     "De meeste zijn op tijd. Over drie afspraken die te laat zijn, praten wij door. "
     "Bij Afspraken leest u hoe het met elke afspraak staat.")),
    (-75, "Zes nieuwe bomen in de Da Costastraat",
     ("Leden stemden voor zes nieuwe bomen. De gemeente plant ze dit najaar.\n\n"
     "Wilt u helpen met water geven? Meld u bij de secretaris.")),
    (-30, "De speeltuin vraagt vrijwilligers",
     ("Elke zaterdag is er koffie in de speeltuin. Daar zijn nog mensen voor nodig.\n\n"
     "Kom een keer kijken. Wij zijn er van tien tot twaalf uur.")),
    (-6, "Stem mee over parkeren op zaterdag",
     ("Tot en met vrijdag kunnen leden stemmen over parkeren op zaterdag.\n\n"
     "De uitslag is de opdracht voor onze afgevaardigden. Zij nemen die mee naar de volgende "
     "vergadering (voorbeeld).")),
)  # fmt: skip
CONCEPT = (
    "Buurtborrel na de ledenvergadering",
    "Na de ledenvergadering drinken wij samen iets in de speeltuin.\n\nNog niet zeker: de tijd.",
)
STATUTEN = (
    "Artikel 1. De vereniging heet Vereniging Wijkbelangen Haagweg Noord (voorbeeld).",
    "Artikel 2. De vereniging komt op voor de belangen van de bewoners van de wijk.",
    "Artikel 7. Een lid zegt op met een termijn van vier weken, tegen het einde van het boekjaar.",
)
REGLEMENT = (
    "1. Elk huishouden betaalt één keer per jaar contributie (voorbeeld).",
    "2. Wie weinig geld heeft, betaalt het lage tarief. Bewijs is niet nodig.",
)
JAARVERSLAG = (
    "In dit jaar kwamen er 34 leden bij (voorbeeld).",
    "De commissie vergaderde twee keer. Leden stemden over drie standpunten.",
)


def vertel(verhaal: Geschiedenis) -> None:
    """Tell the news, and put the documents on the site."""
    for dagen, titel, tekst in NIEUWS:
        with verhaal.daad(verhaal.moment(dagen, 10)) as nu:
            bericht = maak_nieuws(titel, tekst, nu)
            publiceer(bericht, nu)
            if dagen == NIEUWS[1][0]:
                wijzig_nieuws(bericht, titel, tekst.replace("dit najaar", "in november"), nu)
    with verhaal.daad(verhaal.moment(-1, 20)) as nu:
        maak_nieuws(*CONCEPT, nu)
    if kan_pdf():
        _documenten(verhaal)


def _documenten(verhaal: Geschiedenis) -> None:
    with verhaal.daad(verhaal.moment(-600)) as nu:
        plaats_document(
            "Statuten (voorbeeld)", Documentsoort.STATUTEN, _stuk("Statuten", STATUTEN[:2]), nu,
            openbaar=True,
        )  # fmt: skip
        plaats_document(
            "Huishoudelijk reglement (voorbeeld)", Documentsoort.REGLEMENT,
            _stuk("Huishoudelijk reglement", REGLEMENT), nu, openbaar=False,
        )  # fmt: skip
    with verhaal.daad(verhaal.moment(-160)) as nu:
        plaats_document(
            "Jaarverslag 2026 (voorbeeld)", Documentsoort.JAARVERSLAG,
            _stuk("Jaarverslag 2026", JAARVERSLAG), nu, openbaar=True,
        )  # fmt: skip
        statuten = one_or_404(Document, slug="statuten-voorbeeld")
        vervang_document(statuten, _stuk("Statuten", STATUTEN), nu)


def _stuk(titel: str, alineas: tuple[str, ...]) -> tuple[str, str]:
    facts = {
        "titel": f"{titel} (voorbeeld)", "alineas": alineas,
        "vereniging": "Vereniging Wijkbelangen Haagweg Noord",
    }  # fmt: skip
    data = print_pdf("demo/stuk.typ", facts)
    return store(map_van(MAP), data), hashlib.sha256(data).hexdigest()

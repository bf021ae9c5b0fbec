"""How a covenant of the demo came about: written, talked over, answered, ready to sign."""

from __future__ import annotations

from vereniging.convenant.acties import (
    beantwoord,
    bespreek,
    leg_ter_tekening,
    maak_convenant,
    plaats,
    reageer,
    verder,
    voeg_artikel_toe,
)
from vereniging.convenant.models import (
    Artikelreactie,
    Bespreking,
    Besprekinguitkomst,
    Convenant,
    Reactielot,
    Reactiesoort,
)
from vereniging.convenant.queries import partijen, themas
from vereniging.core.db import db, one_or_404
from vereniging.core.links import new_seed
from vereniging.demo.gegevens.artikelen import ARTIKELEN, HERZIEN
from vereniging.demo.gegevens.verhaal import Geschiedenis

# article, kind, words, fate, answer
REACTIES = (
    (4, "voorstel", "Plant twee bomen terug voor elke boom die weg moet.",
     "overgenomen", "Dat staat nu in het artikel: er komen twee bomen terug."),
    (4, "steun", "Fijn dat de gemeente eerst de lijst laat zien.",
     "overgenomen", "Dank u. Dat blijft zo."),
    (2, "bezwaar", "Tellen op zaterdag is niet genoeg, de avonden zijn ook vol.",
     "deels_overgenomen", "De gemeente telt ook op één doordeweekse avond."),
    (6, "vraag", "Geldt dit ook voor de kinderen van de flat?",
     "niet_overgenomen", "Ja, maar dat staat al in artikel 5. Wij schrijven het niet twee keer."),
)  # fmt: skip


def schrijf_convenant(verhaal: Geschiedenis, versie: str, titel: str, dagen: int) -> None:
    """Write a version, take it past everybody, and have it ready to sign so many days from now."""
    with verhaal.daad(verhaal.moment(dagen - 45)):
        _artikelen(versie, titel)
    with verhaal.daad(verhaal.moment(dagen - 40)) as nu:
        convenant = one_or_404(Convenant, versie=versie)
        for partij in partijen():
            bespreek(
                convenant,
                Bespreking(
                    partij=partij,
                    op=verhaal.dag(dagen - 41),
                    uitkomst=Besprekinguitkomst.VOORBEHOUD
                    if partij.code == "corporaties"
                    else Besprekinguitkomst.POSITIEF,
                    samenvatting="Wij kunnen hiermee verder. (voorbeeld)",
                ),
            )
        verder(convenant, nu)
        verder(convenant, nu)
    if versie == "2":
        _reacties(verhaal, versie, dagen)
    for later in (-10, -5):
        with verhaal.daad(verhaal.moment(dagen + later)) as nu:
            verder(one_or_404(Convenant, versie=versie), nu)
    with verhaal.daad(verhaal.moment(dagen)):
        leg_ter_tekening(one_or_404(Convenant, versie=versie))


def _artikelen(versie: str, titel: str) -> None:
    artikelen = ARTIKELEN if versie == "1" else ARTIKELEN | HERZIEN
    convenant = maak_convenant(
        versie, titel, "Vijf partijen besluiten samen, op gelijke voet. (voorbeeld)"
    )
    for thema in themas():
        kort, *leden = artikelen[thema.code]
        tekst = "\n\n".join(f"{nr}. {lid}" for nr, lid in enumerate(leden, start=1))
        voeg_artikel_toe(convenant, thema.naam, tekst, in_het_kort=kort, thema=thema)


def _reacties(verhaal: Geschiedenis, versie: str, dagen: int) -> None:
    namen = ("Joris Beukema", "Wil Appelhof", "Fenna Kadeboer", "Sjoerd Lantaarn")
    for naam, (nummer, soort, tekst, lot, antwoord) in zip(namen, REACTIES, strict=True):
        with verhaal.daad(verhaal.moment(dagen - 32)) as nu:
            artikelen = one_or_404(Convenant, versie=versie).artikelen
            reactie = Artikelreactie(
                artikel=artikelen[nummer - 1],
                soort=Reactiesoort(soort),
                tekst=tekst,
                naam=naam,
                naam_tonen=nummer == 4,
                kiem=new_seed(),
                op=nu,
                email=naam.lower().replace(" ", ".") + "@example.org",
            )
            reageer(reactie, nu)
            reactie.bevestigen()
            plaats(reactie)
            db.session.flush()
            nummer_reactie = reactie.id
        with verhaal.daad(verhaal.moment(dagen - 20)) as nu:
            beantwoord(one_or_404(Artikelreactie, id=nummer_reactie), Reactielot(lot), antwoord, nu)

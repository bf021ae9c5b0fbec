"""State and rules of the covenant, a file per aggregate."""

from vereniging.convenant.models.afspraak import (
    Afspraak,
    AfspraakStand,
    EigenPartij,
    GeenOwner,
    Instemming,
    LegUit,
    NogNietLaat,
    Oordeel,
    Partijantwoord,
    Waarneming,
)
from vereniging.convenant.models.partij import Contact, Organisatie, Partij, Thema
from vereniging.convenant.models.tekst import (
    AANTAL_PARTIJEN,
    AlGetekend,
    Artikel,
    Convenant,
    ConvenantStand,
    GeenTekst,
    Ondertekening,
    TekentNiet,
)

__all__ = [
    "AANTAL_PARTIJEN",
    "Afspraak",
    "AfspraakStand",
    "AlGetekend",
    "Artikel",
    "Contact",
    "Convenant",
    "ConvenantStand",
    "EigenPartij",
    "GeenOwner",
    "GeenTekst",
    "Instemming",
    "LegUit",
    "NogNietLaat",
    "Ondertekening",
    "Oordeel",
    "Organisatie",
    "Partij",
    "Partijantwoord",
    "TekentNiet",
    "Thema",
    "Waarneming",
]

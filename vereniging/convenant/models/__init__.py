"""State and rules of the covenant, a file per aggregate."""

from vereniging.convenant.models.afspraak import Afspraak
from vereniging.convenant.models.afspraakfouten import (
    EigenPartij,
    GeenOwner,
    NogInWederhoor,
    NogNietLaat,
)
from vereniging.convenant.models.afspraakstand import AfspraakStand, Verankering
from vereniging.convenant.models.bezorging import Bezorgbewijs
from vereniging.convenant.models.evaluatie import Evaluatieherinnering, evaluatie_over
from vereniging.convenant.models.fase import (
    Bespreking,
    Besprekinguitkomst,
    Fase,
    Fasewissel,
    GeenReden,
    NogNietAf,
    NogNietBesproken,
    ReactiesOpen,
    ReactietijdLoopt,
)
from vereniging.convenant.models.herhaling import Ritme
from vereniging.convenant.models.instemming import (
    EigenaarNietEens,
    Instemming,
    Instemmingsvraag,
    LegUit,
    Partijantwoord,
)
from vereniging.convenant.models.ondertekening import (
    AlGetekend,
    Handtekeningopgave,
    Ondertekening,
    TekentNiet,
)
from vereniging.convenant.models.partij import Contact, OpvolgingKanNiet, Organisatie, Partij, Thema
from vereniging.convenant.models.reactie import (
    Artikelreactie,
    Reactielot,
    Reactiesoort,
    Reactiestand,
    ReactietijdVoorbij,
)
from vereniging.convenant.models.tekst import (
    AANTAL_PARTIJEN,
    Artikel,
    Convenant,
    ConvenantStand,
    GeenTekst,
)
from vereniging.convenant.models.waarneming import (
    Oordeel,
    Verweer,
    Verweerschrift,
    Waarneming,
    Wederhoor,
    WederhoorVoorbij,
)

__all__ = [
    "AANTAL_PARTIJEN",
    "Afspraak",
    "AfspraakStand",
    "AlGetekend",
    "Artikel",
    "Artikelreactie",
    "Bespreking",
    "Besprekinguitkomst",
    "Bezorgbewijs",
    "Contact",
    "Convenant",
    "ConvenantStand",
    "EigenPartij",
    "EigenaarNietEens",
    "Evaluatieherinnering",
    "Fase",
    "Fasewissel",
    "GeenOwner",
    "GeenReden",
    "GeenTekst",
    "Handtekeningopgave",
    "Instemming",
    "Instemmingsvraag",
    "LegUit",
    "NogInWederhoor",
    "NogNietAf",
    "NogNietBesproken",
    "NogNietLaat",
    "Ondertekening",
    "Oordeel",
    "OpvolgingKanNiet",
    "Organisatie",
    "Partij",
    "Partijantwoord",
    "Reactielot",
    "ReactiesOpen",
    "Reactiesoort",
    "Reactiestand",
    "ReactietijdLoopt",
    "ReactietijdVoorbij",
    "Ritme",
    "TekentNiet",
    "Thema",
    "Verankering",
    "Verweer",
    "Verweerschrift",
    "Waarneming",
    "Wederhoor",
    "WederhoorVoorbij",
    "evaluatie_over",
]

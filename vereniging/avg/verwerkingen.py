"""Which personal data this program processes, what for, and on what ground (AVG 30, P-07).

The terms come from the rules that the night carries out, so the register cannot say otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vereniging.avg.uitzonderingen import AMBT, UITZONDERINGEN
from vereniging.core.db import Base
from vereniging.core.i18n import _l
from vereniging.taken.bewaren import REGELS, Bewaring

OVEREENKOMST = _l("Overeenkomst: het lidmaatschap (AVG 6.1 b)")
WET = _l("Wettelijke plicht (AVG 6.1 c)")
TOESTEMMING = _l("Toestemming (AVG 6.1 a)")
BELANG = _l("Gerechtvaardigd belang van de vereniging en de buurt (AVG 6.1 f)")
NIEMAND = _l("Niemand buiten de vereniging")


@dataclass(frozen=True, kw_only=True)
class Verwerking:
    """One row of the register: the data of these packages, for one purpose."""

    code: str
    naam: Any
    doel: Any
    grondslag: tuple[Any, ...]
    wie: Any
    gegevens: Any
    ontvangers: Any
    pakketten: frozenset[str]
    blijft: tuple[tuple[Any, Any], ...] = ()  # what no rule takes away, and until when it is kept

    def regels(self) -> list[Bewaring]:
        """The terms of its tables, always in the same order."""
        alle = (regel for soort in sorted(REGELS) for regel in REGELS[soort])
        return [regel for regel in alle if pakket_van(regel.model) in self.pakketten]


def pakket_van(model: type[Base]) -> str:
    """The package a table belongs to."""
    return model.__module__.split(".")[1]


VERWERKINGEN = (
    Verwerking(
        code="leden",
        naam=_l("Lidmaatschap"),
        doel=_l("Weten wie lid is, leden bereiken, en leden toelaten of laten gaan."),
        grondslag=(OVEREENKOMST, WET),
        wie=_l("Leden, donateurs, oud-leden en wie lid wil worden"),
        gegevens=_l("Naam, adres, e-mail, telefoon, taal, lidnummer, functies, maatregelen"),
        ontvangers=NIEMAND,
        pakketten=frozenset({"leden", "site"}),
        blijft=((_l("Naam, adres, e-mail en telefoon van leden"), _l("zolang iemand lid is")),),
    ),
    Verwerking(
        code="contributie",
        naam=_l("Contributie en boekhouding"),
        doel=_l("Contributie vragen, betalingen boeken en de boeken laten nakijken."),
        grondslag=(OVEREENKOMST, WET),
        wie=_l("Leden, betalers en wie iets overmaakt"),
        gegevens=_l("Naam, bedragen, laatste vier cijfers van de rekening, machtiging"),
        ontvangers=_l("Betaaldienst Mollie en de bank; de kascommissie leest mee"),
        pakketten=frozenset({"contributie", "betalingen"}),
        blijft=(
            (_l("Nummer, bedrag en datum van nota’s en betalingen"), _l("blijven, zonder naam")),
        ),
    ),
    Verwerking(
        code="meldingen",
        naam=_l("Meldingen uit de buurt"),
        doel=_l("Meldingen doorgeven, volgen en laten oplossen."),
        grondslag=(BELANG, TOESTEMMING),
        wie=_l("Wie iets meldt, meedoet of een straat volgt"),
        gegevens=_l("Naam, e-mail, telefoon, plek, tekst en foto’s zonder locatie"),
        ontvangers=_l("De partij die het moet oplossen; naam en e-mail alleen met toestemming"),
        pakketten=frozenset({"meldingen"}),
    ),
    Verwerking(
        code="inbreng",
        naam=_l("Inbreng en standpunten"),
        doel=_l("Weten wat leden vinden, en laten zien wat ermee gebeurt."),
        grondslag=(BELANG, TOESTEMMING),
        wie=_l("Leden die inbreng, steun of argumenten geven"),
        gegevens=_l("Lidnummer, tekst, en de naam als het lid dat kiest"),
        ontvangers=_l("Andere leden; op de site alleen wat openbaar is"),
        pakketten=frozenset({"voeding", "standpunten", "mandaten"}),
        blijft=((_l("Inbreng, steun en argumenten"), _l("blijven; de naam gaat weg met het lid")),),
    ),
    Verwerking(
        code="stemmingen",
        naam=_l("Stemmingen"),
        doel=_l("Leden laten stemmen, en bewijzen dat de uitslag klopt."),
        grondslag=(WET, BELANG),
        wie=_l("Leden met stemrecht en tellers"),
        gegevens=_l("Wie mocht stemmen en waarom; nooit wat iemand stemde"),
        ontvangers=NIEMAND,
        pakketten=frozenset({"stembus"}),
        blijft=(
            (_l("De verzegelde stem"), _l("tot de sluiting")),
            (_l("Uitslag en stembriefjes, zonder naam"), _l("blijven")),
        ),
    ),
    Verwerking(
        code="alv",
        naam=_l("Ledenvergaderingen"),
        doel=_l("Leden op tijd oproepen, en vastleggen wat de vergadering besluit."),
        grondslag=(WET, TOESTEMMING),
        wie=_l("Leden"),
        gegevens=_l("Hoe iemand is opgeroepen, en of iemand komt"),
        ontvangers=NIEMAND,
        pakketten=frozenset({"alv"}),
        blijft=((_l("Oproepen en of iemand komt"), _l("de naam gaat weg met het lid")),),
    ),
    Verwerking(
        code="commissie",
        naam=_l("Convenant en Beheerscommissie"),
        doel=_l("Afspraken met de partijen maken en volgen."),
        grondslag=(BELANG,),
        wie=_l("Contactpersonen van partijen, en wie op een artikel reageert"),
        gegevens=_l("Naam, functie, e-mail, handtekening, reactie"),
        ontvangers=_l("De partijen; op de site alleen wat openbaar is"),
        pakketten=frozenset({"commissie", "convenant"}),
        blijft=(
            (_l("Handtekeningen onder het convenant"), _l("blijven; het is een officieel stuk")),
        ),
    ),
    Verwerking(
        code="post",
        naam=_l("E-mail en brieven"),
        doel=_l("Leden schrijven, en e-mail aan ons op de goede plek brengen."),
        grondslag=(OVEREENKOMST, TOESTEMMING),
        wie=_l("Wie e-mail van ons krijgt of ons schrijft"),
        gegevens=_l("E-mailadres, onderwerp, tekst tot het verstuurd is, keuzes"),
        ontvangers=_l("De mailserver van de vereniging"),
        pakketten=frozenset({"post"}),
        blijft=((_l("Keuzes voor e-mail"), _l("zolang iemand lid is")),),
    ),
    Verwerking(
        code="inloggen",
        naam=_l("Inloggen"),
        doel=_l("Zeker weten wie inlogt, en misbruik zien."),
        grondslag=(OVEREENKOMST, BELANG),
        wie=_l("Wie inlogt"),
        gegevens=_l("E-mailadres, apparaat, tijd, sleutels en codes"),
        ontvangers=NIEMAND,
        pakketten=frozenset({"toegang"}),
        blijft=((_l("Account, sleutels en code-app"), _l("zolang het account bestaat")),),
    ),
    Verwerking(
        code="enquete",
        naam=_l("Enquête over de buurt"),
        doel=_l("Meten hoe het met de buurt gaat."),
        grondslag=(BELANG,),
        wie=_l("Leden en bewoners die wij uitnodigen"),
        gegevens=_l("Wie een uitnodiging kreeg, tot de sluiting; antwoorden zonder naam"),
        ontvangers=NIEMAND,
        pakketten=frozenset({"leefbaarheid"}),
        blijft=((_l("Wie een uitnodiging kreeg"), _l("tot de enquête sluit")),),
    ),
    Verwerking(
        code="nieuws",
        naam=_l("Nieuws en documenten"),
        doel=_l("Vertellen wat er speelt, en laten lezen waar de vereniging zich aan houdt."),
        grondslag=(BELANG, TOESTEMMING),
        wie=_l("Wie in een bericht of document wordt genoemd"),
        gegevens=_l("Wat daarin staat; namen alleen met toestemming"),
        ontvangers=_l("Iedereen, of alleen leden"),
        pakketten=frozenset({"redactie"}),
        blijft=((_l("Berichten en documenten"), _l("tot het bestuur ze weghaalt")),),
    ),
    Verwerking(
        code="privacy",
        naam=_l("Privacyverzoeken en datalekken"),
        doel=_l("Doen wat de privacywet vraagt, en dat kunnen laten zien."),
        grondslag=(WET,),
        wie=_l("Wie iets over eigen gegevens vraagt, of door een lek is geraakt"),
        gegevens=_l("Wie wat vroeg en wat wij antwoordden"),
        ontvangers=_l("De Autoriteit Persoonsgegevens, als wij een lek moeten melden"),
        pakketten=frozenset({"avg"}),
    ),
    Verwerking(
        code="beheer",
        naam=_l("Logboek en beheer"),
        doel=_l("Kunnen nagaan wie wat deed en wie gegevens bekeek, en storingen zien."),
        grondslag=(BELANG, WET),
        wie=_l("Wie in het bestuur werkt, en van wie gegevens zijn bekeken"),
        gegevens=_l("Account, handeling, tijd, en bij sommige regels een naam of reden"),
        ontvangers=NIEMAND,
        pakketten=frozenset({"logboek", "bestuur", "taken", "statuten", "core"}),
    ),
)

MET_LID = _l("Zolang iemand lid is, en 12 maanden daarna. Dan gaan naam en adres weg.")
MET_BOEKEN = _l("Het nummer en het bedrag blijven. De naam gaat weg met het lid.")
MET_LOGIN = _l("Zolang het account bestaat. Het gaat weg met het lid.")
AMBTELIJK = _l(
    "Wie het deed in een functie hoort bij de administratie. De naam gaat weg met het lid."
)
TOT_EINDE = _l("Tot het klaar is. Dan verwijdert het programma het zelf.")
GEHEIM = _l("De verzegelde stem gaat weg bij de sluiting.")
OPENBAAR = _l("Dit is gepubliceerd met toestemming. De naam gaat weg met het lid.")
TOT_STOP = _l("Tot iemand stopt met volgen.")


def _ambtelijk() -> list[str]:
    """Tables where a person stands only because of an office, and that no rule empties."""
    ruled = {"bankregel", "contact", "datalek", "invoer"}
    return [t for t, reden in UITZONDERINGEN.items() if reden is AMBT and t not in ruled]


# What has no term of its own, and until when it is then kept; a test walks all tables.
ZONDER_TERMIJN = {
    **dict.fromkeys(_ambtelijk(), AMBTELIJK),
    "account": MET_LOGIN, "passkey": MET_LOGIN, "herstelcode": MET_LOGIN,
    "lidmaatschap": MET_LID, "huishouden": MET_LID, "lidwijziging": MET_LID, "hulp": MET_LID,
    "agendalink": MET_LID,
    "maatregel": MET_LID, "mailvoorkeur": MET_LID, "toestemming": MET_LID,
    "alvverzoek": MET_LID, "alvverzoeksteun": MET_LID,
    "oproeping": MET_LID, "dekking": MET_LID, "minimaregeling": MET_LID, "steun": MET_LID,
    "herkenning": MET_LID, "voeding": OPENBAAR, "argument": OPENBAAR,
    "grootboekregel": MET_BOEKEN, "terugbetaling": MET_BOEKEN, "kwijtschelding": MET_BOEKEN,
    "regeling": MET_BOEKEN, "uitsluiting": MET_BOEKEN, "betaalherinnering": MET_BOEKEN,
    "stemteller": AMBTELIJK, "envelop": GEHEIM, "enquete_link": TOT_EINDE,
    "melding_volger": TOT_STOP,
}  # fmt: skip

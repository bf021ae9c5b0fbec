"""A signed covenant, its next version with four of five signatures, and the promises in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from vereniging.convenant.acties import (
    begin,
    beoordeel,
    geef_wederhoor,
    herhaal_afspraken,
    leg_vast_instemming,
    leg_voor,
    meld_klaar,
    schaal_op,
    stel_op,
    voeg_organisatie_toe,
)
from vereniging.convenant.acties.afspraken import Afspraakvoorstel
from vereniging.convenant.models import (
    Afspraak,
    Contact,
    Instemming,
    Oordeel,
    Organisatie,
    Partij,
    Partijantwoord,
    Verweer,
    Verweerschrift,
    Waarneming,
)
from vereniging.convenant.queries import partijen, thema_met
from vereniging.core.db import db, one_or_404
from vereniging.demo.gegevens.concept import schrijf_convenant
from vereniging.demo.gegevens.handtekeningen import geef_laatste_op, teken_alles
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.leden.opzegtermijn import Termijneenheid

ORGANISATIES = (
    ("bewoners", "Vereniging Wijkbelangen Haagweg Noord", "Noor Achterberg"),
    ("gemeente", "Gemeente Leiden", "Marloes Sleutelbeek"),
    ("corporaties", "Woonstichting De Sleutelbos (voorbeeld)", "Rob Tegelaar"),
    ("corporaties", "Wooncorporatie Galgewater (voorbeeld)", "Hetty Dakpan"),
    ("veiligheid", "Veiligheidscoördinator Leiden (voorbeeld)", "Jens Wachtmeester"),
)


@dataclass(frozen=True)
class Demobelofte:
    """A promise of the demo and how it went."""

    thema: str
    partij: str
    tekst: str
    maatstaf: str
    dag: int
    loop: str
    elke_maand: bool = False


BELOFTEN = (
    Demobelofte(
        "inrichting", "gemeente", "Het onkruid op de Toussaintkade twee keer per jaar maaien.",
        "De strook langs het water is kort in juni en september.", -170, "nagekomen",
    ),
    Demobelofte(
        "inrichting", "gemeente", "Het onkruid op de Toussaintkade opnieuw maaien.",
        "De strook langs het water is kort.", -26, "loopt",
    ),
    Demobelofte(
        "milieu", "gemeente", "Drie extra afvalbakken aan de Potgieterlaan.",
        "Er staan drie bakken, en ze worden elke week leeg gemaakt.", -60, "nagekomen",
    ),
    Demobelofte(
        "bovenwijks", "veiligheid", "Muziek in de tuin van het studentenhuis stopt om 23 uur.",
        "Na 23 uur is er op straat geen muziek te horen.", -90, "opgeschaald",
    ),
    Demobelofte(
        "groen", "gemeente", "Zes nieuwe bomen in de Da Costastraat.",
        "Er staan zes bomen met een stam van minstens 16 centimeter.", 45, "loopt",
    ),
    Demobelofte(
        "parkeren", "gemeente", "De parkeerdruk op zaterdag tellen.",
        "De telling staat op de site.", -8, "klaar",
    ),
    Demobelofte(
        "inrichting", "gemeente", "Betere verlichting op het Busken Huetplein.",
        "Alle lampen branden en geven licht tot aan de gevel.", -21, "van_kracht",
    ),
    Demobelofte(
        "sociaal", "corporaties", "Een gesprek met alle bewoners van de flat.",
        "Iedereen kreeg een uitnodiging en er is een verslag.", -12, "deels",
    ),
    Demobelofte(
        "sociaal", "welzijn", "Elke maand koffie in de speeltuin.",
        "Er is twaalf keer per jaar koffie, ook in de zomer.", -10, "nagekomen",
        elke_maand=True,
    ),
    Demobelofte(
        "verkeer", "gemeente", "De oversteek bij de zebra op de Haagweg beter verlichten.",
        "De lampen staan en branden.", -40, "nagekomen",
    ),
    Demobelofte(
        "parkeren", "bewoners", "Een enquête houden over parkeren op zaterdag.",
        "Minstens honderd huishoudens geven antwoord.", -15, "loopt",
    ),
    Demobelofte(
        "milieu", "gemeente", "De glasbak aan de Potgieterlaan ’s avonds afsluiten.",
        "Na 20 uur kan er geen glas in.", 20, "voorgelegd",
    ),
)  # fmt: skip


def vertel(verhaal: Geschiedenis) -> None:
    """Five parties sign; then promises are made, kept, or not."""
    _partijen(verhaal)
    schrijf_convenant(verhaal, "1", "Samen beslissen over Haagweg Noord", -500)
    teken_alles(verhaal, "1", -470)
    for belofte in BELOFTEN:
        _belofte(verhaal, belofte)
    with verhaal.daad(verhaal.moment(-2)) as nu:
        herhaal_afspraken(nu)
    schrijf_convenant(verhaal, "2", "Samen beslissen over Haagweg Noord, herzien", -60)
    teken_alles(verhaal, "2", -30, behalve="corporaties")
    geef_laatste_op(verhaal, "2", "corporaties")


def _partijen(verhaal: Geschiedenis) -> None:
    """Who sits in the seats; Libertas gave its chair to a successor once."""
    with verhaal.daad(verhaal.moment(-600)) as nu:
        dag = verhaal.dag(-600)
        for code, naam, contact in ORGANISATIES:
            _organisatie(one_or_404(Partij, code=code), naam, contact, dag)
        welzijn = one_or_404(Partij, code="welzijn")
        eerste = _organisatie(welzijn, "Libertas", "Ada Koffiekan", dag)
        eerste.tot = verhaal.dag(-201)
        tweede = _organisatie(
            welzijn, "Welzijn Westerkwartier (voorbeeld)", "Ilja Buurman", verhaal.dag(-200)
        )
        db.session.flush()
        eerste.opvolger_id = tweede.id
        del nu


def _organisatie(partij: Partij, naam: str, contact: str, van: date) -> Organisatie:
    organisatie = voeg_organisatie_toe(partij, naam, van)
    email = contact.lower().replace(" ", ".") + "@example.org"
    db.session.add(Contact(organisatie=organisatie, naam=contact, email=email, van=van))
    return organisatie


def _belofte(verhaal: Geschiedenis, belofte: Demobelofte) -> None:
    begonnen = min(belofte.dag - 60, -20)
    with verhaal.daad(verhaal.moment(begonnen)) as nu:
        afspraak = stel_op(
            Afspraakvoorstel(
                tekst=belofte.tekst,
                maatstaf=belofte.maatstaf,
                partij=one_or_404(Partij, code=belofte.partij),
                thema=thema_met(belofte.thema),
                voor_datum=verhaal.dag(belofte.dag),
                elke=1 if belofte.elke_maand else None,
                eenheid=Termijneenheid.MAANDEN if belofte.elke_maand else None,
                bron="Vergadering van de Beheerscommissie",
            ),
            nu,
        )
        leg_voor(afspraak, nu)
        for partij in partijen():
            if belofte.loop == "voorgelegd" and partij.code in {"corporaties", "welzijn"}:
                continue
            antwoord = (
                Partijantwoord.EENS
                if partij.code == belofte.partij
                else Partijantwoord.GEEN_BEZWAAR
            )
            leg_vast_instemming(afspraak, Instemming(partij=partij, antwoord=antwoord, op=nu))
        kenmerk = afspraak.kenmerk
    if belofte.loop not in {"voorgelegd", "van_kracht"}:
        _verloop(verhaal, kenmerk, belofte)


OORDELEN = {
    "nagekomen": Oordeel.NAGELEEFD,
    "deels": Oordeel.DEELS,
    "opgeschaald": Oordeel.NIET,
}


def _verloop(verhaal: Geschiedenis, kenmerk: str, belofte: Demobelofte) -> None:
    with verhaal.daad(verhaal.moment(min(belofte.dag - 20, -15))):
        begin(_afspraak(kenmerk))
    if belofte.loop == "loopt":
        return
    with verhaal.daad(verhaal.moment(min(belofte.dag - 2, -9))) as nu:
        meld_klaar(_afspraak(kenmerk), "Wij hebben dit gedaan. Zie de foto in het verslag.", nu)
    if belofte.loop not in OORDELEN:
        return
    with verhaal.daad(verhaal.moment(min(belofte.dag + 10, -5))) as nu:
        dag = verhaal.dag(min(belofte.dag + 10, -5))
        door = one_or_404(Partij, code="bewoners")
        waarneming = Waarneming(
            partij=door, op=dag, oordeel=OORDELEN[belofte.loop], notitie="Zelf bekeken."
        )
        beoordeel(_afspraak(kenmerk), waarneming, nu)
    if belofte.loop == "opgeschaald":
        _geef_antwoord(verhaal, kenmerk, belofte.dag + 14)
        with verhaal.daad(verhaal.moment(-45)):
            schaal_op(_afspraak(kenmerk), verhaal.dag(-45))


def _geef_antwoord(verhaal: Geschiedenis, kenmerk: str, dagen: int) -> None:
    with verhaal.daad(verhaal.moment(dagen)) as nu:
        (waarneming,) = _afspraak(kenmerk).waarnemingen
        verweer = Verweerschrift(
            Verweer.KLOPT_NIET,
            "Jens Wachtmeester",
            tekst="Wij gingen twee keer langs. Toen was het stil.",
        )
        if waarneming.wederhoor:
            geef_wederhoor(waarneming.wederhoor, verweer, nu)


def _afspraak(kenmerk: str) -> Afspraak:
    return db.session.scalars(select(Afspraak).where(Afspraak.kenmerk == kenmerk)).one()

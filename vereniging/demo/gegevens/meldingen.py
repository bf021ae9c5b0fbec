"""Twenty-five reports, in every state they can be in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from vereniging.commissie.queries import volgende
from vereniging.convenant.models import Organisatie
from vereniging.core.db import db, one_or_404
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.demo.namen import losse_bewoners, woningen
from vereniging.meldingen import acties
from vereniging.meldingen.acties import Meedoener, Meldgegevens
from vereniging.meldingen.acties.plekken import zet_plekken
from vereniging.meldingen.kaart import Plaats
from vereniging.meldingen.models import (
    MelderSoort,
    Melding,
    MeldingCategorie,
    Plek,
    Sluitreden,
    Tevreden,
)

Stap = Callable[[Melding, datetime], object]

# a sketch around the middle of the area, not measured
PLAATSEN = (
    ("Haagweg", 52.15620, 4.47650),
    ("Potgieterlaan", 52.15715, 4.47610),
    ("Da Costastraat", 52.15765, 4.47790),
    ("De Genestetstraat", 52.15825, 4.47640),
    ("Nicolaas Beetsstraat", 52.15865, 4.47820),
    ("Oltmansstraat", 52.15700, 4.47960),
    ("Ten Katestraat", 52.15790, 4.48010),
    ("Busken Huetplein", 52.15905, 4.47660),
    ("Kneppelhoutstraat", 52.15935, 4.47880),
    ("Staringkade", 52.15640, 4.48070),
    ("Toussaintkade", 52.15855, 4.48110),
    ("Ter Haarkade", 52.15975, 4.47740),
)


@dataclass(frozen=True)
class Geval:
    """One report of the demo: what, where, how long ago, and how far it came."""

    categorie: str
    straat: str
    tekst: str
    dagen: int
    loop: str
    openbaar: str = ""
    ondernemer: str = ""


GEVALLEN = (
    Geval("zwerfvuil", "Toussaintkade", "Het onkruid en vuil langs de kade wordt nooit opgeruimd.",
          -150, "afspraak", "Langs de Toussaintkade groeit het onkruid over het pad."),
    Geval("geluid", "Potgieterlaan", "De glasbak maakt tot middernacht lawaai.",
          -80, "heropend", "De glasbak maakt ’s avonds laat veel lawaai."),
    Geval("oversteek", "Haagweg", "Auto’s rijden door rood bij de zebra.",
          -60, "verwezen", "Auto’s rijden door rood bij de zebra op de Haagweg."),
    Geval("boom", "Da Costastraat", "De bomen zijn gekapt en er komt niets terug.",
          -190, "opgelost", "In de Da Costastraat zijn bomen gekapt."),
    Geval("drukte", "Staringkade", "Elk weekend feest in het studentenhuis tot vier uur.",
          -130, "opgeschaald", "In een huis aan de Staringkade is vaak laat feest."),
    Geval("overlast_gebouw", "Kneppelhoutstraat", "Er is ruzie en geschreeuw in het trappenhuis.",
          -20, "doorgestuurd"),
    Geval("te_weinig_plek", "Oltmansstraat", "Op zaterdag kan ik niet bij mijn winkel laden.",
          -9, "op_agenda", "Op zaterdag is er geen plek om te laden en te lossen.",
          "Bakkerij De Halve Bol (voorbeeld)"),
    Geval("verlichting", "Busken Huetplein", "Drie lampen op het plein zijn kapot.",
          -35, "opgepakt", "Drie lampen op het Busken Huetplein zijn kapot."),
    Geval("stoep_straat", "Ten Katestraat", "De stoep ligt los, mijn moeder is gevallen.",
          -28, "klaar", "De stoep in de Ten Katestraat ligt los."),
    Geval("container", "De Genestetstraat", "De ondergrondse container is steeds vol.",
          -120, "opgelost", "De container in de De Genestetstraat is vaak vol."),
    Geval("hondenpoep", "Ter Haarkade", "Er ligt overal hondenpoep op het gras.",
          -45, "gesloten", "Er ligt veel hondenpoep op het gras van de Ter Haarkade."),
    Geval("fout_parkeren", "Nicolaas Beetsstraat", "Auto’s op de hoek, de bus kan er niet langs.",
          -16, "doorgestuurd", "Auto’s staan op de hoek van de Nicolaas Beetsstraat."),
    Geval("fietsen", "Potgieterlaan", "Weesfietsen vullen het hele rek.",
          -170, "onbevestigd", "Weesfietsen vullen het rek aan de Potgieterlaan."),
    Geval("te_hard", "Haagweg", "Er wordt veel te hard gereden langs de school.",
          -12, "vraag"),
    Geval("plantsoen", "Busken Huetplein", "De struiken hangen over de stoep.",
          -5, "ontvangen"),
    Geval("verlichting", "Busken Huetplein", "Het plein is donker, de lampen doen het niet.",
          -30, "samengevoegd"),
    Geval("zwerfvuil", "Haagweg", "Bij de bushalte ligt elke dag afval.",
          -2, "ontvangen", "Bij de bushalte op de Haagweg ligt vaak afval.",
          "Kiosk Haagweg (voorbeeld)"),
    Geval("woningonderhoud", "Kneppelhoutstraat", "Het lekt al een jaar in de berging.",
          -55, "opgepakt", ""),
    Geval("doorgaand", "Staringkade", "Navigatie stuurt iedereen door onze straat.",
          -40, "op_agenda", "Veel doorgaand verkeer rijdt over de Staringkade."),
    Geval("honden", "Toussaintkade", "Er is geen plek waar honden los mogen.",
          -1, "te_bevestigen"),
    Geval("drukte", "Ter Haarkade", "Op warme dagen is het hier heel druk met bootjes.",
          -90, "ingetrokken"),
    Geval("activiteit", "Ten Katestraat", "Kan er een buurtmaaltijd in de speeltuin komen?",
          -25, "doorgestuurd"),
    Geval("overlast_gebouw", "Oltmansstraat", "Huis na huis wordt in kamers verdeeld.",
          -100, "opgeschaald", ""),
    Geval("stoep_straat", "Haagweg", "Er zit een gat in het fietspad bij het spoor.",
          -65, "opgelost", "Er zat een gat in het fietspad bij het spoor."),
    Geval("geluid", "Nicolaas Beetsstraat", "De afzuiging van het eethuis bromt de hele nacht.",
          -33, "klaar", "De afzuiging van een eethuis bromt ’s nachts."),
)  # fmt: skip
# how many other households said that they see the same
MEEDOENERS = {
    ("geluid", "Potgieterlaan"): 6,
    ("te_weinig_plek", "Oltmansstraat"): 11,
    ("verlichting", "Busken Huetplein"): 4,
    ("doorgaand", "Staringkade"): 8,
    ("zwerfvuil", "Toussaintkade"): 3,
    ("zwerfvuil", "Haagweg"): 5,
}
STAPPEN: dict[str, tuple[str, ...]] = {
    "te_bevestigen": (),
    "ontvangen": ("bevestigen",),
    "vraag": ("bevestigen", "vragen"),
    "doorgestuurd": ("bevestigen", "doorsturen"),
    "opgepakt": ("bevestigen", "doorsturen", "aanvullen", "oppakken"),
    "klaar": ("bevestigen", "doorsturen", "oppakken", "klaar_melden"),
    "opgelost": ("bevestigen", "doorsturen", "oppakken", "klaar_melden", "akkoord", "tevreden"),
    "onbevestigd": ("bevestigen", "doorsturen", "klaar_melden", "laat_rusten", "ontevreden"),
    "heropend": ("bevestigen", "doorsturen", "klaar_melden", "heropenen"),
    "op_agenda": ("bevestigen", "agenderen"),
    "afspraak": ("bevestigen", "doorsturen", "agenderen", "afspreken"),
    "opgeschaald": ("bevestigen", "doorsturen", "agenderen", "opschalen"),
    "gesloten": ("bevestigen", "doorsturen", "sluiten", "ontevreden"),
    "verwezen": ("bevestigen", "verwijzen"),
    "samengevoegd": ("bevestigen", "samenvoegen"),
    "ingetrokken": ("bevestigen", "intrekken"),
}


def vertel(verhaal: Geschiedenis) -> None:
    """Report, forward, answer, solve; each step some days after the one before."""
    with verhaal.daad(verhaal.moment(-200)):
        acties.seed_categorieen()
        zet_plekken([Plaats(naam, lat, lon) for naam, lat, lon in PLAATSEN])
    melders = losse_bewoners(len(GEVALLEN), woningen(), seed=7)
    for geval, melder in zip(GEVALLEN, melders, strict=True):
        with verhaal.daad(verhaal.moment(geval.dagen, 11)) as nu:
            kenmerk = _meld(geval, f"{melder.voornaam} {melder.achternaam}", melder.email, nu)
        stappen = STAPPEN[geval.loop]
        for nummer, stap in enumerate(stappen, 1):
            dagen = geval.dagen + nummer * (-geval.dagen - 1) // (len(stappen) + 1)
            with verhaal.daad(verhaal.moment(dagen, 12 + nummer)) as nu:
                DADEN[stap](one_or_404(Melding, kenmerk=kenmerk), nu)
        if geval.openbaar:
            with verhaal.daad(verhaal.moment(-1, 9)) as nu:
                melding = one_or_404(Melding, kenmerk=kenmerk)
                acties.openbaar_maken(melding, geval.openbaar, nu)
                _doe_mee(melding, MEEDOENERS.get((geval.categorie, geval.straat), 0), nu)


def _doe_mee(melding: Melding, aantal: int, nu: datetime) -> None:
    for nummer in range(1, aantal + 1):
        wie = Meedoener(deur=("2399ZZ", str(200 + nummer), "", ""), email=None)
        acties.doe_mee(melding, wie, nu, is_lid=True)


def _meld(geval: Geval, naam: str, email: str, nu: datetime) -> str:
    plek = one_or_404(Plek, naam=geval.straat)
    melding = acties.indienen(
        Meldgegevens(
            categorie=one_or_404(MeldingCategorie, code=geval.categorie),
            straat=geval.straat,
            plek=plek,
            tekst=geval.tekst,
            naam=naam,
            email=email,
            soort=MelderSoort.ONDERNEMER if geval.ondernemer else MelderSoort.BEWONER,
            organisatienaam=geval.ondernemer or None,
            is_doorzendbaar=True,
        ),
        nu,
    )
    return melding.kenmerk


def _organisatie(melding: Melding, nu: datetime) -> Organisatie:
    query = select(Organisatie).where(Organisatie.partij_id == melding.categorie.partij_id)
    found = [each for each in db.session.scalars(query) if each.is_actief(nu.date())]
    return found[0]


def _agenderen(melding: Melding, nu: datetime) -> None:
    vergadering = volgende()
    assert vergadering is not None  # noqa: S101  the demo plans meetings first
    acties.agenderen(melding, vergadering, nu)


def _eerste_met(categorie: str) -> Melding:
    query = select(Melding).join(Melding.categorie).where(MeldingCategorie.code == categorie)
    return db.session.scalars(query.order_by(Melding.id)).first() or one_or_404(Melding, id=0)


DADEN: dict[str, Stap] = {
    "bevestigen": acties.bevestigen,
    "vragen": lambda m, nu: acties.vragen(m, "Op welk uur van de dag is dit het ergst?", nu),
    "doorsturen": lambda m, nu: acties.doorsturen(m, _organisatie(m, nu), nu),
    "oppakken": lambda m, nu: acties.oppakken(m, nu.date() + timedelta(days=21), nu),
    "klaar_melden": lambda m, nu: acties.klaar_melden(m, "Wij zijn langs geweest en klaar.", nu),
    "akkoord": acties.akkoord,
    "laat_rusten": acties.laat_rusten,
    "heropenen": lambda m, nu: acties.heropenen(m, "Het is nog steeds zo, ook gisteren.", nu),
    "agenderen": _agenderen,
    "afspreken": lambda m, nu: acties.afspreken(
        m, "Twee keer per jaar maaien.", nu.date() + timedelta(days=60), nu
    ),
    "opschalen": lambda m, nu: acties.opschalen(m, "gesprek met het bestuur", nu),
    "sluiten": lambda m, nu: acties.sluiten(
        m, Sluitreden.GEEN_MIDDELEN, "Er is dit jaar geen geld voor een hek.", nu
    ),
    "aanvullen": lambda m, nu: acties.vul_aan(m, "Het is ’s avonds het ergst.", nu),
    "tevreden": lambda m, nu: acties.beoordeel(m, Tevreden.JA, "Fijn dat het gelukt is.", nu),
    "ontevreden": lambda m, nu: acties.beoordeel(m, Tevreden.NEE, "Ik had meer gehoopt.", nu),
    "verwijzen": lambda m, nu: acties.verwijzen(m, "het Openbaar Ministerie", nu),
    "samenvoegen": lambda m, nu: acties.samenvoegen(m, _eerste_met(m.categorie.code), nu),
    "intrekken": acties.intrekken,
}

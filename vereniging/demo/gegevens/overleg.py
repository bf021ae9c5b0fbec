"""Meetings, voeding, positions and votes: one open, one counted, one through the whole chain."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from vereniging.commissie.acties import (
    begin_vergadering,
    leg_vast,
    plan_vergadering,
    roep_op,
    sluit_vergadering,
    stel_verslag_vast,
    zet_op_agenda,
)
from vereniging.commissie.models import Agendapunt, Uitkomst, UitkomstSoort, Vergadering
from vereniging.convenant.queries import thema_met
from vereniging.core.db import db, one_or_404
from vereniging.demo.gegevens.mensen import lid_met
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.leden.models import Lid
from vereniging.standpunten.acties import (
    bevries,
    breng_in_stemming,
    bundel,
    geef_argument,
    open_standpunt,
    stel_op,
    zet_op_vergadering,
)
from vereniging.standpunten.models import Richting, Standpunt, StandpuntVersie
from vereniging.stembus.acties import breng_uit, open_stemming, sluit, tel
from vereniging.stembus.inhoud import Keuzes
from vereniging.stembus.models import Kiesregister, Stemming
from vereniging.stembus.stappen.stemmen import Formulier
from vereniging.voeding.acties import Inbreng, antwoord, geef, neem_mee, neem_niet_over, plaats
from vereniging.voeding.models import Voeding, VoedingSoort

PLAATS = "Speeltuin Westerkwartier"
VOEDING = {
    "parkeren": (
        "Op zaterdag rijd ik soms vijf rondjes met een slapend kind achterin.",
        "Bezoekers van de markt zetten hun auto de hele dag bij ons in de straat.",
        "Mijn zus komt elke zaterdag helpen. Elke keer een pas kopen wordt te duur.",
        "Maak er op zaterdagochtend vergunningparkeren van, tot één uur.",
        "De laadpaal op het Busken Huetplein staat altijd vol met gewone auto’s.",
        "Kan er een plek komen voor deelauto’s aan de Potgieterlaan?",
        "Fietsen staan op de stoep omdat er te weinig rekken zijn.",
        "Laat de gemeente eerst tellen, dan weten wij waar het echt druk is.",
        "Een goedkope bezoekerspas voor mantelzorgers zou ons erg helpen.",
        "Na vijven is er niets vrij op de Haagweg, ook door de week.",
        "De vakken zijn te smal voor mijn rolstoelbus.",
        "Graag ook kijken naar de parkeerplek achter de flat.",
    ),
    "groen": (
        "Plant bomen terug in de Da Costastraat, het is er ’s zomers te heet.",
        "Geen platanen graag, mijn buurvrouw is er allergisch voor.",
        "Kunnen bewoners zelf boomspiegels beplanten?",
    ),
    "verkeer": ("Bij de zebra op de Haagweg stopt bijna niemand.",),
    "milieu": ("De glasbak aan de Potgieterlaan maakt tot laat in de avond lawaai.",),
    "sociaal": ("Zet een bank bij de speeltuin, dan komen ouderen ook.",),
    "inrichting": ("De stoep voor nummer 14 ligt al een jaar los.",),
    "bovenwijks": ("Laat de bus weer langs de Staringkade rijden.",),
}


@dataclass(frozen=True)
class Onderwerp:
    """A position of the demo with its votes, a few days from today."""

    titel: str
    thema: str
    versie: Callable[[], StandpuntVersie]
    argumenten: tuple[tuple[str, str], ...]
    begin: int
    vergadering: int
    stemmen: tuple[int, int]  # opens and closes
    voorkeur: tuple[str, ...]


def _versie(
    vraag: str, toelichting: str, *niveaus: str, breekpunten: str = ""
) -> Callable[[], StandpuntVersie]:
    """Make a text anew each time the story is told."""
    return lambda: StandpuntVersie(
        vraag=vraag,
        toelichting=toelichting,
        niveaus=list(niveaus),
        breekpunten=breekpunten,
        ruimte="De afgevaardigden mogen zelf over de begindatum praten." if niveaus else "",
    )


HERPLANT = Onderwerp(
    "Herplant in de Da Costastraat",
    "groen",
    _versie(
        "Moeten wij vragen om zes nieuwe bomen in de Da Costastraat?",
        "In het voorjaar zijn negen bomen gekapt. Het is er nu heet en kaal.",
        "Zes nieuwe bomen vóór het voorjaar",
        "Zes nieuwe bomen binnen een jaar",
        "Vier nieuwe bomen en twee plantenbakken",
        breekpunten="Minder dan vier bomen.",
    ),
    (
        ("voor", "Zonder schaduw kunnen ouderen hier in de zomer niet meer wandelen."),
        ("tegen", "Doe het geld eerst in de losse stoepen, daar valt men over."),
    ),
    -160,
    -96,
    (-120, -108),
    ("voor", "voor", "voor", "tegen", "voor", "blanco"),
)
ZEBRA = Onderwerp(
    "Oversteken bij de zebra op de Haagweg",
    "verkeer",
    _versie(
        "Moeten wij vragen om lampen bij de zebra op de Haagweg?",
        "In het donker ziet men overstekers te laat. De school ligt dichtbij.",
    ),
    (("voor", "Mijn kinderen steken hier elke dag over."),),
    -60,
    16,
    (-30, -20),
    ("voor", "voor", "tegen", "voor"),
)
PARKEREN = Onderwerp(
    "Parkeren op zaterdag",
    "parkeren",
    _versie(
        "Moeten wij vragen om vergunningparkeren op zaterdag?",
        "Op zaterdag zoeken veel bezoekers hier een plek. Kies wat onze afgevaardigden "
        "aan de gemeente moeten vragen.",
        "De hele zaterdag, van 9.00 tot 18.00 uur",
        "Alleen de ochtend, tot 13.00 uur",
        "Alleen een goedkopere bezoekerspas",
        breekpunten="Hogere kosten voor bewoners.",
    ),
    (
        ("voor", "Op zaterdag rijd ik soms vijf rondjes met een slapend kind achterin."),
        ("voor", "Wie hier woont, moet voor de deur kunnen uitladen."),
        ("tegen", "Mijn zus komt elke zaterdag helpen. Elke keer een pas wordt te duur."),
        ("tegen", "Dan wordt het in de straten hiernaast nog drukker."),
    ),
    -40,
    16,
    (-5, 4),
    ("voor", "tegen", "voor", "voor", "blanco"),
)


def vertel(verhaal: Geschiedenis) -> None:
    """Meetings first; then what members gave, argued and decided."""
    _vergaderingen(verhaal)
    _geef_voeding(verhaal)
    for onderwerp in (HERPLANT, ZEBRA, PARKEREN):
        _standpunt(verhaal, onderwerp)
    _houd_vergadering(verhaal, -96, "De partijen zijn het eens: zes bomen, binnen een jaar.")
    _antwoorden(verhaal)


def _vergaderingen(verhaal: Geschiedenis) -> None:
    for nummer, dagen in enumerate((-310, -200, -96, 16, 79), 1):
        with verhaal.daad(verhaal.moment(dagen - 60 if dagen < 0 else -50)):
            plan_vergadering(
                f"Beheerscommissie, vergadering {nummer}", verhaal.moment(dagen, 19, 30), PLAATS
            )
    for dagen in (-310, -200):
        with verhaal.daad(verhaal.moment(dagen - 10)):
            vergadering = _meeting(verhaal, dagen)
            zet_op_agenda(vergadering, "Zo werken wij samen", thema=thema_met("sociaal"))
            zet_op_agenda(vergadering, "Onderhoud langs het water", thema=thema_met("inrichting"))
        _houd_vergadering(verhaal, dagen, "De partijen zijn het eens. Zie de afspraken.")
    with verhaal.daad(verhaal.moment(-9)) as nu:
        roep_op(_meeting(verhaal, 16), nu)


def _meeting(verhaal: Geschiedenis, dagen: int) -> Vergadering:
    return one_or_404(Vergadering, slug=f"{verhaal.dag(dagen):%Y-%m-%d}")


def _houd_vergadering(verhaal: Geschiedenis, dagen: int, tekst: str) -> None:
    with verhaal.daad(verhaal.moment(dagen, 21)) as nu:
        vergadering = _meeting(verhaal, dagen)
        begin_vergadering(vergadering)
        for punt in list(vergadering.agendapunten):
            _leg_vast(punt, tekst, nu)
        vergadering.verslag = "Verslag van de vergadering (voorbeeld). " + tekst
        sluit_vergadering(vergadering, nu)
    if dagen < -150:
        with verhaal.daad(verhaal.moment(dagen + 90)):
            stel_verslag_vast(_meeting(verhaal, dagen))


def _leg_vast(punt: Agendapunt, tekst: str, nu: datetime) -> None:
    uitkomst = Uitkomst(soort=UitkomstSoort.CONSENSUS, tekst=tekst, vastgelegd_op=nu, niveau=2)
    leg_vast(punt, uitkomst, nu)


def _leden(verhaal: Geschiedenis, aantal: int) -> list[int]:
    query = select(Lid.id).where(Lid.email.is_not(None)).order_by(Lid.id).offset(14)
    return verhaal.toeval.sample(list(db.session.scalars(query.limit(110))), aantal)


def _geef_voeding(verhaal: Geschiedenis) -> None:
    dagen = -75
    for code, teksten in VOEDING.items():
        for nummer, (lid_id, tekst) in enumerate(
            zip(_leden(verhaal, len(teksten)), teksten, strict=True)
        ):
            dagen += 2
            moment = verhaal.moment(-170 + nummer if code == "groen" else dagen, 10 + nummer % 9)
            soort = VoedingSoort.VOORSTEL if nummer % 3 == 0 else VoedingSoort.SIGNAAL
            with verhaal.daad(moment) as nu:
                lid = db.session.get_one(Lid, lid_id)
                inbreng = Inbreng(thema=thema_met(code), tekst=tekst, soort=soort)
                voeding = geef(lid, inbreng, nu)
                plaats(voeding)
                for ander in _leden(verhaal, verhaal.toeval.randint(1, 9)):
                    if ander != lid_id:
                        voeding.steunen(db.session.get_one(Lid, ander), nu)


def _antwoorden(verhaal: Geschiedenis) -> None:
    """Delegates answered some of what is left; the rest waits for them."""
    with verhaal.daad(verhaal.moment(-6)) as nu:
        door = lid_met("Belhadji")
        open_voeding = {
            v.thema.code: v for v in db.session.scalars(select(Voeding)) if v.stand == "geplaatst"
        }
        antwoord(open_voeding["milieu"], door, "Dit nemen wij op met de gemeente.", nu)
        neem_mee(open_voeding["sociaal"], "Wij leggen dit voor aan Welzijn.", nu)
        neem_niet_over(
            open_voeding["bovenwijks"],
            door,
            "Over de bus beslist de provincie. Wij sturen het door.",
            nu,
        )


def _standpunt(verhaal: Geschiedenis, onderwerp: Onderwerp) -> None:
    with verhaal.daad(verhaal.moment(onderwerp.begin)) as nu:
        thema = thema_met(onderwerp.thema)
        standpunt = stel_op(onderwerp.titel, thema, onderwerp.versie(), nu)
        query = select(Voeding).where(Voeding.thema_id == thema.id, Voeding.stand == "geplaatst")
        bundel(standpunt, list(db.session.scalars(query)), nu)
        open_standpunt(standpunt)
        zet_op_vergadering(standpunt, _meeting(verhaal, onderwerp.vergadering))
        slug = standpunt.slug
    for nummer, (richting, tekst) in enumerate(onderwerp.argumenten):
        with verhaal.daad(verhaal.moment(onderwerp.begin + 3 + nummer)) as nu:
            _argument(verhaal, slug, Richting(richting), tekst, nu)
    opent, sluit_dag = onderwerp.stemmen
    with verhaal.daad(verhaal.moment(opent, 8)):
        standpunt = one_or_404(Standpunt, slug=slug)
        bevries(standpunt)
        breng_in_stemming(standpunt, verhaal.moment(opent, 9), verhaal.moment(sluit_dag, 21))
    with verhaal.daad(verhaal.moment(opent, 9)) as nu:
        open_stemming(one_or_404(Stemming, slug=f"{slug}-1"), nu)
    _stem(verhaal, f"{slug}-1", onderwerp)
    if sluit_dag < 0:
        _tel(verhaal, f"{slug}-1", sluit_dag)


def _argument(
    verhaal: Geschiedenis, slug: str, richting: Richting, tekst: str, nu: datetime
) -> None:
    wie, *anderen = _leden(verhaal, 12)
    standpunt = one_or_404(Standpunt, slug=slug)
    argument = geef_argument(standpunt, db.session.get_one(Lid, wie), richting, tekst, nu)
    for nummer, ander in enumerate(anderen):
        argument.herkennen(db.session.get_one(Lid, ander), herkent=nummer % 4 != 0)


def _stem(verhaal: Geschiedenis, slug: str, onderwerp: Onderwerp) -> None:
    """Between forty and seventy members vote; nobody can tell later who chose what."""
    opent, sluit_dag = onderwerp.stemmen
    with verhaal.daad(verhaal.moment(min(opent + 2, sluit_dag - 1, -1))):
        stemming = one_or_404(Stemming, slug=slug)
        query = select(Kiesregister.lid_id).where(Kiesregister.stemming_id == stemming.id)
        roll = sorted(db.session.scalars(query))
        for nummer, lid_id in enumerate(verhaal.toeval.sample(roll, min(54, len(roll) // 2))):
            keuzes = {"v1": onderwerp.voorkeur[nummer % len(onderwerp.voorkeur)]}
            if len(stemming.vragen) > 1:
                keuzes["v2"] = ("m1", "m2", "m2", "m3", "m0")[nummer % 5]
            lid = db.session.get_one(Lid, lid_id)
            breng_uit(stemming, lid, Formulier(0, secrets.token_bytes(32), Keuzes(keuzes)))


def _tel(verhaal: Geschiedenis, slug: str, dagen: int) -> None:
    with verhaal.daad(verhaal.moment(dagen, 21)) as nu:
        sluit(one_or_404(Stemming, slug=slug), nu)
    with verhaal.daad(verhaal.moment(dagen, 21, 20)) as nu:
        tel(one_or_404(Stemming, slug=slug), nu)

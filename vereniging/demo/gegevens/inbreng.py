"""What the demo's members gave their delegates."""

from __future__ import annotations

from sqlalchemy import select

from vereniging.convenant.queries import thema_met
from vereniging.core.db import db
from vereniging.demo.gegevens.mensen import lid_met
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.demo.rollen import gewoon
from vereniging.leden.models import Lid, LidSoort
from vereniging.voeding.acties import Inbreng, antwoord, geef, neem_mee, neem_niet_over, plaats
from vereniging.voeding.models import Voeding, VoedingSoort

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


def leden(verhaal: Geschiedenis, aantal: int) -> list[int]:
    """The numbers of so many members, drawn by lot."""
    query = select(Lid.id).where(Lid.email.is_not(None)).order_by(Lid.id).offset(14)
    return verhaal.toeval.sample(list(db.session.scalars(query.limit(110))), aantal)


def bezoekend_lid(verhaal: Geschiedenis) -> int:
    """Whom a visitor of the demo becomes as "Lid"."""
    return gewoon(LidSoort.LID, verhaal.dag(0))[0].id


def geef_voeding(verhaal: Geschiedenis) -> None:
    """Members of all ages say what should change."""
    dagen, eerder = -75, {"groen": -170, "verkeer": -64}  # before the standpunt they led to
    for code, teksten in VOEDING.items():
        gevers = leden(verhaal, len(teksten))
        if code in {"parkeren", "sociaal"}:  # who looks around sees what became of it
            gevers[0] = bezoekend_lid(verhaal)
        for nummer, (lid_id, tekst) in enumerate(zip(gevers, teksten, strict=True)):
            dagen += 2
            dag = eerder[code] + nummer if code in eerder else dagen
            moment = verhaal.moment(dag, 10 + nummer % 9)
            soort = VoedingSoort.VOORSTEL if nummer % 3 == 0 else VoedingSoort.SIGNAAL
            with verhaal.daad(moment) as nu:
                lid = db.session.get_one(Lid, lid_id)
                inbreng = Inbreng(thema=thema_met(code), tekst=tekst, soort=soort)
                voeding = geef(lid, inbreng, nu)
                plaats(voeding)
                for ander in leden(verhaal, verhaal.toeval.randint(1, 9)):
                    if ander != lid_id:
                        voeding.steunen(db.session.get_one(Lid, ander), nu)


def beantwoord_voeding(verhaal: Geschiedenis) -> None:
    """Delegates answered some of what is left; the rest waits for them."""
    with verhaal.daad(verhaal.moment(-6)) as nu:
        door = lid_met("Belhadji")
        open_voeding = {
            v.thema.code: v for v in db.session.scalars(select(Voeding)) if v.stand == "geplaatst"
        }
        antwoord(open_voeding["milieu"], door, "Dit nemen wij op met de gemeente.", nu)
        neem_mee(open_voeding["sociaal"], door, "Wij leggen dit voor aan Welzijn.", nu)
        neem_niet_over(
            open_voeding["bovenwijks"],
            door,
            "Over de bus beslist de provincie. Wij sturen het door.",
            nu,
        )

"""What happened at the table: who was there, who said what; and a promise on the ladder."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from vereniging.commissie.acties import (
    antwoord_alsnog,
    breng_advies_uit,
    geef_actiepunt,
    geef_verslag_vrij,
    laat_stap_mislukken,
    leg_reactie_vast,
    leg_standpunt_vast,
    meld_aanwezig,
    rond_openstaande_af,
    schrijf_verslag,
    stel_advies_op,
    stem_over_advies,
    verantwoord_advies,
    volgende_trede,
    zet_op_agenda,
)
from vereniging.commissie.models import (
    Actiepunt,
    Advies,
    Adviessoort,
    Adviesstand,
    Adviesstem,
    Blok,
    Niveau,
    Openstand,
    Opschaling,
    Partijstandpunt,
    Standpuntvraag,
    Stapwens,
    Trede,
    Vergadering,
)
from vereniging.commissie.queries import adviezen, opschalingen, volgende
from vereniging.convenant.models import Partijantwoord
from vereniging.convenant.queries import partijen, thema_met
from vereniging.core.clock import year_of
from vereniging.core.db import db, one_or_404
from vereniging.core.money import Bedrag
from vereniging.core.references import next_reference
from vereniging.demo.gegevens.ambt import account
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.leden.models import FunctieSoort

ZONDER = "Wij willen eerst weten wat dit kost, en wie het onderhoud betaalt."


def meld_wie_er_was(vergadering: Vergadering, *, behalve: str = "") -> None:
    """Every party but one; what each said on the first item."""
    zetels = partijen()
    meld_aanwezig(vergadering, {p: "" if p.code == behalve else "Twee mensen" for p in zetels})
    punt = next(iter(vergadering.agendapunten), None)
    for partij in zetels if punt else ():
        if partij.code == behalve or punt is None:
            continue
        antwoord = Partijantwoord.EENS
        if partij.code == "corporaties":
            antwoord = Partijantwoord.ONTHOUDING
        gezegd = Partijstandpunt(
            partij=partij,
            antwoord=antwoord,
            toelichting=ZONDER if antwoord is Partijantwoord.ONTHOUDING else "",
        )
        leg_standpunt_vast(punt, gezegd)


def geef_iets_te_doen(verhaal: Geschiedenis, vergadering: Vergadering) -> None:
    """What somebody does before the next meeting; what is long ago was done."""
    zetels = {partij.code: partij for partij in partijen()}
    for code, wie, wat, dagen in (
        ("gemeente", "Marloes Sleutelbeek", "De tekening van het plein rondsturen.", 20),
        ("bewoners", "Henk Tolmeijer", "Vragen welke bewoners willen meelopen met de schouw.", 150),
    ):
        dag = vergadering.dag + timedelta(days=dagen)
        punt = Actiepunt(
            vergadering=vergadering,
            agendapunt=next(iter(vergadering.agendapunten), None),
            partij=zetels[code],
            wie=wie,
            wat=wat,
            voor_datum=dag,
        )
        geef_actiepunt(punt)
        if dag < verhaal.dag(0) and vergadering.dag < verhaal.dag(-150):
            rond_openstaande_af(punt, Openstand.GEDAAN, "Dit is op tijd gedaan.", dag)


def antwoord_van_wie_er_niet_was(verhaal: Geschiedenis, dagen: int) -> None:
    """A party that was not at the table agrees by its link, a few days later."""
    with verhaal.daad(verhaal.moment(dagen)) as nu:
        for vraag in list(db.session.scalars(select(Standpuntvraag))):
            ja = Partijstandpunt(
                partij=vraag.partij, antwoord=Partijantwoord.EENS, naam="Rob Tegelaar", op=nu
            )
            antwoord_alsnog(vraag, ja, nu)


def schrijf_op(verhaal: Geschiedenis, vergadering: Vergadering, tekst: str) -> None:
    """The secretary writes the minutes, the chair reads them before everyone may."""
    door = account(verhaal, FunctieSoort.SECRETARIS)
    schrijf_verslag(vergadering, tekst, Niveau.OPENBAAR, door)
    geef_verslag_vrij(vergadering, account(verhaal, FunctieSoort.VOORZITTER))


def klim(verhaal: Geschiedenis) -> None:
    """The broken promise: a reminder, a talk, and now the commission."""
    for dagen, trede in ((-37, Trede.GESPREK), (-22, Trede.COMMISSIE)):
        with verhaal.daad(verhaal.moment(dagen)) as nu:
            opschaling = _opschaling()
            laat_stap_mislukken(opschaling, "De partij belooft niets.", verhaal.dag(dagen))
            volgende_trede(opschaling, Stapwens(trede), nu)
    with verhaal.daad(verhaal.moment(-21)):
        afspraak, vergadering = _opschaling().afspraak, volgende()
        if vergadering is not None and afspraak is not None:
            zet_op_agenda(
                vergadering,
                f"{afspraak.kenmerk}: {afspraak.tekst}",
                toelichting="Deze afspraak is niet nagekomen.",
                thema=afspraak.thema,
                sleutel=f"afspraak:{afspraak.kenmerk}",
                blok=Blok.AFGESPROKEN,
            )


def _opschaling() -> Opschaling:
    return one_or_404(Opschaling, id=opschalingen()[0].id)


def adviseer(verhaal: Geschiedenis) -> None:
    """One advice that was followed and accounted for, one that waits for an answer."""
    _advies(verhaal, -150, "Een vuilnisronde na de zaterdagmarkt", "milieu", 420000)
    with verhaal.daad(verhaal.moment(-120)):
        leg_reactie_vast(_laatste(), Adviesstand.GEVOLGD, "", verhaal.dag(-120))
    with verhaal.daad(verhaal.moment(-20)):
        verantwoord_advies(
            _laatste(),
            Bedrag(390000),
            "Er kwamen vier keer minder meldingen over vuil bij de glasbak.",
            verhaal.dag(-20),
            300,
        )
    _advies(verhaal, -50, "Een buurtsportcoach in de speeltuin", "sociaal", 1250000)


def _advies(verhaal: Geschiedenis, dagen: int, titel: str, thema: str, centen: int) -> None:
    with verhaal.daad(verhaal.moment(dagen)) as nu:
        zetels = partijen()
        advies = Advies(
            kenmerk=next_reference("AV", year_of(nu)),
            titel=titel,
            soort=Adviessoort.GELD,
            aanleiding="Bewoners noemden dit in hun inbreng en in meldingen.",
            voorstel=f"{titel}. De gemeente betaalt het uit het wijkbudget.",
            doel="Minder meldingen in een half jaar.",
            doel_op=verhaal.dag(dagen + 120),
            gemaakt_op=nu,
            thema=thema_met(thema),
            aan=next(partij for partij in zetels if partij.code == "gemeente"),
            bedrag=Bedrag(centen),
            dekking="Het wijkbudget van de gemeente.",
            indicator="Meldingen over dit onderwerp per kwartaal",
            nulwaarde=1200,
            streefwaarde=400,
            leden_vinden="De leden die inbreng gaven, willen dit graag.",
        )
        stel_advies_op(advies)
        for partij in zetels:
            nee = partij.code == "corporaties"
            antwoord = Partijantwoord.NIET_EENS if nee else Partijantwoord.EENS
            stem_over_advies(
                advies,
                Adviesstem(partij=partij, antwoord=antwoord, toelichting=ZONDER if nee else ""),
            )
        breng_advies_uit(advies, nu)


def _laatste() -> Advies:
    return one_or_404(Advies, id=adviezen(openbaar=True)[0].id)

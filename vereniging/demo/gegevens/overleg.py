"""Meetings, voeding, positions and votes: one open, one counted, one through the whole chain."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select

from vereniging.commissie.acties import (
    begin_vergadering,
    plan_vergadering,
    roep_op,
    sluit_vergadering,
    stel_verslag_vast,
    zet_op_agenda,
)
from vereniging.commissie.models import Agendapunt, UitkomstSoort, Vergadering
from vereniging.convenant.queries import thema_met
from vereniging.core.db import db, one_or_404
from vereniging.demo.gegevens.hogerop import (
    GEEN_CONSENSUS_OP,
    VRACHTVERKEER,
    leg_geen_consensus_vast,
    schaal_vrachtverkeer_op,
)
from vereniging.demo.gegevens.inbreng import (
    beantwoord_voeding,
    bezoekend_lid,
    geef_voeding,
    leden,
)
from vereniging.demo.gegevens.onderwerpen import HERPLANT, PARKEREN, ZEBRA, Onderwerp
from vereniging.demo.gegevens.peiling import houd_peiling
from vereniging.demo.gegevens.personen import kies_iemand
from vereniging.demo.gegevens.tafel import (
    adviseer,
    antwoord_van_wie_er_niet_was,
    geef_iets_te_doen,
    klim,
    meld_wie_er_was,
    schrijf_op,
)
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.leden.models import Lid
from vereniging.mandaten.acties import leg_uitkomst_vast, publiceer
from vereniging.mandaten.models import Tafel, Verhaal
from vereniging.standpunten.acties import (
    bevries,
    breng_in_stemming,
    bundel,
    geef_argument,
    open_standpunt,
    stel_op,
    zet_op_vergadering,
)
from vereniging.standpunten.models import Richting, Standpunt
from vereniging.stembus.acties import breng_uit, open_stemming, sluit, stel_vast, tel
from vereniging.stembus.inhoud import Keuzes
from vereniging.stembus.models import Kiesregister, Stemming
from vereniging.stembus.stappen.stemmen import Formulier
from vereniging.voeding.models import Voeding

PLAATS = "Speeltuin Westerkwartier"
BEREIKT = Verhaal(
    bereikt="Wat de leden vroegen, is toegezegd.",
    verder="Wij volgen de afspraak en melden het als zij te laat is.",
)
NIET_BEREIKT = Verhaal(
    bereikt="De partijen werden het niet eens.",
    verder="Wij brengen dit punt een stap hoger: een gesprek tussen de besturen.",
)


def vertel(verhaal: Geschiedenis) -> None:
    """Meetings first; then what members gave, argued and decided."""
    _vergaderingen(verhaal)
    geef_voeding(verhaal)
    for onderwerp in (HERPLANT, ZEBRA, PARKEREN):
        _standpunt(verhaal, onderwerp)
    _houd_vergadering(verhaal, -96, "De partijen zijn het eens: zes bomen, binnen een jaar.")
    for dagen in (-310, -200, -96):
        _koppel_terug(verhaal, dagen)
    schaal_vrachtverkeer_op(verhaal)
    klim(verhaal)
    adviseer(verhaal)
    beantwoord_voeding(verhaal)
    houd_peiling(verhaal)
    kies_iemand(verhaal)


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
            if dagen == GEEN_CONSENSUS_OP:
                zet_op_agenda(vergadering, VRACHTVERKEER, thema=thema_met("verkeer"))
        _houd_vergadering(verhaal, dagen, "De partijen zijn het eens. Zie de afspraken.")
        if dagen < GEEN_CONSENSUS_OP:
            antwoord_van_wie_er_niet_was(verhaal, dagen + 4)
    with verhaal.daad(verhaal.moment(-9)) as nu:
        roep_op(_meeting(verhaal, 16), nu)


def _meeting(verhaal: Geschiedenis, dagen: int) -> Vergadering:
    return one_or_404(Vergadering, slug=f"{verhaal.dag(dagen):%Y-%m-%d}")


def _houd_vergadering(verhaal: Geschiedenis, dagen: int, tekst: str) -> None:
    with verhaal.daad(verhaal.moment(dagen, 21)) as nu:
        vergadering = _meeting(verhaal, dagen)
        begin_vergadering(vergadering, nu)
        meld_wie_er_was(vergadering, behalve="welzijn" if dagen < -250 else "")
        for punt in list(vergadering.agendapunten):
            _leg_vast(punt, tekst, nu)
        geef_iets_te_doen(verhaal, vergadering)
        sluit_vergadering(vergadering, nu)
        schrijf_op(verhaal, vergadering, "Verslag van de vergadering (voorbeeld). " + tekst)
    vorige = {-200: -310, -96: -200}.get(dagen)
    if vorige is not None:
        with verhaal.daad(verhaal.moment(dagen, 21, 30)):
            stel_verslag_vast(_meeting(verhaal, vorige), verhaal.dag(dagen))


def _leg_vast(punt: Agendapunt, tekst: str, nu: datetime) -> None:
    if punt.titel == VRACHTVERKEER:
        leg_geen_consensus_vast(punt, nu)
        return
    tafel = Tafel(soort=UitkomstSoort.CONSENSUS, tekst=tekst, niveau=2)
    leg_uitkomst_vast(punt, tafel, nu)


def _koppel_terug(verhaal: Geschiedenis, dagen: int) -> None:
    """Tell the members what was reached, within the week."""
    with verhaal.daad(verhaal.moment(dagen + 4)) as nu:
        for punt in _meeting(verhaal, dagen).agendapunten:
            if punt.uitkomst:
                eens = punt.uitkomst.soort is UitkomstSoort.CONSENSUS
                publiceer(punt.uitkomst, BEREIKT if eens else NIET_BEREIKT, nu)


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
    wie, *anderen = leden(verhaal, 12)
    standpunt = one_or_404(Standpunt, slug=slug)
    argument = geef_argument(standpunt, db.session.get_one(Lid, wie), richting, tekst, nu)
    for nummer, ander in enumerate(anderen):
        argument.herkennen(db.session.get_one(Lid, ander), herkent=nummer % 4 != 0)


def _stem(verhaal: Geschiedenis, slug: str, onderwerp: Onderwerp) -> None:
    """Between forty and seventy members vote; nobody can tell later who chose what."""
    opent, sluit_dag = onderwerp.stemmen
    with verhaal.daad(verhaal.moment(min(opent + 2, sluit_dag - 1, -1))):
        stemming = one_or_404(Stemming, slug=slug)
        query = select(Kiesregister.lid_id).where(
            Kiesregister.stemming_id == stemming.id,
            Kiesregister.lid_id != bezoekend_lid(verhaal),  # who looks around still has to vote
        )
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
    if dagen < -30:  # nobody can object any more
        with verhaal.daad(verhaal.moment(dagen + 15, 20)) as nu:
            stel_vast(one_or_404(Stemming, slug=slug), nu)

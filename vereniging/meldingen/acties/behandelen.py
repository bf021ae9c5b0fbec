"""What officers do with a report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from vereniging.commissie.acties import zet_op_agenda
from vereniging.commissie.models import Agendapunt, Blok, Vergadering
from vereniging.convenant.models import Organisatie
from vereniging.core.db import db
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.links import new_seed
from vereniging.core.workdays import add_workdays, amsterdam_day
from vereniging.logboek.acties import schrijf
from vereniging.meldingen.acties.bericht import meld_volgers, meld_voortgang, vers
from vereniging.meldingen.acties.bezorgen import bezorg, dag_van_bundel
from vereniging.meldingen.acties.indienen import triage
from vereniging.meldingen.models import (
    GELDIG,
    Doorzending,
    Melding,
    MeldingOpAgenda,
    MeldingStand,
    Sluitreden,
)
from vereniging.meldingen.queries import doorzendingen
from vereniging.statuten.queries import instelling


class NiemandOmTeSchrijven(DomainError):
    """An organisation without a contact cannot be sent anything."""

    message = _l("%(organisatie)s heeft geen contact. Vul eerst een contact in.")


def doorsturen(melding: Melding, organisatie: Organisatie, nu: datetime,
               toelichting: str = "") -> Doorzending:  # fmt: skip
    """Send it to an organisation with a day to answer before.

    Raises NietDoorzendbaar, NiemandOmTeSchrijven.
    """
    vers(melding)
    dag = amsterdam_day(nu)
    contact = organisatie.contact_op(dag)
    if contact is None:
        raise NiemandOmTeSchrijven(organisatie=organisatie.naam)
    met_anderen_op = dag_van_bundel(melding, organisatie, nu)
    antwoord_voor = add_workdays(met_anderen_op or dag, antwoorddagen(melding))
    melding.doorsturen(nu, organisatie.partij, antwoord_voor)
    doorzending = Doorzending(
        melding=melding,
        organisatie=organisatie,
        kiem=new_seed(),
        verzonden_op=nu,
        antwoord_voor=antwoord_voor,
        geldig_tot=nu + GELDIG,
        toelichting=toelichting,
        met_contact=melding.mag_contact_delen,
    )
    for eerdere in doorzendingen(melding):
        eerdere.vervangen(nu)
    db.session.add(doorzending)
    bezorg(doorzending, contact, met_anderen_op)
    meld_voortgang(melding, nu)
    return doorzending


def antwoorddagen(melding: Melding) -> int:
    """How many workdays a party has; half of them for what was opened again."""
    dagen = int(instelling("termijn_spoed" if melding.is_spoed else "termijn_partij"))
    return max(dagen // 2, 1) if melding.stand is MeldingStand.HEROPEND else dagen


def vragen(melding: Melding, vraag: str, nu: datetime) -> None:
    """Ask the reporter something."""
    vers(melding)
    melding.vragen(nu, vraag)
    meld_voortgang(melding, nu)


def agenderen(melding: Melding, vergadering: Vergadering, nu: datetime) -> None:
    """Put it on the agenda of a meeting of the five parties."""
    vers(melding)
    melding.agenderen(nu, vergadering.dag)
    thema = None if melding.is_vertrouwelijk else melding.categorie.thema
    punt = zet_op_agenda(vergadering, _agendatitel(melding), thema=thema, blok=Blok.MELDINGEN)
    db.session.add(MeldingOpAgenda(melding=melding, agendapunt=punt))
    meld_voortgang(melding, nu)


def agendeer_patroon(punt: Agendapunt, meldingen: Iterable[Melding], nu: datetime) -> None:
    """The parties talk about all of these in one item."""
    for melding in meldingen:
        vers(melding)
        melding.agenderen(nu, punt.vergadering.dag)
        db.session.add(MeldingOpAgenda(melding=melding, agendapunt=punt))
        meld_voortgang(melding, nu)


def _agendatitel(melding: Melding) -> str:
    # everyone reads the agenda: what nobody made public stays a number
    if not melding.is_openbaar:
        return f"Melding {melding.kenmerk}"
    return f"{melding.categorie.naam}, {melding.straat} ({melding.kenmerk})"


def verwijzen(melding: Melding, instantie: str, nu: datetime) -> None:
    """Tell the reporter who does take care of this."""
    vers(melding)
    melding.verwijzen(nu, instantie)
    meld_voortgang(melding, nu)


def herzien(melding: Melding, nu: datetime) -> None:
    """It is for us after all."""
    vers(melding)
    melding.herzien(nu, triage(nu))
    meld_voortgang(melding, nu)


def samenvoegen(melding: Melding, met: Melding, nu: datetime) -> None:
    """It is about the same as another report."""
    vers(melding)
    melding.samenvoegen(nu, met)
    meld_voortgang(melding, nu)


def losmaken(melding: Melding, nu: datetime) -> None:
    """It was about something else after all."""
    vers(melding)
    melding.losmaken(nu, triage(nu))
    meld_voortgang(melding, nu)


def sluiten(melding: Melding, reden: Sluitreden, uitleg: str, nu: datetime) -> None:
    """Close it unsolved, with the reason that the reporter reads."""
    vers(melding)
    melding.sluiten(nu, reden, uitleg)
    meld_voortgang(melding, nu)


def afspreken(melding: Melding, afspraak: str, voor: date, nu: datetime) -> None:
    """The meeting agreed on something."""
    vers(melding)
    melding.afspreken(nu, afspraak, voor)
    meld_voortgang(melding, nu)


def opschalen(melding: Melding, waarheen: str, nu: datetime) -> None:
    """The meeting did not agree."""
    vers(melding)
    melding.opschalen(nu, waarheen)
    meld_voortgang(melding, nu)


def openbaar_maken(melding: Melding, tekst: str, nu: datetime) -> None:
    """Show everyone these words; the reporter's own stay private."""
    vers(melding)
    melding.openbaar_maken(nu, tekst)
    schrijf("melding.openbaar", kenmerk=melding.kenmerk)
    meld_volgers(melding, nu)

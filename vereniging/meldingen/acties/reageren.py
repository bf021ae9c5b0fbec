"""What the reporter and the party do through their links."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select

from vereniging.core.db import db
from vereniging.core.workdays import add_workdays, amsterdam_day
from vereniging.logboek.acties import schrijf
from vereniging.meldingen import mail
from vereniging.meldingen.acties.bericht import meld_voortgang, vers
from vereniging.meldingen.acties.indienen import triage
from vereniging.meldingen.models import (
    GELDIG,
    Antwoord,
    AntwoordSoort,
    Doorzending,
    Herinnering,
    Melding,
    MeldingStand,
    Sluitreden,
    Zichtbaar,
)
from vereniging.meldingen.queries import doorzendingen, melding_met
from vereniging.post.models import Mail

VOORUIT = {AntwoordSoort.OPPAKKEN, AntwoordSoort.KLAAR}


def beantwoord(doorzending: Doorzending, antwoord: Antwoord, nu: datetime) -> None:
    """Keep what the party says; only 'we do it' and 'it is done' move the report."""
    melding = doorzending.melding
    vers(melding)
    if antwoord.soort is AntwoordSoort.OPPAKKEN:
        oppakken(melding, antwoord.voor_datum or amsterdam_day(nu), nu)
    elif antwoord.soort is AntwoordSoort.KLAAR:
        klaar_melden(melding, antwoord.tekst, nu)
    doorzending.beantwoord(antwoord)
    schrijf("doorzending.beantwoord", kenmerk=melding.kenmerk, antwoord=antwoord.soort.value)
    if antwoord.soort not in VOORUIT:
        melding.noteer(nu, f"antwoord_{antwoord.soort}", antwoord.tekst, Zichtbaar.KANTOOR)
        melding.termijn = triage(nu)


def oppakken(melding: Melding, voor: date, nu: datetime) -> None:
    """The party is at it."""
    vers(melding)
    melding.oppakken(nu, voor)
    meld_voortgang(melding, nu)


def klaar_melden(melding: Melding, wat: str, nu: datetime) -> None:
    """The party says it is done; the reporter is asked."""
    vers(melding)
    if melding.klaar_melden(nu, wat):
        meld_voortgang(melding, nu)


def antwoorden(melding: Melding, antwoord: str, nu: datetime) -> None:
    """The reporter answers our question; the party gets the days that it took."""
    vers(melding)
    gewacht = melding.antwoorden(nu, antwoord)
    if melding.stand is MeldingStand.DOORGESTUURD and gewacht:
        for doorzending in doorzendingen(melding)[:1]:
            doorzending.antwoord_voor = add_workdays(doorzending.antwoord_voor, gewacht)
    meld_voortgang(melding, nu)


def akkoord(melding: Melding, nu: datetime) -> None:
    """The reporter says it is solved."""
    vers(melding)
    if melding.akkoord(nu):
        meld_voortgang(melding, nu)


def heropenen(melding: Melding, wat: str, nu: datetime) -> None:
    """The reporter says it is not solved; raises TeLaatVoorHeropenen."""
    vers(melding)
    melding.heropenen(nu, wat, triage(nu))
    meld_voortgang(melding, nu)


def heropenen_met_feit(melding: Melding, feit: str, nu: datetime) -> None:
    """An officer knows something new about what was closed."""
    vers(melding)
    melding.heropenen_met_feit(nu, feit, triage(nu))
    meld_voortgang(melding, nu)


def stuur_link(nummer: str, email: str | None, nu: datetime) -> None:
    """Mail the link again to whose report it is; nobody learns whether it was right.

    Asked again within the minute it is not sent twice.
    """
    melding = melding_met(kenmerk=nummer)
    if melding is None or email is None or melding.email != email:
        return
    bericht = mail.link_opnieuw(melding, nu)
    if db.session.scalar(select(Mail.id).where(Mail.sleutel == bericht.sleutel)) is None:
        db.session.add(bericht)


def intrekken(melding: Melding, nu: datetime) -> None:
    """The reporter takes it back."""
    vers(melding)
    if melding.intrekken(nu):
        meld_voortgang(melding, nu)


def herinner(doorzending: Doorzending, nu: datetime) -> None:
    """Remind an organisation three workdays before, on the day, and a week after; each once."""
    dag, voor = amsterdam_day(nu), doorzending.antwoord_voor
    due = [
        soort
        for soort, vanaf in (
            ("te_laat", voor + timedelta(days=7)),
            ("vandaag", voor),
            ("eerder", add_workdays(voor, -3)),
        )
        if dag >= vanaf
    ]
    known = {row.soort for row in db.session.query(Herinnering).filter_by(doorzending=doorzending)}
    contact = doorzending.organisatie.contact_op(dag)
    if not due or due[0] in known or contact is None:
        return
    db.session.add(Herinnering(doorzending=doorzending, soort=due[0], op=nu))
    db.session.add(mail.aan_partij(doorzending, contact, due[0]))
    doorzending.geldig_tot = nu + GELDIG


def laat_rusten(melding: Melding, nu: datetime) -> None:
    """Ask once more after 14 days whether it is solved; stop waiting after 28."""
    vers(melding)
    gewacht = nu - melding.stand_sinds
    if melding.stand is MeldingStand.VRAAG_AAN_MELDER and gewacht >= timedelta(days=14):
        reden = "U antwoordde niet op onze vraag."
        melding.sluiten(nu, Sluitreden.GEEN_REACTIE_MELDER, reden)
    elif melding.stand is not MeldingStand.PARTIJ_ZEGT_KLAAR:
        return
    elif gewacht >= timedelta(days=28):
        melding.laten_rusten(nu)
    elif gewacht >= timedelta(days=14) and not _is_herinnerd(melding):
        melding.noteer(nu, "herinnerd")
    else:
        return
    meld_voortgang(melding, nu)


def _is_herinnerd(melding: Melding) -> bool:
    return any(
        regel.soort == "herinnerd" and regel.op >= melding.stand_sinds
        for regel in melding.gebeurtenissen
    )

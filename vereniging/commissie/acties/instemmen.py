"""What all five said becomes a decision; a party that was not there is asked by its own link."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from vereniging.commissie import mail
from vereniging.commissie.models import (
    Agendapunt,
    Partijstandpunt,
    Standpuntvraag,
    Uitkomst,
    UitkomstSoort,
    Vergadering,
    corrigeer,
)
from vereniging.commissie.queries import (
    aanwezigen,
    opschaling_van_punt,
    standpuntvragen,
)
from vereniging.convenant.models import AANTAL_PARTIJEN, Partij
from vereniging.convenant.queries import contacten, partijen, partijen_met_organisaties
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.links import new_seed
from vereniging.core.workdays import add_workdays, amsterdam_day
from vereniging.logboek.acties import schrijf
from vereniging.post.models import Mail
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Besluit, Orgaan
from vereniging.statuten.queries import instelling

VOORAF = 3  # working days


class WieWasEr(DomainError):
    """Who agreed depends on who was there."""

    message = _l("Vul eerst in wie er was. Een besluit is van de partijen die aan tafel zaten.")


def maak_besluiten(vergadering: Vergadering, nu: datetime) -> None:
    """Make a decision of each consensus of all five; ask who was not there. Raises WieWasEr."""
    eens = [punt for punt in vergadering.agendapunten if _is_eens(punt)]
    zetels = partijen_met_organisaties()
    if not eens or len(zetels) != AANTAL_PARTIJEN:
        return
    er = {each.partij_id for each in aanwezigen(vergadering)}
    if not er and any(punt.zonder_antwoord(zetels) for punt in eens):
        raise WieWasEr
    tot = add_workdays(amsterdam_day(nu), int(instelling("termijn_instemming")))
    for punt in eens:
        for partij in punt.sluiten(zetels, er, tot):
            _vraag(punt, partij, nu)
        _besluit(punt, nu)


def _is_eens(punt: Agendapunt) -> bool:
    return punt.uitkomst is not None and punt.uitkomst.soort is UitkomstSoort.CONSENSUS


def _vraag(punt: Agendapunt, partij: Partij, nu: datetime) -> None:
    dag = amsterdam_day(nu)
    tot = punt.uitkomst.wacht_tot if punt.uitkomst and punt.uitkomst.wacht_tot else dag
    vraag = Standpuntvraag(agendapunt=punt, partij=partij, kiem=new_seed(), gevraagd_op=nu, tot=tot)
    db.session.add(vraag)
    db.session.add_all(mail.over_punt(vraag, contact) for contact in contacten(partij, dag))
    schrijf("agendapunt.gevraagd", punt=punt.id, partij=partij.code)


def _besluit(punt: Agendapunt, nu: datetime) -> None:
    """A number of its own for what all five agreed to."""
    uitkomst = punt.uitkomst
    if uitkomst is not None and _is_eens(punt) and uitkomst.besluit is None:
        uitkomst.besluit = neem_besluit(
            Orgaan.COMMISSIE, punt.titel, uitkomst.tekst, nu, is_openbaar=True
        )
        schrijf("agendapunt.besluit", punt=punt.id, besluit=uitkomst.besluit.kenmerk)


def antwoord_alsnog(vraag: Standpuntvraag, gezegd: Partijstandpunt, nu: datetime) -> None:
    """A party that was not there answers; the last yes makes the decision.

    Raises KanNietMeer, TermijnVoorbij or ZonderUitleg.
    """
    punt = vraag.agendapunt
    db.session.flush()
    locked(Agendapunt, id=punt.id)
    locked(Uitkomst, agendapunt_id=punt.id)  # a second tab must not decide anew
    if opschaling_van_punt(punt) is not None:
        raise KanNietMeer(wat=_l("dit agendapunt"), stand=_l("opgeschaald"))
    punt.alsnog(gezegd, partijen(), amsterdam_day(nu))
    schrijf(
        "agendapunt.alsnog",
        punt=punt.id,
        partij=gezegd.partij.code,
        antwoord=gezegd.antwoord.value,
        gegevens={"naam": gezegd.naam},
    )
    _besluit(punt, nu)


def herinner_afwezigen(nu: datetime) -> int:
    """Write once more, three working days before the time to answer is over; how many mails."""
    dag = amsterdam_day(nu)
    letters = [
        mail.over_punt(vraag, contact, nog_eens=True)
        for vraag in standpuntvragen(dag, add_workdays(dag, VOORAF))
        for contact in contacten(vraag.partij, dag)
    ]
    query = select(Mail.sleutel).where(Mail.sleutel.in_([each.sleutel for each in letters]))
    told = set(db.session.scalars(query))
    fresh = [each for each in letters if each.sleutel not in told]
    db.session.add_all(fresh)
    return len(fresh)


def leg_correctie_vast(punt: Agendapunt, besluit: Besluit, tekst: str) -> None:
    """A later decision puts an outcome right; raises KanNietMeer or GeenLaterBesluit."""
    db.session.add(corrigeer(punt, besluit, tekst))
    schrijf("agendapunt.gecorrigeerd", punt=punt.id, besluit=besluit.kenmerk)

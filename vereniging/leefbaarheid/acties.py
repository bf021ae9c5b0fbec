"""Ask, remind, count and close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Select, delete, func, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from vereniging.core.db import db, locked
from vereniging.core.links import new_seed
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models import Lid
from vereniging.leefbaarheid import mail
from vereniging.leefbaarheid.models import (
    HERINNERING_VOORAF,
    Enquete,
    EnqueteDicht,
    EnqueteGroep,
    EnqueteLink,
    EnqueteTelling,
    EnqueteZin,
    Indicator,
    Meting,
)
from vereniging.leefbaarheid.queries import link_van, te_vragen
from vereniging.logboek.acties import schrijf
from vereniging.post.models import Mail
from vereniging.taken.acties import plan

PER_KEER = 500


def maak_enquete(slug: str, titel: str, nu: datetime) -> Enquete:
    """Prepare a round; nobody is asked yet."""
    enquete = Enquete(slug=slug, titel=titel, gemaakt_op=nu)
    db.session.add(enquete)
    schrijf("enquete.gemaakt", enquete=slug)
    return enquete


def open_enquete(enquete: Enquete, nu: datetime, sluit_op: datetime) -> None:
    """Make a link for every member; the mails, one reminder and the end follow by themselves."""
    enquete.openen(nu, sluit_op)
    maak_links(enquete, nu)
    slug = enquete.slug
    plan("enquete.uitnodigen", f"enquete.uitnodigen:{slug}:0", nu, slug=slug, na=0)
    op = max(nu, sluit_op - HERINNERING_VOORAF)
    plan("enquete.herinneren", f"enquete.herinneren:{slug}:0", op, slug=slug, na=0)
    plan("enquete.sluiten", f"enquete.sluiten:{slug}", sluit_op, slug=slug)


def maak_links(enquete: Enquete, nu: datetime) -> list[EnqueteLink]:
    """A link of their own for every member of today."""
    links = [
        EnqueteLink(enquete=enquete, groep=EnqueteGroep.LID, kiem=new_seed(), lid=lid)
        for lid in te_vragen(amsterdam_day(nu))
    ]
    db.session.add_all(links)
    schrijf("enquete.geopend", enquete=enquete.slug)
    return links


def nodig_uit(enquete: Enquete, na: int, nu: datetime) -> None:
    """Write to the next members, five hundred at a time."""
    query = select(EnqueteLink).where(EnqueteLink.groep == EnqueteGroep.LID)
    links = _volgende(enquete, query, na)
    for link in links:
        db.session.add(mail.uitnodiging(link))
    _en_verder("enquete.uitnodigen", enquete, links, nu)


def herinner(enquete: Enquete, na: int, nu: datetime) -> None:
    """Write once more to who did not answer and has a mail address."""
    if not enquete.is_open(nu):
        return
    query = select(EnqueteLink).where(~EnqueteLink.is_gebruikt, ~EnqueteLink.is_herinnerd)
    links = _volgende(enquete, query, na)
    for link in links:
        link.is_herinnerd = True
        if link.email or (link.lid and link.lid.email):
            db.session.add(mail.herinnering(link))
    _en_verder("enquete.herinneren", enquete, links, nu)


def sluit(enquete: Enquete, nu: datetime) -> None:
    """Count no more, remember how many were asked, and let go of who they were."""
    enquete = _vast(enquete)
    if not enquete.sluiten(nu):
        return
    mine = EnqueteLink.enquete_id == enquete.id
    per_groep = select(EnqueteLink.groep, func.count()).where(mine).group_by(EnqueteLink.groep)
    asked = Counter[EnqueteGroep]()
    for groep, n in db.session.execute(per_groep):
        asked[groep] += n
    enquete.gevraagd_leden = asked[EnqueteGroep.LID]
    enquete.gevraagd_bewoners += asked[EnqueteGroep.BEWONER]  # beside who came on paper
    db.session.execute(delete(EnqueteLink).where(mine))
    schrijf("enquete.gesloten", enquete=enquete.slug)


def antwoord(link: EnqueteLink, antwoorden: Mapping[str, str], zin: str, nu: datetime) -> None:
    """Count the answers of one link; raises EnqueteDicht or AlBeantwoord.

    No line in the log and no moment: nothing may say when whose answer came.
    """
    vast = locked(EnqueteLink, id=link.id)
    if vast is None:  # the round closed and let go of its links
        raise EnqueteDicht
    vast.gebruiken(nu)
    _tel(vast.enquete, vast.groep, antwoorden, zin)


def vink_af(enquete: Enquete, lidnummer: int, nu: datetime) -> bool:
    """The slip of a member came in on paper; False when no such member was asked.

    Raises EnqueteDicht or AlBeantwoord.
    """
    held = _vast(enquete)
    found = link_van(held, lidnummer)
    link = locked(EnqueteLink, id=found.id) if found else None
    if link is None:
        return False
    link.gebruiken(nu)
    held.stroken += 1
    schrijf("enquete.strook", enquete=enquete.slug)
    return True


def voer_blad_in(
    enquete: Enquete, groep: EnqueteGroep, antwoorden: Mapping[str, str], zin: str, nu: datetime
) -> None:
    """Count a sheet of paper, without a name; raises EnqueteDicht or GeenStrook.

    A member whose slip came in time counts, also when their sheet is typed after the end.
    """
    held = _vast(enquete)
    held.expect_blad(groep, nu)
    if groep is EnqueteGroep.LID:
        held.neem_strook()
    else:
        held.gevraagd_bewoners += 1
    _tel(enquete, groep, antwoorden, zin)
    schrijf("enquete.blad", enquete=enquete.slug, groep=groep.value)


def stuur_link(enquete: Enquete, email: str, taal: str, nu: datetime) -> None:
    """Send a link to who asks: members get their own, another one a link for others.

    Members may share an address: each link that was not used yet gets a mail, once per hour. The
    link stays as it was, so nobody can make the invitation of somebody else worthless.
    """
    enquete.expect_open(nu)
    lid = func.lower(Lid.email) == email
    query = select(EnqueteLink).outerjoin(EnqueteLink.lid)
    query = query.where(EnqueteLink.enquete_id == enquete.id, lid | (EnqueteLink.email == email))
    links = list(db.session.scalars(query.order_by(EnqueteLink.id)))
    if not links:
        link = EnqueteLink(
            enquete=enquete, groep=EnqueteGroep.BEWONER, kiem=new_seed(), email=email, taal=taal
        )
        db.session.add(link)
        links = [link]
    for link in links:
        if not link.is_gebruikt:
            _mail_opnieuw(link, nu)


def _vast(enquete: Enquete) -> Enquete:
    """The round as it is now, held: two officers who type at once both count."""
    db.session.flush()
    held = locked(Enquete, id=enquete.id)
    if held is None:
        raise EnqueteDicht
    return held


def keur_zin(zin: EnqueteZin, *, goed: bool) -> None:
    """Let everyone read this line after the end, or throw it away."""
    if goed:
        zin.is_openbaar = True
    else:
        db.session.delete(zin)
    schrijf("enquete.zin_gelezen", geplaatst=goed)


def noteer_indicator(indicator: Indicator) -> None:
    """Remember what somebody else measures."""
    db.session.add(indicator)
    schrijf("indicator.gemaakt", naam=indicator.naam, bron=indicator.bron)


def noteer_meting(indicator: Indicator, meting: Meting) -> None:
    """Write down a number of it; raises PeriodeBezet."""
    indicator.voeg_toe(meting)
    schrijf("indicator.meting", naam=indicator.naam, periode=meting.periode)


def haal_weg(meting: Meting) -> None:
    """Take away a number that was typed wrong, and with the last one the indicator itself."""
    indicator = meting.indicator
    schrijf("indicator.meting_weg", naam=indicator.naam, periode=meting.periode)
    indicator.metingen.remove(meting)
    if not indicator.metingen:
        db.session.delete(indicator)


def _tel(enquete: Enquete, groep: EnqueteGroep, antwoorden: Mapping[str, str], zin: str) -> None:
    insert = sqlite_insert if db.engine.dialect.name == "sqlite" else postgres_insert
    rows = [
        {"enquete_id": enquete.id, "groep": groep, "vraag": vraag, "antwoord": gekozen, "aantal": 1}
        for vraag, gekozen in sorted(antwoorden.items())  # one order: no two answers wait in a ring
    ]
    for row in rows:
        statement = insert(EnqueteTelling).values(row)
        db.session.execute(
            statement.on_conflict_do_update(
                index_elements=["enquete_id", "groep", "vraag", "antwoord"],
                set_={"aantal": EnqueteTelling.aantal + 1},
            )
        )
    if zin:
        db.session.add(EnqueteZin(enquete_id=enquete.id, tekst=zin))


def _mail_opnieuw(link: EnqueteLink, nu: datetime) -> None:
    bericht = mail.link_opnieuw(link, nu)
    if db.session.scalar(select(Mail.id).where(Mail.sleutel == bericht.sleutel)) is None:
        db.session.add(bericht)


def _volgende(enquete: Enquete, query: Select[EnqueteLink], na: int) -> list[EnqueteLink]:
    query = query.where(EnqueteLink.enquete_id == enquete.id, EnqueteLink.id > na)
    return list(db.session.scalars(query.order_by(EnqueteLink.id).limit(PER_KEER)))


def _en_verder(soort: str, enquete: Enquete, links: list[EnqueteLink], nu: datetime) -> None:
    if len(links) == PER_KEER:
        na = links[-1].id
        plan(soort, f"{soort}:{enquete.slug}:{na}", nu, slug=enquete.slug, na=na)

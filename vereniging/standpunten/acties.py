"""Make a position of voeding, let members argue, and bring it to a vote."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from vereniging.commissie.acties import zet_op_agenda
from vereniging.commissie.models import Blok, Vergadering
from vereniging.convenant.models import Thema
from vereniging.core.db import db, locked
from vereniging.leden.models import Lid
from vereniging.logboek.acties import schrijf
from vereniging.standpunten.models import (
    Argument,
    Richting,
    StaatAlOpAgenda,
    Standpunt,
    Standpuntbron,
    StandpuntVersie,
)
from vereniging.standpunten.queries import stemslug
from vereniging.stembus.acties import bereid_voor
from vereniging.stembus.models import Stemming
from vereniging.stembus.queries import nieuwe_slug
from vereniging.stembus.slugs import eerste_vrije, maak_slug
from vereniging.voeding.acties import neem_op
from vereniging.voeding.models import Voeding

MEERDERHEID = {"basis": "uitgebracht", "breuk": [1, 2], "strikt": True}
DREMPEL = [3, 5]
GERESERVEERD = {"ruggespraak"}  # votes on a conditional yes are called so, with a number


def stel_op(titel: str, thema: Thema, versie: StandpuntVersie, nu: datetime) -> Standpunt:
    """Start a position as a concept."""
    standpunt = Standpunt(
        slug=_vrije_slug(titel), titel=titel, thema=thema, gemaakt_op=nu, versies=[versie]
    )
    db.session.add(standpunt)
    schrijf("standpunt.opgesteld", standpunt=standpunt.slug, thema=thema.code)
    return standpunt


def bundel(standpunt: Standpunt, voedingen: list[Voeding], nu: datetime) -> None:
    """Add voeding as sources; their authors hear of it."""
    standpunt.expect_concept()
    for voeding in voedingen:
        neem_op(voeding, nu)
        standpunt.bronnen.append(Standpuntbron(voeding=voeding))


def open_standpunt(standpunt: Standpunt) -> None:
    """Show it to members, who can argue from now on."""
    _fresh(standpunt)
    standpunt.openen()
    schrijf("standpunt.geopend", standpunt=standpunt.slug)


def bevries(standpunt: Standpunt) -> None:
    """Fix the text that members will vote on."""
    _fresh(standpunt)
    standpunt.bevriezen()
    schrijf("standpunt.bevroren", standpunt=standpunt.slug, hash=standpunt.versie.hash)


def zet_op_vergadering(standpunt: Standpunt, vergadering: Vergadering) -> None:
    """Put it on the agenda of a meeting, once; raises StaatAlOpAgenda."""
    _fresh(standpunt)
    if standpunt.agendapunt is not None:
        raise StaatAlOpAgenda
    standpunt.agendapunt = zet_op_agenda(
        vergadering,
        standpunt.titel,
        thema=standpunt.thema,
        toelichting=standpunt.versie.vraag,
        blok=Blok.STANDPUNTEN,
    )


def breng_in_stemming(standpunt: Standpunt, open_op: datetime, sluit_op: datetime) -> Stemming:
    """Prepare the vote on the frozen text; it opens at its hour."""
    _fresh(standpunt)
    standpunt.in_stemming_brengen()
    versie = standpunt.versie
    vergadering = standpunt.agendapunt.vergadering if standpunt.agendapunt else None
    stemming = bereid_voor(
        standpunt.titel,
        slug=nieuwe_slug(stemslug(standpunt)),
        vragen=_vragen(versie),
        open_op=open_op,
        sluit_op=sluit_op,
        inleiding=versie.toelichting,
        standpunt={"slug": standpunt.slug, "versie": versie.nr},
        openbaar_op=vergadering.begin if vergadering and versie.niveaus else None,
    )
    schrijf("standpunt.in_stemming", standpunt=standpunt.slug, stemming=stemming.slug)
    return stemming


def _vragen(versie: StandpuntVersie) -> list[dict[str, Any]]:
    vragen: list[dict[str, Any]] = [
        {
            "meerderheid": MEERDERHEID,
            "sleutel": "v1",
            "tekst": versie.vraag,
            "type": "voor_tegen",
        }
    ]
    if versie.niveaus:
        niveaus = [
            {"sleutel": str(nr), "tekst": tekst} for nr, tekst in enumerate(versie.niveaus, 1)
        ]
        vragen.append(
            {
                "drempel": DREMPEL,
                "niveaus": niveaus,
                "sleutel": "v2",
                "tekst": f"Onze inzet is: {versie.niveaus[0]}. Lukt dat niet: "
                "wat is voor u minimaal aanvaardbaar?",
                "type": "bandbreedte",
            }
        )
    return vragen


def geef_argument(
    standpunt: Standpunt, lid: Lid, richting: Richting, tekst: str, nu: datetime
) -> Argument:
    """A member gives a reason for or against."""
    standpunt.expect_open()
    argument = Argument(versie=standpunt.versie, lid=lid, richting=richting, tekst=tekst, op=nu)
    db.session.add(argument)
    schrijf("argument.gegeven", standpunt=standpunt.slug, richting=richting.value)
    return argument


def herken(argument: Argument, lid: Lid, *, herkent: bool) -> None:
    """A member says whether they recognise a reason, as long as reasons are given."""
    _fresh(argument.versie.standpunt)
    argument.versie.standpunt.expect_open()
    argument.herkennen(lid, herkent=herkent)


def trek_in(standpunt: Standpunt, reden: str) -> None:
    """The delegates let it go."""
    _fresh(standpunt)
    standpunt.intrekken(reden)
    schrijf("standpunt.ingetrokken", standpunt=standpunt.slug)


def _vrije_slug(titel: str) -> str:
    wanted = maak_slug(titel, "standpunt")
    taken = set(db.session.scalars(select(Standpunt.slug).where(Standpunt.slug.like(f"{wanted}%"))))
    taken |= GERESERVEERD
    numbered = (f"{wanted}-{nummer}" for nummer in range(2, len(taken) + 3))
    return eerste_vrije((wanted, *numbered), taken)


def _fresh(standpunt: Standpunt) -> None:
    db.session.flush()
    locked(Standpunt, id=standpunt.id)

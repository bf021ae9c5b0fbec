"""What came before the story of the covenant, told by verbs in a process of its own.

While Playwright drives a browser, its thread can run no application.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from tests.browser.bezoek import Demo
from tests.browser.serving import make_app
from vereniging.commissie.haken import machtigingen
from vereniging.convenant import acties as afspraken
from vereniging.convenant.acties.afspraken import Afspraakvoorstel
from vereniging.convenant.models import (
    Bespreking,
    Besprekinguitkomst,
    Instemming,
    Organisatie,
    Partijantwoord,
)
from vereniging.convenant.queries import convenant_met, partijen, thema_met
from vereniging.core import clock
from vereniging.core import db as database
from vereniging.core.db import db
from vereniging.core.workdays import amsterdam_day
from vereniging.mandaten.models import Mandaat
from vereniging.meldingen import acties as meldingen
from vereniging.meldingen.models import MelderSoort
from vereniging.meldingen.queries import categorie_met, plekken
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan

WINKEL = "korst@example.org"


def aanloop(demo: Demo) -> dict[str, str]:
    """Tell it to the served demo; the numbers and names that the story needs."""
    port = demo.base.rsplit(":", 1)[1]
    command = [sys.executable, "-m", "tests.browser.aanloop", str(demo.folder), port]
    done = subprocess.run(  # noqa: S603  ourselves
        command, cwd=Path(__file__).parents[2], check=True, stdout=subprocess.PIPE, timeout=60
    )
    told: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return told


def _melding() -> str:
    """A shopkeeper's report that waits for the town hall."""
    nu, plek, categorie = clock.now(), plekken()[0], categorie_met("zwerfvuil")
    assert categorie is not None
    melding = meldingen.indienen(
        meldingen.Meldgegevens(
            categorie=categorie, straat=plek.naam, plek=plek,
            tekst="Er ligt een week vuilnis voor mijn winkel.",
            soort=MelderSoort.ONDERNEMER, organisatienaam="Bakker Korst", naam="Mila Korst",
            email=WINKEL, mag_contact_delen=True,
        ),
        nu,
    )  # fmt: skip
    meldingen.bevestigen(melding, nu)
    meldingen.doorsturen(melding, _gemeente(), nu)
    return melding.kenmerk


def _gemeente() -> Organisatie:
    partij = next(each for each in partijen() if each.code == "gemeente")
    dag = clock.today()
    return next(each for each in partij.organisaties if each.contact_op(dag))


def _adres() -> str:
    """Where the town hall reads its mail."""
    contact = _gemeente().contact_op(clock.today())
    assert contact is not None
    return contact.email


def _afspraak() -> str:
    """A promise of the town hall whose day is over; all five agreed to it."""
    nu = clock.now() - timedelta(days=90)
    afspraak = afspraken.stel_op(
        Afspraakvoorstel(
            tekst="Elke week vegen bij de winkels", maatstaf="De stoep is elke maandag schoon.",
            partij=_gemeente().partij, thema=thema_met("inrichting"),
            voor_datum=amsterdam_day(clock.now()) - timedelta(days=20),
        ),
        nu,
    )  # fmt: skip
    afspraken.leg_voor(afspraak, nu)
    for partij in partijen():
        eens = Instemming(partij=partij, antwoord=Partijantwoord.EENS, op=nu)
        afspraken.leg_vast_instemming(afspraak, eens)
    return afspraak.kenmerk


def _concept() -> str:
    """A version that all five talked about, and that residents could react to for four weeks."""
    toen = clock.now() - timedelta(days=40)
    convenant = afspraken.maak_convenant(
        "3", "Convenant, derde versie", "Vijf partijen werken samen.", vanaf=convenant_met("2")
    )
    for partij in partijen():
        afspraken.bespreek(convenant, Bespreking(
            partij=partij, op=clock.today(), uitkomst=Besprekinguitkomst.POSITIEF,
            samenvatting="Goed zo.",
        ))  # fmt: skip
    for _stap in range(2):
        afspraken.verder(convenant, toen)
    return convenant.versie


def _machtiging() -> str:
    """A mandate that leaves room: enough for a mediator."""
    slugs = list(db.session.scalars(select(Mandaat.slug)))
    return next((slug for slug in slugs if machtigingen(slug)), "")


def _besluit() -> str:
    wat = "Wij gaan met deze afspraak naar een bemiddelaar."
    return neem_besluit(Orgaan.BESTUUR, "Naar de bemiddelaar", wat, clock.now()).kenmerk


if __name__ == "__main__":
    _program, folder, port = sys.argv
    with make_app(Path(folder), int(port)).test_request_context():
        database.start_writing()
        told = {
            "melding": _melding(), "afspraak": _afspraak(), "versie": _concept(),
            "machtiging": _machtiging(), "besluit": _besluit(), "gemeente": _adres(),
        }  # fmt: skip
        database.finish()
    sys.stdout.write(json.dumps(told) + "\n")

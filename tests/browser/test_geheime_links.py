"""Opening a secret link changes nothing: mail programs and scanners open them all the time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.browser.serving import make_app
from tests.meta.test_lezen import everything
from vereniging.betalingen.mail import BETALEN, TERUG
from vereniging.betalingen.models import Betaling
from vereniging.commissie.mail import ADVIES, STANDPUNT, VOORSTEL
from vereniging.commissie.models import Adviesvraag, Standpuntvraag, Voorstellink
from vereniging.contributie.models import Nota
from vereniging.convenant.haken import PAGINAS
from vereniging.convenant.mail import INSTEMMING, REACTIE, WEDERHOOR
from vereniging.convenant.models import Artikelreactie, Instemmingsvraag
from vereniging.convenant.models.waarneming import Wederhoor
from vereniging.core.db import Base, db
from vereniging.core.secrets import token_for
from vereniging.leden.maatregelmail import BEROEP
from vereniging.leden.mail import AANMELDING, EMAIL_NIEUW, EMAIL_OUD, OPZEGGING, VOLGEN
from vereniging.leden.models import Aanmelding, Lid
from vereniging.leden.models.emailwijziging import Emailwijziging
from vereniging.leden.models.maatregel import Maatregel
from vereniging.leden.models.opzegging import Opzegging
from vereniging.leden.views.bevestigen import PAGES
from vereniging.leden.views.mijn import KAART
from vereniging.leefbaarheid.mail import ENQUETE
from vereniging.leefbaarheid.models import EnqueteLink
from vereniging.meldingen import volgmail
from vereniging.meldingen.mail import CONCEPT, IK_OOK, PARTIJ, VOLG
from vereniging.meldingen.models import Doorzending, IkOok, Melding, MeldingConcept, Volger
from vereniging.site.agenda import DOEL as AGENDA
from vereniging.site.models import Agendalink

pytestmark = [pytest.mark.browser, pytest.mark.traag(reden="de hele demo")]
Link = tuple[str, type[Base]]  # where it leads, and whose secret it holds
LINKS: dict[str, Link] = {
    BETALEN: ("/betalen/{}", Nota),
    TERUG: ("/betalingen/terug/{}", Betaling),
    ADVIES: ("/a/{}", Adviesvraag),
    STANDPUNT: ("/a/{}", Standpuntvraag),
    VOORSTEL: ("/a/{}", Voorstellink),
    INSTEMMING: ("/a/{}", Instemmingsvraag),
    WEDERHOOR: ("/a/{}", Wederhoor),
    PARTIJ: ("/a/{}", Doorzending),
    REACTIE: ("/bevestigen/{}", Artikelreactie),
    AANMELDING: ("/bevestigen/{}", Aanmelding),
    EMAIL_NIEUW: ("/bevestigen/{}", Emailwijziging),
    EMAIL_OUD: ("/bevestigen/{}", Emailwijziging),
    OPZEGGING: ("/bevestigen/{}", Opzegging),
    BEROEP: ("/bevestigen/{}", Maatregel),
    IK_OOK: ("/bevestigen/{}", IkOok),
    VOLGEN: ("/opzeggen/{}", Opzegging),
    KAART: ("/lidkaart/{}", Lid),
    ENQUETE: ("/enquete/{}", EnqueteLink),
    VOLG: ("/volg/{}", Melding),
    CONCEPT: ("/meldingen/nieuw/{}/wat", MeldingConcept),
    volgmail.VOLGEN: ("/meldingen/volgen/{}", Volger),
    AGENDA: ("/agenda/{}.ics", Agendalink),
}
PER_SOORT = 5
AT_LEAST = 12  # kinds of links of which the demo has a living one


@pytest.fixture(scope="module")
def app(demo_data: tuple[Path, int], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demo as it begins, by itself: no worker writes."""
    made, port = demo_data
    folder = tmp_path_factory.mktemp("links") / "demo"
    shutil.copytree(made, folder)
    app = make_app(folder, port)
    yield app
    with app.app_context():
        db.engine.dispose()


def addresses(app: Flask, doel: str) -> list[str]:
    """Some links of this kind, the newest first."""
    path, model = LINKS[doel]
    rows: Any = model
    with app.app_context():
        found = db.session.scalars(select(rows.kiem).order_by(rows.id.desc()).limit(PER_SOORT))
        return [path.format(token_for(kiem, doel)) for kiem in found if kiem]


def test_every_kind_of_link_is_opened_here() -> None:
    assert set(PAGINAS) | set(PAGES) <= set(LINKS)


def test_opening_a_secret_link_five_times_changes_no_row(app: Flask) -> None:
    before, client, opened = everything(app), app.test_client(), set()
    base = app.config["BASE_URL"]
    for doel in LINKS:
        for path in addresses(app, doel):
            answers = {client.get(path, base_url=base).status_code for _n in range(5)}
            answers.add(client.head(path, base_url=base).status_code)
            assert answers <= {200, 302, 303, 404, 410, 422}, (doel, path, answers)
            if 200 in answers:
                opened.add(doel)
    changed = [name for name, rows in everything(app).items() if rows != before[name]]
    assert changed == []
    assert len(opened) >= AT_LEAST, sorted(opened)

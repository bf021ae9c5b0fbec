"""The member's own front page."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.i18n import _l
from vereniging.leden.access import mogelijk_lid
from vereniging.site.views.blueprint import bp
from vereniging.site.voor_u import nu_voor
from vereniging.toegang.doelgroepen import ingelogd

EIGEN = (
    ("/mijn/gegevens", _l("Mijn gegevens"), _l("Naam, adres, e-mail en telefoon")),
    ("/mijn/contributie", _l("Mijn contributie"), _l("Nota’s en betalingen")),
    ("/mijn/meldingen", _l("Mijn meldingen"), _l("Wat u meldde en hoe het staat")),
    ("/mijn/voeding", _l("Mijn inbreng"), _l("Wat u meegaf en wat ermee gebeurde")),
    ("/alv/verzoeken", _l("Vraag een ledenvergadering"), _l("Samen met andere leden")),
    ("/mijn/agenda", _l("Mijn agenda"), _l("Vergaderingen en stemmingen in uw telefoon")),
    ("/mijn/mail", _l("Mijn e-mail"), _l("Over welke onderwerpen u e-mail krijgt")),
    ("/mijn/toestemmingen", _l("Mijn toestemmingen"), _l("Wat u goedvindt, en wat niet")),
    ("/mijn/lidkaart", _l("Mijn lidkaart"), _l("Om te laten zien of te printen")),
    ("/mijn/inzage", _l("Wat wij van u bewaren"), _l("Alles, ook als bestand")),
    ("/mijn/inlogmiddelen", _l("Zo logt u in"), _l("Sleutels en codes")),
    ("/mijn/sessies", _l("Waar u bent ingelogd"), _l("Log andere apparaten uit")),
)


@bp.get("/mijn", allow=ingelogd)
def mijn() -> ResponseReturnValue:
    """What waits for this person now, and where their own things are."""
    lid, dag = mogelijk_lid(), clock.today()
    return render_template(
        "site/mijn.html",
        lid=lid,
        stand=lid.stand(dag) if lid else None,
        punten=nu_voor(lid, clock.now()) if lid else [],
        eigen=EIGEN,
    )

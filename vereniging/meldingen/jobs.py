"""What happens by itself: reminders, waiting that ends, and forgetting."""

from __future__ import annotations

from sqlalchemy import select

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.files import remove_orphans
from vereniging.meldingen.acties import (
    fotomap,
    herinner,
    laat_rusten,
    ruim_op,
    stuur_weekoverzicht,
    vergeet_onbevestigd,
    volgen,
)
from vereniging.meldingen.bewaren import REGELS
from vereniging.meldingen.models import BEWAARD, Melding, MeldingStand
from vereniging.meldingen.queries import namen_van_fotos, onbeantwoord
from vereniging.taken.bewaren import bewaar
from vereniging.taken.worker import daily, job

bewaar("meldingen.bewaren", *REGELS)
WACHT_OP_MELDER = (MeldingStand.PARTIJ_ZEGT_KLAAR, MeldingStand.VRAAG_AAN_MELDER)


@daily("meldingen.herinneringen")
def herinneringen() -> None:
    """Remind organisations that did not answer."""
    nu = clock.now()
    for doorzending in onbeantwoord():
        herinner(doorzending, nu)


@daily("meldingen.weekoverzicht")
def weekoverzicht() -> None:
    """Tell organisations once a week what waits for them."""
    stuur_weekoverzicht(clock.now())


@job("meldingen.volgers")
def volgers(kenmerk: str, regel: int) -> None:
    """Write who follows the street or theme of a report at once."""
    volgen.schrijf_volgers(kenmerk, regel)


@daily("meldingen.volgoverzicht")
def volgoverzicht() -> None:
    """Write who follows once a week what was made public or changed."""
    volgen.stuur_volgoverzicht(clock.now())


@daily("meldingen.wachten")
def wachten() -> None:
    """Ask reporters once more, and stop waiting after four weeks."""
    nu = clock.now()
    query = select(Melding).where(Melding.stand.in_(WACHT_OP_MELDER)).order_by(Melding.id)
    for melding in list(db.session.scalars(query)):
        laat_rusten(melding, nu)


@daily("meldingen.opruimen")
def opruimen() -> None:
    """Forget what was not confirmed or finished in time."""
    nu = clock.now()
    # first the files: what the rows let go of today stays until they surely did
    remove_orphans(fotomap(), namen_van_fotos(), nu - BEWAARD)
    ruim_op(nu)
    vergeet_onbevestigd(nu)
    volgen.vergeet(nu)

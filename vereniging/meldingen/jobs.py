"""What happens by itself: reminders, waiting that ends, and forgetting."""

from __future__ import annotations

from sqlalchemy import and_, select

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.files import remove, remove_orphans
from vereniging.core.i18n import _l
from vereniging.meldingen.acties import (
    fotomap,
    herinner,
    laat_rusten,
    ruim_concepten_op,
    stuur_weekoverzicht,
    vergeet_meldingen,
    vergeet_onbevestigd,
    volgen,
)
from vereniging.meldingen.acties.bezorgen import BUNDEL, stuur_bundel
from vereniging.meldingen.acties.vrijgeven import FOTO_WEG
from vereniging.meldingen.bewaren import REGELS
from vereniging.meldingen.models import (
    BEVESTIGEN_BINNEN,
    BEWAARD,
    IkOok,
    Melding,
    MeldingConcept,
    MeldingStand,
    Volging,
)
from vereniging.meldingen.queries import is_vastgehouden, namen_van_fotos, onbeantwoord
from vereniging.taken.bewaren import Opruiming, bewaar
from vereniging.taken.worker import daily, job

WEEK = _l("7 dagen")
bewaar("meldingen.bewaren", *REGELS)
bewaar(
    "meldingen.onbevestigd",
    Opruiming(_l("Meldingen die niemand afmaakte"), _l("24 uur"), MeldingConcept,
              lambda nu: MeldingConcept.gemaakt_op < nu - BEWAARD, ruim_concepten_op),
    Opruiming(_l("Meldingen die niemand bevestigde"), WEEK, Melding,
              lambda nu: and_(Melding.stand == MeldingStand.TE_BEVESTIGEN, ~is_vastgehouden(),
                              Melding.ingediend_op < nu - BEVESTIGEN_BINNEN), vergeet_meldingen),
    Opruiming(_l("Meedoen dat niemand bevestigde"), WEEK, IkOok,
              lambda nu: and_(IkOok.bevestigd_op.is_(None), IkOok.op < nu - BEVESTIGEN_BINNEN),
              vergeet_onbevestigd),
    Opruiming(_l("Volgen dat niemand bevestigde"), WEEK, Volging,
              lambda nu: and_(Volging.bevestigd_op.is_(None),
                              Volging.gevraagd_op < nu - BEVESTIGEN_BINNEN), volgen.vergeet),
)  # fmt: skip
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


@job(BUNDEL)
def stuur_samen(bundel: str) -> None:
    """Write an organisation once about what came after the first five of a day."""
    stuur_bundel(bundel, clock.now())


@job(FOTO_WEG)
def foto_weg(naam: str) -> None:
    """Delete a photo that was covered, now that the covered one is kept."""
    remove(fotomap(), naam)


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
    """Delete the files of photos that no row names any more."""
    remove_orphans(fotomap(), namen_van_fotos(), clock.now() - BEWAARD)

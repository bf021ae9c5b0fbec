"""What happens by itself: forgetting who is no longer signed in, and letting somebody back in."""

from __future__ import annotations

from vereniging.core import clock
from vereniging.core.i18n import _l
from vereniging.taken.bewaren import Bewaring, bewaar, maanden_geleden
from vereniging.taken.worker import job
from vereniging.toegang.herstel import TAAK, voer_uit
from vereniging.toegang.models import FoutePoging, Inlogherstel, Inlogverzoek, Passkeyvraag, Sessie
from vereniging.toegang.queries import DAY

bewaar(
    "toegang.opruimen",
    Bewaring(_l("Sessies"), _l("tot ze eindigen"), Sessie, lambda nu: Sessie.verloopt_op < nu),
    Bewaring(_l("Vragen om een passkey"), _l("5 minuten"), Passkeyvraag,
             lambda nu: Passkeyvraag.verloopt_op < nu),
    Bewaring(_l("Codes om in te loggen"), _l("een dag"), Inlogverzoek,
             lambda nu: Inlogverzoek.gevraagd_op < nu - DAY),
    Bewaring(_l("Foute codes"), _l("een dag"), FoutePoging, lambda nu: FoutePoging.op < nu - DAY),
    Bewaring(_l("Verzoeken om weer te mogen inloggen"), _l("24 maanden"), Inlogherstel,
             lambda nu: Inlogherstel.gevraagd_op < maanden_geleden(nu, 24)),
)  # fmt: skip


@job(TAAK)
def herstel(nummer: int) -> None:
    """A day passed since two agreed: forget the second factors, unless somebody objected."""
    voer_uit(nummer, clock.now())

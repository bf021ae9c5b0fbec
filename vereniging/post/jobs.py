"""The worker fills and empties the outbox, and forgets what left long ago."""

from __future__ import annotations

from datetime import timedelta

from vereniging.core import clock
from vereniging.core.i18n import _l
from vereniging.post.acties import verstuur_ronde
from vereniging.post.mailingen import KLAARZETTEN, rond_af, zet_klaar
from vereniging.post.models import BEWAARD, Binnenpost, Mail, Postbak, Terugbericht
from vereniging.post.weekoverzicht import WEEKPOST, plan_weekpost, stuur_weekpost
from vereniging.taken.bewaren import Bewaring, bewaar
from vereniging.taken.worker import daily, every_round, job

LANGER = timedelta(days=90)  # somebody may still look why it never arrived

job(KLAARZETTEN)(zet_klaar)
job(WEEKPOST)(stuur_weekpost)
every_round(verstuur_ronde)
every_round(rond_af)


@daily("post.weekoverzicht")
def weekoverzicht() -> None:
    """See to it that the overview of last week goes out."""
    plan_weekpost(clock.now())


bewaar(
    "post.opruimen",
    Bewaring(_l("Verstuurde e-mail"), _l("30 dagen"), Mail,
             lambda nu: Mail.gedaan_op < nu - BEWAARD),
    Bewaring(_l("E-mail die niet aankwam"), _l("90 dagen"), Mail,
             lambda nu: Mail.mislukt_op < nu - LANGER),
    Bewaring(_l("Postbak: e-mail zonder plaats"), _l("30 dagen"), Postbak,
             lambda nu: Postbak.op < nu - BEWAARD),
    Bewaring(_l("Nummers van ontvangen e-mail"), _l("90 dagen"), Binnenpost,
             lambda nu: Binnenpost.op < nu - LANGER),
    Bewaring(_l("Terugberichten van mailservers"), _l("90 dagen"), Terugbericht,
             lambda nu: Terugbericht.op < nu - LANGER),
)  # fmt: skip

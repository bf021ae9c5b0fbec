"""Opens, closes and counts on time; each can also happen in another way."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.stembus.acties import herinner, open_stemming, sluit, tel, vernietig_sleutel
from vereniging.stembus.acties.bericht import mail_uitslag
from vereniging.stembus.acties.sleutels import alone
from vereniging.stembus.acties.tellers import vergeet_tussenwaarde
from vereniging.stembus.acties.tellers_herinneren import herinner_tellers
from vereniging.stembus.bewaren import REGELS
from vereniging.stembus.models import Stemming, StemmingStand
from vereniging.stembus.queries import papier_onbevestigd, papier_ontvangen, tussenwaarde_van
from vereniging.taken.acties import plan
from vereniging.taken.bewaren import bewaar
from vereniging.taken.worker import daily, job

KIJK_OPNIEUW = timedelta(hours=1)
bewaar("stembus.bewaren", *REGELS)


def _stemming(slug: str) -> Stemming:
    return db.session.scalars(select(Stemming).where(Stemming.slug == slug)).one()


@job("stembus.open")
def open_op_tijd(slug: str) -> None:
    """Open at the planned moment; a vote that cannot open waits for a person."""
    stemming = _stemming(slug)
    if stemming.stand is StemmingStand.CONCEPT:
        open_stemming(stemming, clock.now())


@job("stembus.sluit")
def sluit_op_tijd(slug: str) -> None:
    """Close at the second, or soon after; while something is wrong look again every hour."""
    stemming, nu = _stemming(slug), clock.now()
    if not sluit(stemming, nu) and stemming.storing is not None:
        later = nu + KIJK_OPNIEUW
        plan("stembus.sluit", f"stembus.sluit:{slug}:{later:%y%m%d%H%M}", later, slug=slug)


@job("stembus.herinner")
def herinner_leden(slug: str, ronde: int) -> None:
    """Remind who did not vote yet, twice at most."""
    herinner(_stemming(slug), ronde, clock.now())


@job("stembus.tel")
def tel_na_getuige(slug: str, ronde: int) -> None:
    """Count once a witness has the root; until then look again every minute."""
    stemming, nu = _stemming(slug), clock.now()
    if stemming.is_geheim:
        return  # two tellers count, no job can
    if stemming.stand is StemmingStand.GESLOTEN and not tel(stemming, nu):
        soon = timedelta(seconds=5 if ronde < 12 else 60)
        papier = papier_ontvangen(stemming) + papier_onbevestigd(stemming)
        wacht = stemming.storing or papier
        later = nu + (KIJK_OPNIEUW if wacht else soon)
        plan("stembus.tel", f"stembus.tel:{slug}:{ronde + 1}", later, slug=slug, ronde=ronde + 1)


@job("stembus.uitslagpost")
def bericht_uitslag(slug: str, na: int) -> None:
    """Mail the next members on the roll that there is a result."""
    mail_uitslag(_stemming(slug), na, clock.now())


@daily("stembus.tellers")
def herinner_tellers_elke_dag() -> None:
    """Write the tellers that a secret vote waits for."""
    herinner_tellers(clock.now())


@job("stembus.tussenwaarde")
def vergeet_na_een_dag(slug: str) -> None:
    """What a first teller left a day ago goes; the tellers begin again."""
    stemming, nu = _stemming(slug), clock.now()
    alone(stemming)
    if tussenwaarde_van(stemming, nu) is None:
        vergeet_tussenwaarde(stemming)


@job("stembus.vernietig")
def vernietig(slug: str) -> None:
    """Destroy the key, again and again until it is gone."""
    vernietig_sleutel(_stemming(slug))

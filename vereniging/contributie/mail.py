"""What a payer is asked by mail: requests, reminders, what was agreed."""

from __future__ import annotations

from vereniging.betalingen.mail import betaallink
from vereniging.contributie.models import (
    Incassoregel,
    Kwijtschelding,
    Minimaregeling,
    Minimauitkomst,
    Nota,
    Regeling,
)
from vereniging.core.web import link
from vereniging.post.mail import compose
from vereniging.post.models import Mail
from vereniging.statuten.queries import instelling

HERINNERING = "herinnering:"


def betaalverzoek(nota: Nota) -> Mail:
    """The request to pay, with our own link and the data for a transfer."""
    return compose(
        "contributie/mail/betaalverzoek.txt",
        sleutel=f"betaalverzoek:{nota.kenmerk}",
        aan=nota.email,
        taal=nota.taal,
        lid_id=nota.betaler_id,
        nota=nota,
        url=betaallink(nota.kiem),
    )


def herinnering(nota: Nota, trede: int) -> Mail:
    """A friendly reminder (step 1) or the last one before the board looks at it (step 2)."""
    return compose(
        f"contributie/mail/herinnering_{trede}.txt",
        sleutel=f"{HERINNERING}{nota.kenmerk}:{trede}",
        aan=nota.email,
        taal=nota.taal,
        lid_id=nota.betaler_id,
        nota=nota,
        url=betaallink(nota.kiem),
    )


def intrekking(nota: Nota, keer: int) -> Mail:
    """The nota need not be paid after all, or counts again; `keer` tells the times apart."""
    return compose(
        "contributie/mail/intrekking.txt",
        sleutel=f"intrekking:{nota.kenmerk}:{keer}",
        aan=nota.email,
        taal=nota.taal,
        lid_id=nota.betaler_id,
        nota=nota,
        url=betaallink(nota.kiem),
    )


def regeling_afgesproken(regeling: Regeling) -> Mail:
    """What was agreed: each day with its amount."""
    return compose(
        "contributie/mail/regeling.txt",
        sleutel=f"regeling:{regeling.id}",
        aan=regeling.nota.email,
        taal=regeling.nota.taal,
        lid_id=regeling.nota.betaler_id,
        nota=regeling.nota,
        regeling=regeling,
        url=betaallink(regeling.nota.kiem),
    )


def kwijtgescholden(voorstel: Kwijtschelding) -> Mail:
    """The board waived (part of) the nota; why stays with the board."""
    return compose(
        "contributie/mail/kwijtgescholden.txt",
        sleutel=f"kwijtschelding:{voorstel.id}",
        aan=voorstel.nota.email,
        taal=voorstel.nota.taal,
        lid_id=voorstel.nota.betaler_id,
        nota=voorstel.nota,
        voorstel=voorstel,
    )


def incasso_aangekondigd(regel: Incassoregel) -> Mail:
    """What will be collected, when, from which account, and how to stop it."""
    return compose(
        "contributie/mail/incasso_aangekondigd.txt",
        sleutel=f"incasso-vooraf:{regel.id}",
        aan=regel.machtiging.lid.email,
        taal=regel.machtiging.lid.taal,
        lid_id=regel.machtiging.lid_id,
        regel=regel,
        incassant_id=instelling("incassant_id"),
        url=link("contributie.machtiging", _external=True),
    )


def incasso_mislukt(regel: Incassoregel, wat: str) -> Mail:
    """What was announced did not come, or went back; without blame, with the pay link."""
    return compose(
        "contributie/mail/incasso_mislukt.txt",
        sleutel=f"incasso-{wat}:{regel.id}",
        aan=regel.machtiging.lid.email,
        taal=regel.machtiging.lid.taal,
        lid_id=regel.machtiging.lid_id,
        regel=regel,
        wat=wat,
        betalen=betaallink(regel.nota.kiem),
    )


def minima_besluit(asked: Minimaregeling) -> Mail:
    """Whether the low price of a year was given."""
    return compose(
        "contributie/mail/minima.txt",
        sleutel=f"minima:{asked.id}",
        aan=asked.lid.email,
        taal=asked.lid.taal,
        lid_id=asked.lid_id,
        asked=asked,
        toegekend=asked.uitkomst is Minimauitkomst.TOEGEKEND,
    )

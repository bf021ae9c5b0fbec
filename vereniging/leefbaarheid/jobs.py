"""What the survey does by itself: ask, remind once, close."""

from __future__ import annotations

from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.leefbaarheid import acties
from vereniging.leefbaarheid.models import Enquete
from vereniging.taken.worker import job


@job("enquete.uitnodigen")
def uitnodigen(slug: str, na: int) -> None:
    """Write to the members."""
    acties.nodig_uit(one_or_404(Enquete, slug=slug), na, clock.now())


@job("enquete.herinneren")
def herinneren(slug: str, na: int) -> None:
    """Write once more to who did not answer."""
    acties.herinner(one_or_404(Enquete, slug=slug), na, clock.now())


@job("enquete.sluiten")
def sluiten(slug: str) -> None:
    """The term is over."""
    acties.sluit(one_or_404(Enquete, slug=slug), clock.now())

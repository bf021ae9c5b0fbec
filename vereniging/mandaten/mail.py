"""Tells delegates what they must bring home, and members what came of it."""

from __future__ import annotations

from datetime import date

from vereniging.commissie.models import Uitkomst
from vereniging.leden.models import Lid
from vereniging.mandaten.models import Mandaat, Terugkoppeling
from vereniging.post.mail import compose
from vereniging.post.models import Mail


def gegeven(mandaat: Mandaat, afgevaardigde: Lid) -> Mail:
    """A delegate hears what the members decided."""
    return compose(
        "mandaten/mail/gegeven.txt",
        sleutel=f"mandaat:{mandaat.slug}:{afgevaardigde.lidnummer}",
        aan=afgevaardigde.email,
        taal=afgevaardigde.taal,
        mandaat=mandaat,
        lid=afgevaardigde,
    )


def terugkoppeling(verteld: Terugkoppeling, lid: Lid, url: str) -> Mail:
    """Who gave or supported the input hears what was reached."""
    return compose(
        "mandaten/mail/terugkoppeling.txt",
        sleutel=f"terugkoppeling:{verteld.uitkomst.id}:{lid.lidnummer}",
        aan=lid.email,
        lid_id=lid.id,
        taal=lid.taal,
        terugkoppeling=verteld,
        punt=verteld.uitkomst.agendapunt,
        lid=lid,
        url=url,
    )


def herinnering(uitkomst: Uitkomst, voor: date, dag: int, afgevaardigde: Lid) -> Mail:
    """Reminds a delegate that members wait for the report."""
    return compose(
        "mandaten/mail/herinnering.txt",
        sleutel=f"terugkoppeling-herinnering:{uitkomst.id}:{dag}:{afgevaardigde.lidnummer}",
        aan=afgevaardigde.email,
        taal=afgevaardigde.taal,
        punt=uitkomst.agendapunt,
        voor=voor,
        lid=afgevaardigde,
    )

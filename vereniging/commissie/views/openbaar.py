"""What everyone reads about the meetings, and the calendar to take along."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.commissie import queries
from vereniging.commissie.agenda import cijferperiode
from vereniging.commissie.blokken import agenda
from vereniging.commissie.haken import aanleidingen
from vereniging.commissie.kalender import ics
from vereniging.commissie.models import Niveau, Vergadering, Vergaderstuk
from vereniging.commissie.views.blueprints import bp
from vereniging.convenant.bestanden import stuur
from vereniging.convenant.queries import partijen
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.paper import kan_pdf
from vereniging.core.web import everyone
from vereniging.statuten.queries import instelling
from vereniging.toegang.doelgroepen import bestuur, commissie, leden

STUKKEN = "stukken"
LEZERS: dict[Niveau, Callable[[], bool]] = {
    Niveau.OPENBAAR: everyone,
    Niveau.LEDEN: lambda: leden() or commissie(),
    Niveau.COMMISSIE: commissie,
    Niveau.BESTUUR: bestuur,
}


@bp.get("/vergaderingen", allow=everyone)
def lijst() -> ResponseReturnValue:
    """What comes and what was."""
    return render_template(
        "commissie/lijst.html", komend=queries.aankomend(), geweest=queries.geweest()
    )


@bp.get("/vergaderingen/<slug:slug>", allow=everyone)
def toon(slug: str) -> ResponseReturnValue:
    """One meeting: agenda, outcomes, promises."""
    vergadering = vergadering_of_404(slug)
    return render_template(
        "commissie/toon.html",
        vergadering=vergadering,
        partijen=partijen(),
        aanwezigen=queries.aanwezigen(vergadering),
        cijfers=cijferperiode(vergadering),
        ladders=queries.opgeschaalde_punten(vergadering),
        kan_pdf=kan_pdf(),
        delen=agenda(vergadering, clock.today()),
        is_vast=bool(queries.blokken(vergadering)),
        mag_verslag=LEZERS[vergadering.verslag_voor](),
        stukken=[stuk for stuk in queries.stukken(vergadering) if mag_lezen(stuk)],
        aanleidingen=aanleidingen(punt.id for punt in vergadering.agendapunten),
    )


@bp.get("/agenda.ics", allow=everyone)
def kalender() -> ResponseReturnValue:
    """All meetings for a calendar."""
    body = ics(queries.alle(), str(instelling("commissie_naam")), clock.now())
    return Response(body, mimetype="text/calendar")


@bp.get("/vergaderingen/<slug:slug>/agenda.ics", allow=everyone)
def een_afspraak_in_agenda(slug: str) -> ResponseReturnValue:
    """One meeting for a calendar; the same number when it moves or is called off."""
    body = ics([vergadering_of_404(slug)], str(instelling("commissie_naam")), clock.now())
    response = Response(body, mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'attachment; filename="vergadering-{slug}.ics"'
    return response


@bp.get("/vergaderingen/<slug:slug>/stukken/<int:nummer>", allow=everyone)
def stuk(slug: str, nummer: int) -> ResponseReturnValue:
    """A paper, for who may read it."""
    found = one_or_404(Vergaderstuk, id=nummer, vergadering=vergadering_of_404(slug))
    if not mag_lezen(found):
        abort(404)
    openbaar = found.zichtbaar_voor is Niveau.OPENBAAR
    return stuur(STUKKEN, found.bestand, openbaar=openbaar) or abort(404)


def mag_lezen(found: Vergaderstuk) -> bool:
    """Whether who looks now may open this paper."""
    return LEZERS[found.zichtbaar_voor]()


def vergadering_of_404(slug: str) -> Vergadering:
    """The meeting with this address."""
    return queries.vergadering_met(slug) or abort(404)

"""What belongs on the next agenda: what was promised, what is late, what others bring."""

from __future__ import annotations

from datetime import date, timedelta

from vereniging.commissie.haken import Voorstel, voorstellen_van_anderen
from vereniging.commissie.models import Openstand, Vergadering
from vereniging.commissie.queries import (
    blijven_liggen,
    laatste_gehouden,
    toezeggingen,
    zonder_instemming,
)
from vereniging.convenant.queries import Zoekvraag, afspraken_lijst
from vereniging.core.i18n import _, kort


def voorstellen(vergadering: Vergadering, dag: date) -> list[Voorstel]:
    """What waits and is not on this agenda yet, promises of last time first."""
    staat_er = {punt.sleutel for punt in vergadering.agendapunten}
    found = [
        *_beloofd(vergadering),
        *_zonder_instemming(dag),
        *_blijven_liggen(vergadering),
        *_te_laat(dag),
        *voorstellen_van_anderen(dag),
    ]
    return [voorstel for voorstel in found if voorstel.sleutel not in staat_er]


def cijferperiode(vergadering: Vergadering) -> str:
    """The figures to lay on the table: a year up to now, or what a past meeting had before it."""
    if not vergadering.is_gehouden:
        return "12m"
    vorige = vergadering.dag.replace(day=1) - timedelta(days=1)
    while vorige.month % 3:  # the quarter that was over by then
        vorige = vorige.replace(day=1) - timedelta(days=1)
    return f"{vorige.year}-k{vorige.month // 3}"


def _beloofd(vergadering: Vergadering) -> list[Voorstel]:
    vorige = laatste_gehouden(vergadering)
    return [
        Voorstel(
            sleutel=f"toezegging:{belofte.id}",
            titel=belofte.tekst[:200],
            waarom=_(
                "%(partij)s beloofde dit de vorige keer, voor %(datum)s.",
                partij=belofte.partij.naam,
                datum=kort(belofte.voor_datum),
            ),
            thema=belofte.agendapunt.thema,
            partij=belofte.partij,
        )
        for belofte in (toezeggingen(vorige) if vorige else ())
        if belofte.stand is Openstand.OPEN
    ]


def _zonder_instemming(dag: date) -> list[Voorstel]:
    """What a party that was not there never answered: the parties speak about it again."""
    return [
        Voorstel(
            sleutel=f"punt:{punt.id}",
            titel=punt.titel,
            waarom=_("Niet alle partijen antwoordden. Er is nog geen besluit."),
            thema=punt.thema,
            partij=punt.partij,
            keer=punt.keer + 1,
        )
        for punt in zonder_instemming(dag)
    ]


def _blijven_liggen(vergadering: Vergadering) -> list[Voorstel]:
    """What a party put forward and that did not make an earlier agenda."""
    return [
        Voorstel(
            sleutel=f"voorstel:{punt.id}",
            titel=punt.titel,
            waarom=_(
                "%(partij)s stelde dit voor een eerdere vergadering voor.",
                partij=punt.partij.naam if punt.partij else "",
            ),
            thema=punt.thema,
            partij=punt.partij,
        )
        for punt in blijven_liggen(vergadering)
    ]


def _te_laat(dag: date) -> list[Voorstel]:
    return [
        Voorstel(
            sleutel=f"afspraak:{afspraak.kenmerk}",
            titel=f"{afspraak.kenmerk}: {afspraak.tekst}"[:200],
            waarom=_("Deze afspraak van %(partij)s is te laat.", partij=afspraak.partij.naam),
            thema=afspraak.thema,
            partij=afspraak.partij,
        )
        for afspraak in afspraken_lijst(Zoekvraag(stand="laat"), dag)
    ]

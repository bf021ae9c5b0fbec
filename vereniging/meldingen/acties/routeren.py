"""Officers say who takes care of what."""

from __future__ import annotations

from vereniging.convenant.models import Organisatie, Partij
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.logboek.acties import schrijf
from vereniging.meldingen.models import MeldingCategorie, Plek, Routering
from vereniging.meldingen.routes import routeringen


class PlekHeeftAlEen(DomainError):
    """One answer per place."""

    message = _l("Voor %(plek)s is al een organisatie gekozen. Haal die eerst weg.")


def wijs_toe(categorie: MeldingCategorie, partij: Partij) -> None:
    """From now this party takes care of it; what was sent before stays where it is."""
    db.session.flush()
    locked(MeldingCategorie, id=categorie.id)
    categorie.partij = partij
    schrijf("routering.gewijzigd", categorie=categorie.code, partij=partij.code)


def wijs_plek_toe(categorie: MeldingCategorie, plek: Plek, organisatie: Organisatie) -> None:
    """At this place another organisation takes care of it; raises PlekHeeftAlEen."""
    db.session.flush()
    locked(MeldingCategorie, id=categorie.id)
    if plek.id in {each.plek_id for each in routeringen(categorie)}:
        raise PlekHeeftAlEen(plek=plek.naam)
    db.session.add(Routering(categorie=categorie, plek=plek, organisatie=organisatie))
    schrijf("routering.plek", categorie=categorie.code, plek=plek.naam)


def haal_plek_weg(routering: Routering) -> None:
    """At this place the party of the kind of trouble takes care of it again."""
    schrijf("routering.weg", categorie=routering.categorie.code, plek=routering.plek.naam)
    db.session.delete(routering)

"""What is written about offices: a term that ends, and what the KVK must hear."""

from __future__ import annotations

import hashlib
from datetime import date

from vereniging.core.i18n import in_language
from vereniging.core.web import link
from vereniging.leden.forms import FUNCTIES
from vereniging.leden.models import Functie
from vereniging.leden.zetels import Kvkwijziging
from vereniging.post.mail import compose
from vereniging.post.models import Mail


def termijn_loopt_af(functie: Functie, tot: date) -> Mail:
    """To the holder: your last day, and what to do when you want to go on."""
    return compose(
        "leden/mail/termijn_loopt_af.txt",
        sleutel=f"termijn:{functie.id}:{tot}",
        aan=_adres(functie),
        taal=_taal(functie),
        lid_id=functie.lid_id,
        functie=functie,
        soort=_soort(functie, _taal(functie)),
        tot=tot,
    )


def termijn_secretaris(functie: Functie, tot: date, aan: Functie) -> Mail:
    """To the secretary: find somebody, or appoint again."""
    return compose(
        "leden/mail/termijn_secretaris.txt",
        sleutel=f"termijn:{functie.id}:{tot}:{aan.id}",
        aan=_adres(aan),
        taal=_taal(aan),
        lid_id=aan.lid_id,
        functie=functie,
        soort=_soort(functie, _taal(aan)),
        aan_wie=aan,
        tot=tot,
        url=link("leden_bestuur.functies", _external=True),
    )


def kvk_doorgeven(changes: list[Kvkwijziging], aan: Functie) -> Mail:
    """To the secretary: who came into and who left the board."""
    facts = [f"{one.functie.id} {one.is_begin} {one.op}" for one in changes]
    which = hashlib.sha256("\n".join(facts).encode()).hexdigest()[:32]
    return compose(
        "leden/mail/kvk_doorgeven.txt",
        sleutel=f"kvk:{which}:{aan.id}",
        aan=_adres(aan),
        taal=_taal(aan),
        lid_id=aan.lid_id,
        aan_wie=aan,
        wijzigingen=[(one, _soort(one.functie, _taal(aan))) for one in changes],
        url=link("leden_bestuur.functies", _external=True),
    )


def _soort(functie: Functie, taal: str) -> str:
    with in_language(taal):
        return str(dict(FUNCTIES)[functie.soort.value])


def _adres(functie: Functie) -> str | None:
    return functie.lid.email if functie.lid else functie.email


def _taal(functie: Functie) -> str:
    return functie.lid.taal if functie.lid else "nl"

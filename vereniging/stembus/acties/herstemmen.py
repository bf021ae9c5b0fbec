"""Vote again on what ended in a tie; no lots are drawn (stembus.md section 2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vereniging.core.db import db
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _, _l
from vereniging.logboek.acties import schrijf
from vereniging.stembus.acties.openen import bereid_voor
from vereniging.stembus.acties.sleutels import alone
from vereniging.stembus.acties.tellers import benoem_dezelfde
from vereniging.stembus.models import Stemming, StemmingStand
from vereniging.stembus.queries import herstemming_van, nieuwe_slug, uitslag_van
from vereniging.stembus.telling.vraag import LETTERS


class GeenGelijk(DomainError):
    """Only a tie is voted on again."""

    message = _l("Bij deze stemming eindigde niets gelijk.")


def vragen_bij_gelijk(stemming: Stemming) -> list[dict[str, Any]]:
    """The tied questions, each with only the tied options and the seats that are left."""
    uitslag = uitslag_van(stemming)
    if uitslag is None:
        return []
    pairs = zip(stemming.vragen, uitslag.inhoud["vragen"], strict=True)
    found = [_vraag(vraag, gevonden) for vraag, gevonden in pairs if _is_gelijk(gevonden)]
    return [{**vraag, "sleutel": f"v{nummer}"} for nummer, vraag in enumerate(found, 1)]


def herstem(stemming: Stemming, termijn: tuple[datetime, datetime], nu: datetime) -> Stemming:
    """Prepare a linked vote on what ended in a tie; `termijn` is its opening and closing.

    Raises KanNietMeer, GeenGelijk, TeKort.
    """
    alone(stemming)
    stemming.expect(StemmingStand.GETELD, StemmingStand.VASTGESTELD)
    if herstemming_van(stemming) is not None:
        raise KanNietMeer(wat=_l("de herstemming"), stand=_l("klaargezet"))
    vragen = vragen_bij_gelijk(stemming)
    if not vragen:
        raise GeenGelijk
    nieuw = bereid_voor(
        _("Herstemming: %(titel)s", titel=stemming.titel)[:255],
        slug=nieuwe_slug(stemming.slug),
        vragen=vragen,
        open_op=termijn[0],
        sluit_op=termijn[1],
        grondslag=stemming.grondslag,
        niveau=stemming.niveau,
        gaat_over_personen=stemming.gaat_over_personen,
        inleiding=stemming.inleiding,
        bezwaardagen=stemming.bezwaardagen,
        quorum=dict(stemming.quorum),
        zichtbaar=stemming.zichtbaar,
        openbaar_op=stemming.openbaar_op,
    )
    db.session.flush()
    nieuw.herstemt_id = stemming.id
    benoem_dezelfde(nieuw, stemming, nu)
    schrijf("stemming.herstemming", stemming=stemming.slug, nieuw=nieuw.slug)
    return nieuw


def _is_gelijk(gevonden: dict[str, Any]) -> bool:
    return gevonden["uitkomst"] == "gelijk" and bool(gevonden.get("gelijk"))


def _vraag(vraag: dict[str, Any], gevonden: dict[str, Any]) -> dict[str, Any]:
    over = [optie for optie in vraag["opties"] if optie["sleutel"] in gevonden["gelijk"]]
    opties = [
        {"sleutel": letter, "tekst": optie["tekst"]}
        for letter, optie in zip(LETTERS, over, strict=False)
    ]
    nieuw = {**vraag, "opties": opties}
    if "publicatie" in vraag:
        nieuw["publicatie"] = "opgeteld" if len(opties) > 5 else "per_stem"
    if "zetels" in vraag:
        zetels = vraag["zetels"] - len(gevonden["gekozen"])
        meeste = min(vraag["max"], len(opties))
        nieuw |= {"zetels": zetels, "max": meeste, "min": min(vraag["min"], meeste)}
    return nieuw

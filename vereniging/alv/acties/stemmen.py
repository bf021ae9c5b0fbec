"""Votes of a general meeting: prepared with the agenda, decided when the chair declares them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from vereniging.alv.acties.plannen import HeeftStemming, alleen
from vereniging.alv.models import Alv, Alvpunt, AlvStand, Puntsoort
from vereniging.alv.queries import punt_met
from vereniging.alv.stemvraag import Stemvraag
from vereniging.core.db import db
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _, _l, datum
from vereniging.logboek.acties import schrijf
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan
from vereniging.statuten.queries import artikel, profiel
from vereniging.stembus.acties import bereid_voor
from vereniging.stembus.models import (
    GEHEIM,
    Grondslag,
    NietInDeStatuten,
    Stemming,
    StemmingStand,
    Uitslag,
)
from vereniging.stembus.telling.vraag import LETTERS

STATUTENWIJZIGING = {"basis": "uitgebracht", "breuk": [2, 3], "strikt": False}
WETTELIJK_HOOGSTENS = 30  # days before the meeting, BW 2:38 lid 8
BESLIST = frozenset({"aangenomen", "gekozen"})


class GeenVoorwaarden(DomainError):
    """Members read beforehand how they vote electronically (BW 2:38 lid 7)."""

    message = _l("Vul bij de vergadering eerst in hoe leden via de site stemmen.")


class TeVroegStemmen(DomainError):
    """Voting ahead begins at most thirty days before (L-21)."""

    message = _l("Vooraf stemmen kan vanaf %(dagen)s dagen voor de vergadering. Niet eerder.")


class GeenBesluitpunt(DomainError):
    """An item that is only talked about has no vote."""

    message = _l("Over dit punt neemt de vergadering geen besluit.")


def maak_stemming(punt: Alvpunt, wens: Stemvraag) -> Stemming:
    """Prepare the vote on an item, before the members are called.

    Raises KanNietMeer, HeeftStemming, GeenBesluitpunt, NietInDeStatuten, GeenVoorwaarden,
    TeVroegStemmen and what `bereid_voor` raises.
    """
    alv = alleen(punt.alv)
    alv.expect(AlvStand.CONCEPT)
    _expect_mag(punt, wens)
    vraag = dict(wens.vraag)
    if punt.soort is Puntsoort.STATUTEN:
        vraag["meerderheid"] = STATUTENWIJZIGING
    punt.stemming = bereid_voor(
        punt.titel,
        slug=_vrije_slug(alv),
        vragen=[vraag],
        grondslag=Grondslag.ALV_VOORSTEMMEN if wens.is_vooraf else Grondslag.ALV_STEMMING,
        open_op=wens.open_op,
        sluit_op=wens.sluit_op,
        inleiding=_inleiding(punt, is_vooraf=wens.is_vooraf),
        niveau=GEHEIM if wens.over_personen else "vertrouwelijk",
        gaat_over_personen=wens.over_personen,
        bezwaardagen=0,  # at a general meeting members object at once (BW 2:13 lid 4)
    )
    schrijf("alvpunt.stemming", alv=alv.slug, stemming=punt.stemming.slug)
    return punt.stemming


def _expect_mag(punt: Alvpunt, wens: Stemvraag) -> None:
    if punt.soort is Puntsoort.BESPREKEN:
        raise GeenBesluitpunt
    if punt.stemming is not None and punt.stemming.stand is not StemmingStand.GEANNULEERD:
        raise HeeftStemming
    _expect_statuten(punt.alv, "voorstemmen" if wens.is_vooraf else "elektronisch_stemmen")
    if not punt.alv.voorwaarden:
        raise GeenVoorwaarden
    dagen = min(profiel(punt.alv.dag).voorstemmen_dagen, WETTELIJK_HOOGSTENS)
    if wens.is_vooraf and wens.open_op < punt.alv.begin - timedelta(days=dagen):
        raise TeVroegStemmen(dagen=dagen)


def _expect_statuten(alv: Alv, wat: str) -> None:
    """The statutes allow it, with their article (BW 2:38 lid 6 and 8)."""
    if not getattr(profiel(alv.dag), wat) or not artikel(wat, alv.dag):
        raise NietInDeStatuten


def _inleiding(punt: Alvpunt, *, is_vooraf: bool) -> str:
    if not is_vooraf:
        return punt.toelichting
    waarom = _(
        "U stemt vooraf voor de ledenvergadering van %(dag)s (statuten, artikel %(artikel)s).",
        dag=datum(punt.alv.dag), artikel=artikel("voorstemmen", punt.alv.dag),
    )  # fmt: skip
    return f"{waarom}\n\n{punt.toelichting}"


def _vrije_slug(alv: Alv) -> str:
    bezet = set(db.session.scalars(select(Stemming.slug)))
    return next(slug for letter in LETTERS if (slug := f"alv-{alv.slug}-{letter * 2}") not in bezet)


def leg_besluit_vast(stemming: Stemming, uitslag: Uitslag | None, nu: datetime) -> None:
    """The chair declared the result: what was adopted or chosen is a Besluit of the meeting."""
    punt = punt_met(stemming)
    if punt is None or punt.besluit is not None or uitslag is None:
        return
    vraag = uitslag.inhoud["vragen"][0]
    if vraag["uitkomst"] not in BESLIST:
        return
    tekst = _besluittekst(stemming, vraag)
    punt.besluit = neem_besluit(Orgaan.ALV, punt.titel, tekst, nu)


def _besluittekst(stemming: Stemming, vraag: dict[str, Any]) -> str:
    vraagtekst = stemming.vragen[0]["tekst"]
    if vraag["uitkomst"] == "aangenomen":
        return _("%(vraag)s Aangenomen.", vraag=vraagtekst)
    woorden = {optie["sleutel"]: optie["tekst"] for optie in stemming.vragen[0]["opties"]}
    gekozen = ", ".join(woorden[sleutel] for sleutel in vraag["gekozen"])
    return _("%(vraag)s Gekozen: %(keuzes)s.", vraag=vraagtekst, keuzes=gekozen)

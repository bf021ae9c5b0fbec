"""A table with five seats, a covenant and promises."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from tests.factories import BEGIN, TOEN, een_organisatie
from vereniging.convenant import acties
from vereniging.convenant.acties import seed_themas_en_partijen
from vereniging.convenant.models import (
    Afspraak,
    AfspraakStand,
    Convenant,
    Fase,
    Instemming,
    Ondertekening,
    Oordeel,
    Organisatie,
    Partij,
    Partijantwoord,
    Waarneming,
)
from vereniging.convenant.queries import partijen, themas
from vereniging.core.db import db
from vereniging.core.workdays import amsterdam_day
from vereniging.toegang.models import Account


def een_tafel() -> list[Partij]:
    """Five seats with an organisation each."""
    seed_themas_en_partijen()
    zetels = partijen()
    for partij in zetels:
        db.session.add(een_organisatie(partij=partij, naam=f"Organisatie {partij.naam}"))
    db.session.flush()
    return zetels


def een_convenant(**anders: Any) -> Convenant:
    """A concept."""
    velden = {"versie": "2026", "titel": "Convenant 2026", "tekst": "Wij werken samen."}
    return Convenant(**{**velden, **anders})


def leg_ter_tekening(convenant: Convenant) -> None:
    """Past everybody who had to read it, and ready to sign."""
    convenant.fase = Fase.BIJ_BENW
    acties.leg_ter_tekening(convenant)


def een_handtekening(organisatie: Organisatie, datum: date = BEGIN) -> Ondertekening:
    """A signature of somebody there, told by one officer and checked by another."""
    return Ondertekening(
        organisatie=organisatie, naam="Sam Contact", functie="directeur", datum=datum,
        bevoegdheid="Bestuurder volgens de KVK", opgegeven_door_id=een_account("een").id,
        gecontroleerd_door_id=een_account("twee").id,
    )  # fmt: skip


def een_account(naam: str) -> Account:
    """Somebody with an office; the same one each time."""
    email = f"{naam}.ambt@example.org"
    found = db.session.scalars(select(Account).where(Account.email == email)).one_or_none()
    if found is None:
        found = Account(email=email, gemaakt_op=TOEN)
        db.session.add(found)
        db.session.flush()
    return found


def een_afspraak(partij: Partij, **anders: Any) -> Afspraak:
    """A concept that one party will carry out before a day."""
    velden: dict[str, Any] = {
        "kenmerk": "A-2026-001",
        "tekst": "Lampen op het pad",
        "maatstaf": "Alle lampen branden.",
        "thema": themas()[0],
        "voor_datum": date(2026, 11, 1),
        "gemaakt_op": TOEN,
    }
    return Afspraak(**{**velden, "partij": partij, **anders})


def een_geldende_afspraak(zetels: list[Partij], **anders: Any) -> Afspraak:
    """One that all five agreed to."""
    afspraak = een_afspraak(zetels[1], **anders)
    for partij in zetels:
        afspraak.instemmingen.append(
            Instemming(partij=partij, antwoord=Partijantwoord.EENS, op=TOEN)
        )
    afspraak.stand = anders.get("stand", AfspraakStand.VAN_KRACHT)
    db.session.add(afspraak)
    db.session.flush()
    return afspraak


def stem_in(
    afspraak: Afspraak, partij: Partij, antwoord: Partijantwoord, nu: datetime, reden: str = ""
) -> None:
    """A party answers at the table."""
    acties.leg_vast_instemming(
        afspraak, Instemming(partij=partij, antwoord=antwoord, reden=reden, op=nu)
    )


def beoordeel(afspraak: Afspraak, door: Partij, oordeel: Oordeel, nu: datetime) -> Waarneming:
    """Another party goes and looks."""
    waarneming = Waarneming(partij=door, op=amsterdam_day(nu), oordeel=oordeel)
    acties.beoordeel(afspraak, waarneming, nu)
    return waarneming

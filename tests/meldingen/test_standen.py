"""Each verb works from its own standen and refuses all others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.meldingen.factories import Buurt, een_buurt, een_melding
from vereniging.core.errors import KanNietMeer
from vereniging.meldingen import acties, jobs
from vereniging.meldingen.models import (
    VANUIT,
    Antwoord,
    AntwoordSoort,
    Melding,
    MeldingStand,
    NietDoorzendbaar,
    Sluitreden,
    TeLaatVoorHeropenen,
)
from vereniging.post.models import Mail

Verb = Callable[[Melding, datetime, Buurt], object]
DAG = datetime(2026, 12, 1).date()  # noqa: DTZ001  only the day
VERBS: dict[str, Verb] = {
    "bevestigen": lambda m, nu, _: m.bevestigen(nu, DAG),
    "vragen": lambda m, nu, _: m.vragen(nu, "Welke container?"),
    "antwoorden": lambda m, nu, _: m.antwoorden(nu, "De grijze."),
    "doorsturen": lambda m, nu, buurt: m.doorsturen(nu, buurt.gemeente.partij, DAG),
    "agenderen": lambda m, nu, _: m.agenderen(nu, DAG),
    "samenvoegen": lambda m, nu, _: m.samenvoegen(nu, m),
    "verwijzen": lambda m, nu, _: m.verwijzen(nu, "de politie"),
    "oppakken": lambda m, nu, _: m.oppakken(nu, DAG),
    "klaar_melden": lambda m, nu, _: m.klaar_melden(nu, "Opgehaald."),
    "afspreken": lambda m, nu, _: m.afspreken(nu, "Elke week legen.", DAG),
    "opschalen": lambda m, nu, _: m.opschalen(nu, "naar de wethouder"),
    "akkoord": lambda m, nu, _: m.akkoord(nu),
    "laten_rusten": lambda m, nu, _: m.laten_rusten(nu),
    "heropenen": lambda m, nu, _: m.heropenen(nu, "Het ligt er weer.", DAG),
    "heropenen_met_feit": lambda m, nu, _: m.heropenen_met_feit(nu, "Er is geld.", DAG),
    "sluiten": lambda m, nu, _: m.sluiten(nu, Sluitreden.GEEN_MIDDELEN, "Er is geen geld."),
    "losmaken": lambda m, nu, _: m.losmaken(nu, DAG),
    "herzien": lambda m, nu, _: m.herzien(nu, DAG),
    "intrekken": lambda m, nu, _: m.intrekken(nu),
}
# said twice by an impatient finger: nothing happens
HERHAALD = {
    ("bevestigen", "ontvangen"), ("bevestigen", "doorgestuurd"),
    ("klaar_melden", "partij_zegt_klaar"), ("akkoord", "opgelost"), ("intrekken", "ingetrokken"),
}  # fmt: skip


def in_stand(melding: Melding, stand: MeldingStand) -> Melding:
    melding.stand = stand
    melding.sluitreden = Sluitreden.ANDERS if stand is MeldingStand.GESLOTEN else None
    return melding


def test_every_verb_has_its_row() -> None:
    assert set(VERBS) == set(VANUIT)


@pytest.mark.parametrize("stand", MeldingStand)
@pytest.mark.parametrize("werkwoord", VERBS)
def test_a_verb_fits_only_its_standen(
    werkwoord: str, stand: MeldingStand, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    melding = in_stand(een_melding(buurt, nu), stand)
    lines = len(melding.gebeurtenissen)
    if stand in VANUIT[werkwoord]:
        VERBS[werkwoord](melding, nu, buurt)
        assert melding.gebeurtenissen[-1].van == stand
        assert melding.gebeurtenissen[-1].naar == melding.stand
    elif (werkwoord, stand.value) in HERHAALD:
        assert VERBS[werkwoord](melding, nu, buurt) is False
        assert len(melding.gebeurtenissen) == lines
    else:
        with pytest.raises(KanNietMeer):
            VERBS[werkwoord](melding, nu, buurt)
        assert melding.stand is stand


def test_without_consent_nothing_is_sent_on(data: Session, nu: datetime) -> None:
    buurt = een_buurt(data)
    melding = in_stand(een_melding(buurt, nu, is_doorzendbaar=False), MeldingStand.ONTVANGEN)
    with pytest.raises(NietDoorzendbaar):
        acties.doorsturen(melding, buurt.gemeente, nu)


def test_a_solved_report_reopens_for_ninety_days(data: Session, nu: datetime) -> None:
    melding = in_stand(een_melding(een_buurt(data), nu), MeldingStand.OPGELOST)
    with pytest.raises(TeLaatVoorHeropenen):
        acties.heropenen(melding, "Het ligt er weer.", nu + timedelta(days=91))


def test_the_clock_stops_while_the_reporter_thinks(data: Session, nu: datetime) -> None:
    buurt = een_buurt(data)
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    doorzending = acties.doorsturen(melding, buurt.gemeente, nu)
    before = doorzending.antwoord_voor
    acties.vragen(melding, "Welke container?", nu)
    acties.antwoorden(melding, "De grijze.", nu + timedelta(days=3))
    assert melding.stand is MeldingStand.DOORGESTUURD
    assert doorzending.antwoord_voor == melding.termijn
    assert doorzending.antwoord_voor > before


def test_a_party_that_cannot_does_not_close(data: Session, nu: datetime) -> None:
    buurt = een_buurt(data)
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    doorzending = acties.doorsturen(melding, buurt.gemeente, nu)
    nee = Antwoord(op=nu, naam="Sam", soort=AntwoordSoort.KAN_NIET, tekst="Er is geen geld voor.")
    acties.beantwoord(doorzending, nee, nu)
    assert melding.stand is MeldingStand.DOORGESTUURD
    assert doorzending.beantwoord_op == nu


def test_each_reminder_goes_once(data: Session, nu: datetime) -> None:
    buurt = een_buurt(data)
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    doorzending = acties.doorsturen(melding, buurt.gemeente, nu)
    for days in (0, 11, 11, 12, 12, 20, 20):
        acties.herinner(doorzending, nu + timedelta(days=days))
    data.flush()
    found = data.scalars(select(Mail.sleutel).where(Mail.sleutel.like("doorzending:%"))).all()
    assert sorted(each.rpartition(":")[2] for each in found) == [
        "eerder", "nieuw", "te_laat", "vandaag",
    ]  # fmt: skip


def test_silence_ends_after_four_weeks(data: Session, nu: datetime) -> None:
    melding = in_stand(een_melding(een_buurt(data), nu), MeldingStand.PARTIJ_ZEGT_KLAAR)
    melding.stand_sinds = nu
    acties.laat_rusten(melding, nu + timedelta(days=15))
    acties.laat_rusten(melding, nu + timedelta(days=16))
    assert [each.soort for each in melding.gebeurtenissen].count("herinnerd") == 1
    acties.laat_rusten(melding, nu + timedelta(days=28))
    assert melding.stand is MeldingStand.ONBEVESTIGD


def test_what_nobody_confirmed_is_forgotten(data: Session, nu: datetime) -> None:
    melding = een_melding(een_buurt(data), nu)
    data.flush()
    acties.vergeet_meldingen(nu + timedelta(days=6))
    assert data.get(Melding, melding.id) is not None
    number = melding.id
    acties.vergeet_meldingen(nu + timedelta(days=8))
    data.flush()
    assert data.get(Melding, number) is None


def test_the_jobs_run_without_work(data: Session, nu: datetime) -> None:
    jobs.herinneringen()
    jobs.wachten()
    jobs.opruimen()
    assert data.scalars(select(Melding)).all() == []

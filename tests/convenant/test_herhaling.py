"""A promise that comes back: every time is a promise of its own, until it ends."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.convenant.factories import (
    beoordeel,
    een_geldende_afspraak,
    een_tafel,
)
from tests.factories import een_lid
from tests.support.client import Client
from vereniging.convenant import acties, jobs
from vereniging.convenant.models import (
    Afspraak,
    AfspraakStand,
    Oordeel,
    Partij,
    Ritme,
    Waarneming,
)
from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.export import read_csv
from vereniging.leden.opzegtermijn import Termijneenheid
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan

EERSTE = date(2026, 11, 30)
NIEUW = "/bestuur/convenant/afspraken/nieuw"


def elk_kwartaal(zetels: list[Partij], **anders: object) -> Afspraak:
    velden: dict[str, object] = {
        "kenmerk": "A-2025-901", "elke": 3, "eenheid": Termijneenheid.MAANDEN, "voor_datum": EERSTE,
    }  # fmt: skip
    return een_geldende_afspraak(zetels, **{**velden, **anders})


def later(nu: datetime, dagen: int) -> datetime:
    moment = nu + timedelta(days=dagen)
    clock.install(lambda: moment)
    return moment


def keren(data: Session) -> list[Afspraak]:
    return list(data.scalars(select(Afspraak).order_by(Afspraak.keer, Afspraak.id)))


@pytest.mark.parametrize(("ritme", "eerste", "dagen"), [
    (Ritme(3, Termijneenheid.MAANDEN), date(2026, 11, 30),
     [date(2027, 2, 28), date(2027, 5, 30), date(2027, 8, 30)]),
    (Ritme(1, Termijneenheid.MAANDEN), date(2027, 1, 31),
     [date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]),
    (Ritme(2, Termijneenheid.WEKEN), date(2026, 12, 22),
     [date(2027, 1, 5), date(2027, 1, 19), date(2027, 2, 2)]),
    (Ritme(12, Termijneenheid.MAANDEN), date(2028, 2, 29),
     [date(2029, 2, 28), date(2030, 2, 28), date(2031, 2, 28)]),
])  # fmt: skip
def test_the_days_are_counted_from_the_first(ritme: Ritme, eerste: date, dagen: list[date]) -> None:
    assert [ritme.dag(eerste, keer) for keer in (2, 3, 4)] == dagen
    assert ritme.dag(eerste, 1) == eerste


@settings(deadline=None)  # a busy machine is no fault
@given(
    st.integers(1, 24), st.sampled_from(Termijneenheid),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 40),
)  # fmt: skip
def test_every_time_comes_after_the_one_before_and_none_after_the_end(
    elke: int, eenheid: Termijneenheid, eerste: date, keer: int
) -> None:
    ritme = Ritme(elke, eenheid)
    this, after = ritme.dag(eerste, keer), ritme.dag(eerste, keer + 1)
    assert this is not None
    assert after is not None
    assert this < after
    assert Ritme(elke, eenheid, this).dag(eerste, keer + 1) is None
    assert Ritme(elke, eenheid, this).dag(eerste, keer) == this


def test_the_next_time_is_there_when_the_day_is_over_and_only_once(
    data: Session, nu: datetime
) -> None:
    zetels = een_tafel()
    elk_kwartaal(zetels)
    data.flush()
    jobs.herhaal()
    assert len(keren(data)) == 1
    later(nu, 9)  # the first day after 30 November
    for _again in range(2):
        jobs.herhaal()
    eerste, tweede = keren(data)
    assert (tweede.voor_datum, tweede.keer, tweede.stand) == (date(2027, 2, 28), 2, "van_kracht")
    assert tweede.kenmerk != eerste.kenmerk
    assert tweede.is_openbaar
    assert [i.antwoord for i in tweede.instemmingen] == [i.antwoord for i in eerste.instemmingen]
    assert eerste.is_te_laat(date(2026, 12, 1))


def test_each_time_has_findings_of_its_own(data: Session, nu: datetime, client: Client) -> None:
    zetels = een_tafel()
    eerste = elk_kwartaal(zetels)
    beoordeel(eerste, zetels[0], Oordeel.NAGELEEFD, nu)
    data.commit()
    (tweede,) = acties.herhaal_afspraken(nu)
    data.flush()
    assert eerste.stand is AfspraakStand.NAGEKOMEN
    assert tweede.waarnemingen == []
    beoordeel(tweede, zetels[4], Oordeel.NIET, later(nu, 100))
    data.commit()
    assert [w.afspraak_id for w in data.scalars(select(Waarneming).order_by(Waarneming.id))] == [
        eerste.id, tweede.id,
    ]  # fmt: skip
    shown = client.get(f"/afspraken/{tweede.kenmerk}").text
    assert "Dit komt terug: elke 3 maanden." in shown
    assert f"/afspraken/{eerste.kenmerk}" in shown
    assert "Daarna: 30 mei 2027, 30 augustus 2027, 30 november 2027" in shown


def test_what_was_missed_while_nothing_ran_is_there_and_late(data: Session, nu: datetime) -> None:
    elk_kwartaal(een_tafel())
    data.flush()
    made = acties.herhaal_afspraken(later(nu, 300))
    assert [each.voor_datum for each in made] == [
        date(2027, 2, 28), date(2027, 5, 30), date(2027, 8, 30), date(2027, 11, 30),
    ]  # fmt: skip
    dag = clock.today()
    assert [each.is_te_laat(dag) for each in made] == [True, True, True, False]
    assert acties.herhaal_afspraken(clock.now()) == []


def test_it_ends_on_its_last_day_or_by_a_decision(data: Session, nu: datetime) -> None:
    zetels = een_tafel()
    elk_kwartaal(zetels, herhaal_tot=date(2027, 3, 1))
    ander = elk_kwartaal(zetels, kenmerk="A-2026-002")
    besluit = neem_besluit(Orgaan.BESTUUR, "Niet meer nodig", "De lampen zijn weg.", nu)
    acties.trek_in(ander, besluit)
    data.flush()
    made = acties.herhaal_afspraken(later(nu, 300))
    assert [each.voor_datum for each in made] == [date(2027, 2, 28)]


def test_a_concept_does_not_come_back_and_once_is_once(data: Session, nu: datetime) -> None:
    zetels = een_tafel()
    elk_kwartaal(zetels, stand=AfspraakStand.VOORGELEGD)
    een_geldende_afspraak(zetels, kenmerk="A-2026-002", voor_datum=EERSTE)
    data.flush()
    assert acties.herhaal_afspraken(later(nu, 300)) == []


@pytest.mark.parametrize("fout", [
    {"elke": None}, {"eenheid": None}, {"elke": 0}, {"elke": None, "eenheid": None,
     "herhaal_tot": EERSTE}, {"keer": 2},
])  # fmt: skip
def test_the_database_refuses_half_a_rhythm(data: Session, fout: dict[str, object]) -> None:
    with pytest.raises(IntegrityError):
        elk_kwartaal(een_tafel(), **fout)


def test_one_time_is_written_down_once_also_by_the_database(data: Session, nu: datetime) -> None:
    zetels = een_tafel()
    eerste = elk_kwartaal(zetels)
    for kenmerk in ("A-2026-002", "A-2026-003"):
        db.session.add(
            Afspraak(
                kenmerk=kenmerk, tekst="Lampen", maatstaf="Ze branden.", partij=zetels[1],
                thema=eerste.thema, gemaakt_op=nu, voor_datum=EERSTE, elke=3,
                eenheid=Termijneenheid.MAANDEN, keer=2, reeks=eerste,
            )
        )  # fmt: skip
    with pytest.raises(IntegrityError):
        data.flush()


def test_an_officer_writes_it_down_and_ends_it(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    een_tafel()
    browser = login(een_lid(), "afgevaardigde", "secretaris")
    velden = {
        "tekst": "Prullenbakken legen", "maatstaf": "Ze zijn leeg.", "partij": "gemeente",
        "thema": "groen", "voor_datum": "2026-12-01", "herhaling": "1-weken",
        "herhaal_tot": "2027-12-01",
    }  # fmt: skip
    for fout, zin in [
        ({"voor_datum": "2026-11-01"}, "Kies voor de eerste keer een dag die nog komt."),
        ({"herhaal_tot": "2026-11-30"}, "Kies een dag na de eerste keer."),
        ({"herhaling": ""}, "Kies ook hoe vaak het moet."),
        ({"herhaling": "", "herhaal_tot": "", "voor_datum": ""}, "Vul een datum in, of hoe vaak"),
        ({"herhaling": "3-dagen"}, ""),
    ]:
        refused = browser.post(NIEUW, {**velden, **fout})
        assert refused.status_code == 422
        assert zin in refused.text
    assert browser.post(NIEUW, velden).status_code == 303
    base = "/bestuur/convenant/afspraken/A-2026-001"
    assert browser.post(f"{base}/voorleggen").status_code == 303
    for code in ("bewoners", "gemeente", "corporaties", "veiligheid", "welzijn"):
        browser.post(f"{base}/instemming", {"partij": code, "antwoord": "eens"})
    assert "elke week" in client.get("/afspraken").text
    assert read_csv(client.get("/afspraken.csv").data)[1][6] == "P1W"
    onbekend = {"besluit": "B-2026-999", "hoe": "vervallen"}
    assert "Kijk het nummer na." in browser.post(f"{base}/einde", onbekend).text
    besluit = neem_besluit(Orgaan.BESTUUR, "Niet meer nodig", "De bakken zijn weg.", nu)
    data.commit()
    goed = {"besluit": besluit.kenmerk.lower(), "hoe": "vervallen"}
    assert browser.post(f"{base}/einde", goed).status_code == 303
    assert browser.post(f"{base}/einde", goed).status_code == 409
    assert besluit.kenmerk in client.get("/afspraken/A-2026-001").text
    assert login(een_lid(), "afgevaardigde").post(f"{base}/einde", goed).status_code == 403

"""What the monitor counts, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.factories import een_lid
from tests.leefbaarheid import factories as f
from tests.meldingen.factories import een_buurt
from tests.support.client import Client
from vereniging.convenant.models import AfspraakStand, Oordeel, Waarneming
from vereniging.core.db import db
from vereniging.core.export import read_csv
from vereniging.core.keys import Label
from vereniging.core.secrets import fingerprint
from vereniging.leden.opzegtermijn import Termijneenheid
from vereniging.leefbaarheid.monitor import Monitor, Partijcijfers, monitor
from vereniging.leefbaarheid.perioden import Periode, keuzes, periode
from vereniging.leefbaarheid.tabel import rijen
from vereniging.logboek.acties import schrijf
from vereniging.meldingen.models import Melding, MeldingStand, Plek, Tevreden
from vereniging.statuten.acties import stel_in

S, T = MeldingStand, Tevreden
DAG = date(2026, 11, 22)


def figures(code: str = "12m", dag: date = DAG) -> Monitor:
    db.session.flush()
    chosen = periode(code, dag)
    assert chosen is not None
    return monitor(chosen, dag)


def of(m: Monitor, code: str) -> Partijcijfers:
    return next(each for each in m.partijen if each.code == code)


def table(client: Client, query: str = "") -> dict[tuple[str, str, str], dict[str, str]]:
    head, *rows = read_csv(client.get(f"/open-data/leefbaarheid.csv{query}").data)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    return {(row["deel"], row["groep"], row["maat"]): row for row in found}


@contextmanager
def queries() -> Iterator[list[str]]:
    said: list[str] = []

    def listen(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            said.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    yield said
    event.remove(db.engine, "before_cursor_execute", listen)


def test_a_period_is_whole_months_of_amsterdam() -> None:
    year, last = periode("2025", DAG), periode("12m", DAG)
    quarter = periode("2026-k4", DAG)
    assert year == Periode("2025", date(2025, 1, 1), date(2026, 1, 1))
    assert last == Periode("12m", date(2025, 12, 1), date(2026, 12, 1))
    assert quarter == Periode("2026-k4", date(2026, 10, 1), date(2027, 1, 1))
    assert quarter.grenzen[0] == datetime(2026, 9, 30, 22, tzinfo=UTC)
    assert [periode(code, DAG) for code in ("2027", "2026-k5", "x", "", "1999")] == [None] * 5
    assert all(periode(code, DAG) for code, _naam in keuzes(DAG))
    assert keuzes(date(2026, 1, 1))[6][0] == "2026-k1"


def test_only_confirmed_reports_of_the_period_count(data: Session, nu: datetime) -> None:
    een_buurt(data)
    for stand in S:
        f.melding(data, nu - timedelta(days=9), stand)
    f.melding(data, datetime(2025, 11, 30, 22, 59, tzinfo=UTC), S.ONTVANGEN)
    f.melding(data, datetime(2025, 11, 30, 23, 0, tzinfo=UTC), S.ONTVANGEN)
    m = figures()
    assert m.totaal == len(S) - 3 + 1
    assert m.apart == {"niet_voor_ons": 1, "samengevoegd": 1}
    assert {k: v for k, v in m.afloop.items() if k != "open"} == {
        "opgelost": 1, "onbevestigd": 1, "partij_zegt_klaar": 1, "gesloten": 1, "ingetrokken": 1,
    }  # fmt: skip
    (inrichting,) = [each for each in m.themas if each.code == "inrichting"]
    assert (inrichting.maanden[0], inrichting.maanden[-1]) == (1, 13)
    assert sum(each.aantal for each in m.themas) == m.totaal


def test_said_done_and_confirmed_are_two_figures_per_party_and_ours_is_there(
    data: Session, nu: datetime
) -> None:
    een_buurt(data)
    for stand in (S.OPGELOST, S.OPGELOST, S.ONBEVESTIGD, S.PARTIJ_ZEGT_KLAAR):
        f.melding(data, nu, stand)
    f.melding(data, nu, S.GESLOTEN, partij=f.partij(data, "bewoners"), keer_heropend=1)
    m = figures()
    assert of(m, "gemeente").afloop == {"opgelost": 2, "onbevestigd": 1, "partij_zegt_klaar": 1}
    assert of(m, "bewoners").is_eigen
    assert of(m, "bewoners").afloop == {"gesloten": 1}
    assert (m.heropend.aantal, m.heropend.n) == (1, 5)
    assert len(m.partijen) == 5


def test_how_it_went_is_yes_of_yes_and_no_and_hidden_when_few_said_so(
    data: Session, nu: datetime
) -> None:
    een_buurt(data)
    for oordeel in (T.JA, T.JA, T.JA, T.NEE, T.GEEN_MENING, None):
        f.melding(data, nu, S.OPGELOST, tevreden=oordeel)
    f.melding(data, nu, S.GESLOTEN, email=None)  # nobody could be asked
    f.melding(data, nu, S.DOORGESTUURD)
    m = figures()
    assert (m.tevreden.aantal, m.tevreden.n, m.tevreden.is_te_tonen) == (3, 4, False)
    assert (m.reacties.aantal, m.reacties.n) == (5, 6)
    assert [row.maat for row in rijen(m) if row.deel == "tevreden"] == ["respons"]
    f.melding(data, nu, S.ONBEVESTIGD, tevreden=T.JA)
    schrijf("melding.beoordeeld")
    db.session.commit()
    m = figures()
    assert (m.tevreden.aantal, m.tevreden.n, m.tevreden.is_te_tonen) == (4, 5, True)


def test_open_and_withdrawn_reports_are_followed_not_ended(data: Session, nu: datetime) -> None:
    een_buurt(data)
    for duur, stand in ((2, S.OPGELOST), (5, S.GESLOTEN), (8, S.ONBEVESTIGD), (20, S.OPGELOST)):
        f.melding(data, nu - timedelta(days=100), stand, duur)
    for duur in (5, 12):
        f.melding(data, nu - timedelta(days=100), S.INGETROKKEN, duur)
    for _open in range(2):
        f.melding(data, nu - timedelta(days=30), S.DOORGESTUURD, 1)
    m = figures()
    assert [round(stap.deel, 3) for stap in m.duur.stappen] == [0.875, 0.75, 0.6, 0.4]
    assert (m.duur.na(0.5), m.duur.n, m.duur.klaar) == (20, 8, 4)
    assert m.duur.gevolgd == 30
    assert of(m, "gemeente").duur == m.duur
    assert of(m, "welzijn").duur.n == 0


def test_a_day_is_over_after_24_hours_on_both_databases(data: Session, nu: datetime) -> None:
    een_buurt(data)
    for extra in (timedelta(seconds=-1), timedelta(), timedelta(seconds=1)):
        report = f.melding(data, nu - timedelta(days=10), S.OPGELOST)
        report.stand_sinds = report.ingediend_op + timedelta(days=2) + extra
    assert [(s.dag, s.onder_risico) for s in figures().duur.stappen] == [(1, 3), (2, 2)]


def test_a_household_counts_once_however_it_takes_part(data: Session, nu: datetime) -> None:
    een_buurt(data)
    lid = een_lid()
    ander = een_lid(adres=lid.adres)
    data.add_all([lid, ander])
    data.flush()
    een = f.melding(data, nu, lid_id=lid.id)
    f.melding(data, nu, lid_id=ander.id)
    f.melding(data, nu, email="iemand@example.org")
    f.melding(data, nu, email="Iemand@example.org", categorie=f.categorie(data, "boom"))
    f.melding(data, nu, email=None)
    data.flush()
    f.ook(data, een, fingerprint(Label.ADRES, *lid.adres.sleutel), nu)
    f.ook(data, een, b"x" * 32, nu)
    m = figures()
    per_thema = {each.code: (each.huishoudens, each.anoniem) for each in m.themas}
    assert per_thema["inrichting"] == (3, 1)
    assert per_thema["groen"] == (1, 0)
    assert m.huishoudens == 3
    stel_in(huishoudens=956)
    assert figures().per_honderd(4) == pytest.approx(0.41841)


def test_no_answer_is_late_and_what_is_not_due_or_never_came_does_not_count(
    data: Session, nu: datetime
) -> None:
    een_buurt(data)
    sent, due = nu - timedelta(days=30), date(2026, 11, 2)
    midnight = datetime(2026, 11, 2, 23, tzinfo=UTC)
    stad = f.organisatie(data, "gemeente")
    rows: list[dict[str, Any]] = [
        {"beantwoord_op": midnight - timedelta(seconds=1)},
        {"beantwoord_op": midnight},
        {},
        {"onbestelbaar_op": sent},
        {"voor": date(2026, 11, 22)},
        {"voor": date(2025, 11, 30)},
    ]
    for row in rows:
        voor = row.pop("voor", due)
        data.add(f.doorzending(f.melding(data, sent), stad, sent, voor, **row))
    again = f.melding(data, sent)
    data.add(f.doorzending(again, stad, sent, due, geldig_tot=sent + timedelta(days=1)))
    data.flush()
    data.add(f.doorzending(again, stad, sent + timedelta(days=1), date(2026, 11, 25)))
    m = figures()
    assert (of(m, "gemeente").op_tijd.aantal, of(m, "gemeente").op_tijd.n) == (1, 3)
    assert of(m, "gemeente").antwoord.n == 7
    assert of(m, "gemeente").antwoord.klaar == 2
    assert of(m, "bewoners").op_tijd.procent is None


def test_promises_tell_late_from_broken_and_ours_too(data: Session) -> None:
    een_buurt(data)
    due = date(2026, 10, 1)
    noon = datetime(2026, 10, 1, 12, tzinfo=UTC)
    A = AfspraakStand  # noqa: N806  short for the table below
    f.afspraak(data, A.NAGEKOMEN, due, klaar_gemeld_op=noon)
    f.afspraak(data, A.NAGEKOMEN, due, klaar_gemeld_op=noon + timedelta(days=4))
    f.afspraak(data, A.DEELS_NAGEKOMEN, due)
    f.afspraak(data, A.KLAAR_GEMELD, due)
    f.afspraak(data, A.LOOPT, due, code="bewoners")
    f.afspraak(data, A.VERVALLEN, due)
    f.afspraak(data, A.VOORGELEGD, due)
    f.afspraak(data, A.LOOPT, DAG)
    m = figures()
    stad = of(m, "gemeente").beloften
    assert stad.aantallen == {
        "op_tijd": 1, "te_laat": 1, "deels": 1, "niet": 0, "in_beoordeling": 1, "te_laat_open": 0,
    }  # fmt: skip
    assert stad.mediaan_te_laat == 4
    assert of(m, "bewoners").beloften.aantallen["te_laat_open"] == 1
    assert of(m, "bewoners").beloften.dagen_te_laat == [52]


@pytest.mark.parametrize(("seen", "shown"), [(date(2026, 11, 9), "in_beoordeling"),
                                             (date(2026, 11, 6), "niet")])  # fmt: skip
def test_a_negative_finding_waits_for_the_answer_of_the_party(
    data: Session, seen: date, shown: str
) -> None:
    een_buurt(data)
    once = f.afspraak(data, AfspraakStand.NIET_NAGEKOMEN, date(2026, 10, 1))
    each_year = f.afspraak(
        data,
        AfspraakStand.NIET_NAGEKOMEN,
        date(2026, 10, 2),
        elke=12,
        eenheid=Termijneenheid.MAANDEN,
    )
    for promise in (once, each_year):
        promise.waarnemingen.append(
            Waarneming(partij=f.partij(data, "welzijn"), op=seen, oordeel=Oordeel.NIET)
        )
    assert of(figures(), "gemeente").beloften.aantallen[shown] == 2


def test_streets_hide_few_households_everywhere(
    client: Client, data: Session, nu: datetime
) -> None:
    een_buurt(data)
    streets = {naam: Plek(naam=naam) for naam in ("Haagweg", "Oltmansstraat", "Staringkade")}
    data.add_all(streets.values())
    counts = {"Haagweg": 1, "Oltmansstraat": 6, "Staringkade": 8}
    for naam, count in counts.items():
        for _n in range(count):
            f.melding(data, nu, plek=streets[naam], straat=naam)
    f.melding(data, nu, plek=streets["Staringkade"], is_vertrouwelijk=True)
    f.melding(data, nu, plek=None, straat="Bij mevrouw Van der Aa thuis",
              openbare_tekst="Er ligt vuil op straat.", openbaar_op=nu)  # fmt: skip
    data.flush()
    index = [each.code for each in figures().themas].index("inrichting")
    shown = {rij.naam: rij.aantallen[index] for rij in figures().straten}
    assert shown == {"Haagweg": None, "Oltmansstraat": None, "Staringkade": 8, "": 1}
    rows = table(client)
    assert rows["straat_2026", "Haagweg", "inrichting"]["waarde"] == "verborgen"
    assert rows["straat_2026", "Oltmansstraat", "inrichting"]["waarde"] == "verborgen"
    assert rows["straat_2026", "Staringkade", "inrichting"]["waarde"] == "8"
    page = client.get("/leefbaarheid").text
    assert "Van der Aa" not in page
    assert "niet getoond" in page


def test_page_and_table_say_the_same(client: Client, data: Session, nu: datetime) -> None:
    een_buurt(data)
    for duur in range(12):
        f.melding(data, nu - timedelta(days=60), S.OPGELOST, duur)
    f.afspraak(data, AfspraakStand.LOOPT, date(2026, 10, 1), code="bewoners")
    data.commit()
    page = client.get("/leefbaarheid").text
    rows = table(client)
    assert rows["duur", "alles", "p50_dagen"]["waarde"] == "5"
    assert "Na 5 dagen was de helft van de meldingen dicht." in page
    assert rows["afloop_partij", "gemeente", "opgelost"] == {
        "periode": "12m", "van": "2025-12-01", "tot_en_met": "2026-11-30",
        "peildatum": "2026-11-22", "deel": "afloop_partij", "groep": "gemeente",
        "maat": "opgelost", "waarde": "12", "onder": "", "boven": "", "n": "12",
    }  # fmt: skip
    assert rows["beloften", "bewoners", "mediaan_dagen_te_laat"]["waarde"] == "52,0"
    assert "(wij)" in page
    assert {deel for deel, _groep, _maat in table(client, "?deel=beloften")} == {"beloften"}
    assert table(client, "?periode=2025")["thema", "inrichting", "meldingen"]["waarde"] == "0"


def test_nothing_reported_is_said_in_words(client: Client, data: Session, nu: datetime) -> None:
    een_buurt(data)
    data.commit()
    assert "In deze periode is niets gemeld." in client.get("/leefbaarheid?periode=2024").text
    for path in ("/leefbaarheid?periode=2030", "/leefbaarheid?periode=x"):
        assert client.get(path).status_code == 404
    assert client.get("/open-data/leefbaarheid.csv?periode=x").status_code == 404


def test_the_number_of_reads_does_not_grow_and_nothing_is_read_twice(
    client: Client, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    schrijf("proef.begonnen")
    f.melding(data, nu, plek=buurt.plek)
    data.commit()
    with queries() as first:
        client.get("/leefbaarheid")
    with queries() as warm:
        client.get("/leefbaarheid")
    for _n in range(20):
        f.melding(data, nu, S.OPGELOST, plek=buurt.plek)
    schrijf("proef.verder")
    data.commit()
    with queries() as cold:
        page = client.get("/leefbaarheid").text
    assert "21 meldingen van 21 bekende huishoudens" in page
    assert len(warm) <= 4
    assert len(cold) == len(first) <= 22


def test_what_changed_shows_at_once(client: Client, data: Session, nu: datetime) -> None:
    een_buurt(data)
    report: Melding = f.melding(data, nu)
    schrijf("melding.ingediend")
    data.commit()
    assert "Opnieuw geopend" not in client.get("/leefbaarheid").text
    report.klaar_melden(nu, "Opgeruimd.")
    schrijf("melding.klaar_gemeld")
    data.commit()
    assert "0 van 1, dat is 0%" in client.get("/leefbaarheid").text

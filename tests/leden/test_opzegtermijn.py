from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereniging.core.workdays import DAY, amsterdam_day, midnight_after
from vereniging.leden.opzegtermijn import (
    OpzeggenTegen,
    Opzeggrond,
    Opzegregels,
    Opzegtermijn,
    Termijneenheid,
    einddatum,
    opzeggen_tot_en_met,
    venster_tot,
)


def maanden(aantal: int) -> Opzegtermijn:
    return Opzegtermijn(aantal, Termijneenheid.MAANDEN)


WET = Opzegregels()
VAN_JULI = Opzegregels(boekjaar_begint_maand=7)
VAN_MAART = Opzegregels(boekjaar_begint_maand=3)
EEN_MAAND = Opzegregels(opzegtermijn=maanden(1))
VEERTIEN_MAANDEN = Opzegregels(opzegtermijn=maanden(14))
MAANDEINDE = Opzegregels(opzegtermijn=maanden(1), opzeggen_tegen=OpzeggenTegen.EINDE_MAAND)

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
REGELS = st.builds(
    Opzegregels,
    st.integers(1, 12),
    st.builds(Opzegtermijn, st.integers(0, 60), st.just(Termijneenheid.WEKEN))
    | st.builds(Opzegtermijn, st.integers(0, 14), st.just(Termijneenheid.MAANDEN)),
    st.sampled_from(OpzeggenTegen),
)


@pytest.mark.parametrize(
    ("ontvangen", "regels", "gewenst", "einde"),
    [
        ("2011-12-22", WET, None, "2012-12-31"),
        ("2026-12-03", WET, None, "2026-12-31"),
        ("2026-12-04", WET, None, "2027-12-31"),
        ("2026-03-01", WET, "2026-06-30", "2026-12-31"),
        ("2026-03-01", WET, "2027-06-15", "2027-12-31"),
        ("2026-12-22", WET, "2026-12-31", "2027-12-31"),
        ("2026-06-02", VAN_JULI, None, "2026-06-30"),
        ("2026-06-03", VAN_JULI, None, "2027-06-30"),
        ("2028-02-01", VAN_MAART, None, "2028-02-29"),
        ("2028-02-02", VAN_MAART, None, "2029-02-28"),
        ("2026-11-30", EEN_MAAND, None, "2026-12-31"),
        ("2026-12-01", EEN_MAAND, None, "2027-12-31"),
        ("2026-12-15", VEERTIEN_MAANDEN, None, "2027-12-31"),
        ("2026-01-31", MAANDEINDE, None, "2026-02-28"),
    ],
)
def test_each_row_of_the_table_ends_on_its_day(
    ontvangen: str, regels: Opzegregels, gewenst: str | None, einde: str
) -> None:
    wens = date.fromisoformat(gewenst) if gewenst else None
    assert einddatum(date.fromisoformat(ontvangen), regels, gewenst=wens) == date.fromisoformat(
        einde
    )


@pytest.mark.parametrize(
    ("meegedeeld", "ontvangen", "einde"),
    [
        ("2026-05-20", "2026-06-20", "2026-06-20"),
        ("2026-05-20", "2026-06-21", "2026-12-31"),
        ("2027-01-31", "2027-02-28", "2027-02-28"),
        ("2027-01-31", "2027-03-01", "2027-12-31"),
    ],
)
@pytest.mark.parametrize("grond", [Opzeggrond.VERZWARING, Opzeggrond.OMZETTING])
def test_who_leaves_over_heavier_duties_leaves_at_once_within_a_month(
    meegedeeld: str, ontvangen: str, einde: str, grond: Opzeggrond
) -> None:
    found = einddatum(
        date.fromisoformat(ontvangen),
        grond=grond,
        venster_tot=venster_tot(date.fromisoformat(meegedeeld)),
    )
    assert found == date.fromisoformat(einde)


@pytest.mark.parametrize(
    ("moment", "einde"),
    [
        (datetime(2026, 12, 3, 22, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 3, 23, 0, 0, tzinfo=UTC), date(2027, 12, 31)),
        (datetime(2026, 12, 3, 23, 10, 0, tzinfo=UTC), date(2027, 12, 31)),
    ],
)
def test_a_second_either_side_of_midnight_between_3_and_4_december_is_a_year(
    moment: datetime, einde: date
) -> None:
    assert einddatum(amsterdam_day(moment)) == einde


def test_the_last_second_of_3_december_counts() -> None:
    middernacht = midnight_after(date(2026, 12, 3))
    assert einddatum(amsterdam_day(middernacht - timedelta(seconds=1))) == date(2026, 12, 31)
    assert einddatum(amsterdam_day(middernacht)) == date(2027, 12, 31)


def test_who_cannot_be_asked_to_stay_leaves_at_once() -> None:
    dag = date(2026, 3, 1)
    assert einddatum(dag, grond=Opzeggrond.NIET_TE_VERGEN) == dag


def test_a_heavier_duty_without_a_window_gives_no_early_exit() -> None:
    assert einddatum(date(2026, 3, 1), grond=Opzeggrond.VERZWARING) == date(2026, 12, 31)


def test_an_open_window_alone_is_no_ground() -> None:
    assert einddatum(date(2026, 3, 1), venster_tot=date(2026, 4, 1)) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("einde", "regels", "uiterlijk"),
    [
        (date(2026, 12, 31), WET, date(2026, 12, 3)),
        (date(2026, 6, 30), VAN_JULI, date(2026, 6, 2)),
        (date(2028, 2, 29), VAN_MAART, date(2028, 2, 1)),
        (date(2026, 12, 31), EEN_MAAND, date(2026, 11, 30)),
        (date(2026, 2, 28), MAANDEINDE, date(2026, 1, 31)),
    ],
)
def test_the_last_day_for_notice_is_told_beforehand(
    einde: date, regels: Opzegregels, uiterlijk: date
) -> None:
    assert opzeggen_tot_en_met(einde, regels) == uiterlijk


@given(dag=DAYS, regels=REGELS, wens=st.none() | DAYS)
def test_a_membership_ends_on_an_exit_day_and_in_time(
    dag: date, regels: Opzegregels, wens: date | None
) -> None:
    einde = einddatum(dag, regels, gewenst=wens)
    assert einde == regels.eerste_uitstapdag(einde)
    volgend_boekjaar = regels.einde_boekjaar(regels.einde_boekjaar(dag) + DAY)
    assert dag <= einddatum(dag, regels) <= volgend_boekjaar
    assert wens is None or einde >= min(wens, einde)
    assert einde == einddatum(dag, regels) or (wens is not None and einde >= wens)


@given(eerste=DAYS, tweede=DAYS, regels=REGELS)
def test_who_gives_notice_earlier_never_stays_longer(
    eerste: date, tweede: date, regels: Opzegregels
) -> None:
    vroeg, laat = sorted([eerste, tweede])
    assert einddatum(vroeg, regels) <= einddatum(laat, regels)


@given(dag=DAYS, regels=REGELS)
def test_one_day_after_the_last_day_for_notice_is_too_late(dag: date, regels: Opzegregels) -> None:
    einde = einddatum(dag, regels)
    uiterlijk = opzeggen_tot_en_met(einde, regels)
    assert uiterlijk >= dag
    assert einddatum(uiterlijk, regels) == einde < einddatum(uiterlijk + DAY, regels)

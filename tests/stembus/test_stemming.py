"""A vote from opening to destroyed key, without any page."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from tests.factories import een_lid
from tests.stembus.factories import een_open_stemming, een_stemming, om, stem
from tests.support.work import work
from vereniging.core.errors import KanNietMeer
from vereniging.leden.models import Lid, LidSoort
from vereniging.post.models import Mail
from vereniging.stembus import natellen
from vereniging.stembus.acties import annuleer, open_stemming, sluit, stel_vast, tel
from vereniging.stembus.acties.sleutels import sleutelbestand
from vereniging.stembus.acties.stemmen import BusDicht, IntussenGestemd
from vereniging.stembus.models import (
    AlOpen,
    BezwaarLoopt,
    Kiesregister,
    StembusBestand,
    Stemming,
    StemmingStand,
    TeKort,
    Uitslag,
    bus,
    envelop,
    stembiljet,
)
from vereniging.stembus.protocol.sleutels import KekOntbreekt
from vereniging.stembus.signals import stemming_geteld


def leden(data: Session, aantal: int) -> list[Lid]:
    """Members who will be on the roll."""
    people = [een_lid() for _ in range(aantal)]
    data.add_all(people)
    data.flush()
    return people


def rijen(data: Session, table: object) -> int:
    """How many rows a table holds."""
    return data.scalar(select(func.count()).select_from(table)) or 0  # type: ignore[arg-type]


def sluit_en_tel(stemming: Stemming) -> datetime:
    """Past the closing second, with the quarter of an hour that witnesses get."""
    dicht = om(stemming.sluit_op)
    assert sluit(stemming, dicht)
    assert not tel(stemming, dicht)
    later = om(dicht + timedelta(minutes=15))
    assert tel(stemming, later)
    return later


def test_the_roll_is_frozen_at_opening(data: Session, nu: datetime) -> None:
    wie = leden(data, 3)
    data.add(een_lid(LidSoort.DONATEUR))
    stemming = een_open_stemming(nu)
    leden(data, 1)
    register = data.scalars(select(Kiesregister)).all()
    assert {rij.lid_id for rij in register} == {lid.id for lid in wie}
    kiesgerechtigd = data.scalars(
        select(StembusBestand.inhoud).where(StembusBestand.naam == "kiesgerechtigd.json")
    ).one()
    assert json.loads(kiesgerechtigd)["uitgesloten"] == {"donateur": 1}
    assert stemming.stand is StemmingStand.OPEN


def test_the_last_vote_counts_and_everyone_can_recount(
    data: Session, nu: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wie = leden(data, 6)
    stemming = een_open_stemming(nu)
    for lid in wie:
        stem(stemming, lid, "tegen")
    ontvangst, revisie = stem(stemming, wie[0], "voor", verwacht=1, woord="zonnebloem")
    assert revisie == 2
    assert rijen(data, envelop) == 6
    sluit_en_tel(stemming)
    uitslag = data.scalars(select(Uitslag)).one()
    assert uitslag.vraag("voor_tegen") == {
        "sleutel": "v1",
        "telling": {"blanco": 0, "tegen": 5, "voor": 1},
        "type": "voor_tegen",
        "uitkomst": "verworpen",
    }
    for bestand in data.scalars(select(StembusBestand)):
        (tmp_path / bestand.naam).write_bytes(bestand.inhoud)
    script = [sys.executable, natellen.__file__, str(tmp_path), "--code", ontvangst.code]
    recount = subprocess.run(script, capture_output=True, text=True, check=False)  # noqa: S603  our own script
    assert recount.returncode == 0, recount.stdout
    assert "De uitslag klopt." in recount.stdout
    assert "zonnebloem" in (tmp_path / "stembiljetten.csv").read_text()


def test_nothing_is_accepted_from_the_closing_second_on(data: Session, nu: datetime) -> None:
    eerste, tweede = leden(data, 2)
    stemming = een_open_stemming(nu)
    om(stemming.sluit_op - timedelta(microseconds=1))
    stem(stemming, eerste)
    om(stemming.sluit_op)
    with pytest.raises(BusDicht, match="gesloten sinds"):
        stem(stemming, tweede)
    assert stemming.is_dicht(stemming.sluit_op)
    assert rijen(data, envelop) == 1


def test_the_same_form_again_gets_the_same_receipt_another_one_is_refused(
    data: Session, nu: datetime
) -> None:
    (lid,) = leden(data, 1)
    stemming = een_open_stemming(nu)
    nonce = secrets.token_bytes(32)
    eerste = stem(stemming, lid, "voor", nonce=nonce)
    assert stem(stemming, lid, "voor", nonce=nonce) == eerste
    with pytest.raises(IntussenGestemd):
        stem(stemming, lid, "tegen", nonce=nonce)
    with pytest.raises(IntussenGestemd):
        stem(stemming, lid, "voor")
    assert data.scalars(select(Kiesregister.revisie)).one() == 1
    mails = data.scalars(select(Mail.onderwerp).where(Mail.sleutel.startswith("gestemd:"))).all()
    assert len(mails) == 1


def test_closing_takes_the_names_off_and_is_done_once(data: Session, nu: datetime) -> None:
    wie = leden(data, 5)
    stemming = een_open_stemming(nu)
    for lid in wie:
        stem(stemming, lid)
    assert not sluit(stemming, stemming.sluit_op - timedelta(seconds=1))
    assert sluit(stemming, om(stemming.sluit_op))
    assert not sluit(stemming, stemming.sluit_op)
    assert (rijen(data, envelop), rijen(data, bus)) == (0, 5)
    assert set(data.scalars(select(Kiesregister.bevestiging))) == {None}


def test_a_box_that_does_not_match_the_roll_stays_closed_to_everyone(
    data: Session, nu: datetime
) -> None:
    wie = leden(data, 2)
    stemming = een_open_stemming(nu)
    stem(stemming, wie[0])
    data.execute(envelop.delete())
    assert not sluit(stemming, om(stemming.sluit_op))
    assert stemming.stand is StemmingStand.OPEN


def test_the_worker_opens_closes_mails_the_root_and_only_then_counts(
    data: Session, nu: datetime
) -> None:
    wie = leden(data, 5)
    stemming = een_open_stemming(nu)
    for lid in wie:
        stem(stemming, lid, "voor")
    heard: list[str] = []

    def hear(_sender: object, *, stemming: Stemming, **_rest: object) -> None:
        heard.append(stemming.slug)

    with stemming_geteld.connected_to(hear):
        om(stemming.sluit_op)
        work()
        assert stemming.stand is StemmingStand.GESLOTEN
        for minute in range(1, 18):
            om(stemming.sluit_op + timedelta(minutes=minute))
            work()
    assert heard == [stemming.slug]
    assert stemming.is_uitgeteld


def test_declaring_waits_for_objections_and_then_destroys_the_key(
    data: Session, nu: datetime
) -> None:
    wie = leden(data, 5)
    stemming = een_open_stemming(nu)
    for lid in wie:
        stem(stemming, lid)
    sluit_en_tel(stemming)
    with pytest.raises(BezwaarLoopt):
        stel_vast(stemming, stemming.sluit_op + timedelta(days=1))
    assert stemming.bezwaar_tot is not None
    stel_vast(stemming, om(stemming.bezwaar_tot))
    work()
    assert stemming.sleutel_verpakt is None
    assert set(data.scalars(select(bus.c.data))) == {None}
    with pytest.raises(KekOntbreekt):
        sleutelbestand().kek(stemming.slug)


def test_the_last_day_of_objections_is_the_day_it_is_here(data: Session, nu: datetime) -> None:
    stemming = een_open_stemming(nu, sluit_op=nu.replace(hour=23, minute=30) + timedelta(days=7))
    sluit_en_tel(stemming)  # 14 days later it is half past midnight here, on the 14th
    with pytest.raises(BezwaarLoopt, match="14 december 2026"):
        stel_vast(stemming, stemming.sluit_op + timedelta(days=1))


def test_what_cannot_be_a_fair_vote_does_not_open(data: Session, nu: datetime) -> None:
    with pytest.raises(TeKort, match="minstens 3 dagen"):
        een_open_stemming(nu, sluit_op=nu + timedelta(days=2))
    stemming = een_open_stemming(nu, slug="goed")
    with pytest.raises(KanNietMeer):
        stemming.vaststellen(nu, open_bezwaren=0)


def test_few_votes_are_published_as_totals_only(data: Session, nu: datetime) -> None:
    wie = leden(data, 4)
    stemming = een_open_stemming(nu)
    for lid in wie:
        stem(stemming, lid)
    sluit_en_tel(stemming)
    namen = set(data.scalars(select(StembusBestand.naam)))
    assert "stembiljetten.csv" not in namen
    assert rijen(data, stembiljet) == 4


def test_an_open_vote_leaves_no_choice_anywhere_in_the_database(
    data: Session, nu: datetime
) -> None:
    wie = leden(data, 3)
    stemming = een_open_stemming(nu)
    ontvangst, _ = stem(stemming, wie[0], "tegen", woord="zonnebloem")
    lengths = set()
    for lid in wie[1:]:
        stem(stemming, lid, "voor", woord="x")
    for inhoud in data.scalars(select(envelop.c.envelop)):
        lengths.add(len(inhoud))
        assert b"zonnebloem" not in inhoud
        assert ontvangst.code.encode() not in inhoud
    assert len(lengths) == 1


def test_a_vote_nobody_cast_in_is_counted_too(data: Session, nu: datetime) -> None:
    leden(data, 2)
    stemming = een_open_stemming(nu)
    sluit_en_tel(stemming)
    uitslag = data.scalars(select(Uitslag)).one()
    assert uitslag.inhoud["vragen"][0]["uitkomst"] == "geen_uitspraak"


def test_a_vote_that_opened_meanwhile_is_neither_cancelled_nor_opened_again(
    data: Session, nu: datetime
) -> None:
    leden(data, 2)
    stemming = een_open_stemming(nu)
    # what another unit read just before this opening was committed
    set_committed_value(stemming, "stand", StemmingStand.CONCEPT)
    with pytest.raises(AlOpen):
        annuleer(stemming, nu)
    set_committed_value(stemming, "stand", StemmingStand.CONCEPT)
    open_stemming(stemming, nu)
    assert stemming.stand is StemmingStand.OPEN
    assert rijen(data, Kiesregister.__table__) == 2


def test_a_consultation_that_would_be_too_short_is_not_prepared(
    data: Session, nu: datetime
) -> None:
    with pytest.raises(TeKort, match="minstens 3 dagen"):
        een_stemming(nu, sluit_op=nu + timedelta(days=3, minutes=-1))
    with pytest.raises(TeKort):
        een_stemming(nu, sluit_op=nu - timedelta(days=9))
    een_stemming(nu, sluit_op=nu + timedelta(days=3))

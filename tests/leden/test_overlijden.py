"""A member died: everything ends that day and nothing is sent, the household goes on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_adres, een_huishouden, een_lid
from tests.leden.factories import NU, post
from tests.support.client import Client
from tests.support.work import work
from vereniging.core.db import db
from vereniging.leden import acties
from vereniging.leden.acties import Wijzigbron
from vereniging.leden.acties.overlijden import (
    NogNietGebeurd,
    herstel_overlijden,
    meld_overlijden,
)
from vereniging.leden.mail import email_gewijzigd
from vereniging.leden.models import Lid, LidStand, Lidwijziging, OpzeggingStand
from vereniging.leden.papier import leden_met
from vereniging.leden.signals import lidmaatschap_beeindigd
from vereniging.post.models import Mail

BRON = Wijzigbron(nu=NU, reden="Gebeld door familie.")
DAG = date(2026, 11, 20)


@pytest.fixture
def stel(data: Session) -> list[Lid]:
    adres = een_adres()
    leden = [een_lid(adres=adres), een_lid(adres=adres)]
    huishouden = een_huishouden(*leden)
    data.add(huishouden)
    data.flush()
    huishouden.betaler_id = leden[0].id
    data.flush()
    return leden


@pytest.fixture
def secretaris(login: Login) -> Client:
    return login(een_lid(), "secretaris")


def test_the_membership_ends_that_day_and_the_household_goes_on(stel: list[Lid]) -> None:
    lid, ander = stel
    heard: list[date] = []

    def hear(_lid: Lid, dag: date, nu: datetime) -> None:
        del nu
        heard.append(dag)

    with lidmaatschap_beeindigd.connected_to(hear):
        assert meld_overlijden(lid, DAG, BRON)
        assert not meld_overlijden(lid, DAG, BRON)
    assert heard == [DAG]
    assert lid.stand(DAG) is LidStand.OPGEZEGD
    assert lid.stand(DAG + timedelta(days=1)) is LidStand.BEEINDIGD
    assert [period.eindreden for period in lid.lidmaatschappen] == ["overleden"]
    assert lid.huishouden is None
    assert ander.huishouden is not None
    assert ander.huishouden.betaler() is ander
    assert ander.stand(NU.date()) is LidStand.ACTIEF


def test_who_died_before_the_membership_began_was_a_member_for_one_day(data: Session) -> None:
    lid = een_lid()
    data.add(lid)
    data.flush()
    assert meld_overlijden(lid, date(2020, 1, 1), BRON)
    assert lid.lidmaatschappen[0].einde == lid.lidmaatschappen[0].begin


def test_a_day_to_come_is_refused(stel: list[Lid]) -> None:
    with pytest.raises(NogNietGebeurd):
        meld_overlijden(stel[0], date(2026, 11, 23), BRON)
    assert stel[0].overleden_op is None


def test_a_notice_that_ran_stops_and_nobody_is_mailed_about_it(
    data: Session, stel: list[Lid]
) -> None:
    opzegging = acties.zeg_op(stel[0], NU)
    before = len(post("opzegging:"))
    assert meld_overlijden(stel[0], DAG, BRON)
    assert opzegging.stand is OpzeggingStand.INGETROKKEN
    assert stel[0].lidmaatschappen[0].einde == DAG
    data.flush()
    assert len(post("opzegging:")) == before


def test_nothing_leaves_for_somebody_who_died(
    data: Session, stel: list[Lid], nu: datetime, tmp_path: Path
) -> None:
    del nu
    current_app.config["POST_FOLDER"] = tmp_path
    for lid in stel:
        assert lid.email
        data.add(email_gewijzigd(lid, lid.email, NU))
    addresses = [lid.email for lid in stel]
    assert meld_overlijden(stel[0], DAG, BRON)
    work()
    rows = {
        mail.aan: mail for mail in db.session.scalars(select(Mail).where(Mail.aan.in_(addresses)))
    }
    silent, sent = (rows[str(address)] for address in addresses)
    assert silent.geweigerd == "overleden"
    assert silent.mislukt_op is None
    assert silent.tekst is None
    assert sent.geweigerd is None
    assert sent.gedaan_op is not None
    letters = "".join(path.read_text("utf-8") for path in tmp_path.iterdir())
    assert str(addresses[1]) in letters
    assert str(addresses[0]) not in letters


def test_a_letter_that_waits_for_somebody_who_died_lapses(data: Session, stel: list[Lid]) -> None:
    letters = []
    for number, lid in enumerate(stel):
        letters.append(
            Mail(
                sleutel=f"brief:{number}", aan="", onderwerp="Bomen", tekst=b"x", gemaakt_op=NU,
                klaar_vanaf=NU, is_brief=True, lid_id=lid.id,
            )
        )  # fmt: skip
    data.add_all(letters)
    data.flush()
    meld_overlijden(stel[0], DAG, BRON)
    assert (letters[0].geweigerd, letters[0].tekst) == ("overleden", None)
    assert letters[0].gedaan_op == NU
    assert letters[1].gedaan_op is None
    assert set(leden_met([lid.id for lid in stel])) == {stel[1].id}


def test_a_mistake_is_undone(data: Session, stel: list[Lid]) -> None:
    lid = stel[0]
    assert not herstel_overlijden(lid, BRON)
    meld_overlijden(lid, DAG, BRON)
    assert herstel_overlijden(lid, BRON)
    assert lid.overleden_op is None
    assert lid.stand(NU.date()) is LidStand.ACTIEF
    query = select(Lidwijziging).where(Lidwijziging.veld == "overleden_op")
    rows = [(row.oud, row.nieuw) for row in data.scalars(query.order_by(Lidwijziging.id))]
    assert rows == [("", "2026-11-20"), ("2026-11-20", "")]


def test_the_secretary_tells_it_on_a_page(
    data: Session, login: Login, stel: list[Lid], secretaris: Client
) -> None:
    lid = stel[0]
    member = login(lid)
    assert member.get("/mijn/gegevens").status_code == 200
    url = f"/bestuur/leden/{lid.lidnummer}"
    assert "Meld overlijden" in secretaris.get(url).text
    assert "Wij sturen geen e-mail meer" in secretaris.get(f"{url}/overlijden").text
    fields = {"dag": "2026-11-20", "reden": "Kaart gekregen.", "controle": str(lid.lidnummer)}
    assert secretaris.post(f"{url}/overlijden", fields).status_code == 303
    page = secretaris.get(url).text
    for words in ("Overleden op", "Kaart gekregen.", "Herstel vergissing"):
        assert words in page
    assert member.get("/mijn/gegevens").status_code == 303
    assert secretaris.get(f"{url}/overlijden").status_code == 200
    assert secretaris.post(f"{url}/overlijden/herstel").status_code == 303
    assert "Meld overlijden" in secretaris.get(url).text
    data.expire_all()
    assert lid.stand(NU.date()) is LidStand.ACTIEF


@pytest.mark.parametrize(
    ("anders", "status", "sentence"),
    [
        ({"dag": ""}, 422, "Vul de dag van overlijden in."),
        ({"reden": ""}, 422, "Schrijf op hoe u dit weet"),
        ({"controle": "1"}, 422, "Dit is een ander lidnummer."),
        ({"dag": "2027-01-01"}, 409, "Deze dag moet nog komen."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_ends(
    stel: list[Lid],
    secretaris: Client,
    anders: dict[str, str],
    status: int,
    sentence: str,
) -> None:
    lid = stel[0]
    fields = {
        "dag": "2026-11-20",
        "reden": "Kaart gekregen.",
        "controle": str(lid.lidnummer),
        **anders,
    }
    page = secretaris.post(f"/bestuur/leden/{lid.lidnummer}/overlijden", fields)
    assert page.status_code == status
    assert sentence in page.text
    db.session.expire_all()
    assert lid.overleden_op is None
    assert lid.stand(datetime(2026, 12, 1, tzinfo=UTC).date()) is LidStand.ACTIEF


def test_only_the_secretary_tells_it(login: Login, stel: list[Lid]) -> None:
    chair = login(een_lid(), "voorzitter")
    url = f"/bestuur/leden/{stel[0].lidnummer}"
    assert chair.get(f"{url}/overlijden").status_code == 403
    assert chair.post(f"{url}/overlijden/herstel").status_code == 403
    assert "Meld overlijden" not in chair.get(url).text
    assert login(een_lid(), "secretaris").get("/bestuur/leden/424242/overlijden").status_code == 404

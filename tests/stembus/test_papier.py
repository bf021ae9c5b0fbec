"""Voting on paper: every step takes two people, and the recount agrees."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.stembus.factories import een_open_stemming, om, stem
from tests.stembus.test_stemming import leden, rijen
from tests.support.client import Client
from vereniging.core.errors import EenAnder, KanNietMeer
from vereniging.leden.models import Lid
from vereniging.stembus import natellen
from vereniging.stembus.acties import sluit, stel_vast, tel
from vereniging.stembus.acties.papier import (
    AantalKloptNiet,
    BusMoetOpen,
    NietOpDeLijst,
    NogNietDicht,
    bevestig,
    druk_biljetten,
    haal_terug,
    neem_in,
    reik_uit,
    typ_in,
)
from vereniging.stembus.acties.stemmen import OpPapier
from vereniging.stembus.models import (
    AlGestemd,
    Kiesregister,
    Papierinvoer,
    StembusBestand,
    Stemming,
    Uitslag,
    papiercode,
)
from vereniging.stembus.papier import Leesfout
from vereniging.stembus.protocol.codes import leesbaar
from vereniging.stembus.queries import registerrij
from vereniging.toegang.models import Account


def accounts(data: Session, nu: datetime) -> tuple[int, int]:
    """Two officers."""
    rows = [Account(email=f"balie{n}@example.org", gemaakt_op=nu) for n in (1, 2)]
    data.add_all(rows)
    data.flush()
    return rows[0].id, rows[1].id


def rij_van(stemming: Stemming, lid: Lid) -> Kiesregister:
    """A member's line on the roll."""
    rij = registerrij(stemming, lid.id)
    assert rij is not None
    return rij


def op_papier(data: Session, nu: datetime, stemming: Stemming, *wie: Lid) -> tuple[int, int]:
    """These members vote on paper; both officers saw their envelopes."""
    een, twee = accounts(data, nu)
    for lid in wie:
        rij = rij_van(stemming, lid)
        reik_uit(stemming, rij, nu)
        neem_in(stemming, rij, een, nu)
        bevestig(stemming, rij, twee, nu)
    data.flush()
    return een, twee


def dicht(data: Session, stemming: Stemming) -> datetime:
    """The box is shut, twenty minutes ago."""
    assert sluit(stemming, om(stemming.sluit_op))
    data.flush()
    return om(stemming.sluit_op + timedelta(minutes=20))


def test_web_and_paper_are_counted_together_and_the_recount_agrees(
    data: Session, nu: datetime, tmp_path: Path
) -> None:
    wie = leden(data, 8)
    stemming = een_open_stemming(nu)
    codes = druk_biljetten(stemming, 5, nu)
    een, twee = op_papier(data, nu, stemming, *wie[:3])
    for lid in wie[3:]:
        stem(stemming, lid, "voor")
    moment = dicht(data, stemming)
    assert not tel(stemming, moment)
    typed = f"{leesbaar(codes[0])} tegen\n{codes[1].lower()} voor\nOnleesbaar\n"
    assert typ_in(stemming, een, typed, moment) == []
    assert not tel(stemming, moment)
    other = f"onleesbaar\n{codes[1]} voor\n\n{codes[0]} tegen"
    assert typ_in(stemming, twee, other, moment) == []
    assert tel(stemming, moment)
    inhoud = data.scalars(select(Uitslag)).one().inhoud
    assert inhoud["opkomst"] == {"papier": 3, "volmacht": 0, "web": 5}
    assert inhoud["ongeldig_papier"] == 1
    assert inhoud["vragen"][0]["telling"] == {"blanco": 0, "tegen": 1, "voor": 6}
    assert data.scalars(select(Papierinvoer)).all() == []
    for bestand in data.scalars(select(StembusBestand)):
        (tmp_path / bestand.naam).write_bytes(bestand.inhoud)
    script = [sys.executable, natellen.__file__, str(tmp_path), "--code", codes[0]]
    recount = subprocess.run(script, capture_output=True, text=True, check=False)  # noqa: S603  our own script
    assert recount.returncode == 0, recount.stdout
    assert stemming.bezwaar_tot is not None
    stel_vast(stemming, om(stemming.bezwaar_tot))
    assert rijen(data, papiercode) == 0


def test_two_tellers_who_differ_hear_where(data: Session, nu: datetime) -> None:
    wie = leden(data, 2)
    stemming = een_open_stemming(nu)
    codes = sorted(druk_biljetten(stemming, 3, nu))
    een, twee = op_papier(data, nu, stemming, *wie)
    moment = dicht(data, stemming)
    typ_in(stemming, een, f"{codes[0]} voor\n{codes[1]} tegen", moment)
    anders = typ_in(stemming, twee, f"{codes[0]} tegen\nonleesbaar", moment)
    assert anders == [
        f"Biljet {leesbaar(codes[0])} verschilt: teller 1 koos voor, teller 2 tegen.",
        f"Biljet {leesbaar(codes[1])} typte maar één teller.",
        "Teller 1 zag 0 onleesbare biljetten, teller 2 zag er 1.",
    ]
    assert stemming.papier_akkoord_op is None
    assert typ_in(stemming, twee, f"{codes[0]} voor\n{codes[1]} tegen", moment) == []
    assert stemming.papier_akkoord_op == moment
    with pytest.raises(KanNietMeer):
        typ_in(stemming, een, f"{codes[0]} tegen\n{codes[1]} tegen", moment)


def test_one_teller_alone_decides_nothing(data: Session, nu: datetime) -> None:
    (lid,) = leden(data, 1)
    stemming = een_open_stemming(nu)
    (code,) = druk_biljetten(stemming, 1, nu)
    een, _twee = op_papier(data, nu, stemming, lid)
    moment = dicht(data, stemming)
    for _again in range(2):
        assert typ_in(stemming, een, f"{code} voor", moment) == []
    assert stemming.papier_akkoord_op is None
    assert rijen(data, Papierinvoer.__table__) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0000-0000-0000-0000 voor", "Regel 1: deze code is niet van ons."),
        ("{a} misschien", "Regel 1: “misschien” kan niet."),
        ("{a}", "Regel 1: typ 1 antwoorden achter de code."),
        ("{a} voor\n{a} tegen", "staat er twee keer."),
    ],
)
def test_a_line_that_is_no_ballot_says_which(
    data: Session, nu: datetime, typed: str, sentence: str
) -> None:
    (lid,) = leden(data, 1)
    stemming = een_open_stemming(nu)
    (code,) = druk_biljetten(stemming, 1, nu)
    een, _twee = op_papier(data, nu, stemming, lid)
    moment = dicht(data, stemming)
    with pytest.raises(Leesfout, match=re.escape(sentence)):
        typ_in(stemming, een, typed.format(a=code), moment)


def test_never_more_ballots_than_came_in(data: Session, nu: datetime) -> None:
    (lid,) = leden(data, 1)
    stemming = een_open_stemming(nu)
    a, b = druk_biljetten(stemming, 2, nu)
    een, _twee = op_papier(data, nu, stemming, lid)
    with pytest.raises(NogNietDicht):
        typ_in(stemming, een, f"{a} voor", nu)
    moment = dicht(data, stemming)
    with pytest.raises(AantalKloptNiet, match=r"U typte 2 biljetten\. Er kwamen er 1 binnen"):
        typ_in(stemming, een, f"{a} voor\n{b} voor", moment)


def test_nobody_votes_both_ways(data: Session, nu: datetime, login: Login) -> None:
    online, paper = leden(data, 2)
    stemming = een_open_stemming(nu)
    stem(stemming, online)
    with pytest.raises(AlGestemd):
        reik_uit(stemming, rij_van(stemming, online), nu)
    with pytest.raises(NietOpDeLijst):
        reik_uit(stemming, None, nu)
    reik_uit(stemming, rij_van(stemming, paper), nu)
    with pytest.raises(OpPapier):
        stem(stemming, paper)
    refused = login(paper).get("/stemmen/parkeren")
    assert refused.status_code == 409
    assert "U stemt op papier. Toch online?" in refused.text


def test_receiving_takes_two_officers_before_the_close(data: Session, nu: datetime) -> None:
    wie = leden(data, 2)
    stemming = een_open_stemming(nu)
    een, twee = accounts(data, nu)
    rij, late = (rij_van(stemming, lid) for lid in wie)
    with pytest.raises(KanNietMeer):
        neem_in(stemming, rij, een, nu)
    reik_uit(stemming, rij, nu)
    reik_uit(stemming, late, nu)
    with pytest.raises(KanNietMeer):
        bevestig(stemming, rij, twee, nu)
    neem_in(stemming, rij, een, nu)
    with pytest.raises(EenAnder):
        bevestig(stemming, rij, een, nu)
    bevestig(stemming, rij, twee, nu)
    with pytest.raises(KanNietMeer):
        bevestig(stemming, rij, een, nu)
    om(stemming.sluit_op)
    with pytest.raises(BusMoetOpen):
        neem_in(stemming, late, een, stemming.sluit_op)


def test_back_to_online_takes_the_blank_ballot_and_two_officers(
    data: Session, nu: datetime
) -> None:
    (lid,) = leden(data, 1)
    stemming = een_open_stemming(nu)
    een, twee = accounts(data, nu)
    rij = rij_van(stemming, lid)
    reik_uit(stemming, rij, nu)
    haal_terug(stemming, rij, een, nu)
    assert rij.is_papier
    with pytest.raises(EenAnder):
        haal_terug(stemming, rij, een, nu)
    haal_terug(stemming, rij, twee, nu)
    assert not rij.is_papier
    assert stem(stemming, lid)[1] == 1


def test_the_database_too_wants_two_officers(data: Session, nu: datetime) -> None:
    (lid,) = leden(data, 1)
    stemming = een_open_stemming(nu)
    een, _twee = accounts(data, nu)
    rij = rij_van(stemming, lid)
    reik_uit(stemming, rij, nu)
    rij.in_door_id = rij.bevestigd_door_id = een
    with pytest.raises(IntegrityError):
        data.flush()


def knop(client: Client, page: str, what: str) -> int:
    """Press the first button of this kind on the page of paper votes."""
    path = re.search(rf'action="([^"]+/{what})"', client.get(page).text)
    assert path, what
    return client.post(path[1]).status_code


def test_the_whole_way_by_page(data: Session, nu: datetime, login: Login) -> None:
    lid, anna, bram = leden(data, 3)
    secretaris, voorzitter = login(een_lid(), "secretaris"), login(een_lid(), "voorzitter")
    stemming = een_open_stemming(nu)
    page = "/bestuur/stemmingen/parkeren/papier"
    assert "Nog niemand stemt op papier." in secretaris.get(page).text
    printed = secretaris.post(f"{page}/biljetten", {"aantal": "2"})
    assert printed.status_code == 200
    assert printed.headers["Cache-Control"] == "no-store"
    codes = re.findall(r"<strong>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})</strong>", printed.text)
    assert len(codes) == 2
    assert secretaris.post(f"{page}/biljetten", {"aantal": "999"}).status_code == 422
    assert secretaris.post(page, {"lidnummer": ""}).status_code == 422
    assert secretaris.post(page, {"lidnummer": "1"}).status_code == 409
    assert secretaris.post(page, {"lidnummer": str(lid.lidnummer)}).status_code == 303
    assert knop(secretaris, page, "terug") == 303
    assert knop(secretaris, page, "innemen") == 303
    assert "Een ander bevestigt dit." in secretaris.get(page).text
    assert knop(voorzitter, page, "bevestigen") == 303
    assert "Typ de biljetten" not in secretaris.get(page).text
    dicht(data, stemming)
    een, twee = login(anna, "teller"), login(bram, "teller")
    assert login(een_lid()).get(page).status_code == 403
    assert "Er kwam 1 envelop binnen." in een.get(page).text
    assert een.post(f"{page}/typen", {"regels": "fout"}).status_code == 422
    assert een.post(f"{page}/typen", {"regels": f"{codes[0]} voor"}).status_code == 303
    differs = twee.post(f"{page}/typen", {"regels": f"{codes[0]} tegen"})
    assert "De lijsten verschillen" in differs.text
    assert twee.post(f"{page}/typen", {"regels": f"{codes[0]} voor"}).status_code == 303
    assert "Beide tellers typten hetzelfde." in twee.get(page).text
    assert "U stemde op papier." in login(lid).get("/stemmen/parkeren").text

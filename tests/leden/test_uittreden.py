"""Leaving at once after a decision that burdens members (BW 2:36 lid 3), and notice on paper."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_huishouden, een_lid
from tests.leden.factories import post
from tests.support.client import Client
from tests.support.work import work
from vereniging.contributie.acties.jaren import besluit_tarieven
from vereniging.contributie.models import Categorie
from vereniging.contributie.queries import contributiejaar
from vereniging.contributie.voorbeeld import voorbeeld
from vereniging.core import clock
from vereniging.core.keys import Label, unseal
from vereniging.core.money import Bedrag
from vereniging.core.secrets import keys, token_for
from vereniging.leden import acties, mail
from vereniging.leden.acties.opzeggen import OntvangenInToekomst
from vereniging.leden.acties.uittreden import open_venster
from vereniging.leden.models import (
    Lid,
    Lidmaatschap,
    LidSoort,
    LidStand,
    Opzegging,
    OpzeggingStand,
    Uittreedvenster,
)
from vereniging.leden.models.opzegging import Opzegkanaal
from vereniging.leden.models.uittreedvenster import GeenUittreedvenster, VensterSoort
from vereniging.leden.opzegtermijn import Opzeggrond
from vereniging.leden.opzegwens import Opzegwens
from vereniging.leden.vensters import uitgetreden_om, venster_voor, vensters
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan, Statuten

VANDAAG = date(2026, 11, 22)
TOT = date(2026, 12, 22)
EINDE = date(2026, 12, 31)
DAG = timedelta(days=1)
GENOMEN = (date(2026, 11, 20), "De ALV verhoogt de contributie van 10 naar 12 euro.")
METEEN = Opzegwens(grond=Opzeggrond.VERZWARING)
MAAND_LATER = datetime(2026, 12, 22, 22, 59, tzinfo=UTC)  # the last minute of 22 December
TE_LAAT = MAAND_LATER + timedelta(minutes=1)
BEDRAGEN = {Categorie.HUISHOUDEN: Bedrag(1000), Categorie.BEDRIJF: Bedrag(2500)}


@pytest.fixture
def lid(data: Session) -> Lid:
    lid = een_lid()
    data.add(lid)
    data.flush()
    return lid


def verhoog(nu: datetime, **anders: int) -> Uittreedvenster | None:
    """The dues of 2027 by decision, after those of 2026."""
    besluit_tarieven(2026, BEDRAGEN, (date(2025, 11, 1), "De ALV stelt 10 euro vast."), nu)
    hoger = {Categorie(naam): Bedrag(centen) for naam, centen in anders.items()}
    jaar = besluit_tarieven(2027, BEDRAGEN | hoger, GENOMEN, nu)
    return next((v for v in vensters() if v.besluit is jaar.besluit), None)


def test_higher_dues_open_a_month_and_tell_whom_they_burden(
    data: Session, lid: Lid, nu: datetime
) -> None:
    firm = een_lid(soort=LidSoort.BEDRIJF)
    left = een_lid()
    left.lidmaatschappen[0].einde = VANDAAG - DAG
    no_mail = een_lid(email=None)
    data.add_all([firm, left, no_mail])
    data.flush()
    venster = verhoog(nu, huishouden=1200)
    assert venster is not None
    assert (venster.meegedeeld_op, venster.tot, venster.voor) == (VANDAAG, TOT, [LidSoort.LID])
    work()
    mails = post(f"uittreedvenster:{venster.id}:")
    assert sorted(mail.aan for mail in mails) == sorted(["", lid.email or ""])
    assert [mail.is_brief for mail in mails if not mail.aan] == [True]


@pytest.mark.parametrize(
    ("anders", "soorten"),
    [
        ({"huishouden": 1000}, None),
        ({"huishouden": 900}, None),
        ({"bedrijf": 2501}, [LidSoort.BEDRIJF]),
        ({"donateur": 500}, [LidSoort.DONATEUR]),
        ({"huishouden": 1001, "bedrijf": 3000}, [LidSoort.BEDRIJF, LidSoort.LID]),
    ],
)
def test_only_who_pays_more_may_leave_at_once(
    data: Session, nu: datetime, anders: dict[str, int], soorten: list[LidSoort] | None
) -> None:
    venster = verhoog(nu, **anders)
    assert (venster.voor if venster else None) == soorten


def test_a_higher_low_price_burdens_members_too(data: Session, nu: datetime) -> None:
    laag = BEDRAGEN | {Categorie.MINIMA: Bedrag(250)}
    besluit_tarieven(2026, laag, GENOMEN, nu)
    besluit_tarieven(2027, laag | {Categorie.MINIMA: Bedrag(300)}, GENOMEN, nu)
    assert [venster.voor for venster in vensters()] == [[LidSoort.LID]]


def test_the_statutes_may_exclude_leaving_over_money(data: Session, nu: datetime) -> None:
    naam = "uittreden_bij_geld_uitgesloten"
    data.add(Statuten(geldig_vanaf=VANDAAG, waarden={naam: True}, artikelen={naam: "7"}))
    data.flush()
    assert verhoog(nu, huishouden=9900) is None


def test_leaving_because_of_it_ends_at_once_and_the_old_price_holds(
    data: Session, lid: Lid, nu: datetime
) -> None:
    stays = een_lid()
    data.add(stays)
    venster = verhoog(nu, huishouden=1200)
    assert venster is not None
    opzegging = acties.zeg_op(lid, nu, METEEN)
    assert (opzegging.einddatum, opzegging.grond) == (VANDAAG, Opzeggrond.VERZWARING)
    assert lid.stand(VANDAAG) is LidStand.OPGEZEGD
    assert lid.stand(VANDAAG + DAG) is LidStand.BEEINDIGD
    assert uitgetreden_om(venster.besluit_id) == {lid.id}
    assert "Dat besluit geldt niet voor u." in tekst_van(post("opzegging:ontvangen:")[0].sleutel)
    assert acties.trek_opzegging_in(opzegging, nu)
    assert uitgetreden_om(venster.besluit_id) == frozenset()


def tekst_van(sleutel: str) -> str:
    found = next(mail for mail in post(sleutel))
    return unseal(keys(Label.MAIL), found.tekst or b"")


def test_a_year_that_began_charges_the_old_price_to_who_left(
    data: Session, lid: Lid, nu: datetime
) -> None:
    samen, blijft = een_lid(), een_lid()
    data.add_all([een_huishouden(samen, blijft), samen, blijft])
    besluit_tarieven(2025, BEDRAGEN, GENOMEN, nu)
    besluit_tarieven(2026, BEDRAGEN | {Categorie.HUISHOUDEN: Bedrag(1500)}, GENOMEN, nu)
    acties.zeg_op(lid, nu, METEEN)
    acties.zeg_op(samen, nu, METEEN)
    data.flush()
    jaar = contributiejaar(2026)
    assert jaar is not None
    prices = {unit.sleutel[0]: unit.bedrag for unit in voorbeeld(jaar, VANDAAG).eenheden}
    # a household in which somebody stays pays what was decided
    assert prices == {"l": Bedrag(1000), "h": Bedrag(1500)}


def test_after_the_month_or_without_a_burden_it_is_refused(
    data: Session, lid: Lid, nu: datetime
) -> None:
    with pytest.raises(GeenUittreedvenster):
        acties.zeg_op(lid, nu, METEEN)
    venster = verhoog(nu, huishouden=1200)
    firm, newcomer = een_lid(soort=LidSoort.BEDRIJF), een_lid(lidmaatschappen=[])
    newcomer.lidmaatschappen.append(
        Lidmaatschap(soort=LidSoort.LID, begin=VANDAAG + DAG, ingevoerd_op=nu)
    )
    data.add_all([firm, newcomer])
    data.flush()
    assert venster_voor(lid, TOT) is venster
    assert venster_voor(lid, TOT + DAG) is None
    assert venster_voor(firm, TOT) is None
    assert venster_voor(newcomer, TOT) is None
    with pytest.raises(GeenUittreedvenster):
        acties.zeg_op(lid, TE_LAAT, METEEN)
    with pytest.raises(GeenUittreedvenster):
        acties.zeg_op(lid, nu, Opzegwens(grond=Opzeggrond.OMZETTING))
    assert acties.zeg_op(lid, MAAND_LATER, METEEN).einddatum == TOT


def test_a_letter_counts_from_the_day_it_came(data: Session, lid: Lid, nu: datetime) -> None:
    wens = Opzegwens(kanaal=Opzegkanaal.BRIEF, ontvangen_op=date(2026, 11, 20))
    later = datetime(2026, 12, 5, 12, 0, tzinfo=UTC)
    assert acties.zeg_op(lid, later, wens).einddatum == EINDE
    other = een_lid()
    data.add(other)
    data.flush()
    with pytest.raises(OntvangenInToekomst):
        acties.zeg_op(other, nu, Opzegwens(ontvangen_op=VANDAAG + DAG))
    hard = Opzegwens(grond=Opzeggrond.NIET_TE_VERGEN)
    assert acties.zeg_op(other, nu, hard).einddatum == VANDAAG


def test_a_ground_needs_its_window(data: Session, lid: Lid, nu: datetime) -> None:
    opzegging = acties.zeg_op(lid, nu)
    opzegging.grond = Opzeggrond.VERZWARING
    with pytest.raises(IntegrityError):
        data.flush()


def test_the_member_chooses_after_seeing_both_days(
    data: Session, lid: Lid, login: Login, nu: datetime
) -> None:
    member = login(lid)
    assert "Wanneer wilt u stoppen?" not in member.get("/opzeggen").text
    assert verhoog(nu, huishouden=1200)
    page = member.get("/opzeggen").text
    for words in ("Weg vanwege een besluit?", "Meteen. Uw laatste dag is 22 november 2026",
                  "Op de gewone dag. Uw laatste dag is 31 december 2026"):  # fmt: skip
        assert words in page
    assert member.post("/opzeggen/nu").status_code == 422
    assert data.scalars(select(Opzegging)).all() == []
    assert member.post("/opzeggen/nu", {"wanneer": "meteen"}).status_code == 303
    assert data.scalars(select(Opzegging)).one().einddatum == VANDAAG


@pytest.mark.parametrize(("keus", "einde"), [("meteen", VANDAAG), ("gewoon", EINDE)])
def test_without_signing_in_the_link_asks_too(
    data: Session, lid: Lid, client: Client, keus: str, einde: date
) -> None:
    assert verhoog(clock.now(), huishouden=1200)
    assert "Weg vanwege een besluit?" in client.get("/opzeggen").text
    assert client.post("/opzeggen", {"email": lid.email}).status_code == 303
    opzegging = data.scalars(select(Opzegging)).one()
    page = f"/bevestigen/{token_for(opzegging.kiem, mail.OPZEGGING)}"
    assert "Meteen. Uw laatste dag" in client.get(page).text
    assert client.post(page).status_code == 422
    assert client.post(page, {"wanneer": keus}).status_code == 303
    found = data.scalars(select(Opzegging)).one()
    assert (found.stand, found.einddatum) == (OpzeggingStand.ONTVANGEN, einde)


@pytest.fixture
def secretaris(login: Login) -> Client:
    return login(een_lid(), "secretaris")


def brief(**anders: str) -> dict[str, str]:
    velden = {"kanaal": "brief", "ontvangen_op": "2026-11-20", "grond": "gewoon"}
    return {**velden, **anders}


def test_the_secretary_sees_the_last_day_before_a_letter_counts(
    data: Session, secretaris: Client
) -> None:
    lid = een_lid(email=None)
    data.add(lid)
    data.flush()
    page = f"/bestuur/leden/{lid.lidnummer}/opzegging"
    assert secretaris.get(page).status_code == 200
    assert secretaris.post(page, brief(kanaal="duif")).status_code == 422
    assert secretaris.post(page, brief(ontvangen_op="2026-11-23")).status_code == 409
    assert secretaris.post(page, brief(grond="verzwaring")).status_code == 409
    shown = secretaris.post(page, brief())
    assert shown.status_code == 200
    assert data.scalars(select(Opzegging)).all() == []
    gezien = re.search(r'name="gezien"[^>]*value="([0-9-]+)"', shown.text)
    assert gezien is not None
    assert gezien[1] == "2026-12-31"
    other = secretaris.post(page, brief(gezien=gezien[1], gewenst="2027-06-15"))
    assert other.status_code == 200  # another answer is shown first again
    assert secretaris.post(page, brief(gezien=gezien[1])).status_code == 303
    found = data.scalars(select(Opzegging)).one()
    assert (found.kanaal, found.einddatum) == (Opzegkanaal.BRIEF, EINDE)
    assert [one.is_brief for one in post("opzegging:ontvangen:")] == [True]
    assert "Trek de opzegging in" in secretaris.get(page).text
    assert secretaris.post(f"{page}/intrekking").status_code == 303
    assert data.scalars(select(Opzegging.stand)).one() is OpzeggingStand.INGETROKKEN


def test_the_alv_can_burden_members_otherwise(
    data: Session, lid: Lid, secretaris: Client, login: Login
) -> None:
    page = "/bestuur/uittreden"
    assert "Er is nog geen besluit" in secretaris.get(page).text
    besluit = {"soort": "omzetting", "titel": "Fusie", "besluit": "Wij fuseren met de buren."}
    assert secretaris.post(page, {**besluit, "titel": ""}).status_code == 422
    assert login(een_lid(), "voorzitter").post(page, besluit).status_code == 403
    assert secretaris.post(page, besluit).status_code == 303
    assert "Fusie" in secretaris.get(page).text
    nu = clock.now()
    assert acties.zeg_op(lid, nu, Opzegwens(grond=Opzeggrond.OMZETTING)).einddatum == VANDAAG


def test_one_decision_opens_one_month(data: Session, nu: datetime) -> None:
    besluit = neem_besluit(Orgaan.ALV, "Fusie", "Wij fuseren.", nu)
    open_venster(besluit, VensterSoort.OMZETTING, [LidSoort.LID], nu)
    with pytest.raises(IntegrityError):
        open_venster(besluit, VensterSoort.OMZETTING, [LidSoort.LID], nu)


def test_the_treasurer_reads_what_a_higher_price_does(
    data: Session, login: Login, nu: datetime
) -> None:
    kas = login(een_lid(), "penningmeester")
    besluit_tarieven(2026, BEDRAGEN, GENOMEN, nu)
    form = {"jaar": "2027", "basis": "12,00", "datum": "2026-11-20", "tekst": GENOMEN[1]}
    answer = kas.post("/bestuur/contributie/tarieven", form)
    assert answer.status_code == 303
    assert "mag tot en met 22 december 2026 meteen weg" in kas.get(str(answer.location)).text

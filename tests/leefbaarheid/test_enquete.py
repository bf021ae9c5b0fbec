"""The survey: one answer per link, nobody's answer kept, nothing told of fewer than five."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import een_buurt
from tests.support.client import Client
from tests.support.work import work
from vereniging.core import clock
from vereniging.core.db import Base
from vereniging.core.export import read_csv
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys, token_for
from vereniging.leden.models import LidSoort
from vereniging.leefbaarheid import acties, jobs
from vereniging.leefbaarheid.mail import ENQUETE
from vereniging.leefbaarheid.models import (
    AlBeantwoord,
    Enquete,
    EnqueteDicht,
    EnqueteGroep,
    EnqueteLink,
    EnqueteStand,
    EnqueteTelling,
    EnqueteZin,
)
from vereniging.logboek.models import Logboek
from vereniging.post.models import Mail

THEMAS = ("inrichting", "parkeren", "verkeer", "groen", "bovenwijks", "sociaal", "milieu")


def antwoorden(cijfer: str = "7", trend: str = "beter", **anders: str) -> dict[str, str]:
    return {**dict.fromkeys(("buurt", *THEMAS), cijfer), "trend": trend, **anders}


def een_ronde(data: Session, nu: datetime, leden: int = 2, slug: str = "najaar-2026") -> Enquete:
    """An open round with a link for these members."""
    data.add_all(een_lid() for _n in range(leden))
    data.flush()
    enquete = acties.maak_enquete(slug, slug, nu)
    acties.open_enquete(enquete, nu, nu + timedelta(days=21))
    data.commit()
    return enquete


def links(data: Session, enquete: Enquete) -> list[EnqueteLink]:
    query = select(EnqueteLink).where(EnqueteLink.enquete_id == enquete.id)
    return list(data.scalars(query.order_by(EnqueteLink.id)))


def page_of(link: EnqueteLink) -> str:
    return f"/enquete/{token_for(link.kiem, ENQUETE)}"


def counts(data: Session, vraag: str = "buurt") -> dict[tuple[str, str], int]:
    rows = data.scalars(select(EnqueteTelling).where(EnqueteTelling.vraag == vraag))
    return {(row.groep.value, row.antwoord): row.aantal for row in rows}


def mails(data: Session, soort: str = "") -> list[Mail]:
    query = select(Mail).where(Mail.sleutel.startswith(f"enquete-{soort}")).order_by(Mail.id)
    return list(data.scalars(query))


@pytest.fixture
def _klok() -> Iterator[None]:
    yield
    clock.install(clock.system)


def test_every_member_is_asked_and_supporters_and_leavers_are_not(
    data: Session, nu: datetime
) -> None:
    een_buurt(data)
    data.add_all([een_lid(soort) for soort in LidSoort])
    gone = een_lid()
    gone.lidmaatschappen[0].einde = date(2026, 11, 21)
    data.add_all([gone, een_lid(overleden_op=date(2026, 1, 1)), een_lid(None)])
    enquete = een_ronde(data, nu, leden=0)
    assert len(links(data, enquete)) == 3


def test_looking_counts_nothing_and_answering_counts_once(
    client: Client, data: Session, nu: datetime
) -> None:
    een_buurt(data)
    enquete = een_ronde(data, nu)
    link = links(data, enquete)[0]
    for _look in range(3):
        assert "Wie kan zien wat u antwoordt?" in client.get(page_of(link)).text
    assert counts(data) == {}
    done = client.post(page_of(link), antwoorden(zin="Meer bankjes, graag."))
    assert (done.status_code, done.location) == (303, "/leefbaarheid/enquete")
    assert "Uw antwoorden zijn geteld" in client.get(str(done.location)).text
    assert counts(data) == {("lid", "7"): 1}
    assert client.post(page_of(link), antwoorden("1")).status_code == 409
    assert counts(data) == {("lid", "7"): 1}
    assert "al geantwoord" in client.get(page_of(link)).text


def test_a_form_that_is_not_complete_comes_back_with_what_was_chosen(
    client: Client, data: Session, nu: datetime
) -> None:
    een_buurt(data)
    link = links(data, een_ronde(data, nu))[0]
    refused = client.post(page_of(link), antwoorden(groen="", zin="Meer bomen."))
    assert refused.status_code == 422
    assert "Kies een cijfer" in refused.text
    assert "Meer bomen." in refused.text
    for wrong in ({"groen": "11"}, {"trend": "x"}, {"zin": "x" * 201}):
        assert client.post(page_of(link), antwoorden(**wrong)).status_code == 422
    assert counts(data) == {}


def test_nothing_that_is_kept_says_who_answered_what_or_when(
    client: Client, data: Session, nu: datetime
) -> None:
    een_buurt(data)
    enquete = een_ronde(data, nu)
    before = data.scalar(select(func.count(Logboek.id)))
    link = links(data, enquete)[0]
    client.post(page_of(link), antwoorden(zin="Meer bankjes."))
    assert data.scalar(select(func.count(Logboek.id))) == before
    for model in (EnqueteTelling, EnqueteZin):
        table = Base.metadata.tables[model.__tablename__]
        assert set(table.columns.keys()).isdisjoint({"lid_id", "link_id", "op", "email", "kiem"})
        assert {key.target_fullname for key in table.foreign_keys} == {"enquete.id"}
    assert set(Base.metadata.tables["enquete_link"].columns.keys()) == {
        "id", "enquete_id", "groep", "kiem", "lid_id", "email", "taal", "is_gebruikt",
        "is_herinnerd",
    }  # fmt: skip
    page = page_of(link)
    acties.sluit(enquete, nu)
    data.commit()
    assert links(data, enquete) == []
    assert client.get(page).status_code == 404


def test_a_strange_link_and_a_closed_round_are_refused(
    client: Client, data: Session, nu: datetime
) -> None:
    een_buurt(data)
    enquete = een_ronde(data, nu)
    link = links(data, enquete)[0]
    assert client.get(f"/enquete/{'A' * 43}").status_code == 404
    clock.install(lambda: nu + timedelta(days=21))
    assert "gesloten" in client.get(page_of(link)).text
    assert client.post(page_of(link), antwoorden()).status_code == 409
    with pytest.raises(EnqueteDicht):
        link.gebruiken(nu + timedelta(days=21))


@pytest.mark.usefixtures("_klok")
def test_mail_goes_out_once_with_one_reminder_for_who_waits(
    app: Flask, data: Session, nu: datetime, tmp_path: Path
) -> None:
    app.config["POST_FOLDER"] = tmp_path
    een_buurt(data)
    data.add(een_lid(email=None))
    enquete = een_ronde(data, nu, leden=3)
    for _again in range(2):
        acties.nodig_uit(enquete, 999_999, nu)
    work()
    asked = mails(data, "vraag")
    assert len(asked) == 4
    assert [mail.is_brief for mail in asked].count(True) == 1
    used, silent, *_rest = [link for link in links(data, enquete) if link.lid and link.lid.email]
    acties.antwoord(used, antwoorden(), "", nu)
    silent.niet_herinneren()
    data.commit()
    clock.install(lambda: nu + timedelta(days=14))
    work()
    work()
    assert len(mails(data, "herinnering")) == 1
    clock.install(lambda: nu + timedelta(days=21))
    work()
    data.expire_all()
    assert enquete.stand is EnqueteStand.GESLOTEN
    assert enquete.gevraagd_leden == 4
    assert links(data, enquete) == []


def test_the_mail_holds_a_link_that_works(client: Client, data: Session, nu: datetime) -> None:
    een_buurt(data)
    enquete = een_ronde(data, nu, leden=1)
    acties.nodig_uit(enquete, 0, nu)
    (mail,) = mails(data)
    text = unseal(keys(Label.MAIL), mail.tekst or b"")
    found = re.search(r"/enquete/\S+", text)
    assert found
    assert client.get(found[0]).status_code == 200
    assert "13 december 2026" in text


@pytest.mark.usefixtures("_klok")
def test_whoever_is_no_member_asks_for_a_link_and_counts_apart(
    client: Client, data: Session, nu: datetime
) -> None:
    een_buurt(data)
    enquete = een_ronde(data, nu, leden=1)
    member = links(data, enquete)[0]
    assert member.lid
    for email in ("buur@example.org", "BUUR@example.org", member.lid.email or ""):
        assert client.post("/leefbaarheid/enquete", {"email": email}).status_code == 303
    mine, other = links(data, enquete)
    assert (mine.groep, other.groep) == (EnqueteGroep.LID, EnqueteGroep.BEWONER)
    assert len(mails(data)) == 2
    assert client.post(page_of(other), antwoorden("3")).status_code == 303
    assert counts(data) == {("bewoner", "3"): 1}
    clock.install(lambda: nu + timedelta(hours=1))
    client.post("/leefbaarheid/enquete", {"email": "buur@example.org"})
    assert len(mails(data)) == 2
    assert client.post("/leefbaarheid/enquete", {"email": "geen adres"}).status_code == 422
    acties.sluit(enquete, nu)
    data.commit()
    assert client.post("/leefbaarheid/enquete", {"email": "x@example.org"}).status_code == 404


def test_of_members_with_one_address_each_who_did_not_answer_gets_their_own_link(
    client: Client, data: Session, nu: datetime
) -> None:
    een_buurt(data)
    same = ("samen@example.org", "Samen@example.org", "SAMEN@example.org")
    data.add_all(een_lid(email=email) for email in same)
    enquete = een_ronde(data, nu, leden=0)
    first, second, third = links(data, enquete)
    acties.antwoord(first, antwoorden(), "", nu)
    data.commit()
    assert client.post("/leefbaarheid/enquete", {"email": "samen@example.org"}).status_code == 303
    sent = "".join(unseal(keys(Label.MAIL), mail.tekst or b"") for mail in mails(data))
    assert [page_of(each) in sent for each in (first, second, third)] == [False, True, True]
    assert len(links(data, enquete)) == 3


@pytest.mark.usefixtures("_klok")
def test_asking_for_somebody_elses_link_leaves_it_working_and_mails_once_an_hour(
    client: Client, data: Session, nu: datetime
) -> None:
    een_buurt(data)
    enquete = een_ronde(data, nu, leden=1)
    (link,) = links(data, enquete)
    assert link.lid
    invitation = page_of(link)
    for hour, sent in ((0, 1), (0, 1), (1, 2), (1, 2)):
        clock.install(partial(nu.__add__, timedelta(hours=hour)))
        client.post("/leefbaarheid/enquete", {"email": link.lid.email or ""})
        assert len(mails(data)) == sent
        assert client.get(invitation).status_code == 200
    assert client.post(invitation, antwoorden()).status_code == 303


def een_strook(data: Session, nu: datetime) -> Enquete:
    """A round of six: five answered, of the sixth only the slip came in."""
    een_buurt(data)
    enquete = een_ronde(data, nu, leden=6)
    *online, paper = links(data, enquete)
    for link in online:
        acties.antwoord(link, antwoorden("8"), "", nu)
    assert paper.lid
    assert acties.vink_af(enquete, paper.lid.lidnummer, nu)
    data.commit()
    return enquete


@pytest.mark.usefixtures("_klok")
def test_a_sheet_whose_slip_came_in_time_counts_after_the_end_and_the_result_waits_for_it(
    login: Login, client: Client, data: Session, nu: datetime
) -> None:
    enquete = een_strook(data, nu)
    ended = nu + timedelta(days=21)
    clock.install(lambda: ended)
    jobs.sluiten(enquete.slug)
    data.commit()
    assert enquete.stand is EnqueteStand.GESLOTEN
    officer, base = login(een_lid(), "secretaris"), f"/bestuur/leefbaarheid/enquetes/{enquete.slug}"
    page = officer.get(base).text
    assert "Nog 1 blad van een lid in te voeren." in page
    assert "tot en met zondag 20 december 2026" in page
    assert "Bekijk de uitslag" not in page
    assert "8: 5×" not in client.get("/leefbaarheid").text
    form = officer.get(f"{base}/blad").text
    assert "Een lid" in form
    assert "die geen lid is" not in form
    sheet = {**antwoorden("8"), "groep": "lid"}
    assert officer.post(f"{base}/blad", {**sheet, "groep": "bewoner"}).status_code == 422
    assert officer.post(f"{base}/blad", sheet).status_code == 303
    assert officer.post(f"{base}/blad", sheet).status_code == 409
    assert counts(data) == {("lid", "8"): 6}
    assert "8: 6×" in client.get("/leefbaarheid").text
    assert "Bekijk de uitslag" in officer.get(base).text


@pytest.mark.usefixtures("_klok")
def test_a_sheet_that_nobody_typed_holds_the_result_back_for_seven_days(
    login: Login, client: Client, data: Session, nu: datetime
) -> None:
    enquete = een_strook(data, nu)
    officer, base = login(een_lid(), "secretaris"), f"/bestuur/leefbaarheid/enquetes/{enquete.slug}"
    clock.install(lambda: nu + timedelta(minutes=5))
    closed = officer.post(f"{base}/sluiten")
    assert "De uitslag staat op de site" not in officer.get(str(closed.location)).text
    sheet = {**antwoorden("8"), "groep": "lid"}
    clock.install(lambda: nu + timedelta(days=7))
    officer = login(een_lid(), "secretaris")
    assert officer.get(f"{base}/blad").status_code == 200
    assert "8: 5×" not in client.get("/leefbaarheid").text
    clock.install(lambda: nu + timedelta(days=8))
    officer = login(een_lid(), "secretaris")
    assert officer.get(f"{base}/blad").status_code == 409
    assert officer.post(f"{base}/blad", sheet).status_code == 409
    assert "in te voeren" not in officer.get(base).text
    assert "8: 5×" in client.get("/leefbaarheid").text


def test_a_paper_slip_is_ticked_off_apart_from_its_sheet(
    login: Login, data: Session, nu: datetime
) -> None:
    een_buurt(data)
    enquete = een_ronde(data, nu)
    officer = login(een_lid(), "secretaris")
    link = links(data, enquete)[0]
    assert link.lid
    base = f"/bestuur/leefbaarheid/enquetes/{enquete.slug}"
    sheet: dict[str, Any] = {**antwoorden("5"), "groep": "lid"}
    assert officer.post(f"{base}/blad", sheet).status_code == 409
    slip = {"lidnummer": str(link.lid.lidnummer)}
    assert officer.post(f"{base}/stroken", slip).status_code == 303
    assert officer.post(f"{base}/stroken", slip).status_code == 409
    assert officer.post(f"{base}/stroken", {"lidnummer": "1"}).status_code == 409
    assert officer.post(f"{base}/stroken", {"lidnummer": ""}).status_code == 422
    assert officer.get(f"{base}/blad").status_code == 200
    assert officer.post(f"{base}/blad", {**sheet, "buurt": ""}).status_code == 422
    assert officer.post(f"{base}/blad", sheet).status_code == 303
    assert officer.post(f"{base}/blad", sheet).status_code == 409
    assert officer.post(f"{base}/blad", {**sheet, "groep": "bewoner"}).status_code == 303
    assert counts(data) == {("lid", "5"): 1, ("bewoner", "5"): 1}
    with pytest.raises(AlBeantwoord):
        acties.antwoord(link, antwoorden(), "", nu)
    assert login(een_lid(), "voorzitter").post(f"{base}/blad", sheet).status_code == 403
    acties.sluit(enquete, nu)
    assert (enquete.gevraagd_leden, enquete.gevraagd_bewoners) == (2, 1)


def test_officers_run_a_round_and_see_how_many_never_what(
    login: Login, data: Session, nu: datetime
) -> None:
    een_buurt(data)
    officer = login(een_lid(), "secretaris")
    base = "/bestuur/leefbaarheid"
    assert officer.post(f"{base}/enquetes", {"titel": "x"}).status_code == 422
    made = officer.post(f"{base}/enquetes", {"titel": "Najaar 2026"})
    assert made.location == f"{base}/enquetes/najaar-2026"
    assert officer.post(f"{base}/enquetes", {"titel": "Najaar 2026"}).status_code == 409
    for day, status in (("", 422), ("2026-11-25", 409), ("2026-12-13", 303), ("2026-12-13", 409)):
        answer = officer.post(f"{base}/enquetes/najaar-2026/openen", {"tot": day})
        assert answer.status_code == status, day
    enquete = data.scalars(select(Enquete)).one()
    acties.antwoord(links(data, enquete)[0], antwoorden("2"), "", nu)
    page = officer.get(f"{base}/enquetes/najaar-2026").text
    assert "Wat zij antwoordden, staat er pas na het sluiten." in page
    assert "zondag 13 december 2026" in page
    assert officer.get(base).status_code == 200
    assert officer.post(f"{base}/enquetes/najaar-2026/sluiten").status_code == 303
    assert officer.post(f"{base}/enquetes/najaar-2026/sluiten").status_code == 303


def test_a_line_is_read_before_everyone_reads_it(
    login: Login, client: Client, data: Session, nu: datetime
) -> None:
    een_buurt(data)
    enquete = een_ronde(data, nu, leden=6)
    for nummer, link in enumerate(links(data, enquete)):
        acties.antwoord(link, antwoorden(), f"Zin {nummer}" if nummer < 2 else "", nu)
    data.flush()
    good, bad = data.scalars(select(EnqueteZin).order_by(EnqueteZin.id))
    moderator, base = login(een_lid(), "moderator"), "/bestuur/leefbaarheid"
    assert "Zin 0" in moderator.get(base).text
    assert "Zin 0" not in login(een_lid(), "penningmeester").get(base).text
    moderator.post(f"{base}/zinnen/{good.id}/plaatsen")
    moderator.post(f"{base}/zinnen/{bad.id}/weggooien")
    assert "Zin 0" not in client.get("/leefbaarheid").text
    acties.sluit(enquete, nu)
    data.commit()
    page = client.get("/leefbaarheid").text
    assert "Zin 0" in page
    assert "Zin 1" not in page


@pytest.mark.parametrize(("aantal", "getoond"), [(4, False), (5, True)])
def test_of_fewer_than_five_nothing_is_told_and_of_a_running_round_neither(
    client: Client, data: Session, nu: datetime, aantal: int, *, getoond: bool
) -> None:
    een_buurt(data)
    enquete = een_ronde(data, nu, leden=6)
    for link in links(data, enquete)[:aantal]:
        acties.antwoord(link, antwoorden("8", groen="geen"), "", nu)
    data.commit()

    def told() -> dict[tuple[str, str], dict[str, str]]:
        head, *rows = read_csv(client.get("/open-data/leefbaarheid.csv").data)
        found = [dict(zip(head, row, strict=True)) for row in rows]
        mine = [row for row in found if row["deel"] == f"enquete_{enquete.slug}"]
        return {(row["groep"], row["maat"]): row for row in mine}

    assert told() == {}
    acties.sluit(enquete, nu)
    data.commit()
    rows = told()
    assert bool(rows) is getoond
    page = client.get("/leefbaarheid").text
    assert ("8: 5×" in page) is getoond
    assert ("Leden, najaar-2026: minder dan vijf antwoorden" in page) is not getoond
    if getoond:
        assert rows["lid", "buurt_gemiddelde"]["waarde"] == "8,00"
        assert rows["lid", "trend_beter"]["onder"] == "0,5655"
        assert ("lid", "groen_gemiddelde") not in rows
        assert rows["lid", "respons"]["waarde"] == "0,8333"

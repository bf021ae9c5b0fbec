"""A year of meetings, who was there, who agreed, papers and minutes, and calendars that follow."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.commissie.test_vergadering import een_vergadering
from tests.conftest import Login
from tests.convenant.factories import een_geldende_afspraak, een_tafel
from tests.factories import een_lid
from tests.support.client import Client
from tests.support.pdf import a_pdf
from vereniging.commissie import acties
from vereniging.commissie.agenda import voorstellen
from vereniging.commissie.models import (
    Agendapunt,
    GeenVerslag,
    NietAllenEens,
    Niveau,
    Partijstandpunt,
    Toezegging,
    Uitkomst,
    UitkomstSoort,
    Vergadering,
    VergaderingStand,
    Vergaderstuk,
    ZonderUitleg,
)
from vereniging.convenant.models import Partij, Partijantwoord
from vereniging.convenant.queries import themas
from vereniging.core import clock
from vereniging.core.clock import AMSTERDAM
from vereniging.core.errors import EenAnder, KanNietMeer
from vereniging.post.models import Mail
from vereniging.standpunten.acties import stel_op
from vereniging.standpunten.models import StandpuntStand, StandpuntVersie

PAGINA = "/bestuur/vergaderingen/2026-12-08"
PDF = a_pdf()
NEE = "Wij willen eerst een telling, en dan pas een plan."


def bezig(data: Session, nu: datetime) -> tuple[list[Partij], Vergadering, Agendapunt]:
    """Five parties at the table with one item."""
    zetels, vergadering = een_tafel(), een_vergadering(nu)
    data.add(vergadering)
    punt = acties.zet_op_agenda(vergadering, "Parkeren op zaterdag")
    acties.begin_vergadering(vergadering, nu)
    data.flush()
    return zetels, vergadering, punt


def zegt(
    partij: Partij, antwoord: Partijantwoord = Partijantwoord.EENS, waarom: str = ""
) -> Partijstandpunt:
    return Partijstandpunt(partij=partij, antwoord=antwoord, toelichting=waarom)


def allen_er(vergadering: Vergadering, zetels: list[Partij], behalve: str = "") -> None:
    """All five sat at the table, but perhaps one."""
    acties.meld_aanwezig(vergadering, {z: "" if z.code == behalve else "Kim" for z in zetels})


def consensus(nu: datetime) -> Uitkomst:
    return Uitkomst(soort=UitkomstSoort.CONSENSUS, tekst="Wij doen het.", vastgelegd_op=nu)


def test_one_no_is_no_consensus_and_stays_beside_the_outcome(
    data: Session, nu: datetime, client: Client
) -> None:
    zetels, _vergadering, punt = bezig(data, nu)
    for zetel in zetels[:4]:
        acties.leg_standpunt_vast(punt, zegt(zetel))
    acties.leg_standpunt_vast(punt, zegt(zetels[4], Partijantwoord.NIET_EENS, NEE))
    with pytest.raises(NietAllenEens, match="Welzijn is het niet eens"):
        acties.leg_vast(punt, consensus(nu), nu)
    geen = Uitkomst(soort=UitkomstSoort.GEEN_CONSENSUS, tekst="Nee.", vastgelegd_op=nu)
    acties.leg_vast(punt, geen, nu)
    data.flush()
    shown = client.get("/vergaderingen/2026-12-08").text
    assert NEE in shown
    assert "niet eens" in shown


def test_a_party_that_comes_round_counts_once(data: Session, nu: datetime) -> None:
    zetels, _vergadering, punt = bezig(data, nu)
    acties.leg_standpunt_vast(punt, zegt(zetels[4], Partijantwoord.NIET_EENS, NEE))
    acties.leg_standpunt_vast(punt, zegt(zetels[4]))
    data.flush()
    assert [each.antwoord.value for each in punt.partijstandpunten] == ["eens"]
    acties.leg_vast(punt, consensus(nu), nu)
    with pytest.raises(KanNietMeer):
        acties.leg_standpunt_vast(punt, zegt(zetels[0]))


def test_a_no_is_explained_also_to_the_database(data: Session, nu: datetime) -> None:
    zetels, _vergadering, punt = bezig(data, nu)
    with pytest.raises(ZonderUitleg):
        acties.leg_standpunt_vast(punt, zegt(zetels[0], Partijantwoord.NIET_EENS, "Nee."))
    punt.partijstandpunten.append(zegt(zetels[0], Partijantwoord.NIET_EENS, "Nee."))
    with pytest.raises(IntegrityError):
        data.flush()


def test_officers_record_the_table_in_the_browser(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    _zetels, vergadering, punt = bezig(data, nu)
    officer, page = login(een_lid(), "afgevaardigde"), f"{PAGINA}/punten/{punt.id}/partijen"
    velden = {"partij": "welzijn", "antwoord": "niet_eens", "toelichting": "Nee."}
    assert officer.post(page, velden).status_code == 422
    assert officer.post(page, {**velden, "toelichting": ""}).status_code == 422
    assert officer.post(page, {**velden, "toelichting": NEE}).status_code == 303
    assert NEE in officer.get(page).text
    er = {"partij_welzijn": "Ilja en  Jo", "partij_gemeente": "Rob"}
    assert officer.post(f"{PAGINA}/aanwezig", er).status_code == 303
    assert officer.post(f"{PAGINA}/aanwezig", {"partij_welzijn": "Ilja"}).status_code == 303
    assert 'value="Ilja"' in officer.get(f"{PAGINA}/aanwezig").text
    shown = client.get("/vergaderingen/2026-12-08").text
    assert shown.count("Niet aanwezig") == 4
    assert "Ilja" not in shown
    assert login(een_lid()).get(f"{PAGINA}/aanwezig").status_code == 403
    assert vergadering.stand is VergaderingStand.BEZIG


def test_minutes_are_a_concept_until_the_next_meeting_agrees(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    zetels, vergadering, punt = bezig(data, nu)
    officer, tweede = login(een_lid(), "secretaris"), login(een_lid(), "afgevaardigde")
    allen_er(vergadering, zetels)
    acties.leg_vast(punt, consensus(nu), nu)
    acties.sluit_vergadering(vergadering, nu)
    assert officer.post(f"{PAGINA}/vaststellen").status_code == 409
    with pytest.raises(GeenVerslag):
        acties.stel_verslag_vast(vergadering, date(2026, 12, 9))
    kort = {"verslag": "Kort.", "niveau": "openbaar", "versie": "0"}
    assert officer.post(f"{PAGINA}/verslag", kort).status_code == 422
    tekst = {**kort, "verslag": "De partijen spraken over parkeren op zaterdag."}
    assert officer.post(f"{PAGINA}/verslag", tekst).status_code == 303
    # somebody else reads it before everyone may
    assert tekst["verslag"] not in client.get("/vergaderingen/2026-12-08").text
    assert tekst["verslag"] in tweede.get("/vergaderingen/2026-12-08").text
    assert officer.post(f"{PAGINA}/verslag/vrijgeven").status_code == 409
    assert tweede.post(f"{PAGINA}/verslag/vrijgeven").status_code == 303
    assert tweede.post(f"{PAGINA}/verslag/vrijgeven").status_code == 409
    assert "De volgende vergadering stelt het vast." in client.get("/vergaderingen/2026-12-08").text
    te_vroeg = officer.post(f"{PAGINA}/vaststellen")
    assert te_vroeg.status_code == 409
    assert "De volgende vergadering stelt het verslag vast." in te_vroeg.text
    volgende = een_vergadering(nu, slug="2027-02-09", begin=nu + timedelta(days=79))
    data.add(volgende)
    acties.begin_vergadering(volgende, nu)
    data.commit()
    assert officer.post(f"{PAGINA}/vaststellen").status_code == 303
    assert (
        "De volgende vergadering stelt het vast."
        not in client.get("/vergaderingen/2026-12-08").text
    )
    assert officer.post(f"{PAGINA}/verslag", {**tekst, "versie": "1"}).status_code == 409


def plaats(browser: Client, niveau: str, inhoud: bytes = PDF) -> int:
    velden = {"titel": "Parkeertelling", "niveau": niveau, "bestand": (io.BytesIO(inhoud), "a.pdf")}
    answer = browser.post(f"{PAGINA}/stukken", velden, content_type="multipart/form-data")
    return answer.status_code


@pytest.mark.parametrize(
    ("niveau", "wie"),
    [("leden", {"lid": 200, "bezoeker": 404}), ("commissie", {"lid": 404, "bezoeker": 404}),
     ("bestuur", {"lid": 404, "bezoeker": 404})],
)  # fmt: skip
def test_a_paper_is_read_by_whom_it_is_meant_for(
    data: Session, login: Login, client: Client, niveau: str, wie: dict[str, int]
) -> None:
    data.add(een_vergadering(clock.now()))
    assert plaats(login(een_lid(), "secretaris"), niveau) == 303
    stuk = data.scalars(select(Vergaderstuk)).one()
    page = f"/vergaderingen/2026-12-08/stukken/{stuk.id}"
    assert client.get(page).status_code == wie["bezoeker"]
    lid = login(een_lid())
    assert lid.get(page).status_code == wie["lid"]
    assert ("Parkeertelling" in lid.get("/vergaderingen/2026-12-08").text) is (wie["lid"] == 200)


def test_what_is_for_everyone_waits_for_somebody_else(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    data.add(een_vergadering(nu))
    eerste, tweede = login(een_lid(), "secretaris"), login(een_lid(), "afgevaardigde")
    assert plaats(eerste, "openbaar", b"<svg/>") == 422
    assert plaats(eerste, "openbaar") == 303
    stuk = data.scalars(select(Vergaderstuk)).one()
    page = f"/vergaderingen/2026-12-08/stukken/{stuk.id}"
    assert client.get(page).status_code == 404
    vrij = f"{PAGINA}/stukken/{stuk.id}/vrijgeven"
    assert eerste.post(vrij).status_code == 409
    with pytest.raises(EenAnder):
        stuk.vrijgeven(stuk.geplaatst_door_id)
    assert tweede.post(vrij).status_code == 303
    answer = client.get(page)
    assert answer.data == PDF
    assert answer.mimetype == "application/pdf"
    assert tweede.post(vrij).status_code == 409
    assert stuk.niveau is Niveau.OPENBAAR


def test_a_year_is_planned_at_once_and_a_day_only_once(
    data: Session, nu: datetime, login: Login
) -> None:
    officer = login(een_lid(), "secretaris")
    velden = {"dagen": "21-1-2027\n2027-07-15\n", "uur": "19.30", "plaats": "Speeltuin"}
    page = "/bestuur/vergaderingen/jaar"
    assert officer.post(page, {**velden, "dagen": "31-2-2027"}).status_code == 422
    assert officer.post(page, {**velden, "dagen": "\n".join(["1-1-2027"] * 21)}).status_code == 422
    assert officer.post(page, velden).status_code == 303
    assert officer.post(page, {**velden, "dagen": "21-1-2027\n1-11-2027"}).status_code == 303
    found = data.scalars(select(Vergadering).order_by(Vergadering.begin)).all()
    assert [each.titel for each in found] == [
        "Vergadering 1 van 2027", "Vergadering 2 van 2027", "Vergadering 3 van 2027",
    ]  # fmt: skip
    # half past seven in Amsterdam, in winter and in summer
    assert [each.begin.astimezone(AMSTERDAM).hour for each in found] == [19, 19, 19]
    assert [each.begin.hour for each in found] == [18, 17, 18]


def test_a_calendar_follows_when_a_meeting_moves_across_the_clock_change_or_is_called_off(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    data.add(een_vergadering(nu))
    officer, one = login(een_lid(), "secretaris"), "/vergaderingen/2026-12-08/agenda.ics"

    def event() -> dict[str, object]:
        (found,) = Calendar.from_ical(client.get(one).data).walk("VEVENT")
        begin = found.decoded("DTSTART")
        return {"uid": str(found["UID"]), "nr": int(str(found["SEQUENCE"])), "uur": begin.hour,
                "zone": begin.utcoffset(), "stand": str(found.get("STATUS", ""))}  # fmt: skip

    first = event()
    verzet = {"dag": "2027-04-06", "uur": "19.30", "plaats": "Speeltuin", "versie": "0"}
    assert officer.post(f"{PAGINA}/verzetten", {**verzet, "uur": "x"}).status_code == 422
    assert officer.post(f"{PAGINA}/verzetten", verzet).status_code == 303
    second = event()
    assert second["uid"] == first["uid"]
    assert (first["nr"], second["nr"]) == (0, 1)
    botst = officer.post(f"{PAGINA}/verzetten", {**verzet, "plaats": "Buurthuis"})  # an old page
    assert botst.status_code == 409
    assert "Buurthuis" in botst.text
    assert "dinsdag 6 april 2027" in botst.text
    assert (first["zone"], second["zone"]) == (timedelta(hours=1), timedelta(hours=2))
    assert second["uur"] == 19
    assert officer.post(f"{PAGINA}/afgelasten").status_code == 303
    third = event()
    assert (third["uid"], third["nr"], third["stand"]) == (first["uid"], 2, "CANCELLED")
    assert officer.post(f"{PAGINA}/verzetten", verzet).status_code == 409


def test_parties_and_members_hear_of_the_meeting_and_of_each_change(
    data: Session, nu: datetime
) -> None:
    zetels, vergadering = een_tafel(), een_vergadering(nu)
    data.add_all([vergadering, een_lid(email="lid@example.org"), een_lid(email=None)])
    data.flush()
    acties.verzet(vergadering, vergadering.begin, "Buurthuis", nu)
    assert data.scalars(select(Mail)).all() == []  # nobody was called yet
    acties.roep_op(vergadering, nu)
    acties.verzet(vergadering, vergadering.begin + timedelta(hours=1), "Buurthuis", nu)
    acties.gelast_af(vergadering, nu)
    mails = data.scalars(select(Mail).order_by(Mail.id)).all()
    partijen = [organisatie.contacten[0].email for z in zetels for organisatie in z.organisaties]
    assert [(mail.aan, mail.sleutel.split(":")[0]) for mail in mails] == [
        (aan, wat)
        for wat in ("oproep", "verzet", "afgelast")
        for aan in (*partijen, "lid@example.org")
    ]


def test_the_agenda_offers_what_waits_and_never_twice(
    data: Session, nu: datetime, login: Login
) -> None:
    zetels, vorige, punt = bezig(data, nu)
    data.add(Toezegging(agendapunt=punt, partij=zetels[1], tekst="Een telling houden",
                        voor_datum=date(2027, 1, 10)))  # fmt: skip
    allen_er(vorige, zetels)
    acties.leg_vast(punt, consensus(nu), nu)
    acties.sluit_vergadering(vorige, nu)
    een_geldende_afspraak(zetels)
    standpunt = stel_op("Geen sluipverkeer", themas()[0], StandpuntVersie(), nu)
    standpunt.stand = StandpuntStand.BEVROREN
    volgende = een_vergadering(nu, slug="2027-02-09", begin=nu + timedelta(days=79))
    data.add(volgende)
    data.flush()
    offered = [each.sleutel for each in voorstellen(volgende, date(2026, 12, 20))]
    assert [each.split(":")[0] for each in offered] == ["toezegging", "afspraak", "standpunt"]
    officer, page = login(een_lid(), "afgevaardigde"), "/bestuur/vergaderingen/2027-02-09"
    assert "Een telling houden" in officer.get(page).text
    for sleutel in offered:
        assert officer.post(f"{page}/voorstellen", {"sleutel": sleutel}).status_code == 303
        assert officer.post(f"{page}/voorstellen", {"sleutel": sleutel}).status_code == 404
    assert voorstellen(volgende, date(2026, 12, 20)) == []
